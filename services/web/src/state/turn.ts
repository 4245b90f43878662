/** What a conversation shows, folded from the parts of a run's stream. */

import type { AnswerMeta, DeskValues, PendingInterrupt, WireMessage } from "../types";
import { afterBlock, afterCut, afterEnd, afterTask, NOTHING, type Execution, type TaskEvent } from "./execution";

export type Phase = "loading" | "idle" | "running" | "reconnecting" | "lost" | "failed" | "stopped" | "missing";

export interface Shown {
  id: string;
  role: "user" | "agent";
  text: string;
  /** Names of the files sent along. */
  files: readonly string[];
  meta: AnswerMeta | null;
}

export interface Draft {
  id: string;
  text: string;
}

export interface Sent {
  text: string;
  files: string[];
}

export interface Turn {
  messages: readonly Shown[];
  /** What the user just sent, until the service lists it. */
  sent: Sent | null;
  /** Windows received of messages that are not finished. */
  drafts: readonly Draft[];
  /** Ids of messages that the guard replaced after they had been shown. */
  replaced: readonly string[];
  progress: string | null;
  interrupts: readonly PendingInterrupt[];
  execution: Execution;
  phase: Phase;
  problem: string | null;
  runId: string | null;
  lastEventId: string | null;
  /** How the run ended, once its `end` or `error` has been seen; it becomes the phase when the thread is read again. */
  outcome: Phase | null;
}

export const EMPTY: Turn = {
  messages: [],
  sent: null,
  drafts: [],
  replaced: [],
  progress: null,
  interrupts: [],
  execution: NOTHING,
  phase: "idle",
  problem: null,
  runId: null,
  lastEventId: null,
  outcome: null,
};

/** One server-sent event, as LangGraph's client yields it. */
export interface Part {
  /** A string where the stream can be resumed; the client's types leave it open for events of subgraphs. */
  id?: unknown;
  event: string;
  data: unknown;
}

function textOf(content: WireMessage["content"]): string {
  if (typeof content === "string") return content;
  return content.map((part) => part.text ?? "").join("");
}

export function shown(messages: readonly WireMessage[]): Shown[] {
  return messages
    .filter((message) => message.type === "human" || message.type === "ai")
    .map((message, index) => ({
      id: message.id ?? String(index),
      role: message.type === "human" ? "user" : "agent",
      text: textOf(message.content),
      files: (message.additional_kwargs?.arriero_files ?? []).map((file) => file.name),
      meta: message.additional_kwargs?.arriero ?? null,
    }));
}

/** The turn with the thread's state as the service holds it. */
export function withValues(turn: Turn, values: DeskValues): Turn {
  const messages = shown(values.messages ?? []);
  const known = new Set(messages.map((message) => message.id));
  const users = (list: readonly Shown[]): number => list.filter((message) => message.role === "user").length;
  return {
    ...turn,
    messages,
    sent: users(messages) > users(turn.messages) ? null : turn.sent,
    drafts: turn.drafts.filter((draft) => !known.has(draft.id)),
    // Steps beside the one that waits may still end, and their values do not repeat what waits.
    interrupts: values.__interrupt__ ?? turn.interrupts,
  };
}

function withChunk(turn: Turn, message: WireMessage): Turn {
  const id = message.id;
  if (!id || turn.messages.some((known) => known.id === id)) return turn;
  const text = textOf(message.content);
  const before = turn.drafts.find((draft) => draft.id === id);
  if (message.type === "AIMessageChunk") return withDraft(turn, id, (before?.text ?? "") + text);
  return message.type === "ai" ? withDraft(turn, id, text) : turn;
}

function withDraft(turn: Turn, id: string, text: string): Turn {
  const drafts = turn.drafts.some((draft) => draft.id === id)
    ? turn.drafts.map((draft) => (draft.id === id ? { id, text } : draft))
    : [...turn.drafts, { id, text }];
  return { ...turn, drafts };
}

interface CustomEvent {
  type?: string;
  text?: string;
  id?: string;
  content?: string;
}

function withCustom(turn: Turn, event: CustomEvent): Turn {
  if (event.type === "progress" && event.text) return { ...turn, progress: event.text };
  if (event.type !== "replace" || !event.id || event.content === undefined) return turn;
  const { id, content } = event;
  const messages = turn.messages.map((message) => (message.id === id ? { ...message, text: content } : message));
  return { ...withDraft(turn, id, content), messages, replaced: [...turn.replaced, id] };
}

/** Lights the guard's node when the message that came last was blocked: at the way out if it replaced what was shown. */
function withBlock(turn: Turn, before: Turn): Turn {
  const last = turn.messages.at(-1);
  if (!last?.meta?.blocked || before.messages.some((known) => known.id === last.id)) return turn;
  return { ...turn, execution: afterBlock(turn.execution, turn.replaced.includes(last.id) ? "guard_out" : "guard_in") };
}

/** The phase after a run that ended with this status. One that waits for a person is `interrupted`, as a cancelled one is. */
export function outcomeOf(turn: Turn, status: string): Phase {
  if (status === "interrupted") return turn.interrupts.length === 0 ? "stopped" : "idle";
  return status === "success" ? "idle" : "failed";
}

function ended(turn: Turn, outcome: Phase, problem: string | null): Turn {
  const settle = outcome === "idle" ? afterEnd : afterCut;
  return { ...turn, outcome, problem, progress: null, execution: settle(turn.execution) };
}

/** The turn after one event of the run's stream; `seen` is the time it arrived. */
export function afterPart(turn: Turn, part: Part, seen: number): Turn {
  const id = typeof part.id === "string" ? part.id : undefined;
  const next = id ? { ...turn, lastEventId: id } : turn;
  const [mode] = part.event.split("|");
  switch (mode) {
    case "metadata": {
      const { run_id, attempt } = part.data as { run_id: string; attempt?: number };
      return { ...next, runId: run_id, drafts: (attempt ?? 1) > 1 ? [] : next.drafts };
    }
    case "values":
      return part.event === "values" ? withBlock(withValues(next, part.data as DeskValues), turn) : next;
    case "messages":
      return withChunk(next, (part.data as [WireMessage])[0]);
    case "custom":
      return withCustom(next, part.data as CustomEvent);
    case "tasks":
      return {
        ...next,
        execution: afterTask(next.execution, part.event, part.data as TaskEvent, seen),
      };
    case "error":
      return ended(next, "failed", (part.data as { message?: string }).message ?? null);
    case "end":
      return ended(next, outcomeOf(next, (part.data as { status?: string } | null)?.status ?? "success"), null);
    default:
      return next;
  }
}
