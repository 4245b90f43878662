"""The desk's own specialist: questions about documents and rows.

::

    understand ─► gather ─► decide ─► write ─(a table to save)─► approve ─► do
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import Any, Literal

import anyio
from langgraph.graph import START, StateGraph
from langgraph.runtime import Runtime
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from agents.answer import Answer, Table
from agents.desk import requests
from agents.desk.answer import NO_DOCUMENTS, NOT_FOUND, STILL_READING, answer, from_quotes, numbered, small_talk
from agents.desk.follow_up import Readings, alone, asks_itself, is_follow_up, readings, standalone
from agents.desk.looking import TABULAR, look
from agents.desk.read import Passages, located, read
from agents.desk.row_answer import ROW_QUERY, RowAnswer, answer_reading, parse_query, read_schema, row_texts
from agents.desk.row_candidates import Schema
from agents.desk.row_words import DOCUMENTS
from agents.text import words
from graphs.context import Context
from graphs.effect import Effect, Proposal, add_workbook
from graphs.state import Ask, Told
from graphs.write import tell, write
from guardrails.errors import ToolUnavailable
from guardrails.evidence import Citation
from guardrails.gate import Edge
from guardrails.personal import mask
from retrieval.document import FileKind
from retrieval.library import Passage

SURE_OF_ROWS = 0.9
"""From this confidence on the rows answer without the documents being asked."""

SURE_OF_TABLES = 0.8
"""From this likelihood on a row is quoted as text, when no query answers."""

_PASSAGES = TypeAdapter(list[Passage])

Kind = Literal["talk", "refuse", "web", "save", "question"]


class Questions(Effect, total=False):
    """The specialist's own state."""

    kind: Kind
    asked: str
    """The question, standing alone."""
    rows: dict[str, Any] | None
    """`RowAnswer` as JSON."""
    passages: list[dict[str, Any]]
    draft: dict[str, Any]


class Kept(TypedDict, total=False):
    """What the desk remembers in a thread."""

    question: str
    query: dict[str, Any] | None
    tables: list[dict[str, Any]]
    documents: list[str]
    """Ids of the documents that the last answer quoted."""


def _kept(state: Questions) -> Kept:
    return state["memory"].get("desk") or Kept()


async def understand(state: Questions) -> dict[str, Any]:
    """What kind of message it is; a follow-up becomes a question that stands alone."""
    kept = _kept(state)
    kind = requests.kind_of(state["question"], has_table=bool(kept.get("tables")))
    return {"kind": kind, "asked": standalone(state["question"], kept.get("question"))}


async def gather(state: Questions, runtime: Runtime[Context]) -> dict[str, Any]:
    """Rows that answer, and passages that may; what the gate blocks is left out."""
    if state["kind"] == "web":
        try:
            return {"passages": await _from_web(runtime.context, state["question"])}
        except ToolUnavailable as away:  # off or offline: said, not failed
            return {"passages": [], "draft": _draft(state, away.say(state["lang"]), abstained=True)}
    if state["kind"] != "question":
        return {}
    context = runtime.context
    rows = await _from_rows(context, state)
    if rows is not None and not rows.abstained and rows.confidence >= SURE_OF_ROWS:
        return {"rows": _json(rows), "passages": []}
    return {"rows": _json(rows) if rows else None, "passages": await _from_documents(context, state)}


async def _from_documents(context: Context, state: Questions) -> list[dict[str, Any]]:
    """Passages that may answer, without those that the gate blocks."""
    tenant = context.principal.tenant
    documents = await context.library.documents(tenant)
    within = [d for d in documents if not state["files"] or d.id in state["files"]]
    before = _kept(state).get("documents", []) if is_follow_up(state["question"]) else []
    passages = await look(context.library, tenant, state["asked"], state["lang"], within, before)
    verdicts = [await context.gate.verdict(p.text, Edge.PASSAGE, tenant=tenant) for p in passages]
    names = {name: await shown_name(context, name) for name in dict.fromkeys(p.citation.name for p in passages)}
    return [
        asdict(replace(p, citation=replace(p.citation, name=names[p.citation.name])))
        for p, verdict in zip(passages, verdicts, strict=True)
        if verdict.allowed
    ]


