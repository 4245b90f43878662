/** What the service sends and takes, as it stands on the wire. */

export type Lang = "es" | "en";
export type Workspace = "company" | "example";
export type Specialist = "desk" | "support" | "contracts" | "inventory";
export type Engine = "embedded" | "ollama" | "openai";

export interface Citation {
  document: string;
  name: string;
  version: string;
  start: number;
  end: number;
  quote: string;
  page: number | null;
  cell: string | null;
  path: string | null;
  heading: string | null;
}

export interface RowRef {
  document: string;
  name: string;
  version: string;
  table: string;
  row: number;
  cell: string | null;
  path: string | null;
}

export interface Figure {
  value: string | number;
  unit: string | null;
  how: string;
  rows: RowRef[];
  row_count: number;
  text: string | null;
}

export type Cell = string | number | boolean | null;

export interface Column {
  label: string;
  unit: string | null;
  align: "left" | "right";
}

export interface Table {
  title: string;
  columns: Column[];
  rows: Cell[][];
}

export interface Series {
  name: string;
  values: (number | null)[];
  role: "history" | "forecast" | "low" | "high" | "level";
}

export interface Plot {
  title: string;
  unit: string | null;
  x: string[];
  series: Series[];
}

export interface Attachment {
  id: string;
  name: string;
  bytes: number;
}

export interface Handoff {
  reason: string;
  to: string;
  urgency: string;
}

export interface Answer {
  text: string;
  lang: Lang;
  specialist: Specialist;
  engine: Engine;
  fallback: string | null;
  abstained: boolean;
  citations: Citation[];
  figures: Figure[];
  tables: Table[];
  plots: Plot[];
  files: Attachment[];
  short_reply: string | null;
  handoff: Handoff | null;
  notes: string[];
}

/** What stands in `additional_kwargs.arriero` of a finished answer's message. */
export interface AnswerMeta {
  answers: Answer[];
  citations: Citation[];
  figures: Figure[];
  guard: { name: string; fallback: string | null };
  blocked?: boolean;
}

export interface Sheet {
  name: string;
  columns: string[];
  rows: Cell[][];
  row_count: number;
}

/** A proposed effect that waits for a person. */
export interface Proposal {
  kind: string;
  title: string;
  summary: string;
  file_name: string;
  sheets: Sheet[];
}

export interface PendingInterrupt {
  id: string;
  value: Proposal;
}

export interface Refused {
  name: string;
  problem: string;
}

export interface Ingestion {
  running: boolean;
  total: number;
  done: number;
  current: string | null;
  failed: Refused[];
}

export interface Company {
  name: string | null;
  rfc: string | null;
}

export interface Status {
  version: string;
  engine: string;
  model: string | null;
  guard: string;
  store: string;
  place: "local" | "cloud";
  company: Company | null;
  workspace: Workspace;
  documents: number;
  example_loaded: boolean;
  ingestion: Ingestion;
  languages: Lang[];
  web_search: boolean;
}

export interface DocumentRow {
  id: string;
  name: string;
  kind: string;
  version: string;
  pages: number | null;
  chunks: number;
  rows: number;
  bytes: number;
  added_at: string;
  warnings: string[];
}

export interface Added {
  job: string;
  accepted: string[];
  refused: Refused[];
  documents?: { id: string; name: string }[];
}

export interface Stretch {
  name: string;
  text: string;
  start: number;
  end: number;
  offset: number;
  page: number | null;
  heading: string | null;
}

export interface Passage {
  text: string;
  score: number;
  citation: Citation;
}

export interface WireMessage {
  id?: string;
  type: string;
  content: string | { type: string; text?: string }[];
  additional_kwargs?: { arriero?: AnswerMeta; arriero_files?: { id: string; name: string }[] };
}

/** The root state of the desk graph, as far as the page reads it. */
export interface DeskValues {
  messages?: WireMessage[];
  __interrupt__?: PendingInterrupt[];
}
