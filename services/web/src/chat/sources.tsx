import { useSession } from "../state/session";
import type { Citation } from "../types";
import type { Evidence } from "./markdown";

interface Source {
  name: string;
  first: Evidence;
  markers: string[];
}

function byDocument(citations: Citation[]): Source[] {
  const sources = new Map<string, Source>();
  citations.forEach((citation, index) => {
    const marker = String(index + 1);
    const known = sources.get(citation.document);
    if (known) known.markers.push(marker);
    else sources.set(citation.document, { name: citation.name, first: { kind: "citation", marker, citation }, markers: [marker] });
  });
  return [...sources.values()];
}

const MOST_MARKERS = 4;

function written(markers: string[]): string {
  if (markers.length <= MOST_MARKERS) return markers.join(", ");
  const [first, last] = [Number(markers[0]), Number(markers.at(-1))];
  if (last - first === markers.length - 1) return `${first}–${last}`;
  return `${markers.slice(0, MOST_MARKERS - 1).join(", ")} +${markers.length - MOST_MARKERS + 1}`;
}

/** The documents an answer rests on, one line each. */
export function Sources({ citations, onEvidence }: { citations: Citation[]; onEvidence: (evidence: Evidence) => void }) {
  const { t } = useSession();
  if (citations.length === 0) return null;
  return (
    <ul className="sources" aria-label={t.chat.sources}>
      {byDocument(citations).map((source) => (
        <li key={source.name}>
          <button type="button" className="source" onClick={() => onEvidence(source.first)}>
            <span className="source-markers">{written(source.markers)}</span>
            {source.name}
          </button>
        </li>
      ))}
    </ul>
  );
}
