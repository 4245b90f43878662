/** Search over the passages of all documents. */

import { useEffect, useState } from "react";
import { sentenceOf } from "../api";
import { useSession } from "../state/session";
import type { Citation, Passage } from "../types";
import { Icon } from "../ui/icons";

const PAUSE_MS = 250;

interface Found {
  passages: Passage[] | null;
  problem: string | null;
}

const NOTHING: Found = { passages: null, problem: null };

function useSearch(query: string): Found {
  const { api, t } = useSession();
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    if (!query.trim()) {
      setFound(NOTHING);
      return undefined;
    }
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      api.search(query.trim(), stop.signal).then(
        (passages) => setFound({ passages, problem: null }),
        (error: unknown) => {
          if (!stop.signal.aborted) setFound({ passages: null, problem: sentenceOf(error) ?? t.connection.lost });
        },
      );
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [api, query, t]);
  return found;
}

export function PassageSearch({ onRead }: { onRead: (citation: Citation) => void }) {
  const { t } = useSession();
  const [query, setQuery] = useState("");
  const { passages, problem } = useSearch(query);
  return (
    <search className="passage-search">
      <label className="search-box">
        <Icon name="search" />
        <input type="search" value={query} aria-label={t.documents.searchLabel} placeholder={t.documents.searchHint} onChange={(event) => setQuery(event.target.value)} />
      </label>
      <p className="visually-hidden" aria-live="polite">
        {passages && t.documents.results(passages.length)}
      </p>
      {problem && <p className="problem">{problem}</p>}
      {passages?.length === 0 && <p className="quiet">{t.documents.noResults}</p>}
      {passages && passages.length > 0 && (
        <ol className="passages">
          {passages.map(({ text, citation }, index) => (
            <li key={index}>
              <button type="button" onClick={() => onRead(citation)}>
                <span className="passage-name">
                  {citation.name}
                  <small>{[citation.page !== null && t.evidence.page(citation.page), citation.cell, citation.heading].filter(Boolean).join(" · ")}</small>
                </span>
                <span className="passage-text">{text}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </search>
  );
}
