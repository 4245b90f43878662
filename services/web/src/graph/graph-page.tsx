/** The visualizer: a thread's runs on the graph, its checkpoints, and the state at each. */

import type { Run, ThreadState } from "@langchain/langgraph-sdk";
import { useEffect, useMemo, useState } from "react";
import { hrefOf, useRoute } from "../state/route";
import { useSession } from "../state/session";
import type { ThreadRow } from "../state/use-threads";
import type { DeskValues } from "../types";
import { clock } from "../ui/format";
import { Icon } from "../ui/icons";
import { GraphCanvas } from "./canvas";
import { JsonTree } from "./json-tree";
import { Legend } from "./live-graph";
import { useRecord, useRunExecution } from "./use-runs";
import { useTopology } from "./use-topology";

export function GraphPage({ threads }: { threads: ThreadRow[] }) {
  const { api, t } = useSession();
  const [route, go] = useRoute();
  const threadId = route.thread ?? threads[0]?.id ?? null;
  const { topology, failed } = useTopology(api);
  const status = threads.find((thread) => thread.id === threadId)?.status ?? "";
  const [version, setVersion] = useState(0);
  const record = useRecord(api, threadId, `${status} ${version}`);
  const runId = route.run ?? record.runs[0]?.run_id ?? null;
  const { execution, live } = useRunExecution(api, threadId, runId);
  const [checkpointId, setCheckpointId] = useState<string | null>(null);
  const checkpoint = record.checkpoints.find((each) => each.checkpoint.checkpoint_id === checkpointId) ?? null;
  const next = useMemo(() => new Set(checkpoint?.next), [checkpoint]);

  useEffect(() => setCheckpointId(null), [threadId]);
  useEffect(() => setVersion((number) => number + 1), [live]);

  return (
    <div className="graph-page">
      <section className="graph-side">
        <ThreadChoice threads={threads} threadId={threadId} onChoose={(thread) => go({ view: "graph", thread })} />
        <Runs runs={record.runs} chosen={runId} onChoose={(run) => go({ view: "graph", thread: threadId, run })} />
        <Checkpoints checkpoints={record.checkpoints} chosen={checkpointId} onChoose={setCheckpointId} />
        {threadId && (
          <a className="button small" href={hrefOf({ thread: threadId })}>
            <Icon name="chat" size={16} /> {t.graph.back}
          </a>
        )}
      </section>
      <section className="graph-main" aria-label={t.graph.canvas}>
        <div className="graph-canvas">
          {topology && <GraphCanvas topology={topology} execution={execution} next={next} controls />}
          {failed && <p className="problem">{t.graph.error}</p>}
        </div>
        <Legend />
      </section>
      <section className="graph-values" aria-label={t.graph.values} tabIndex={0}>
        <h2>{t.graph.values}</h2>
        <Values checkpoint={checkpoint ?? record.checkpoints[0] ?? null} />
      </section>
    </div>
  );
}

interface ThreadChoiceProps {
  threads: ThreadRow[];
  threadId: string | null;
  onChoose: (id: string) => void;
}

function ThreadChoice({ threads, threadId, onChoose }: ThreadChoiceProps) {
  const { t } = useSession();
  return (
    <label className="field">
      <span>{t.graph.thread}</span>
      <select value={threadId ?? ""} onChange={(event) => onChoose(event.target.value)}>
        {!threadId && <option value="">{t.graph.pickThread}</option>}
        {threads.map((thread) => (
          <option key={thread.id} value={thread.id}>
            {thread.title ?? t.nav.untitled}
          </option>
        ))}
      </select>
    </label>
  );
}

interface RunsProps {
  runs: Run[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

function Runs({ runs, chosen, onChoose }: RunsProps) {
  const { t } = useSession();
  return (
    <div>
      <h2>{t.graph.runs}</h2>
      {runs.length === 0 && <p className="quiet">{t.graph.noRuns}</p>}
      <ol className="log">
        {runs.map((run) => (
          <li key={run.run_id}>
            <button type="button" aria-pressed={run.run_id === chosen} onClick={() => onChoose(run.run_id)}>
              <span className={`dot status-${run.status}`} />
              {clock(run.created_at, t.locale)}
              <small>{t.graph.statuses[run.status] ?? run.status}</small>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface CheckpointsProps {
  checkpoints: ThreadState<DeskValues>[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

function stepOf(checkpoint: ThreadState<DeskValues>): number | null {
  const step: unknown = checkpoint.metadata && "step" in checkpoint.metadata ? checkpoint.metadata.step : null;
  return typeof step === "number" ? step : null;
}

function Checkpoints({ checkpoints, chosen, onChoose }: CheckpointsProps) {
  const { t } = useSession();
  return (
    <div>
      <h2>{t.graph.checkpoints}</h2>
      {checkpoints.length === 0 && <p className="quiet">{t.graph.noCheckpoints}</p>}
      <ol className="log">
        {checkpoints.map((checkpoint, index) => {
          const id = checkpoint.checkpoint.checkpoint_id ?? String(index);
          const step = stepOf(checkpoint);
          return (
            <li key={id}>
              <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
                {step === null ? id.slice(-6) : t.graph.step(step)}
                <small>{checkpoint.next.length > 0 ? `→ ${checkpoint.next.join(", ")}` : t.graph.end}</small>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Values({ checkpoint }: { checkpoint: ThreadState<DeskValues> | null }) {
  const { t } = useSession();
  if (!checkpoint) return <p className="quiet">{t.graph.noCheckpoints}</p>;
  return (
    <div className="json-root">
      {Object.entries(checkpoint.values).map(([key, value]) => (
        <JsonTree key={`${checkpoint.checkpoint.checkpoint_id} ${key}`} name={key} value={value} open />
      ))}
    </div>
  );
}
