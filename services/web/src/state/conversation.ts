/** One open thread: sends, follows the run's stream, and takes it up again when the connection breaks. */

import { sentenceOf, statusOf, GRAPH, type Api } from "../api";
import type { PendingInterrupt } from "../types";
import { afterCut, NOTHING } from "./execution";
import { afterPart, EMPTY, outcomeOf, withValues, type Part, type Phase, type Turn } from "./turn";

const STREAM = {
  streamMode: ["messages-tuple", "values", "tasks", "custom"] as ("messages-tuple" | "values" | "tasks" | "custom")[],
  streamSubgraphs: true,
  streamResumable: true,
  onDisconnect: "continue",
} as const;

/** Waits between attempts to rejoin, in milliseconds; after the last the user is asked. */
const REJOIN_WAITS = [400, 800, 1500, 3000, 5000, 8000, 8000, 8000];

type Source = (signal: AbortSignal) => AsyncIterable<Part>;

export class Conversation {
  private turn: Turn = EMPTY;
  private threadId: string | null = null;
  private following: AbortController | null = null;
  /** Stop was pressed before the run had an id. */
  private stopping = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly api: Api,
    /** Told when the first message makes a thread. */
    private readonly onThread: (threadId: string) => void,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Turn => this.turn;

  private show(turn: Turn): void {
    this.turn = turn;
    for (const listener of this.listeners) listener();
  }

  private change(change: Partial<Turn>): void {
    this.show({ ...this.turn, ...change });
  }

  /** Stops listening; the run goes on at the service. */
  close(): void {
    this.following?.abort();
    this.following = null;
  }

  /** Shows a thread, and follows its run when one is under way. */
  async open(threadId: string | null): Promise<void> {
    if (threadId === this.threadId && this.following) return;
    this.close();
    this.threadId = threadId;
    if (!threadId) {
      this.show(EMPTY);
      return;
    }
    const signal = this.listen();
    this.show({ ...EMPTY, phase: "loading" });
    try {
      const [state, runId] = await Promise.all([this.api.client.threads.getState(threadId), this.activeRun(threadId)]);
      if (signal.aborted) return;
      this.show({ ...withValues(this.turn, state.values), phase: "idle", interrupts: pendingOf(state.tasks) });
      if (runId) await this.join(runId);
    } catch (error) {
      if (!signal.aborted) this.change({ phase: statusOf(error) === 404 ? "missing" : "lost", problem: sentenceOf(error) });
    }
  }

  private listen(): AbortSignal {
    this.following?.abort();
    this.following = new AbortController();
    return this.following.signal;
  }

  private async activeRun(threadId: string): Promise<string | null> {
    const runs = await this.api.client.runs.list(threadId, { limit: 1 });
    const last = runs[0];
    return last && (last.status === "running" || last.status === "pending") ? last.run_id : null;
  }

