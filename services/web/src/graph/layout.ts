/** Places a graph's nodes: each group is laid out by itself, then stands as one node in the group around it. */

import { graphlib, layout } from "@dagrejs/dagre";
import type { Topology } from "./topology";

export interface Box {
  /** Top left, relative to the group. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Layout = ReadonlyMap<string, Box>;

const LEAF = { width: 86, height: 36 };
const TERMINAL = { width: 16, height: 16 };
const PADDING = { side: 9, top: 28, bottom: 19 };
const GAP = { nodesep: 9, ranksep: 24 };

export function isTerminal(name: string): boolean {
  return name === "__start__" || name === "__end__";
}

/** The member of `group` that is or holds `id`; null when `id` is outside. */
function memberOf(id: string, group: string | null): string | null {
  const inside = group === null ? "" : `${group}:`;
  if (!id.startsWith(inside)) return null;
  const [first] = id.slice(inside.length).split(":");
  return first ? inside + first : null;
}

function place(topology: Topology, group: string | null, boxes: Map<string, Box>): { width: number; height: number } {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "TB", ...GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const inner of topology.groups.filter((each) => each.group === group)) {
    graph.setNode(inner.id, place(topology, inner.id, boxes));
  }
  for (const leaf of topology.leaves.filter((each) => each.group === group)) {
    graph.setNode(leaf.id, { ...(isTerminal(leaf.name) ? TERMINAL : LEAF) });
  }
  for (const edge of topology.edges) {
    const source = memberOf(edge.source, group);
    const target = memberOf(edge.target, group);
    if (source && target && source !== target) graph.setEdge(source, target);
  }
  layout(graph);
  const shift = group === null ? { side: 0, top: 0, bottom: 0 } : PADDING;
  let width = 0;
  let height = 0;
  for (const id of graph.nodes()) {
    const node = graph.node(id);
    boxes.set(id, { x: node.x - node.width / 2 + shift.side, y: node.y - node.height / 2 + shift.top, width: node.width, height: node.height });
    width = Math.max(width, node.x + node.width / 2);
    height = Math.max(height, node.y + node.height / 2);
  }
  return { width: width + 2 * shift.side, height: height + shift.top + shift.bottom };
}

export function layoutOf(topology: Topology): Layout {
  const boxes = new Map<string, Box>();
  place(topology, null, boxes);
  return boxes;
}
