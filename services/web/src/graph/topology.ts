/** A graph as the service draws it, read into groups and leaves. */

import type { AssistantGraph } from "@langchain/langgraph-sdk";

export interface Leaf {
  id: string;
  /** The last name of the id: `triage` of `work:support:triage`. */
  name: string;
  group: string | null;
}

export interface Group {
  id: string;
  name: string;
  group: string | null;
}

export interface Edge {
  source: string;
  target: string;
  conditional: boolean;
}

export interface Topology {
  leaves: Leaf[];
  /** Outermost first. */
  groups: Group[];
  edges: Edge[];
}

function parentOf(id: string): string | null {
  const cut = id.lastIndexOf(":");
  return cut < 0 ? null : id.slice(0, cut);
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf(":") + 1);
}

function ancestors(id: string): string[] {
  const found: string[] = [];
  for (let at = parentOf(id); at !== null; at = parentOf(at)) found.unshift(at);
  return found;
}

/** A subgraph opened by `xray` shows as ids with its name in front. */
export function topologyOf(graph: AssistantGraph): Topology {
  const ids = graph.nodes.map((node) => String(node.id));
  const groups = [...new Set(ids.flatMap(ancestors))].sort((one, other) => one.split(":").length - other.split(":").length);
  return {
    leaves: ids.map((id) => ({ id, name: nameOf(id), group: parentOf(id) })),
    groups: groups.map((id) => ({ id, name: nameOf(id), group: parentOf(id) })),
    edges: graph.edges.map(({ source, target, conditional }) => ({ source, target, conditional: conditional ?? false })),
  };
}
