"""A ticket from reading to reply: what the graph's nodes do one by one, and HTTP and CLI in one call."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime

from anyio import to_thread

from agents.language import Engine, Lang, Language, Window
from agents.support.categories import Categories, Heavy
from agents.support.decision import decide
from agents.support.findings import Gathered, findings
from agents.support.history import PastTicket
from agents.support.passages import documentation, read
from agents.support.reply import listed, rendered, reply
from agents.support.report import MOST_SHORT, Findings, TicketReport
from agents.support.short_reply import LEAST, language_of_reply, short_reply, short_reply_by_template
from agents.support.steps import Advice, advise
from agents.support.ticket import Ticket
from agents.support.triage import Triage, checked, hints, triage, triage_by_signs
from agents.text import fold
from guardrails.errors import Blocked
from guardrails.evidence import Citation
from guardrails.gate import Edge, Gate
from guardrails.grounding import ground
from retrieval.library import Library
from tools.tickets_sla import SlaPolicy

MOST_CASES, LIKE = 3, 0.2
"""Solved tickets shown, and how similar they must be (0 to 1)."""
SAME_CATEGORY, OTHER_CATEGORY, SAME_CODE = 1.3, 0.7, 0.15
"""What a solved ticket's similarity is multiplied by, and what a shared code (an error's, a part's) adds."""


@dataclass(frozen=True)
class Means:
    """What handling a ticket takes."""

    tenant: str
    language: Language
    library: Library
    gate: Gate
    categories: Categories
    heavy: Heavy
    now: datetime
    policy: SlaPolicy = field(default_factory=SlaPolicy)


async def sort(ticket: Ticket, means: Means, lang: Lang) -> Triage:
    """Triage by the engine that there is, held to the facts."""
    knowledge = await means.categories.knowledge(means.tenant, means.library, means.heavy)
    categories = knowledge.categories(lang)
    known = hints(ticket, knowledge, lang)
    made = await means.language.run(triage, lang=lang, ticket=ticket, categories=categories, hints=known)
    if made.engine is Engine.EMBEDDED:
        return made
    return checked(
        made, ticket, categories, triage_by_signs(lang=lang, ticket=ticket, categories=categories, hints=known)
    )


async def gather(ticket: Ticket, sorted_as: Triage, means: Means, *, source: Citation | None = None) -> Gathered:
    """Documentation and solved tickets that the gate lets in."""
    knowledge = await means.categories.knowledge(means.tenant, means.library, means.heavy)
    without = {*knowledge.documents, *([source.document] if source else [])}
    passages = await documentation(
        ticket.said, sorted_as.product, tenant=means.tenant, library=means.library, gate=means.gate, without=without
    )
    advice = await to_thread.run_sync(lambda: advise(ticket.said, read(ticket.said, passages)))
    near = await to_thread.run_sync(lambda: knowledge.similar(ticket.said, 6 * MOST_CASES))
    return Gathered(advice, tuple(await _cleared(_ranked(ticket, near, sorted_as), means)), source, knowledge.count)


def _ranked(ticket: Ticket, near: list[tuple[PastTicket, float]], sorted_as: Triage) -> list[tuple[PastTicket, float]]:
    """The most similar; the same category and the same codes speak for a case."""
    codes = _codes(ticket.said)
    weighed: list[tuple[float, PastTicket, float]] = []
    for past, score in near:
        worth = score * (SAME_CATEGORY if past.category == sorted_as.category else OTHER_CATEGORY)
        weighed.append((worth + SAME_CODE * bool(codes & _codes(past.text)), past, score))
    weighed.sort(key=lambda one: -one[0])
    return [(past, score) for worth, past, score in weighed if worth >= LIKE]


def _codes(text: str) -> set[str]:
    """Words of letters and digits: ``e2``, ``maq-402``."""
    return set(re.findall(r"\b(?=[a-z-]*\d)[a-z][a-z\d-]{1,11}\b", fold(text)))


async def _cleared(near: list[tuple[PastTicket, float]], means: Means) -> list[tuple[PastTicket, float]]:
    kept: list[tuple[PastTicket, float]] = []
    for past, score in near:
        text = past.citation.quote if past.citation else f"{past.text}\n{past.resolution}"
        if len(kept) < MOST_CASES and (await means.gate.verdict(text, Edge.PASSAGE, tenant=means.tenant)).allowed:
            kept.append((past, score))
    return kept


