import { useRef, type ReactNode } from "react";

interface Props {
  label?: string;
  className: string;
  folder?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}

/** A button that opens the system's file dialog. */
export function FilePicker({ label, className, folder = false, disabled = false, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const directory = folder ? { webkitdirectory: "" } : {};
  return (
    <>
      <button type="button" className={className} aria-label={label} title={label} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        {...directory}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