async def shown_name(context: Context, name: str) -> str:
    """A file's name as models and answers see it; of a name that the gate blocks, only the suffix."""
    return name if await _clean(context, [name]) else PurePath(name).suffix


async def _from_rows(context: Context, state: Questions) -> RowAnswer | None:
    tenant, rfc, rows = context.principal.tenant, context.company.rfc, context.library.rows
    schema = await _admitted(context, await read_schema(rows, tenant, rfc))
    previous = parse_query(_kept(state).get("query"))
    reading = await context.language.run(
        ROW_QUERY,
        lang=state["lang"],
        question=state["question"],
        standalone=state["asked"],
        tables=schema,
        today=context.now().date(),
        previous=previous,
    )
    found = await answer_reading(reading, schema=schema, rows=rows, tenant=tenant, lang=state["lang"], company_rfc=rfc)
    return found if found and await _clean(context, row_texts(found)) else None


async def _admitted(context: Context, schema: Schema) -> Schema:
    """The schema without tables whose names or headers the gate blocks; as a whole it costs one verdict."""
    if not schema.tables or await _clean(context, [schema.summary(schema.tables)]):
        return schema
    allowed = [table for table in schema.tables if await _clean(context, [schema.summary([table])])]
    return replace(schema, tables=tuple(allowed))


async def _clean(context: Context, texts: Sequence[str]) -> bool:
    """Whether the gate lets what came from rows pass, all of it."""
    tenant = context.principal.tenant
    return all([(await context.gate.verdict(text, Edge.TOOL_RESULT, tenant=tenant)).allowed for text in texts if text])


async def _from_web(context: Context, question: str) -> list[dict[str, Any]]:
    """Results as passages of their pages; personal data does not go out, and what comes back is untrusted."""
    results = await anyio.to_thread.run_sync(context.web.search, mask(requests.web_query(question)))
    tenant = context.principal.tenant
    allowed = [r for r in results if (await context.gate.verdict(r.snippet, Edge.TOOL_RESULT, tenant=tenant)).allowed]
    return [
        asdict(
            Passage(
                Citation(r.url, r.title or r.url, "web", 0, len(r.snippet), r.snippet), r.snippet, 0.0, FileKind.HTML
            )
        )
        for r in allowed
    ]


async def decide(state: Questions, runtime: Runtime[Context]) -> dict[str, Any]:
    """The answer's text and evidence, before it is phrased; or that there is none."""
    lang, kept = state["lang"], _kept(state)
    if state["kind"] == "talk":
        return {"draft": _draft(state, small_talk(state["question"], lang) or "")}
    if state["kind"] == "refuse":
        return {"draft": _draft(state, requests.refusal(lang), abstained=True)}
    if state["kind"] == "save":
        proposal = requests.proposal([Table.model_validate(t) for t in kept.get("tables", [])], lang)
        return {"draft": _draft(state, proposal["summary"]), "proposal": Proposal(**proposal)}
    if state["kind"] == "web":
        if not state["passages"]:
            return {"draft": state.get("draft") or _draft(state, NOT_FOUND[lang], abstained=True)}
        citations = [passage.citation for passage in _PASSAGES.validate_python(state["passages"][:3])]
        return {"draft": _draft(state, from_quotes(citations, lang), citations=citations)}
    return await _decide_question(state, runtime)


async def _decide_question(state: Questions, runtime: Runtime[Context]) -> dict[str, Any]:
    lang, rows = state["lang"], state.get("rows")
    if rows and not rows["abstained"] and rows["confidence"] >= SURE_OF_ROWS:
        return _by_rows(state, rows)
    citations, likely = await _read(state, runtime.context)
    if citations and not (rows and rows["confidence"] >= likely):
        quoted = list(dict.fromkeys(citation.document for citation in citations))
        remembered = Kept(question=state["asked"], query=None, tables=[], documents=quoted)
        draft = _draft(state, from_quotes(citations, lang), citations=citations)
        return {"draft": draft, "memory": {"desk": remembered}}
    if rows:
        return _by_rows(state, rows)
    tenant = runtime.context.principal.tenant
    known = await runtime.context.library.documents(tenant)
    text = (NOT_FOUND if known else NO_DOCUMENTS)[lang]
    if runtime.context.ingesting():
        text = NOT_FOUND[lang] + STILL_READING[lang]
    return {"draft": _draft(state, text, abstained=True), "memory": {"desk": Kept(question=state["asked"], query=None)}}


