/** Where a claim comes from: a passage in its document, or a figure with its rows. */

import { useEffect, useRef, useState } from "react";
import { sentenceOf } from "../api";
import { useSession } from "../state/session";
import type { Citation, Figure, Stretch } from "../types";
import { openOrSave } from "../ui/download";
import { Drawer } from "../ui/drawer";
import { quantity } from "../ui/format";
import { Icon } from "../ui/icons";
import type { Evidence } from "./markdown";

export function EvidenceDrawer({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const { t } = useSession();
  const isFigure = evidence.kind === "figure";
  const title = isFigure ? t.evidence.figure(evidence.marker) : t.evidence.citation(evidence.marker);
  return (
    <Drawer title={title} closeLabel={t.evidence.close} onClose={onClose}>
      {isFigure ? <FigureView figure={evidence.figure} /> : <CitationView citation={evidence.citation} />}
    </Drawer>
  );
}

function useStretch(citation: Citation): { stretch: Stretch | null; problem: string | null } {
  const { api, t } = useSession();
  const [seen, setSeen] = useState<{ stretch: Stretch | null; problem: string | null }>({ stretch: null, problem: null });
  const { document, start, end } = citation;
  useEffect(() => {
    const stop = new AbortController();
    setSeen({ stretch: null, problem: null });
    api.stretch(document, start, end, stop.signal).then(
      (stretch) => setSeen({ stretch, problem: null }),
      (error: unknown) => {
        if (!stop.signal.aborted) setSeen({ stretch: null, problem: sentenceOf(error) ?? t.connection.lost });
      },
    );
    return () => stop.abort();
  }, [api, document, start, end, t]);
  return seen;
}

export function CitationView({ citation }: { citation: Citation }) {
  const { t } = useSession();
  const { stretch, problem } = useStretch(citation);
  const place = [citation.page !== null && t.evidence.page(citation.page), citation.cell, citation.path].filter(Boolean);
  return (
    <div className="evidence">
      <p className="evidence-name">{citation.name}</p>
      <p className="evidence-place">{[...place, citation.heading].filter(Boolean).join(" · ")}</p>
      {stretch ? <Highlighted stretch={stretch} /> : <blockquote className="passage">{citation.quote}</blockquote>}
      {problem && <p className="problem">{problem}</p>}
      <OpenOriginal document={citation.document} name={citation.name} />
    </div>
  );
}

function Highlighted({ stretch }: { stretch: Stretch }) {
  const { t } = useSession();
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    mark.current?.scrollIntoView({ block: "center" });
  }, [stretch]);
  // Offsets count Unicode characters, as Python does; a JavaScript string counts UTF-16 units.
  const characters = [...stretch.text];
  const from = stretch.start - stretch.offset;
  const to = stretch.end - stretch.offset;
  return (
    <div className="passage" tabIndex={0} role="group" aria-label={t.evidence.quote}>
      {stretch.offset > 0 && "… "}
      {characters.slice(0, from).join("")}
      <mark ref={mark}>{characters.slice(from, to).join("")}</mark>
      {characters.slice(to).join("")} …
    </div>
  );
}

function OpenOriginal({ document, name }: { document: string; name: string }) {
  const { api, t } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    try {
      openOrSave(await api.original(document), name);
    } catch (error) {
      setProblem(sentenceOf(error) ?? t.connection.lost);
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void open()}>
        <Icon name="file" size={16} /> {t.evidence.original}
      </button>
      {problem && <p className="problem">{problem}</p>}
    </>
  );
}

function FigureView({ figure }: { figure: Figure }) {
  const { t } = useSession();
  return (
    <div className="evidence">
      <p className="figure-value">{quantity(figure.value, figure.unit, t.locale)}</p>
      <h3>{t.evidence.how}</h3>
      <p>{figure.how}</p>
      {figure.rows.length > 0 && <FigureRows figure={figure} />}
    </div>
  );
}

function FigureRows({ figure }: { figure: Figure }) {
  const { t } = useSession();
  const total = Math.max(figure.row_count, figure.rows.length);
  return (
    <>
      <h3>
        {t.evidence.rows} <small>{t.evidence.rowsShown(figure.rows.length, total)}</small>
      </h3>
      <div className="scroller tall" tabIndex={0} role="group" aria-label={t.evidence.rows}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.evidence.file}</th>
              <th scope="col">{t.evidence.table}</th>
              <th scope="col" className="right">
                {t.evidence.row}
              </th>
              <th scope="col">{t.evidence.cell}</th>
            </tr>
          </thead>
          <tbody>
            {figure.rows.map((row, index) => (
              <tr key={index}>
                <td>{row.name}</td>
                <td>{row.table}</td>
                <td className="right">{row.row}</td>
                <td>{row.cell ?? row.path ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
