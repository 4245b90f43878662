/** How nodes, groups and ends of a graph look, by what they are doing. */

import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { useSession } from "../state/session";
import type { NodeRun } from "../state/execution";
import { duration } from "../ui/format";

export interface NodeData extends Record<string, unknown> {
  name: string;
  run: NodeRun | null;
  /** The step that a chosen checkpoint would take next. */
  next: boolean;
}

export type GraphNode = Node<NodeData, "leaf" | "subgraph" | "terminal">;

function classOf(kind: string, { run, next }: NodeData): string {
  return ["graph-node", kind, run ? `is-${run.state}` : "", next ? "is-next" : ""].filter(Boolean).join(" ");
}

function useStateLabel({ name, run }: NodeData): string {
  const { t } = useSession();
  if (!run) return `${name}: ${t.graph.pending}`;
  const time = run.state === "running" ? "" : `, ${duration(run.ms, t.locale)}`;
  return `${name}: ${t.graph[run.state]}${time}`;
}

function Ends() {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}

function Time({ run }: { run: NodeRun | null }) {
  const { t } = useSession();
  if (!run || run.state === "running" || run.state === "stopped") return null;
  return <small>{duration(run.ms, t.locale)}</small>;
}

function LeafNode({ data }: NodeProps<GraphNode>) {
  const label = useStateLabel(data);
  return (
    <div className={classOf("leaf", data)} role="img" aria-label={label} title={label}>
      <Ends />
      <span>{data.name}</span>
      <Time run={data.run} />
    </div>
  );
}

function GroupNode({ data }: NodeProps<GraphNode>) {
  return (
    <div className={classOf("group", data)}>
      <Ends />
      <span>{data.name}</span>
      <Time run={data.run} />
    </div>
  );
}

function TerminalNode({ data }: NodeProps<GraphNode>) {
  return (
    <div className={classOf("terminal", data)}>
      <Ends />
    </div>
  );
}

export const NODE_TYPES = { leaf: LeafNode, subgraph: GroupNode, terminal: TerminalNode };
