"""The contract specialist: reviews one, or answers a question about one.

::

    understand ─► gather ─► decide ─► write

Which document is meant: files sent along, a name in the message, the one spoken of before, the only contract there is;
when several fit, it asks back.
"""

import re
from functools import partial
from typing import Any, Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from agents.answer import Answer
from agents.contracts import tasks
from agents.contracts.assess import review
from agents.contracts.evidence import without
from agents.contracts.questions import answer_question
from agents.contracts.report import to_answer
from agents.contracts.topics import names_only
from agents.contracts.which import NONE, Candidate, ask_back, contracts_among, mentioned
from agents.language import Lang
from graphs.context import Context
from graphs.state import Ask, Told
from graphs.write import tell, write
from guardrails.errors import NotAContract, NotFound
from guardrails.gate import Edge
from tools.clauses_types import Category

OPENING = 900
"""Characters of a document read to know its title and parties."""
MOST_OPENED = 40
"""Documents opened to find the one that is meant."""


class Contracts(Ask, total=False):
    """The specialist's own state."""

    kind: Literal["review", "question"]
    asked: str
    """The question; the earlier one, when the message only says which contract it was about."""
    topics: list[str]
    document: str | None
    draft: dict[str, Any]


class Kept(TypedDict, total=False):
    """What is remembered between turns."""

    document: str
    pending: str
    """A question that waits for the answer to which contract is meant."""


def _kept(state: Contracts) -> Kept:
    return state["memory"].get("contracts") or Kept()


async def understand(state: Contracts, runtime: Runtime[Context]) -> dict[str, Any]:
    """A review of the whole, or a question about a point."""
    kept, asked = _kept(state), state["question"]
    if "pending" in kept and names_only(asked):
        asked = kept["pending"]
    found = await runtime.context.language.run(
        tasks.understand, lang=state["lang"], question=asked, files=state["files"], known="document" in kept
    )
    return {"kind": found.kind, "asked": asked, "topics": [str(category) for category in found.topics]}


async def gather(state: Contracts, runtime: Runtime[Context]) -> dict[str, Any]:
    """The document that is meant, or the question which one is."""
    candidates = await _candidates(runtime.context, state["files"])
    if len(candidates) == 1 and state["files"]:
        return {"document": candidates[0].id}
    kept = _kept(state).get("document")
    named = mentioned(state["question"], candidates, least=3 if kept else 1)
    if len(named) == 1:
        return {"document": named[0].id}
    if kept and not state["files"] and any(candidate.id == kept for candidate in candidates):
        return {"document": kept}
    if len(candidates) == 1:
        return {"document": candidates[0].id}
    lang = state["lang"]
    text = ask_back(named or candidates, lang) if candidates else NONE[lang]
    remembered = {"memory": {"contracts": Kept(pending=state["asked"])}} if candidates else {}
    return {"document": None, "draft": _said(text, lang, abstained=not candidates), **remembered}


async def _candidates(context: Context, sent: list[str]) -> list[Candidate]:
    """The contracts among the files sent, else among all documents."""
    tenant = context.principal.tenant
    infos = [info for info in await context.library.documents(tenant) if not sent or info.id in sent]
    named = contracts_among([Candidate(info.id, info.name, info.kind.value) for info in infos])
    plain = named or [Candidate(info.id, info.name, info.kind.value) for info in infos]
    opened: list[Candidate] = []
    for candidate in plain[:MOST_OPENED]:
        try:
            document = await context.library.document(tenant, candidate.id)
        except NotFound:  # forgotten meanwhile
            continue
        opened.append(Candidate(candidate.id, candidate.name, candidate.kind, document.text[:OPENING]))
    return opened if sent and len(opened) == 1 else contracts_among(opened)


def _said(text: str, lang: Lang, *, abstained: bool = False) -> dict[str, Any]:
    return Answer(text=text, lang=lang, specialist="contracts", abstained=abstained).model_dump(mode="json")


async def decide(state: Contracts, runtime: Runtime[Context]) -> dict[str, Any]:
    """Read the contract in a child process; passages that the gate blocks are taken out."""
    document_id = state["document"]
    if document_id is None:
        return {}
    context, lang = runtime.context, state["lang"]
    document = await context.library.document(context.principal.tenant, document_id)
    read = (document.name, document_id, document.version, document.text, list(document.blocks))
    about = {"party": context.company.name, "today": context.now().date(), "lang": lang}
    try:
        if state["kind"] == "review":
            answer = to_answer(await context.heavy(partial(review, **about), *read))
        else:
            topics = [Category(topic) for topic in state["topics"]]
            answer = await context.heavy(partial(answer_question, **about), *read, state["asked"], topics)
    except NotAContract as error:
        # A file's name is no quote of evidence: emphasised instead.
        return {"draft": _said(re.sub("[«»“”]", "*", error.say(lang)), lang, abstained=True)}
    cleared = await _cleared(context, answer)
    return {"draft": cleared.model_dump(mode="json"), "memory": {"contracts": Kept(document=document_id)}}


async def _cleared(context: Context, answer: Answer) -> Answer:
    """The answer without quotes that the gate blocks."""
    tenant = context.principal.tenant
    verdicts = [await context.gate.verdict(c.quote, Edge.PASSAGE, tenant=tenant) for c in answer.citations]
    return without(answer, {i for i, verdict in enumerate(verdicts) if not verdict.allowed})


async def speak(state: Contracts, runtime: Runtime[Context]) -> dict[str, Any]:
    """Phrase it, grounded and cleared; a question back, or that there is nothing, is said as it is."""
    draft = Answer.model_validate(state["draft"])
    if not draft.citations:
        told = await tell(runtime, state, draft)
        return {"answers": [told.model_dump(mode="json")]}
    prose = tasks.report if state["kind"] == "review" else tasks.reply
    evidence = "\n".join(f"[{n}] {c.quote}" for n, c in enumerate(draft.citations, 1))
    told = await write(runtime, state, prose, draft, question=state["asked"], findings=draft.text, evidence=evidence)
    return {"answers": [told.model_dump(mode="json")]}


builder = StateGraph(Contracts, context_schema=Context, input_schema=Ask, output_schema=Told)
builder.add_node("understand", understand)
builder.add_node("gather", gather)
builder.add_node("decide", decide)
builder.add_node("write", speak)
builder.add_edge(START, "understand")
builder.add_edge("understand", "gather")
builder.add_edge("gather", "decide")
builder.add_edge("decide", "write")
builder.add_edge("write", END)
graph = builder.compile()
