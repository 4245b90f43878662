/** An answer's Markdown: sanitised, without images, its markers as chips. */

import { memo, useMemo, type ComponentProps } from "react";
import Markdown, { type Components, type ExtraProps } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { useSession } from "../state/session";
import type { Citation, Figure } from "../types";
import { rehypeMarkers } from "./markers";

/** An image would be fetched from wherever a text says. */
const SCHEMA = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== "img" && name !== "input"),
};

export type Evidence =
  | { kind: "citation"; marker: string; citation: Citation }
  | { kind: "figure"; marker: string; figure: Figure };

interface Sources {
  citations: Citation[];
  figures: Figure[];
}

function evidenceOf(marker: string, { citations, figures }: Sources): Evidence | null {
  if (marker.startsWith("F")) {
    const figure = figures[Number(marker.slice(1)) - 1];
    return figure ? { kind: "figure", marker, figure } : null;
  }
  const citation = citations[Number(marker) - 1];
  return citation ? { kind: "citation", marker, citation } : null;
}

interface ChipProps {
  evidence: Evidence;
  onOpen: (evidence: Evidence) => void;
}

export function Chip({ evidence, onOpen }: ChipProps) {
  const { t } = useSession();
  const isFigure = evidence.kind === "figure";
  const label = isFigure ? t.evidence.openFigure(evidence.marker) : t.evidence.open(evidence.marker, evidence.citation.name);
  return (
    <button type="button" className={isFigure ? "chip figure" : "chip"} aria-label={label} title={label} onClick={() => onOpen(evidence)}>
      {evidence.marker}
    </button>
  );
}

function Scroller(props: ComponentProps<"table"> & ExtraProps) {
  const { node: _, ...table } = props;
  return (
    <div className="scroller" tabIndex={0} role="group">
      <table {...table} />
    </div>
  );
}

function Outward(props: ComponentProps<"a"> & ExtraProps) {
  const { node: _, children, ...link } = props;
  return (
    <a {...link} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** Below the message's own heading, however deep a text began. */
function Heading(props: ComponentProps<"h3"> & ExtraProps) {
  const { node: _, ...heading } = props;
  return <h3 {...heading} />;
}

const HEADINGS = { h1: Heading, h2: Heading, h3: Heading, h4: Heading, h5: Heading, h6: Heading };

interface Props {
  text: string;
  sources: Sources | null;
  onEvidence: (evidence: Evidence) => void;
}

export const AnswerText = memo(function AnswerText({ text, sources, onEvidence }: Props) {
  const components = useMemo<Components>(() => {
    function Span(props: ComponentProps<"span"> & ExtraProps) {
      const { node, children, ...span } = props;
      const marker = node?.properties.dataMarker;
      if (typeof marker !== "string") return <span {...span}>{children}</span>;
      const evidence = sources && evidenceOf(marker, sources);
      return evidence ? <Chip evidence={evidence} onOpen={onEvidence} /> : <span className="chip waiting">{marker}</span>;
    }
    return { ...HEADINGS, span: Span, table: Scroller, a: Outward };
  }, [sources, onEvidence]);
  return (
    <div className="prose">
      <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[[rehypeSanitize, SCHEMA], rehypeMarkers]} components={components}>
        {text}
      </Markdown>
    </div>
  );
});
