"""One turn: the guard beside the work, then one message, judged as a whole.

::

    START ─┬─► guard_in ─────────────────────────────┬─► compose ─► guard_out ─► END
           └─► work: gather ─► route ─► specialists ─┘
"""

from typing import Annotated, Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from agents.answer import Answer
from agents.desk.compose import merge
from agents.language import Lang
from agents.text import language_of
from graphs import work
from graphs.context import Context
from graphs.write import push
from guardrails.errors import Blocked
from guardrails.gate import Decision, Edge
from guardrails.verdict import Verdict

Languages = dict[Lang, str]
REMOVED: Languages = {"es": "[mensaje retirado por el guardián]", "en": "[message removed by the guard]"}
NOTHING: Languages = {
    "es": "No tengo nada que decir sobre eso. ¿Lo puedes preguntar de otra manera?",
    "en": "I have nothing to say about that. Can you ask it another way?",
}


class TurnIn(TypedDict, total=False):
    """What a client may send."""

    messages: Annotated[list[AnyMessage], add_messages]
    files: list[str]


class TurnOut(TypedDict, total=False):
    """What a client gets."""

    messages: Annotated[list[AnyMessage], add_messages]


class Turn(TurnIn, total=False):
    verdict_in: dict[str, Any]
    answers: list[dict[str, Any]]
    memory: dict[str, Any]
    message_id: str
    lang: Lang
    text: str


async def guard_in(state: Turn, runtime: Runtime[Context]) -> dict[str, Any]:
    """Record the verdict on the message; a blocked message is taken out of the state."""
    message = state["messages"][-1]
    verdict = await runtime.context.gate.verdict(message.text, Edge.USER, tenant=runtime.context.principal.tenant)
    update: dict[str, Any] = {"verdict_in": _json(verdict)}
    if not verdict.allowed:
        update["messages"] = [HumanMessage(REMOVED[language_of(message.text)], id=message.id)]
    return update


async def compose(state: Turn, runtime: Runtime[Context]) -> dict[str, Any]:
    """One text from the specialists' answers. Several are streamed from here, in order, one voice at a time."""
    if state["verdict_in"]["decision"] == Decision.BLOCK:
        return {"text": "", "answers": []}
    merged = merge([Answer.model_validate(answer) for answer in state["answers"]])
    if len(merged.parts) > 1:
        for place, part in enumerate(merged.parts):
            push(runtime, state["message_id"], ("\n\n" if place else "") + part)
    return {"text": merged.text}


async def guard_out(state: Turn, runtime: Runtime[Context]) -> dict[str, Any]:
    """Judge the whole answer and append it: the only node that does."""
    context, lang = runtime.context, state["lang"]
    tenant, text = context.principal.tenant, state["text"]
    if state["verdict_in"]["decision"] == Decision.BLOCK:
        refusal = Blocked(reason=state["verdict_in"]["says"][lang]).say(lang)
        push(runtime, state["message_id"], refusal)
        return {"messages": [_message(state, refusal, blocked=True)], "memory": {}}
    if not text:
        push(runtime, state["message_id"], NOTHING[lang])
        return {"messages": [_message(state, NOTHING[lang])]}
    verdict = await context.gate.verdict(text, Edge.ANSWER, tenant=tenant, question=state["messages"][-1].text)
    if not verdict.allowed:
        refusal = Blocked(reason=verdict.say(lang)).say(lang)
        runtime.stream_writer({"type": "replace", "id": state["message_id"], "content": refusal})
        return {"messages": [_message(state, refusal, blocked=True)], "answers": [], "text": ""}
    return {"messages": [_message(state, text, guard=verdict)]}


def _message(state: Turn, text: str, *, blocked: bool = False, guard: Verdict | None = None) -> AIMessage:
    """The answer's message; its evidence travels in `additional_kwargs`."""
    answers = [] if blocked else [Answer.model_validate(answer) for answer in state["answers"]]
    merged = merge(answers)
    evidence = Answer(
        text="", lang=state["lang"], specialist="desk", citations=list(merged.citations), figures=list(merged.figures)
    ).model_dump(mode="json", include={"citations", "figures"})
    seen = guard and {"name": guard.guard, "fallback": guard.fallback}
    return AIMessage(
        text,
        id=state["message_id"],
        additional_kwargs={
            "arriero": {
                **evidence,
                "answers": [a.model_dump(mode="json", exclude={"citations", "figures", "text"}) for a in answers],
                "guard": seen or {"name": state["verdict_in"]["guard"], "fallback": state["verdict_in"]["fallback"]},
                "blocked": blocked,
            }
        },
    )


def _json(verdict: Verdict) -> dict[str, Any]:
    return {
        "decision": verdict.decision.value,
        "category": verdict.category,
        "score": round(verdict.score, 4),
        "guard": verdict.guard,
        "policy": verdict.policy,
        "fallback": verdict.fallback,
        "says": {"es": verdict.say("es"), "en": verdict.say("en")},
    }


builder = StateGraph(Turn, context_schema=Context, input_schema=TurnIn, output_schema=TurnOut)
builder.add_node("guard_in", guard_in)
builder.add_node("work", work.graph)
builder.add_node("compose", compose)
builder.add_node("guard_out", guard_out)
builder.add_edge(START, "guard_in")
builder.add_edge(START, "work")
builder.add_edge(["guard_in", "work"], "compose")
builder.add_edge("compose", "guard_out")
builder.add_edge("guard_out", END)
graph = builder.compile(name="desk")
