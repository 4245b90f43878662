"""Graphs as Mermaid, for the documentation and the terminal."""

from typing import Any

from langchain_core.runnables.graph import Edge, Graph, Node
from langgraph.checkpoint.memory import InMemorySaver

from guardrails.errors import NotFound
from services.graphs import default_config, load_graphs


def drawn(name: str) -> dict[str, Any]:
    """``{"name", "mermaid", "graph"}`` of a served graph, subgraphs open; NotFound names those that are served."""
    graphs = load_graphs(default_config(), InMemorySaver())
    if name not in graphs:
        raise NotFound(what=f"{name} ({', '.join(graphs)})")
    graph = graphs[name].get_graph(xray=True)
    return {"name": name, "mermaid": mermaid(graph), "graph": graph.to_json()}


def mermaid(graph: Graph) -> str:
    """Our own Mermaid: LangGraph's escapes ids into labels that browsers show."""
    lines = ["flowchart TD"]
    groups: dict[str, list[Node]] = {}
    for node in graph.nodes.values():
        groups.setdefault(node.id.rpartition(":")[0], []).append(node)
    for group in sorted(groups):
        depth = group.count(":") + 1 if group else 0
        opened = [":".join(group.split(":")[: level + 1]) for level in range(depth)]
        lines += [
            f'{"  " * (level + 1)}subgraph {_id(name)}["{name.rpartition(":")[2]}"]'
            for level, name in enumerate(opened)
        ]
        lines += ["  " * (depth + 1) + _node(node) for node in groups[group]]
        lines += ["  " * (level + 1) + "end" for level in reversed(range(depth))]
    lines += ["  " + _edge(edge) for edge in graph.edges]
    return "\n".join(lines)


def _id(name: str) -> str:
    return name.replace(":", "__").replace("-", "_")


def _node(node: Node) -> str:
    label = node.id.rpartition(":")[2]
    if label in ("__start__", "__end__"):
        return f'{_id(node.id)}(("{label.strip("_")}"))'
    return f'{_id(node.id)}["{label}"]'


def _edge(edge: Edge) -> str:
    return f"{_id(edge.source)} {'-.->' if edge.conditional else '-->'} {_id(edge.target)}"
