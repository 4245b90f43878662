"""The support specialist: reads a ticket, sorts it, looks up what helps, and writes the reply or hands it over.

::

    understand ─► gather ─► decide ─► write

A message after a ticket may ask for another wording, for what comes next or until when; the report is remembered.
"""

from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from agents.answer import Answer
from agents.support import follow_answer
from agents.support.findings import Gathered
from agents.support.follow_up import FollowUp, follow_up
from agents.support.handle import Means, conclude, gather, shorten, sort, withheld, worded
from agents.support.reply import listed, rendered, reply
from agents.support.report import Findings, TicketReport, to_answer
from agents.support.request import NO_TICKET, ticket_in
from agents.support.ticket import Ticket, read_ticket, ticket_of
from agents.support.triage import Triage
from graphs.context import Context
from graphs.state import Ask, Told
from graphs.write import allowed, tell, write
from guardrails.errors import EmptyText, InvalidInput, NotFound
from guardrails.evidence import Citation
from guardrails.gate import Edge
from retrieval.document import Document, FileKind

KINDS = frozenset({FileKind.EMAIL, FileKind.TEXT, FileKind.MARKDOWN, FileKind.HTML, FileKind.PDF, FileKind.DOCX})
MOST_CITED = 4_000
"""Characters of a ticket's file that are cited with it."""
STYLES = {"shorter": "short", "formal": "formal", "warmer": "warm", "translate": ""}

_GATHERED = TypeAdapter(Gathered)
_CITATION = TypeAdapter(Citation)


class Support(Ask, total=False):
    """The specialist's own state."""

    kind: str
    """``ticket``, ``say`` (the draft is told as it is), or a kind of `FollowUp`."""
    to: str | None
    """Language that the short reply is translated into."""
    ticket: dict[str, Any]
    source: dict[str, Any] | None
    """Citation of the ticket's own file."""
    triage: dict[str, Any]
    gathered: dict[str, Any]
    found: dict[str, Any]
    """`Findings` as JSON."""
    draft: dict[str, Any]


class Kept(TypedDict, total=False):
    """What is remembered of the last ticket."""

    report: dict[str, Any]


def _kept(state: Support) -> TicketReport | None:
    kept: Kept = state["memory"].get("support") or Kept()
    return TicketReport.model_validate(kept["report"]) if "report" in kept else None


def _means(context: Context) -> Means:
    return Means(
        tenant=context.principal.tenant,
        language=context.language,
        library=context.library,
        gate=context.gate,
        categories=context.tickets,
        heavy=context.heavy,
        now=context.now(),
    )


