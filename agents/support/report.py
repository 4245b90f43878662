"""What is known and advised about a ticket: for the command line, HTTP and the chat."""

from datetime import date, datetime

from pydantic import Field

from agents.answer import Answer, Frozen, Handoff
from agents.language import Engine, Lang
from agents.support.decision import Decision
from agents.support.ticket import Ticket
from agents.support.triage import Triage
from guardrails.evidence import Citation, Figure
from tools.tickets_sla import Tier

MOST_SHORT = 600
"""Characters of the short reply."""


class Line(Frozen):
    """A sentence with the marker of its evidence, ``[1]`` or ``[F1]``; None for advice that states no fact."""

    text: str
    marker: str | None = None

    def __str__(self) -> str:
        return f"{self.text} {self.marker}" if self.marker else self.text


class Sla(Frozen):
    """When the customer is to hear from us."""

    tier: Tier
    received: datetime
    first_reply: datetime
    resolution: datetime
    first_reply_hours: float
    """Working hours."""
    resolution_hours: float


class Case(Frozen):
    """A solved ticket like this one."""

    folio: str | None
    day: date | None
    category: str | None
    text: str
    resolution: str
    similarity: float = Field(description="0 to 1.")
    marker: str


class Findings(Frozen):
    """Everything but the wording. What is quoted stands in the documents; what is computed says how."""

    ticket: Ticket
    triage: Triage
    sla: Sla
    decision: Decision
    category_marker: str
    """The figure that says where the category comes from."""
    problem: str | None
    """The customer's own words for it."""
    root_cause: list[Line]
    impact: list[Line]
    urgency: list[Line]
    steps: list[Line]
    alternative: list[Line]
    verification: list[Line]
    prevention: list[Line]
    timeline: list[Line]
    escalation: list[Line]
    tell_customer: list[Line]
    similar: list[Case]
    citations: list[Citation]
    figures: list[Figure]
    notes: list[str] = Field(default_factory=list)


class TicketReport(Findings):
    """The findings, worded: in the asker's language, and the short reply in the customer's."""

    text: str
    """Markdown with markers into `citations` and `figures`."""
    lang: Lang
    short_reply: str
    short_reply_lang: Lang
    engine: Engine = Engine.EMBEDDED
    fallback: str | None = None
    dropped: int = 0


def to_answer(report: TicketReport, lang: Lang) -> Answer:
    """The report as a part of a turn."""
    return Answer(
        text=report.text,
        lang=lang,
        specialist="support",
        engine=report.engine,
        fallback=report.fallback,
        citations=report.citations,
        figures=report.figures,
        short_reply=report.short_reply or None,
        handoff=handoff_of(report, lang),
        dropped=report.dropped,
        notes=report.notes,
    )


URGENCIES: dict[Lang, dict[str, str]] = {
    "es": {"critical": "crítica", "high": "alta", "medium": "media", "low": "baja"},
    "en": {"critical": "critical", "high": "high", "medium": "medium", "low": "low"},
}


def handoff_of(findings: Findings, lang: Lang) -> Handoff | None:
    """The structured action, when a person must take over."""
    decision = findings.decision
    if decision.action != "handoff":
        return None
    return Handoff(reason=decision.reason or "", to=decision.to or "", urgency=URGENCIES[lang][findings.triage.urgency])
