"""The inventory specialist: what will sell, what to order and when it runs out.

::

    understand ─► gather ─► decide ─► write ─(a workbook asked for)─► approve ─► do
"""

from typing import Any

import anyio
from langgraph.graph import START, StateGraph
from langgraph.runtime import Runtime

from agents.answer import Answer
from agents.inventory.answer import to_answer
from agents.inventory.book import file_name, summary, workbook
from agents.inventory.plan import plan
from agents.inventory.prose import report_prose
from agents.inventory.report import InventoryReport
from agents.inventory.request import Intent, InventoryRequest
from agents.inventory.sources import NO_SALES, STILL_READING, choose
from agents.inventory.understand import Asked, understand
from graphs.context import Context
from graphs.effect import Effect, Proposal, add_workbook
from graphs.state import Ask, Told
from graphs.write import tell, write
from guardrails.errors import ArrieroError, HeavyWorkFailed, InvalidInput, NotFound
from guardrails.evidence import Figure
from guardrails.gate import Edge
from retrieval.document import Document, FileKind

KINDS = frozenset({FileKind.XLSX, FileKind.CSV, FileKind.CFDI})


class Inventory(Effect, total=False):
    """The specialist's own state."""

    request: dict[str, Any]
    """`InventoryRequest` as JSON."""
    workbook: bool
    documents: list[str]
    """Ids of the documents that may hold sales or stock; those sent along first."""
    given: int
    """How many of them were sent along, or used the last time."""
    draft: dict[str, Any]
    plain: bool
    """Whether the draft is told as it is, without a model."""


async def ask(state: Inventory, runtime: Runtime[Context]) -> dict[str, Any]:
    """What is wanted of which products; a follow-up keeps what it does not say."""
    context = runtime.context
    asked: Asked = await context.language.run(understand, lang=state["lang"], question=state["question"])
    kept: dict[str, Any] = (state["memory"].get("inventory") or {}).get("request") or {}
    leans = bool(kept) and (asked.follow_up or asked.on_hand is not None)
    before: dict[str, Any] = kept if leans else {}
    request = InventoryRequest(
        intent=asked.intent or Intent(before.get("intent", Intent.FORECAST)),
        about=" ".join(asked.products),
        about_before=before.get("about", ""),
        horizon_weeks=asked.horizon_weeks or before.get("horizon_weeks"),
        fill_rate=asked.fill_rate or before.get("fill_rate") or InventoryRequest().fill_rate,
        lead_time_days=asked.lead_time_days or before.get("lead_time_days"),
        on_hand=asked.on_hand,
        lang=state["lang"],
        today=context.now().date(),
        rfc=context.company.rfc,
    )
    return {"request": request.model_dump(mode="json"), "workbook": asked.workbook}


async def gather(state: Inventory, runtime: Runtime[Context]) -> dict[str, Any]:
    """The documents that may hold sales: those sent along, those of the last plan, then the whole library's."""
    context = runtime.context
    known = await context.library.documents(context.principal.tenant)
    usable = [info.id for info in known if info.kind in KINDS and info.rows]
    before: list[str] = (state["memory"].get("inventory") or {}).get("given") or []
    first = [i for i in state["files"] if i in usable] or [i for i in before if i in usable]
    return {"documents": [*first, *(i for i in usable if i not in first)], "given": len(first)}


async def decide(state: Inventory, runtime: Runtime[Context]) -> dict[str, Any]:
    """The plan, as a draft with its figures, and the workbook to propose when one was asked for."""
    context, lang = runtime.context, state["lang"]
    request = InventoryRequest.model_validate(state["request"])
    documents = [(i, d) for i in state["documents"] if (d := await _document(context, i)) is not None]
    given = state["given"]
    tables = await anyio.to_thread.run_sync(choose, documents[:given], documents[given:])
    if not tables:
        text = NO_SALES[lang] + (STILL_READING[lang] if context.ingesting() else "")
        return {"draft": _refusal(state, text), "plain": True}
    try:
        report: InventoryReport = await context.heavy(plan, tables, request)
    except (InvalidInput, HeavyWorkFailed) as error:
        return {"draft": _failure(state, error), "plain": True}
    draft = to_answer(report)
    remembered = {"request": _kept(request, report), "given": state["documents"][:given]}
    out: dict[str, Any] = {
        "draft": draft.model_dump(mode="json"),
        "plain": draft.abstained,
        "memory": {"inventory": remembered},
    }
    if state["workbook"] and not draft.abstained:
        spec = workbook(report)
        out["proposal"] = Proposal(
            title=spec.title, summary=summary(report), file_name=file_name(report), spec=spec.model_dump(mode="json")
        )
    return out


async def _document(context: Context, document_id: str) -> Document | None:
    try:
        return await context.library.document(context.principal.tenant, document_id)
    except NotFound:  # forgotten since it was listed
        return None


def _kept(request: InventoryRequest, report: InventoryReport) -> dict[str, Any]:
    """What a follow-up may lean on: the products found stand for the words that named them."""
    about = "" if report.about_all else " ".join(report.chosen)
    return request.model_copy(update={"about": about, "about_before": "", "on_hand": None}).model_dump(mode="json")


def _failure(state: Inventory, error: ArrieroError) -> dict[str, Any]:
    """The error's sentence; the numbers in it are counts that code made."""
    text = error.say(state["lang"])
    figures = [Figure(fact, None, text) for fact in error.facts.values() if isinstance(fact, int)]
    answer = Answer(text=text, lang=state["lang"], specialist="inventory", abstained=True, figures=figures)
    return answer.model_dump(mode="json")


def _refusal(state: Inventory, text: str) -> dict[str, Any]:
    return Answer(text=text, lang=state["lang"], specialist="inventory", abstained=True).model_dump(mode="json")


async def speak(state: Inventory, runtime: Runtime[Context]) -> dict[str, Any]:
    """Phrase it, grounded and cleared. Names from a file that the gate distrusts never reach a model."""
    draft = Answer.model_validate(state["draft"])
    verdict = await runtime.context.gate.verdict(draft.text, Edge.TOOL_RESULT, tenant=runtime.context.principal.tenant)
    if state["plain"] or not verdict.allowed:
        told = await tell(runtime, state, draft)
    else:
        told = await write(runtime, state, report_prose, draft, question=state["question"], findings=draft.text)
    return {"answers": [told.model_dump(mode="json")]}


builder = StateGraph(Inventory, context_schema=Context, input_schema=Ask, output_schema=Told)
builder.add_node("understand", ask)
builder.add_node("gather", gather)
builder.add_node("decide", decide)
builder.add_node("write", speak)
builder.add_edge(START, "understand")
builder.add_edge("understand", "gather")
builder.add_edge("gather", "decide")
builder.add_edge("decide", "write")
add_workbook(builder, after="write")
graph = builder.compile()
