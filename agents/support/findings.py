"""Puts a ticket's findings together: what is quoted, what is computed, and which evidence each line has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from agents.language import Lang
from agents.support import phrases
from agents.support.decision import Decision, Reason
from agents.support.history import PastTicket
from agents.support.moments import hours, moment, working
from agents.support.report import URGENCIES, Case, Findings, Line, Sla
from agents.support.signs import Sign, signs
from agents.support.steps import Advice, Quoted
from agents.support.ticket import Ticket
from agents.support.triage import Impact, Scope, Triage
from guardrails.evidence import Citation, Figure
from guardrails.sentences import sentences
from tools.tickets_sla import SlaPolicy, tier_of

MOST_PROBLEM = 220
"""Characters of the customer's sentence that is quoted."""
MOST_RESOLUTION = 400
VERY_SIMILAR = 0.22
"""Similarity from which on a solved case suggests the cause."""
_CODE = re.compile(r"\b[A-Z]{1,4}-?\d{1,4}\b")
_BULLET = re.compile(r"^\s*(?:[-–•*·▪]|\(?\d{1,2}[.)]|[a-z][.)])\s+")


@dataclass
class Evidence:
    """Citations and figures while they are collected; the same one is taken once."""

    citations: list[Citation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def cite(self, citation: Citation) -> str:
        if citation not in self.citations:
            self.citations.append(citation)
        return f"[{self.citations.index(citation) + 1}]"

    def figure(self, figure: Figure) -> str:
        if figure not in self.figures:
            self.figures.append(figure)
        return f"[F{self.figures.index(figure) + 1}]"


@dataclass(frozen=True)
class Gathered:
    """What was found for a ticket."""

    advice: Advice
    similar: tuple[tuple[PastTicket, float], ...]
    source: Citation | None = None
    """The ticket's own file, when it came as one."""
    tickets: int = 0
    """Of the company's, from which the categories were learned."""


def findings(
    ticket: Ticket,
    triage: Triage,
    gathered: Gathered,
    decision: Decision,
    *,
    policy: SlaPolicy,
    now: datetime,
    lang: Lang,
) -> Findings:
    """All lines with their evidence, in the asker's language."""
    evidence = Evidence()
    if gathered.source:
        evidence.cite(gathered.source)
    advice, say = gathered.advice, phrases.BY_LANG[lang]
    marker = evidence.figure(Figure(triage.category, None, say.learned(gathered.tickets), row_count=gathered.tickets))
    if triage.product:
        evidence.figure(Figure(triage.product, None, say.product))
    due = sla(ticket, triage, policy, now)
    steps = [_line(quoted, evidence) for quoted in advice.steps]
    cases = [_case(past, score, evidence) for past, score in gathered.similar]
    return Findings(
        ticket=ticket,
        triage=triage,
        sla=due,
        decision=decision,
        category_marker=marker,
        problem=problem(ticket),
        root_cause=_cause(ticket, triage, advice, gathered.similar, cases, lang, evidence),
        impact=[Line(text=_impact(triage, lang))],
        urgency=[Line(text=_urgency(triage, lang))],
        steps=steps,
        alternative=_alternative(advice, cases, evidence, lang),
        verification=[_line(quoted, evidence) for quoted in advice.verify] or [Line(text=say.verify)],
        prevention=[_line(quoted, evidence) for quoted in advice.prevent] or [Line(text=say.prevent(triage.category))],
        timeline=_timeline(due, working(policy.business, lang), evidence, lang),
        escalation=_escalation(decision, advice, evidence, lang),
        tell_customer=[
            Line(text=say.tell(handoff=decision.action == "handoff", safety=Reason.SAFETY in decision.reasons))
        ],
        similar=cases,
        citations=evidence.citations,
        figures=evidence.figures,
        notes=[say.sla_note(working(policy.business, lang)), *_notes(ticket, triage, lang)],
    )


def sla(ticket: Ticket, triage: Triage, policy: SlaPolicy, now: datetime) -> Sla:
    """Due times from when the ticket came; from now, when that is not known or lies in the future.

    Working hours are counted on the clock of the ticket's own offset, else on that of `now`.
    """
    received = ticket.received or now
    if received.tzinfo is None:
        received = received.replace(tzinfo=now.tzinfo)
    # Servers stamp mails in UTC wherever the customer is: no offset, then, to keep.
    zone = received.tzinfo if received.utcoffset() else now.tzinfo
    received = min(received, now).astimezone(zone)
    tier = tier_of(ticket.tier)
    due = policy.due(received, tier, triage.urgency)
    return Sla(
        tier=tier,
        received=received,
        first_reply=due.first_reply,
        resolution=due.resolution,
        first_reply_hours=due.first_reply_hours,
        resolution_hours=due.resolution_hours,
    )


def problem(ticket: Ticket) -> str | None:
    """The customer's sentence that says most of what is wrong, word for word."""
    parts = [part.strip() for line in ticket.text.split("\n") for part in sentences(line)]
    parts = [part for part in parts if len(part.split()) > 2] or [ticket.text.strip()]
    best = max(parts, key=lambda part: (len(signs(part)) + bool(_CODE.search(part)), min(len(part), 120)), default="")
    if len(best) > MOST_PROBLEM:
        best = best[:MOST_PROBLEM].rsplit(" ", 1)[0]
    best = re.sub(r"[«»“”]", "", best).strip(" .,;:-")
    return best or None


def bare(text: str) -> str:
    """A quoted unit without its bullet or number, on one line."""
    return " ".join(_BULLET.sub("", text).split())


def _line(quoted: Quoted, evidence: Evidence) -> Line:
    return Line(text=bare(quoted.text), marker=evidence.cite(quoted.citation))


def _case(past: PastTicket, score: float, evidence: Evidence) -> Case:
    resolution = past.resolution or ""
    if past.citation:
        marker = evidence.cite(past.citation)
    else:
        where = f"{past.row.name}, {past.row.table}, {past.row.row}"
        marker = evidence.figure(
            Figure(past.folio or f"{past.row.row}", None, where, (past.row,), 1, text=f"{resolution}\n{past.day or ''}")
        )
    if len(resolution) > MOST_RESOLUTION:
        resolution = resolution[:MOST_RESOLUTION].rsplit(" ", 1)[0] + "…"
    return Case(
        folio=past.folio, day=past.day, category=past.category, text=past.text, resolution=resolution,
        similarity=round(score, 3), marker=marker,
    )  # fmt: skip


def _cause(
    ticket: Ticket,
    triage: Triage,
    advice: Advice,
    similar: Sequence[tuple[PastTicket, float]],
    cases: Sequence[Case],
    lang: Lang,
    evidence: Evidence,
) -> list[Line]:
    """What the documentation says of the cause; else what it was in a very similar case; else that it is not known."""
    say = phrases.BY_LANG[lang]
    if advice.cause:
        return [_line(quoted, evidence) for quoted in advice.cause]
    asks = "?" in ticket.text or Sign.QUESTION in signs(ticket.said)
    if triage.impact is Impact.NONE and asks:
        return [Line(text=say.no_cause)]
    if cases and similar[0][1] >= VERY_SIMILAR:
        return [Line(text=say.cause_of_case(cases[0].resolution), marker=cases[0].marker)]
    return [Line(text=say.cause_unknown)]


def _alternative(advice: Advice, cases: Sequence[Case], evidence: Evidence, lang: Lang) -> list[Line]:
    """The next passage's way; else what solved a case like it; else a person."""
    say = phrases.BY_LANG[lang]
    if advice.alternative:
        return [_line(quoted, evidence) for quoted in advice.alternative]
    if cases:
        return [Line(text=say.as_in_case(cases[0].folio, cases[0].resolution), marker=cases[0].marker)]
    return [Line(text=say.alternative)]


def _impact(triage: Triage, lang: Lang) -> str:
    say = phrases.BY_LANG[lang]
    words = triage.words("impact")
    scope = say.several if triage.scope is Scope.SEVERAL else ""
    return f"{say.impact[triage.impact]}{scope}{say.because(words)}."


def _urgency(triage: Triage, lang: Lang) -> str:
    return f"{URGENCIES[lang][triage.urgency].capitalize()}{phrases.BY_LANG[lang].because(triage.words('urgency'))}."


def _timeline(due: Sla, times: str, evidence: Evidence, lang: Lang) -> list[Line]:
    say = phrases.BY_LANG[lang]
    made: list[Line] = []
    for label, at, worth in (
        (say.first_reply, due.first_reply, due.first_reply_hours),
        (say.resolution, due.resolution, due.resolution_hours),
    ):
        shown = moment(at, lang)
        how = say.counted(hours(worth, lang), moment(due.received, lang), times)
        marker = evidence.figure(Figure(at.date(), None, how, text=shown))
        made.append(Line(text=f"{label}: {shown} ({hours(worth, lang)})", marker=marker))
    return made


def _escalation(decision: Decision, advice: Advice, evidence: Evidence, lang: Lang) -> list[Line]:
    say = phrases.BY_LANG[lang]
    lines = [_line(quoted, evidence) for quoted in advice.escalate]
    if decision.action == "handoff":
        return [Line(text=say.escalate_now(decision.to or "", decision.reason or "")), *lines]
    return [*lines, Line(text=say.escalate)]


def _notes(ticket: Ticket, triage: Triage, lang: Lang) -> list[str]:
    say = phrases.BY_LANG[lang]
    made: list[str] = []
    if ticket.attachments:
        made.append(say.attachments)
    if not triage.confident:
        made.append(say.unsure)
    if ticket.tier is None:
        made.append(say.no_tier)
    return made