async def examine(ticket: Ticket, means: Means, lang: Lang, *, source: Citation | None = None) -> Findings:
    """Everything but the wording. A text that the gate blocks is not read: the ticket goes to a person."""
    if not (await means.gate.verdict(ticket.said, Edge.FILE, tenant=means.tenant)).allowed:
        return await withheld(ticket, means, lang)
    sorted_as = await sort(ticket, means, lang)
    return conclude(ticket, sorted_as, await gather(ticket, sorted_as, means, source=source), means, lang)


async def withheld(ticket: Ticket, means: Means, lang: Lang) -> Findings:
    """The findings on a ticket whose text may not be used."""
    empty = ticket.model_copy(update={"text": "", "subject": None, "turns": [], "history": None})
    knowledge = await means.categories.knowledge(means.tenant, means.library, means.heavy)
    twin = triage_by_signs(
        lang=lang, ticket=empty, categories=knowledge.categories(lang), hints=hints(empty, knowledge, lang)
    )
    made = decide(empty, twin, Advice(), lang, blocked=True)
    return findings(empty, twin, Gathered(Advice(), ()), made, policy=means.policy, now=means.now, lang=lang)


def conclude(ticket: Ticket, sorted_as: Triage, gathered: Gathered, means: Means, lang: Lang) -> Findings:
    """Decide, and put the findings together."""
    decision = decide(ticket, sorted_as, gathered.advice, lang)
    return findings(ticket, sorted_as, gathered, decision, policy=means.policy, now=means.now, lang=lang)


async def shorten(found: Findings, means: Means, *, lang: Lang | None = None, style: str = "") -> str:
    """The short reply, grounded and cleared; empty when the gate lets none out."""
    lang = lang or language_of_reply(found)
    inputs = {"ticket": found.ticket.said, "evidence": listed(found.citations, found.figures), "style": style}
    made = await means.language.run(short_reply, lang=lang, findings=found, **inputs)
    text = _grounded(made.text, found, lang)
    if len(text) < LEAST and made.engine is not Engine.EMBEDDED:
        text = _grounded(short_reply_by_template(lang=lang, findings=found, **inputs).text, found, lang)
    verdict = await means.gate.verdict(text, Edge.ANSWER, tenant=means.tenant, question=found.ticket.said)
    return text if verdict.allowed else ""


def _grounded(text: str, found: Findings, lang: Lang) -> str:
    plain = ground(text, found.citations, found.figures, question=found.ticket.said, lang=lang).text
    return " ".join(plain.split())[:MOST_SHORT]


async def handle(ticket: Ticket, means: Means, lang: Lang, *, source: Citation | None = None) -> TicketReport:
    """The whole report, in the language `lang`; the short reply in the customer's.

    `source` cites the ticket's own text when it came as a document of the library.
    """
    return await report(await examine(ticket, means, lang, source=source), means, lang)


async def report(found: Findings, means: Means, lang: Lang) -> TicketReport:
    """The findings, worded, grounded and cleared."""
    letter = _Letter()
    windows = means.language.stream(
        reply,
        lang=lang,
        ticket=found.ticket.said,
        findings=rendered(found, lang),
        evidence=listed(found.citations, found.figures),
    )
    try:
        async for text in means.gate.clear(
            letter.grounded(windows, found, lang), tenant=means.tenant, question=found.ticket.said, lang=lang
        ):
            letter.text += text
    except Blocked as blocked:
        letter.text += ("\n\n" if letter.text else "") + blocked.say(lang)
    return worded(
        found, letter.text.strip(), await shorten(found, means), lang, letter.engine, letter.fallback, letter.dropped
    )


def worded(
    found: Findings,
    text: str,
    short: str,
    lang: Lang,
    engine: Engine = Engine.EMBEDDED,
    fallback: str | None = None,
    dropped: int = 0,
) -> TicketReport:
    """Findings with their words."""
    return TicketReport(
        **{name: getattr(found, name) for name in Findings.model_fields},
        text=text,
        lang=lang,
        short_reply=short,
        short_reply_lang=language_of_reply(found),
        engine=engine,
        fallback=fallback,
        dropped=dropped,
    )


class _Letter:
    """A text while it is being written."""

    def __init__(self) -> None:
        self.text, self.dropped = "", 0
        self.engine: Engine = Engine.EMBEDDED
        self.fallback: str | None = None

    async def grounded(self, windows: AsyncIterator[Window], found: Findings, lang: Lang) -> AsyncIterator[str]:
        async for window in windows:
            self.engine = window.engine if not self.text else self.engine
            self.fallback = window.fallback or self.fallback
            kept = ground(window.text, found.citations, found.figures, question=found.ticket.said, lang=lang)
            self.dropped += len(kept.dropped)
            if kept.text:
                yield kept.text
