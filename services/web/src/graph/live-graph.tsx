/** The graph beside the chat, lit by the run under way. */

import { useSession } from "../state/session";
import type { Execution } from "../state/execution";
import { hrefOf, useRoute } from "../state/route";
import { duration } from "../ui/format";
import { Icon } from "../ui/icons";
import { GraphCanvas } from "./canvas";
import { useTopology } from "./use-topology";

const LEGEND = ["running", "done", "interrupted", "blocked"] as const;

/** Time of the steps of the outermost graph that ran one after another; parallel ones count once, the longest. */
function total(execution: Execution): number {
  const outer = Object.entries(execution).filter(([id]) => !id.includes(":"));
  if (outer.length === 0) return 0;
  const start = Math.min(...outer.map(([, run]) => run.started));
  return Math.max(...outer.map(([, run]) => run.started + run.ms)) - start;
}

export function Legend() {
  const { t } = useSession();
  return (
    <ul className="graph-legend" aria-label={t.graph.legend}>
      {LEGEND.map((state) => (
        <li key={state} className={`is-${state}`}>
          {t.graph[state]}
        </li>
      ))}
    </ul>
  );
}

export function LiveGraph({ execution, running }: { execution: Execution; running: boolean }) {
  const { api, t } = useSession();
  const [route] = useRoute();
  const { topology, failed } = useTopology(api);
  const time = total(execution);
  return (
    <aside className="live-graph" aria-label={t.graph.title}>
      <header>
        <h2>{t.graph.title}</h2>
        <span className="live-time" aria-live="off">
          {running ? t.graph.running : time > 0 ? t.graph.total(duration(time, t.locale)) : ""}
        </span>
        <a className="tool" href={hrefOf({ view: "graph", thread: route.thread })} aria-label={t.graph.full} title={t.graph.full}>
          <Icon name="expand" size={16} />
        </a>
      </header>
      <div className="graph-canvas">
        {topology && <GraphCanvas topology={topology} execution={execution} />}
        {failed && <p className="problem">{t.graph.error}</p>}
      </div>
      <footer>{Object.keys(execution).length > 0 ? <Legend /> : <p>{t.graph.idle}</p>}</footer>
    </aside>
  );
}
