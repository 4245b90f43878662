/** A proposed effect: what would be written, and the two answers to it. */

import { useEffect, useId, useRef, useState } from "react";
import { useSession } from "../state/session";
import type { Cell, PendingInterrupt, Sheet } from "../types";
import { cell } from "../ui/format";
import { Icon } from "../ui/icons";

interface Props {
  interrupt: PendingInterrupt;
  onDecide: (approved: boolean) => void;
}

export function ApprovalCard({ interrupt, onDecide }: Props) {
  const { t } = useSession();
  const { title, summary, file_name, sheets } = interrupt.value;
  const [chosen, setChosen] = useState(0);
  const card = useRef<HTMLElement>(null);
  const heading = useId();
  const sheet = sheets[chosen];
  useEffect(() => {
    card.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section ref={card} className="approval" tabIndex={-1} aria-labelledby={heading}>
      <p className="approval-label">
        <Icon name="hand" size={16} /> {t.approval.label}
      </p>
      <h2 id={heading}>{title}</h2>
      <p>{summary}</p>
      <p className="approval-file">
        <span className="file-mark">{file_name.split(".").at(-1)}</span> {file_name}
      </p>
      {sheets.length > 1 && (
        <div className="tabs" role="group" aria-label={t.approval.sheets}>
          {sheets.map((each, index) => (
            <button key={each.name} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>
              {each.name}
            </button>
          ))}
        </div>
      )}
      {sheet && <Preview sheet={sheet} />}
      <div className="approval-actions">
        <button type="button" className="button primary" onClick={() => onDecide(true)}>
          <Icon name="check" size={16} /> {t.approval.approve}
        </button>
        <button type="button" className="button" onClick={() => onDecide(false)}>
          {t.approval.decline}
        </button>
        <small>{t.approval.safe}</small>
      </div>
    </section>
  );
}

/** Money travels as text with a decimal point; a code is text without one. */
function isNumber(value: Cell): boolean {
  return value === null || typeof value === "number" || /^-?\d+\.\d+$/.test(String(value));
}

function Preview({ sheet }: { sheet: Sheet }) {
  const { t } = useSession();
  const numeric = sheet.columns.map((_, at) => sheet.rows.every((row) => isNumber(row[at] ?? null)));
  const side = (at: number): string => (numeric[at] ? "right" : "left");
  return (
    <>
      <div className="scroller tall" tabIndex={0} role="group" aria-label={sheet.name}>
        <table>
          <thead>
            <tr>
              {sheet.columns.map((label, at) => (
                <th key={at} scope="col" className={side(at)}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row, index) => (
              <tr key={index}>
                {sheet.columns.map((_, at) => (
                  <td key={at} className={side(at)}>
                    {cell(row[at] ?? null, null, numeric[at] ?? false, t.locale, t.table)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="approval-count">{t.approval.preview(sheet.rows.length, sheet.row_count)}</p>
    </>
  );
}
