/** A graph on React Flow, lit by an execution. */

import { Background, BackgroundVariant, Controls, MarkerType, ReactFlow, type Edge as FlowEdge, type ReactFlowInstance } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useSession } from "../state/session";
import type { Execution } from "../state/execution";
import { isTerminal, layoutOf, type Layout } from "./layout";
import { NODE_TYPES, type GraphNode } from "./nodes";
import type { Topology } from "./topology";

function nodesOf(topology: Topology, layout: Layout, execution: Execution, next: ReadonlySet<string>): GraphNode[] {
  const common = (id: string, name: string, group: string | null): Omit<GraphNode, "type"> => {
    const box = layout.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
    return {
      id,
      position: { x: box.x, y: box.y },
      width: box.width,
      height: box.height,
      ...(group ? { parentId: group } : {}),
      data: { name, run: execution[id] ?? null, next: next.has(id) },
    };
  };
  return [
    ...topology.groups.map((group) => ({ ...common(group.id, group.name, group.group), type: "subgraph" as const })),
    ...topology.leaves.map((leaf) => ({
      ...common(leaf.id, leaf.name, leaf.group),
      type: isTerminal(leaf.name) ? ("terminal" as const) : ("leaf" as const),
    })),
  ];
}

function edgesOf(topology: Topology, execution: Execution): FlowEdge[] {
  return topology.edges.map(({ source, target, conditional }) => {
    const taken = Boolean(execution[target]) && (Boolean(execution[source]) || isTerminal(source));
    const classes = [conditional ? "conditional" : "", taken ? "taken" : ""].filter(Boolean).join(" ");
    return {
      id: `${source}→${target}`,
      source,
      target,
      ariaLabel: `${source} → ${target}`,
      className: classes,
      focusable: false,
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: taken ? "var(--accent)" : "var(--edge)" },
    };
  });
}

interface Props {
  topology: Topology;
  execution: Execution;
  /** Ids of the nodes that a chosen checkpoint would run next. */
  next?: ReadonlySet<string>;
  controls?: boolean;
}

const NONE: ReadonlySet<string> = new Set();
const FIT = { padding: 0.04 };

/** Keeps the whole graph in view when the room for it changes. */
function useRefit(box: RefObject<HTMLDivElement | null>, flow: ReactFlowInstance<GraphNode> | null): void {
  useEffect(() => {
    if (!box.current || !flow) return undefined;
    const resize = new ResizeObserver(() => void flow.fitView(FIT));
    resize.observe(box.current);
    return () => resize.disconnect();
  }, [box, flow]);
}

export function GraphCanvas({ topology, execution, next = NONE, controls = false }: Props) {
  const { t } = useSession();
  const layout = useMemo(() => layoutOf(topology), [topology]);
  const nodes = useMemo(() => nodesOf(topology, layout, execution, next), [topology, layout, execution, next]);
  const edges = useMemo(() => edgesOf(topology, execution), [topology, execution]);
  const box = useRef<HTMLDivElement>(null);
  const [flow, setFlow] = useState<ReactFlowInstance<GraphNode> | null>(null);
  useRefit(box, flow);
  return (
    <ReactFlow
      ref={box}
      onInit={setFlow}
      aria-label={t.graph.canvas}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      fitView
      fitViewOptions={FIT}
      minZoom={0.25}
      maxZoom={1.75}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} />
      {controls && <Controls showInteractive={false} />}
    </ReactFlow>
  );
}
