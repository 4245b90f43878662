/** The company's documents: what was read, search over passages, add and remove. */

import { useCallback, useEffect, useState } from "react";
import { sentenceOf } from "../api";
import { CitationView } from "../chat/evidence";
import { useSession } from "../state/session";
import type { Citation, DocumentRow } from "../types";
import { ConfirmButton } from "../ui/confirm-button";
import { openOrSave } from "../ui/download";
import { Drawer } from "../ui/drawer";
import { bytes, moment } from "../ui/format";
import { Icon } from "../ui/icons";
import { useDrop } from "../ui/use-drop";
import { PassageSearch } from "./passage-search";
import { SourceForm } from "./source-form";

function useDocuments(): { documents: DocumentRow[] | null; reload: () => void } {
  const { api, status } = useSession();
  const [documents, setDocuments] = useState<DocumentRow[] | null>(null);
  const [version, setVersion] = useState(0);
  const reload = useCallback(() => setVersion((number) => number + 1), []);
  const count = status?.documents;
  const running = status?.ingestion.running;
  useEffect(() => {
    const stop = new AbortController();
    api.documents(stop.signal).then(setDocuments, () => undefined);
    return () => stop.abort();
  }, [api, version, count, running]);
  return { documents, reload };
}

export function Documents() {
  const { api, t, refresh } = useSession();
  const { documents, reload } = useDocuments();
  const [adding, setAdding] = useState(false);
  const [read, setRead] = useState<Citation | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = useCallback(
    async (work: () => Promise<unknown>) => {
      try {
        setProblem(null);
        await work();
      } catch (error) {
        setProblem(sentenceOf(error) ?? t.connection.lost);
      }
    },
    [t],
  );
  const addFiles = useCallback(
    (files: File[]) =>
      void attempt(async () => {
        const added = await api.addFiles(files, false);
        if (added.refused.length > 0) setProblem(added.refused.map((file) => file.problem).join(" "));
        refresh();
        reload();
      }),
    [api, attempt, refresh, reload],
  );
  const { over, handlers } = useDrop(addFiles);
  const remove = (row: DocumentRow): void =>
    void attempt(async () => {
      await api.removeDocument(row.id);
      refresh();
      reload();
    });

  return (
    <section className="documents" {...handlers}>
      <header className="page-head">
        <div>
          <h2>{t.documents.title}</h2>
          <p className="lead">{t.documents.lead}</p>
        </div>
        <button type="button" className="button primary" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          <Icon name={adding ? "close" : "plus"} size={16} /> {t.documents.add}
        </button>
      </header>
      {adding && (
        <div className="card add-card">
          <SourceForm
            onStarted={() => {
              setAdding(false);
              reload();
            }}
          />
        </div>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <PassageSearch onRead={setRead} />
      {documents?.length === 0 && (
        <div className="empty">
          <p>{t.documents.empty}</p>
          <p>{t.documents.emptyLead}</p>
        </div>
      )}
      {documents && documents.length > 0 && (
        <DocumentTable
          rows={documents}
          onOpen={(row) => void attempt(async () => openOrSave(await api.original(row.id), row.name))}
          onRead={(row) => setRead(startOf(row))}
          onRemove={remove}
        />
      )}
      {over && <div className="drop-veil">{t.welcome.drop}</div>}
      {read && (
        <Drawer title={t.evidence.quote} closeLabel={t.evidence.close} onClose={() => setRead(null)}>
          <CitationView citation={read} />
        </Drawer>
      )}
    </section>
  );
}

/** The document's first characters, to be shown as a citation is. */
function startOf({ id, name, version }: DocumentRow): Citation {
  return { document: id, name, version, start: 0, end: 0, quote: "", page: null, cell: null, path: null, heading: null };
}

interface TableProps {
  rows: DocumentRow[];
  onOpen: (row: DocumentRow) => void;
  onRead: (row: DocumentRow) => void;
  onRemove: (row: DocumentRow) => void;
}

function DocumentTable({ rows, onOpen, onRead, onRemove }: TableProps) {
  const { t, lang } = useSession();
  const [filter, setFilter] = useState("");
  const matching = rows.filter((row) => row.name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase()));
  /** Warnings come as `es / en`. */
  const inLanguage = (warning: string): string => warning.split(" / ")[lang === "es" ? 0 : 1] ?? warning;
  return (
    <>
      <label className="field filter">
        <span>
          {t.documents.filter} <small>({matching.length})</small>
        </span>
        <input type="search" value={filter} onChange={(event) => setFilter(event.target.value)} />
      </label>
      <table className="document-table">
        <thead>
          <tr>
            <th scope="col">{t.documents.name}</th>
            <th scope="col">{t.documents.kind}</th>
            <th scope="col" className="right">
              {t.documents.pages}
            </th>
            <th scope="col" className="right">
              {t.documents.rows}
            </th>
            <th scope="col" className="right">
              {t.documents.size}
            </th>
            <th scope="col">{t.documents.added}</th>
            <th scope="col">{t.documents.state}</th>
            <th scope="col">
              <span className="visually-hidden">{t.documents.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {matching.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onRead(row)}>
                  {row.name}
                </button>
              </th>
              <td>
                <span className={`kind kind-${row.kind}`}>{t.documents.kinds[row.kind] ?? row.kind}</span>
              </td>
              <td className="right" data-label={t.documents.pages}>
                {row.pages?.toLocaleString(t.locale) ?? "–"}
              </td>
              <td className="right" data-label={t.documents.rows}>
                {row.rows > 0 ? row.rows.toLocaleString(t.locale) : "–"}
              </td>
              <td className="right">{bytes(row.bytes, t.locale)}</td>
              <td className="added">{moment(row.added_at, t.locale)}</td>
              <td>
                {row.warnings.length === 0 ? (
                  <span className="state-ready">
                    <Icon name="check" size={14} /> {t.documents.ready}
                  </span>
                ) : (
                  <details className="state-warn">
                    <summary>{t.documents.warnings(row.warnings.length)}</summary>
                    <ul>
                      {row.warnings.map((warning) => (
                        <li key={warning}>{inLanguage(warning)}</li>
                      ))}
                    </ul>
                  </details>
                )}
              </td>
              <td className="row-tools">
                <button type="button" className="tool" aria-label={`${t.documents.open}: ${row.name}`} title={t.documents.open} onClick={() => onOpen(row)}>
                  <Icon name="download" size={16} />
                </button>
                <ConfirmButton icon="trash" label={t.documents.remove(row.name)} confirm={t.documents.confirmRemove} onConfirm={() => onRemove(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
