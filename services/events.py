"""From what LangGraph streams to what the log holds, and from the log to what a reader asked for.

The names are the LangGraph protocol's: ``values``, ``updates``, ``messages``, ``tasks``, ``custom`` …, with
``|namespace`` behind those of subgraphs.
"""

import json
import time
from collections.abc import Collection, Mapping
from typing import Any

from langchain_core.messages import BaseMessage
from pydantic_core import to_json

MODES = frozenset({"values", "updates", "messages", "messages-tuple", "custom", "tasks", "checkpoints", "debug"})
"""Stream modes that are served."""

_ASKED_OF_GRAPH = {"messages-tuple": "messages"}


def graph_modes(modes: Collection[str]) -> list[Any]:
    """The modes to ask of LangGraph; `values` always, for the final state and its interrupts."""
    return sorted({"values", *(_ASKED_OF_GRAPH.get(mode, mode) for mode in modes)})


def to_text(value: object) -> str:
    """JSON as the protocol writes it; messages, models and dataclasses included."""
    return to_json(value, fallback=_fallback, inf_nan_mode="null").decode()


def to_json_value(value: object) -> Any:
    """As plain JSON values."""
    return json.loads(to_text(value))


def _fallback(value: object) -> object:
    if isinstance(value, BaseMessage):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return repr(value)


def named(part: Mapping[str, Any], modes: Collection[str], subgraphs: bool) -> tuple[str, Any] | None:
    """Event name and data of one streamed part, or None when nobody asked for it."""
    kind, namespace, data = part["type"], tuple(part.get("ns") or ()), part["data"]
    if kind == "messages":
        if not {"messages", "messages-tuple"} & set(modes):
            return None
        chunk, metadata = data
        return _in(kind, namespace, subgraphs), [chunk, _slim(metadata)]
    if kind not in modes or (namespace and not subgraphs):
        return None
    if kind == "tasks":
        data = _task(data)
    if kind == "values":
        data = public(data, part.get("interrupts") or ())
    return _in(kind, namespace, subgraphs), data


def public(values: Any, interrupts: Collection[Any] = ()) -> Any:
    """State as clients see it: interrupts under their key; what the service keeps for itself left out."""
    if not isinstance(values, Mapping):
        return values
    shown = {name: value for name, value in values.items() if name not in ("memory", "verdict_in")}  # pyright: ignore[reportUnknownVariableType]
    if interrupts:
        shown["__interrupt__"] = [{"id": item.id, "value": item.value} for item in interrupts]
    return shown  # pyright: ignore[reportUnknownVariableType]


def chunk_text(data: str) -> str:
    """The text of one ``messages`` event."""
    content = json.loads(data)[0]["content"]
    return content if isinstance(content, str) else ""


def _in(kind: str, namespace: tuple[str, ...], subgraphs: bool) -> str:
    return "|".join((kind, *namespace)) if subgraphs else kind


def _slim(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is long and repeated with each chunk."""
    return {k: v for k, v in metadata.items() if k in ("langgraph_node", "langgraph_step", "thread_id", "run_id")}


def _task(data: Mapping[str, Any]) -> dict[str, Any]:
    """Enough to light a node, and when (milliseconds since the epoch), so that a replay shows the same times.

    Inputs and results can hold what no guard has seen; cleared state is in `values`.
    """
    kept = {k: data[k] for k in ("id", "name", "triggers", "error", "interrupts") if k in data}
    kept["at"] = time.time_ns() // 1_000_000
    return {**kept, "result": {}} if "result" in data else {**kept, "input": None}