  async send(text: string, files: { id: string; name: string }[]): Promise<void> {
    const signal = this.listen();
    this.begin({ sent: { text, files: files.map((file) => file.name) }, drafts: [], interrupts: [], execution: NOTHING });
    try {
      const threadId = this.threadId ?? (await this.makeThread(text));
      if (signal.aborted) return;
      const message = { role: "user", content: text, additional_kwargs: { arriero_files: files } };
      const input = { messages: [message], files: files.map((file) => file.id) };
      await this.follow(threadId, signal, (stop) =>
        this.api.client.runs.stream(threadId, GRAPH, { ...STREAM, input, signal: stop, onRunCreated: this.created }),
      );
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  /** Approves or declines a proposal; the run goes on from there. */
  async decide(interrupt: PendingInterrupt, approved: boolean): Promise<void> {
    const threadId = this.threadId;
    if (!threadId) return;
    const signal = this.listen();
    this.begin({ interrupts: this.turn.interrupts.filter((other) => other.id !== interrupt.id) });
    const command = { resume: { [interrupt.id]: { approved } } };
    await this.follow(threadId, signal, (stop) =>
      this.api.client.runs.stream(threadId, GRAPH, { ...STREAM, command, signal: stop, onRunCreated: this.created }),
    );
  }

  async stop(): Promise<void> {
    const { runId } = this.turn;
    this.stopping = runId === null;
    if (!this.threadId || !runId) return;
    await this.api.client.runs.cancel(this.threadId, runId).catch((error: unknown) => {
      if (statusOf(error) === null) throw error;
    });
  }

  /** Takes a broken run up again from the last event seen. */
  async rejoin(): Promise<void> {
    const { runId } = this.turn;
    if (runId) await this.join(runId, this.turn.lastEventId ?? undefined);
    else await this.open(this.threadId);
  }

  private readonly created = ({ run_id }: { run_id: string }): void => {
    this.change({ runId: run_id });
    if (this.stopping) void this.stop();
  };

  private begin(change: Partial<Turn>): void {
    this.stopping = false;
    this.change({ ...change, phase: "running", problem: null, progress: null, runId: null, lastEventId: null, outcome: null });
  }

  private async makeThread(text: string): Promise<string> {
    const title = text.replace(/\s+/g, " ").trim().slice(0, 80);
    const thread = await this.api.client.threads.create({ metadata: { graph_id: GRAPH, title } });
    this.threadId = thread.thread_id;
    this.onThread(thread.thread_id);
    return thread.thread_id;
  }

  private async join(runId: string, lastEventId?: string): Promise<void> {
    const threadId = this.threadId;
    if (!threadId) return;
    const signal = this.listen();
    if (!lastEventId) this.begin({ drafts: [], execution: NOTHING });
    this.change({ runId, phase: "running", problem: null });
    await this.follow(threadId, signal, (stop) => this.api.client.runs.joinStream(threadId, runId, { signal: stop, lastEventId }));
  }

  private async follow(threadId: string, signal: AbortSignal, first: Source): Promise<void> {
    let source = first;
    let attempt = 0;
    while (!signal.aborted) {
      try {
        for await (const part of source(signal)) {
          if (signal.aborted) return;
          attempt = 0;
          if (this.turn.phase === "reconnecting") this.change({ phase: "running" });
          this.show(afterPart(this.turn, part, Date.now()));
          if (this.turn.outcome) break;
        }
        if (signal.aborted) return;
        const outcome = this.turn.outcome ?? (await this.outcome(threadId));
        if (outcome) return await this.settle(threadId, signal, outcome);
      } catch (error) {
        if (signal.aborted) return;
        const status = statusOf(error);
        if (!this.turn.runId || (status !== null && status < 500)) return this.fail(error);
      }
      const wait = REJOIN_WAITS[attempt++];
      const runId = this.turn.runId;
      if (wait === undefined || !runId) return this.change({ phase: "lost" });
      this.change({ phase: "reconnecting" });
      await new Promise((resolve) => setTimeout(resolve, wait));
      source = (stop) =>
        this.api.client.runs.joinStream(threadId, runId, { signal: stop, lastEventId: this.turn.lastEventId ?? undefined });
    }
  }

  /** How a run ended whose stream did not say so; null while it goes on. */
  private async outcome(threadId: string): Promise<Phase | null> {
    const { runId } = this.turn;
    if (!runId) return "failed";
    const { status } = await this.api.client.runs.get(threadId, runId);
    return status === "running" || status === "pending" ? null : outcomeOf(this.turn, status);
  }

  /** After the run: the thread as the service saved it. */
  private async settle(threadId: string, signal: AbortSignal, phase: Phase): Promise<void> {
    const state = await this.api.client.threads.getState(threadId).catch(() => null);
    if (signal.aborted) return;
    if (state) this.show({ ...withValues(this.turn, state.values), interrupts: pendingOf(state.tasks) });
    await this.untitle(threadId);
    if (signal.aborted) return;
    this.following = null;
    const execution = this.turn.outcome ? this.turn.execution : afterCut(this.turn.execution);
    this.change({ phase, execution, progress: null, ...(phase === "idle" ? { drafts: [], sent: null } : {}) });
  }

  /** A thread is called after its first message: one that the guard blocked must not live on as its title. */
  private async untitle(threadId: string): Promise<void> {
    const { messages } = this.turn;
    if (messages.length !== 2 || !messages[1]?.meta?.blocked) return;
    await this.api.client.threads.update(threadId, { metadata: { title: "" } }).catch(() => undefined);
  }

  private fail(error: unknown): void {
    this.following = null;
    this.change({ phase: "failed", problem: sentenceOf(error), progress: null });
  }
}

interface TaskWithInterrupts {
  interrupts: readonly { id?: string; value?: unknown }[];
}

function pendingOf(tasks: readonly TaskWithInterrupts[]): PendingInterrupt[] {
  return tasks
    .flatMap((task) => task.interrupts)
    .filter((found): found is PendingInterrupt => found.id !== undefined && typeof found.value === "object" && found.value !== null);
}
