/** The runs and checkpoints of a thread, and what each node did in one run. */

import type { Run, ThreadState } from "@langchain/langgraph-sdk";
import { useEffect, useState } from "react";
import type { Api } from "../api";
import { afterCut, NOTHING, type Execution } from "../state/execution";
import { afterPart, EMPTY } from "../state/turn";
import type { DeskValues } from "../types";

export interface Record {
  runs: Run[];
  checkpoints: ThreadState<DeskValues>[];
}

const NO_RECORD: Record = { runs: [], checkpoints: [] };
const MOST_RUNS = 20;
const MOST_CHECKPOINTS = 60;

/** `moment` changes when the thread may have gone on. */
export function useRecord(api: Api, threadId: string | null, moment: string): Record {
  const [record, setRecord] = useState(NO_RECORD);
  useEffect(() => setRecord(NO_RECORD), [threadId]);
  useEffect(() => {
    if (!threadId) return undefined;
    let current = true;
    Promise.all([
      api.client.runs.list(threadId, { limit: MOST_RUNS }),
      api.client.threads.getHistory<DeskValues>(threadId, { limit: MOST_CHECKPOINTS }),
    ]).then(
      ([runs, checkpoints]) => current && setRecord({ runs, checkpoints }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, threadId, moment]);
  return record;
}

export interface Followed {
  execution: Execution;
  live: boolean;
}

/** Reads a run's event log from its start, and on while it lasts. */
export function useRunExecution(api: Api, threadId: string | null, runId: string | null): Followed {
  const [followed, setFollowed] = useState<Followed>({ execution: NOTHING, live: false });
  useEffect(() => {
    setFollowed({ execution: NOTHING, live: false });
    if (!threadId || !runId) return undefined;
    const stop = new AbortController();
    const follow = async (): Promise<void> => {
      let turn = EMPTY;
      for await (const part of api.client.runs.joinStream(threadId, runId, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        turn = afterPart(turn, part, Date.now());
        setFollowed({ execution: turn.execution, live: turn.outcome === null });
      }
      if (!stop.signal.aborted) setFollowed({ execution: afterCut(turn.execution), live: false });
    };
    follow().catch(() => undefined);
    return () => stop.abort();
  }, [api, threadId, runId]);
  return followed;
}
