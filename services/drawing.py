"""Graphs as Mermaid, for the documentation and the terminal."""

from collections.abc import Iterator, Sequence
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
    lines = ["flowchart TD", *_group("", list(graph.nodes.values()), 1)]
    return "\n".join([*lines, *(f"  {_edge(edge)}" for edge in graph.edges)])


def _group(name: str, nodes: Sequence[Node], depth: int) -> Iterator[str]:
    """The nodes of one level, then each subgraph with its own."""
    indent = "  " * depth
    inside: dict[str, list[Node]] = {}
    for node in nodes:
        below = node.id.removeprefix(f"{name}:") if name else node.id
        head, nested, _ = below.partition(":")
        if nested:
            inside.setdefault(f"{name}:{head}" if name else head, []).append(node)
        else:
            yield indent + _node(node)
    for group, members in inside.items():
        yield f'{indent}subgraph {_id(group)}["{group.rpartition(":")[2]}"]'
        yield from _group(group, members, depth + 1)
        yield f"{indent}end"


def _id(name: str) -> str:
    return name.replace(":", "__").replace("-", "_")


def _node(node: Node) -> str:
    label = node.id.rpartition(":")[2]
    if label in ("__start__", "__end__"):
        return f'{_id(node.id)}(("{label.strip("_")}"))'
    return f'{_id(node.id)}["{label}"]'


def _edge(edge: Edge) -> str:
    return f"{_id(edge.source)} {'-.->' if edge.conditional else '-->'} {_id(edge.target)}"
