"""What runs beside the guard: who answers, and their answers, side by side when there are several.

One subgraph, because sibling nodes would wait for one another at every step.
"""

import uuid
from operator import add
from typing import Annotated, Any

from langchain_core.messages import AnyMessage
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Send
from typing_extensions import TypedDict

from agents.desk.route import Part, Route, Specialist, route
from agents.language import Lang
from agents.text import language_of
from graphs import contracts, inventory, questions, support
from graphs.context import Context
from graphs.state import Ask
from guardrails.errors import NotFound


def merged(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """Reducer for `memory`: specialists write side by side, each under its own name."""
    return {**(old or {}), **new}


class WorkIn(TypedDict, total=False):
    messages: list[AnyMessage]
    files: list[str]
    memory: Annotated[dict[str, Any], merged]


class WorkOut(TypedDict, total=False):
    answers: Annotated[list[dict[str, Any]], add]
    memory: Annotated[dict[str, Any], merged]
    message_id: str
    lang: Lang


class Work(WorkIn, WorkOut, total=False):
    file_names: list[str]
    parts: list[dict[str, str]]


async def gather(state: Work, runtime: Runtime[Context]) -> dict[str, Any]:
    """What routing needs to know: the language, and what was sent along."""
    context, said = runtime.context, state["messages"][-1].text
    memory = state.get("memory") or {}
    names: list[str] = []
    files: list[str] = []
    for document_id in state.get("files") or []:
        try:
            document = await context.library.document(context.principal.tenant, document_id)
        except NotFound:
            continue
        names.append(await questions.shown_name(context, document.name))
        files.append(document_id)
    return {
        "lang": language_of(said, memory.get("lang", "es")),
        "files": files,
        "file_names": names,
        "message_id": f"answer-{uuid.uuid4()}",
    }


async def choose(state: Work, runtime: Runtime[Context]) -> dict[str, Any]:
    """Split the message among the specialists."""
    memory = state.get("memory") or {}
    last = memory.get("last")
    chosen: Route = await runtime.context.language.run(
        route,
        lang=state["lang"],
        message=state["messages"][-1].text,
        files=state["file_names"],
        last=last,
        asked_back=last is not None and "pending" in (memory.get(last) or {}),
    )
    parts = _one_each(chosen.parts)
    return {
        "parts": [part.model_dump() for part in parts],
        "memory": {"last": parts[0].specialist, "lang": state["lang"]},
    }


def _one_each(parts: list[Part]) -> list[Part]:
    """Specialists answer once: parts for the same one are joined. The desk answers each of its questions."""
    joined: dict[Specialist, str] = {}
    for part in parts:
        before = joined.get(part.specialist)
        joined[part.specialist] = f"{before} {part.question}" if before else part.question
    kept: list[Part] = []
    for part in parts:
        if part.specialist == "desk":
            kept.append(part)
        elif part.specialist in joined:
            kept.append(Part(specialist=part.specialist, question=joined.pop(part.specialist)))
    return kept


def fan_out(state: Work) -> list[Send]:
    """One branch per part; they run in parallel."""
    solo = len(state["parts"]) == 1
    return [
        Send(
            part["specialist"],
            Ask(
                messages=state["messages"],
                question=part["question"],
                lang=state["lang"],
                files=state.get("files") or [],
                memory=state.get("memory") or {},
                message_id=state["message_id"],
                solo=solo,
            ),
        )
        for part in state["parts"]
    ]


builder = StateGraph(Work, context_schema=Context, input_schema=WorkIn, output_schema=WorkOut)
builder.add_node("gather", gather)
builder.add_node("route", choose)
builder.add_node("desk", questions.graph)
builder.add_node("support", support.graph)
builder.add_node("contracts", contracts.graph)
builder.add_node("inventory", inventory.graph)
builder.add_edge(START, "gather")
builder.add_edge("gather", "route")
builder.add_conditional_edges("route", fan_out, ["desk", "support", "contracts", "inventory"])
for name in ("desk", "support", "contracts", "inventory"):
    builder.add_edge(name, END)
graph = builder.compile()
