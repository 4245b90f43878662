/** A table of an answer: to read, to copy into a sheet, to download. */

import { useState } from "react";
import { useSession } from "../state/session";
import type { Table } from "../types";
import { CopyButton } from "../ui/copy-button";
import { csv, tsv } from "../ui/delimited";
import { save } from "../ui/download";
import { cell } from "../ui/format";
import { Icon } from "../ui/icons";

const FOLDED = 8;

export function AnswerTable({ table }: { table: Table }) {
  const { t } = useSession();
  const [open, setOpen] = useState(table.rows.length <= FOLDED + 2);
  const rows = open ? table.rows : table.rows.slice(0, FOLDED);
  return (
    <figure className="card table-card">
      <figcaption>
        <span className="card-title">{table.title}</span>
        <span className="card-tools">
          <CopyButton quiet label={t.table.copy} text={() => tsv(table)} />
          <button type="button" className="tool" onClick={() => save(csv(table), `${table.title}.csv`)}>
            <Icon name="download" size={16} />
            <span>{t.table.download}</span>
          </button>
        </span>
      </figcaption>
      <Grid table={table} rows={rows} />
      {table.rows.length > FOLDED + 2 && (
        <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.table.less : t.table.more(table.rows.length)}
        </button>
      )}
    </figure>
  );
}

/** How wide a column must be at least, by its longest text. */
function widthOf(rows: Table["rows"], at: number): string {
  const longest = Math.max(0, ...rows.map((row) => String(row[at] ?? "").length));
  return longest > 56 ? "long" : longest > 18 ? "middling" : "short";
}

function Grid({ table, rows }: { table: Table; rows: Table["rows"] }) {
  const { t } = useSession();
  const classes = table.columns.map((column, at) => `${column.align} ${widthOf(table.rows, at)}`);
  return (
    <div className="scroller" tabIndex={0} role="group" aria-label={table.title}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={index} scope="col" className={column.align}>
                {column.label}
                {column.unit && <small>{column.unit}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {table.columns.map((column, at) => (
                <td key={at} className={classes[at]}>
                  {cell(row[at] ?? null, column.unit, column.align === "right", t.locale, t.table)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
