/** What each node of a graph is doing, folded from a run's `tasks` events. */

export type NodeState = "running" | "done" | "failed" | "interrupted" | "blocked" | "stopped";

export interface NodeRun {
  state: NodeState;
  /** Milliseconds since the epoch, as the service or else this page saw it. */
  started: number;
  /** Summed over the node's finished tasks. */
  ms: number;
  /** Ids of the tasks under way; several when the node was sent to more than once. */
  open: readonly string[];
  /** Ids of the tasks that are done; a run that resumes announces them once more and does not do them. */
  closed: readonly string[];
}

/** By the node's id in the opened graph: `work:support:triage`. */
export type Execution = Readonly<Record<string, NodeRun>>;

export interface TaskEvent {
  id: string;
  name: string;
  /** When it happened, in milliseconds since the epoch; without it the time of arrival counts. */
  at?: number;
  result?: unknown;
  error?: unknown;
  interrupts?: readonly unknown[] | null;
}

export const NOTHING: Execution = {};

/** `tasks|work:1f0c…|support:77ab…` and `triage` make `work:support:triage`. */
export function nodeId(event: string, name: string): string {
  const names = event.split("|").slice(1).map((part) => part.slice(0, part.lastIndexOf(":")));
  return [...names, name].join(":");
}

function finished(before: NodeRun, task: TaskEvent, at: number): NodeRun {
  const open = before.open.filter((id) => id !== task.id);
  const ms = before.ms + Math.max(0, at - before.started);
  const closed = [...before.closed, task.id];
  if (open.length > 0) return { ...before, open, closed };
  if (task.error) return { ...before, state: "failed", ms, open };
  if (task.interrupts?.length) return { ...before, state: "interrupted", ms, open };
  return { ...before, state: "done", ms, open, closed };
}

/** The execution after one `tasks` event; `seen` is when it arrived. */
export function afterTask(execution: Execution, event: string, task: TaskEvent, seen: number): Execution {
  const at = task.at ?? seen;
  const id = nodeId(event, task.name);
  const before = execution[id];
  const isResult = "result" in task || "error" in task;
  if (!isResult) {
    if (before?.closed.includes(task.id)) return execution;
    const open = [...(before?.open ?? []), task.id];
    const started = before && before.open.length > 0 ? before.started : at;
    return { ...execution, [id]: { state: "running", started, ms: before?.ms ?? 0, open, closed: before?.closed ?? [] } };
  }
  if (!before) return execution;
  return { ...execution, [id]: finished(before, task, at) };
}

/** The guard's node that blocked this turn. */
export function afterBlock(execution: Execution, node: string): Execution {
  const run = execution[node];
  return run ? { ...execution, [node]: { ...run, state: "blocked" } } : execution;
}

/** A run that was cut leaves no node running. */
export function afterCut(execution: Execution): Execution {
  return Object.fromEntries(
    Object.entries(execution).map(([id, run]) => [id, run.state === "running" ? { ...run, state: "stopped", open: [] } : run]),
  );
}

/** A run that ended well did not run what it announced and never finished: an earlier run had done that. */
export function afterEnd(execution: Execution): Execution {
  return Object.fromEntries(Object.entries(execution).filter(([, run]) => run.state !== "running"));
}