async def _read(state: Questions, context: Context) -> tuple[list[Citation], float]:
    """Quotes that answer, and how likely they do: of a follow-up, first from what was quoted before; then from text,
    then from tables."""
    passages = _PASSAGES.validate_python(state["passages"])
    kept = _kept(state)
    question = readings(state["question"], kept.get("question"))
    text = [p for p in passages if p.kind not in TABULAR]
    before = [p for p in text if p.citation.document in kept.get("documents", [])]
    if before and is_follow_up(state["question"]):
        bare = alone(state["question"])
        for way in [bare] if asks_itself(state["question"]) else [question, bare]:
            quoted = await _quotes(state, context, way, before)
            if quoted[0]:
                return quoted
    if text and (quoted := await _quotes(state, context, question, text))[0]:
        return quoted
    # Who asks what a contract says is not answered by a row of a price list, and no row by itself answers «how much».
    answered = state.get("rows") is not None or DOCUMENTS & set(words(state["question"]))
    rows = [] if answered else [p for p in passages if p.kind in TABULAR]
    citations, likely = await _quotes(state, context, question, rows) if rows else ([], 0.0)
    return (citations, likely) if likely >= SURE_OF_TABLES else ([], 0.0)


async def _quotes(
    state: Questions, context: Context, question: Readings, passages: Sequence[Passage]
) -> tuple[list[Citation], float]:
    reading = await context.language.run(
        read, lang=state["lang"], question=question, passages=Passages(passages), company=context.company.name
    )
    return (located(reading.quotes, passages), reading.likely) if reading.answerable else ([], 0.0)


def _by_rows(state: Questions, rows: dict[str, Any]) -> dict[str, Any]:
    draft = Answer.model_validate(rows["answer"])
    tables = [table.model_dump(mode="json") for table in draft.tables]
    remembered = Kept(question=state["asked"], query=rows["query"], tables=tables)
    return {"draft": draft.model_dump(mode="json"), "memory": {"desk": remembered}}


def _json(rows: RowAnswer) -> dict[str, Any]:
    """As state holds it."""
    draft = Answer(
        text=rows.text,
        lang="es",
        specialist="desk",
        abstained=rows.abstained,
        citations=list(rows.citations),
        figures=list(rows.figures),
        tables=list(rows.tables),
        notes=list(rows.notes),
    )
    return {
        "answer": draft.model_dump(mode="json"),
        "query": rows.query,
        "confidence": rows.confidence,
        "abstained": rows.abstained,
    }


def _draft(
    state: Questions, text: str, *, citations: list[Citation] | None = None, abstained: bool = False
) -> dict[str, Any]:
    return Answer(
        text=text, lang=state["lang"], specialist="desk", citations=citations or [], abstained=abstained
    ).model_dump(mode="json")


async def speak(state: Questions, runtime: Runtime[Context]) -> dict[str, Any]:
    """Phrase it, grounded and cleared. What is not an answer is said as it is."""
    draft = Answer.model_validate(state["draft"]).model_copy(update={"lang": state["lang"]})
    if state["kind"] != "question" or draft.abstained:
        told = await tell(runtime, state, draft)
    else:
        evidence = numbered(draft.citations)
        told = await write(
            runtime, state, answer, draft, question=state["asked"], findings=draft.text, evidence=evidence
        )
    return {"answers": [told.model_dump(mode="json")]}


builder = StateGraph(Questions, context_schema=Context, input_schema=Ask, output_schema=Told)
builder.add_node("understand", understand)
builder.add_node("gather", gather)
builder.add_node("decide", decide)
builder.add_node("write", speak)
builder.add_edge(START, "understand")
builder.add_edge("understand", "gather")
builder.add_edge("gather", "decide")
builder.add_edge("decide", "write")
add_workbook(builder, after="write")
graph = builder.compile()
