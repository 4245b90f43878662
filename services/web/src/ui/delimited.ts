/** Tables as text: TSV for the clipboard, CSV for a file. */

import type { Cell } from "../types";

interface Grid {
  columns: { label: string; unit: string | null }[];
  rows: Cell[][];
}

/** A spreadsheet would run text that begins like a formula; numbers stay as they are. */
function inert(value: Cell): string {
  if (value === null) return "";
  const text = String(value);
  return /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}

function lines(grid: Grid): string[][] {
  const head = grid.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label));
  return [head, ...grid.rows.map((row) => row.map(inert))];
}

export function tsv(grid: Grid): string {
  return lines(grid).map((row) => row.map((text) => text.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}

/** With a byte order mark, so that Excel reads the accents. */
export function csv(grid: Grid): Blob {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const body = lines(grid).map((row) => row.map(quoted).join(",")).join("\r\n");
  return new Blob(["\ufeff", body, "\r\n"], { type: "text/csv;charset=utf-8" });
}
