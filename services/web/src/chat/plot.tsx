/** Lines over dates: history, forecast with its interval, levels. */

import { useEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useSession } from "../state/session";
import type { Plot, Series, Table } from "../types";
import { day } from "../ui/format";
import { AnswerTable } from "./table";

const HEIGHT = 240;
const DARK = "(prefers-color-scheme: dark)";

interface Look {
  stroke: string;
  width: number;
  dash?: number[];
}

function lookOf(role: Series["role"], token: (name: string) => string): Look {
  switch (role) {
    case "history":
      return { stroke: token("--plot-history"), width: 1.75 };
    case "forecast":
      return { stroke: token("--plot-forecast"), width: 2.25 };
    case "level":
      return { stroke: token("--plot-level"), width: 1.5, dash: [6, 5] };
    default:
      return { stroke: "transparent", width: 0 };
  }
}

function optionsOf(plot: Plot, width: number, locale: string): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const low = plot.series.findIndex((series) => series.role === "low") + 1;
  const high = plot.series.findIndex((series) => series.role === "high") + 1;
  const axis: uPlot.Axis = {
    stroke: token("--muted"),
    font: "12px 'Archivo Variable', sans-serif",
    grid: { stroke: token("--line"), width: 1 },
    ticks: { show: false },
  };
  const date = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit" });
  return {
    width,
    height: HEIGHT,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: true } },
    axes: [
      { ...axis, grid: { show: false }, values: (_, ticks) => ticks.map((tick) => date.format(tick * 1000)), space: 76 },
      { ...axis, size: 54, values: (_, ticks) => ticks.map((tick) => tick.toLocaleString(locale)) },
    ],
    bands: low && high ? [{ series: [high, low], fill: token("--plot-band") }] : [],
    series: [{}, ...plot.series.map((series) => ({ ...lookOf(series.role, token), points: { show: false } }))],
  };
}

function dataOf(plot: Plot): uPlot.AlignedData {
  const x = plot.x.map((date) => Date.parse(`${date}T12:00:00`) / 1000);
  return [x, ...plot.series.map((series) => series.values)];
}

function tableOf(plot: Plot, dateLabel: string): Table {
  return {
    title: plot.title,
    columns: [
      { label: dateLabel, unit: null, align: "left" },
      ...plot.series.map((series) => ({ label: series.name, unit: plot.unit, align: "right" as const })),
    ],
    rows: plot.x.map((date, index) => [date, ...plot.series.map((series) => series.values[index] ?? null)]),
  };
}

function useDark(): boolean {
  const [dark, setDark] = useState(() => window.matchMedia(DARK).matches);
  useEffect(() => {
    const query = window.matchMedia(DARK);
    const change = (): void => setDark(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return dark;
}

function Canvas({ plot, onPoint }: { plot: Plot; onPoint: (index: number | null) => void }) {
  const { t } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const dark = useDark();
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const options = optionsOf(plot, element.clientWidth, t.locale);
    options.hooks = { setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)] };
    const chart = new uPlot(options, dataOf(plot), element);
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [plot, t.locale, dark, onPoint]);
  const names = plot.series.map((series) => series.name).join(", ");
  const label = t.plot.describe(plot.title, day(plot.x[0] ?? "", t.locale), day(plot.x.at(-1) ?? "", t.locale), names);
  return <div ref={box} className="plot" role="img" aria-label={label} />;
}

function Legend({ plot, point }: { plot: Plot; point: number | null }) {
  const { t } = useSession();
  const lines = plot.series.filter((series) => series.role !== "low" && series.role !== "high");
  const low = plot.series.find((series) => series.role === "low");
  const high = plot.series.find((series) => series.role === "high");
  const at = (series: Series | undefined): string | null => {
    const value = point === null ? null : series?.values[point];
    return value === null || value === undefined ? null : value.toLocaleString(t.locale, { maximumFractionDigits: 1 });
  };
  return (
    <ul className="legend" aria-hidden="true">
      {lines.map((series) => (
        <li key={series.name} className={`key-${series.role}`}>
          {series.name} <b>{at(series)}</b>
        </li>
      ))}
      {low && high && (
        <li className="key-band">
          {t.plot.band} <b>{at(low) && `${at(low)} – ${at(high)}`}</b>
        </li>
      )}
      {point !== null && <li className="legend-date">{day(plot.x[point] ?? "", t.locale)}</li>}
    </ul>
  );
}

export function AnswerPlot({ plot }: { plot: Plot }) {
  const { t } = useSession();
  const [asTable, setAsTable] = useState(false);
  const [point, setPoint] = useState<number | null>(null);
  const table = useMemo(() => tableOf(plot, t.plot.week), [plot, t]);
  return (
    <div className="plot-card">
      {asTable ? (
        <AnswerTable table={table} />
      ) : (
        <figure className="card">
          <figcaption>
            <span className="card-title">{plot.title}</span>
            {plot.unit && <span className="card-unit">{plot.unit}</span>}
          </figcaption>
          <Canvas plot={plot} onPoint={setPoint} />
          <Legend plot={plot} point={point} />
        </figure>
      )}
      <button type="button" className="fold" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {asTable ? t.plot.asPlot : t.plot.asTable}
      </button>
    </div>
  );
}
