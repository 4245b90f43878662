"""From what LangGraph streams to what the log holds, and from the log to what a reader asked for.

The names are the LangGraph protocol's: ``values``, ``updates``, ``messages``, ``tasks``, ``custom`` …, with
``|namespace`` behind those of subgraphs.
"""

import asyncio
import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage
from pydantic_core import to_json

from agents.text import language_of
from guardrails.gate import Edge, Gate

MODES = frozenset({"values", "updates", "messages", "messages-tuple", "custom", "tasks"})
"""Stream modes that are served. `checkpoints` and `debug` hold whole states, drafts included, and are not."""

REMOVED = {"es": "[mensaje retirado por el guardián]", "en": "[message removed by the guard]"}
"""What stands in the place of a blocked message, as in the thread."""

_ASKED_OF_GRAPH = {"messages-tuple": "messages"}


def graph_modes(modes: Collection[str]) -> list[Any]:
    """The modes to ask of LangGraph; `values` always, for the final state, and `custom`, for replaced answers."""
    return sorted({"values", "custom", *(_ASKED_OF_GRAPH.get(mode, mode) for mode in modes)})


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
    if kind == "custom" and is_replacement(data):
        return _in(kind, namespace, subgraphs), data
    if kind not in modes or (namespace and not subgraphs):
        return None
    shown = _answers if namespace else public
    if kind == "tasks":
        data = _task(data)
    if kind == "values":
        data = public(shown(data), part.get("interrupts") or ())
    if kind == "updates":
        data = {node: update if node == "__interrupt__" else _each(shown, update) for node, update in data.items()}
    return _in(kind, namespace, subgraphs), data


def public(values: Any, interrupts: Collection[Any] = ()) -> Any:
    """State as clients see it: interrupts under their key; what the service keeps for itself left out."""
    if not isinstance(values, Mapping):
        return values
    shown = {name: value for name, value in values.items() if name not in ("memory", "verdict_in")}  # pyright: ignore[reportUnknownVariableType]
    if interrupts:
        shown["__interrupt__"] = [{"id": item.id, "value": item.value} for item in interrupts]
    return shown  # pyright: ignore[reportUnknownVariableType]


def is_replacement(data: Any) -> bool:
    """Whether a `custom` event takes back what was streamed of an answer. Every reader gets those."""
    return isinstance(data, Mapping) and data.get("type") == "replace"  # pyright: ignore[reportUnknownMemberType]


def _each(shown: Callable[[Any], Any], update: Any) -> Any:
    """A node's update, or those of one that ran several times."""
    return [shown(one) for one in update] if isinstance(update, list) else shown(update)  # pyright: ignore[reportUnknownVariableType]


def _answers(values: Any) -> dict[str, Any]:
    """A subgraph's state as clients see it: the answers, which are cleared; drafts and findings are not."""
    return {"answers": values["answers"]} if isinstance(values, Mapping) and "answers" in values else {}


class Held:
    """`values` and `updates` wait here until the gate has judged what the person wrote, which they repeat."""

    def __init__(
        self, gate: Gate | None, tenant: str, texts: Sequence[str], leave: Callable[[str, object], None]
    ) -> None:
        self._leave, self._waiting = leave, list[tuple[str, Any]]()
        self._blocked: frozenset[str] = frozenset()
        self._judging: asyncio.Task[None] | None = None
        if gate is not None and texts:
            self._judging = asyncio.create_task(self._judge(gate, tenant, texts))

    def put(self, event: str, data: object) -> None:
        if event.partition("|")[0] not in ("values", "updates"):
            self._leave(event, data)
        elif self._judging is not None and not self._judging.done():
            self._waiting.append((event, data))
        else:
            self._leave(event, self._without_blocked(data))

    async def close(self) -> None:
        """Returns when nothing waits any more."""
        if self._judging is not None:
            await self._judging

    def drop(self) -> None:
        """Forget what waits; for runs that end early."""
        if self._judging is not None:
            self._judging.cancel()

    async def _judge(self, gate: Gate, tenant: str, texts: Sequence[str]) -> None:
        verdicts = [await gate.verdict(text, Edge.USER, tenant=tenant) for text in texts]
        self._blocked = frozenset(t for t, verdict in zip(texts, verdicts, strict=True) if not verdict.allowed)
        for event, data in self._waiting:
            self._leave(event, self._without_blocked(data))

    def _without_blocked(self, data: Any) -> Any:
        """The same state; for a blocked message its sentence, and nothing that was found for it."""
        if not self._blocked:
            return data
        if isinstance(data, Mapping):
            kept: Any = {k: v for k, v in data.items() if k != "answers"}  # pyright: ignore[reportUnknownVariableType]
            return {name: self._without_blocked(value) for name, value in kept.items()}
        if isinstance(data, list | tuple):
            return [self._without_blocked(item) for item in data]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(data, HumanMessage) and data.text in self._blocked:
            return HumanMessage(REMOVED[language_of(data.text)], id=data.id)
        return data


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
