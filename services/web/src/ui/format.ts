/** Numbers, sizes, dates and times as people of a locale write them. */

import type { Cell } from "../types";

const NUMERIC = /^-?\d+(\.\d+)?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const CURRENCY = /^[A-Z]{3}$/;

export function bytes(size: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}

/** 84 ms, 1.2 s, 2 min 05 s. */
export function duration(ms: number, locale: string): string {
  if (ms < 1) return "< 1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} s`;
  return `${Math.floor(ms / 60_000)} min ${String(Math.round((ms % 60_000) / 1000)).padStart(2, "0")} s`;
}

/** A calendar date without a time: read as that day, wherever the reader is. */
export function day(iso: string, locale: string): string {
  const [year, month, date] = iso.split("-").map(Number);
  if (!year || !month || !date) return iso;
  return new Date(year, month - 1, date).toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
}

/** An instant, short: the hour today, else the day. */
export function moment(iso: string, locale: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const today = new Date().toDateString() === at.toDateString();
  return today
    ? at.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" })
    : at.toLocaleDateString(locale, { day: "numeric", month: "short" });
}

export function clock(iso: string, locale: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const date = at.toLocaleDateString(locale, { day: "numeric", month: "short" });
  return `${date} · ${at.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit", second: "2-digit" })}`;
}

export function quantity(value: string | number, unit: string | null, locale: string): string {
  const text = String(value);
  if (ISO_DATE.test(text)) return day(text, locale);
  if (!NUMERIC.test(text)) return unit ? `${text} ${unit}` : text;
  const number = Number(text);
  if (unit && CURRENCY.test(unit)) {
    return `${number.toLocaleString(locale, { style: "currency", currency: unit, currencyDisplay: "narrowSymbol" })} ${unit}`;
  }
  const written = number.toLocaleString(locale, { maximumFractionDigits: 4 });
  return unit === "%" ? `${written} %` : unit ? `${written} ${unit}` : written;
}

interface Words {
  yes: string;
  no: string;
}

/** A table's cell as text; numbers only where the column is one of numbers, so that codes keep their zeros. */
export function cell(value: Cell, unit: string | null, numeric: boolean, locale: string, words: Words): string {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  const text = String(value);
  if (ISO_DATE.test(text)) return day(text, locale);
  if (!numeric || !NUMERIC.test(text)) return text;
  // Money travels as decimal text, whose cents are kept even when they are zero.
  const cents = (unit !== null && CURRENCY.test(unit)) || /\.\d\d$/.test(text) ? 2 : 0;
  return Number(text).toLocaleString(locale, { minimumFractionDigits: cents, maximumFractionDigits: Math.max(cents, 4) });
}
