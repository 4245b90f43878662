/** Line icons on a 20-unit grid. All are decoration: the control beside them carries the name. */

const PATHS = {
  plus: "M10 4v12M4 10h12",
  send: "M10 16V4M5 9l5-5 5 5",
  stop: "M6 6h8v8H6z",
  clip: "M15 9l-5.5 5.5a3 3 0 0 1-4.2-4.2L11 4.6a2 2 0 0 1 2.8 2.8l-5.6 5.6a1 1 0 0 1-1.4-1.4L12 6.5",
  close: "M5 5l10 10M15 5L5 15",
  menu: "M3 6h14M3 10h14M3 14h14",
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5L17 17",
  pencil: "M4 16l.8-3.2L13 4.6a1.4 1.4 0 0 1 2 0l.4.4a1.4 1.4 0 0 1 0 2L7.2 15.2z",
  trash: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6",
  copy: "M7 7V4h9v9h-3M4 7h9v9H4z",
  check: "M4 10.5l4 4 8-9",
  download: "M10 3v9M6 9l4 4 4-4M4 16h12",
  file: "M5 3h6l4 4v10H5zM11 3v4h4",
  folder: "M3 6h5l2 2h7v8H3z",
  graph: "M5 5.5h3v3H5zM12 3.5h3v3h-3zM12 13.5h3v3h-3zM8 7h2.5V5H12M10.500 7v8H12",
  chat: "M3 4h14v9H9l-4 3.500V13H3z",
  expand: "M12 4h4v4M8 16H4v-4M16 4l-5 5M4 16l5-5",
  retry: "M15 6a6 6 0 1 0 1 5M15.500 3v3.500H12",
  shield: "M10 3l6 2v5c0 3.500-2.500 6-6 7-3.500-1-6-3.500-6-7V5z",
  hand: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.6-3.300 3-5 6-5s5.400 1.700 6 5",
  warn: "M10 4l7 12H3zM10 9v3M10 14v.2",
  down: "M5 8l5 5 5-5",
  building: "M4 17V5l6-2v14M10 8h6v9M6.500 8h1M6.500 11h1M6.500 14h1M12.500 11h1M12.500 14h1M3 17h14",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