async def understand(state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """A follow-up, or a ticket: from the files sent along, or from the message; and what kind of ticket it is."""
    context, lang = runtime.context, state["lang"]
    kept = _kept(state)
    if kept and not state["files"]:
        asked: FollowUp = await context.language.run(
            follow_up, lang=lang, message=state["question"], last=kept.ticket.said[:600]
        )
        if asked.kind == "facts" and asked.tier:
            return await _sorted(kept.ticket.model_copy(update={"tier": asked.tier}), None, state, runtime)
        if asked.kind not in ("new", "facts"):
            return {"kind": asked.kind, "to": asked.to}
    text, facts = ticket_in(state["question"])
    try:
        for document_id, document in await _documents(state, context):
            ticket = ticket_of(document, facts, company=context.company.name)
            return await _sorted(ticket, _cited(document_id, document), state, runtime)
        return await _sorted(read_ticket(text, facts, company=context.company.name), None, state, runtime)
    except EmptyText:
        return _say(NO_TICKET[lang], state)
    except InvalidInput as error:
        return _say(error.say(lang), state)


async def _documents(state: Support, context: Context) -> list[tuple[str, Document]]:
    """The files sent along that may be a ticket."""
    found: list[tuple[str, Document]] = []
    for document_id in state["files"]:
        try:
            document = await context.library.document(context.principal.tenant, document_id)
        except NotFound:  # forgotten meanwhile
            continue
        if document.kind in KINDS:
            found.append((document_id, document))
    return found


def _cited(document_id: str, document: Document) -> Citation:
    end = min(len(document.text), MOST_CITED)
    return Citation(document_id, document.name, document.version, 0, end, document.text[:end])


async def _sorted(ticket: Ticket, source: Citation | None, state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """The triage. A file that the gate blocks is not read: what is left goes to a person."""
    context, lang = runtime.context, state["lang"]
    means = _means(context)
    tenant = context.principal.tenant
    if source and not (await context.gate.verdict(ticket.said, Edge.FILE, tenant=tenant)).allowed:
        found = await withheld(ticket, means, lang)
        return {"kind": "withheld", "found": found.model_dump(mode="json")}
    made = await sort(ticket, means, lang)
    return {
        "kind": "ticket",
        "ticket": ticket.model_dump(mode="json"),
        "source": _CITATION.dump_python(source, mode="json") if source else None,
        "triage": made.model_dump(mode="json"),
    }


def _say(text: str, state: Support) -> dict[str, Any]:
    draft = Answer(text=text, lang=state["lang"], specialist="support", abstained=True)
    return {"kind": "say", "draft": draft.model_dump(mode="json")}


async def look_up(state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """Documentation and solved tickets; only what the gate lets in."""
    if state["kind"] != "ticket":
        return {}
    source = state.get("source")
    found = await gather(
        Ticket.model_validate(state["ticket"]),
        Triage.model_validate(state["triage"]),
        _means(runtime.context),
        source=_CITATION.validate_python(source) if source else None,
    )
    return {"gathered": _GATHERED.dump_python(found, mode="json")}


async def decide(state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """Reply or hand-off, with all evidence put together."""
    if state["kind"] != "ticket":
        return {}
    found = conclude(
        Ticket.model_validate(state["ticket"]),
        Triage.model_validate(state["triage"]),
        _GATHERED.validate_python(state["gathered"]),
        _means(runtime.context),
        state["lang"],
    )
    return {"found": found.model_dump(mode="json")}


async def speak(state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """The reply, the short reply, or the answer to a follow-up: grounded and cleared."""
    if state["kind"] == "say":
        told = await tell(runtime, state, Answer.model_validate(state["draft"]))
        return {"answers": [told.model_dump(mode="json")]}
    if state["kind"] in ("ticket", "withheld"):
        return await _reply(state, runtime)
    report, lang = _kept(state), state["lang"]
    if report is None:
        return {"answers": []}
    if state["kind"] in STYLES:
        return await _reworded(report, state, runtime)
    draft = follow_answer.due(report, lang) if state["kind"] == "due" else follow_answer.still_failing(report, lang)
    told = await tell(runtime, state, draft)
    return {"answers": [told.model_dump(mode="json")]}


async def _reply(state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """A ticket's answer; it is remembered when the message was let in."""
    found, lang = Findings.model_validate(state["found"]), state["lang"]
    if not await allowed(runtime, state):
        return {"answers": []}
    short = await shorten(found, _means(runtime.context))
    draft = to_answer(worded(found, "", short, lang), lang)
    told = await write(
        runtime,
        state,
        reply,
        draft,
        ticket=found.ticket.said,
        findings=rendered(found, lang),
        evidence=listed(found.citations, found.figures),
    )
    report = worded(found, told.text, short, lang, told.engine, told.fallback, told.dropped)
    return {
        "answers": [told.model_dump(mode="json")],
        "memory": {"support": Kept(report=report.model_dump(mode="json"))},
    }


async def _reworded(report: TicketReport, state: Support, runtime: Runtime[Context]) -> dict[str, Any]:
    """The short reply in another style or language; the next follow-up builds on it."""
    kind = state["kind"]
    if not await allowed(runtime, state):
        return {"answers": []}
    to = state.get("to")
    language = to if to in ("es", "en") else report.short_reply_lang
    short = await shorten(report, _means(runtime.context), lang=language, style=STYLES[kind])
    told = await tell(runtime, state, follow_answer.reworded(report, kind, short, state["lang"]))
    kept = report.model_copy(update={"short_reply": short, "short_reply_lang": language}) if short else report
    return {
        "answers": [told.model_dump(mode="json")],
        "memory": {"support": Kept(report=kept.model_dump(mode="json"))},
    }


builder = StateGraph(Support, context_schema=Context, input_schema=Ask, output_schema=Told)
builder.add_node("understand", understand)
builder.add_node("gather", look_up)
builder.add_node("decide", decide)
builder.add_node("write", speak)
builder.add_edge(START, "understand")
builder.add_edge("understand", "gather")
builder.add_edge("gather", "decide")
builder.add_edge("decide", "write")
builder.add_edge("write", END)
graph = builder.compile()
