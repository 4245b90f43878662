"""Answers to follow-ups about a ticket, from its report."""

from agents.answer import Answer, Handoff
from agents.language import Lang
from agents.support.report import URGENCIES, TicketReport, handoff_of

_SAYS: dict[Lang, dict[str, str]] = {
    "es": {
        "shorter": "Más corta:",
        "formal": "Más formal:",
        "warmer": "Más cálida:",
        "translate": "En el otro idioma:",
        "alternative": "Si sigue igual, intenta esto:",
        "escalate": "Y si tampoco:",
        "to": "una persona de atención a clientes",
        "reason": "El problema sigue después de los pasos.",
        "empty": "El guardián no dejó salir esa redacción. Pídela de otra manera.",
        "urgency": "Urgencia",
    },
    "en": {
        "shorter": "Shorter:",
        "formal": "More formal:",
        "warmer": "Warmer:",
        "translate": "In the other language:",
        "alternative": "If it is still the same, try this:",
        "escalate": "And if that fails too:",
        "to": "a person of customer service",
        "reason": "The problem goes on after the steps.",
        "empty": "The guard did not let that wording out. Ask for it another way.",
        "urgency": "Urgency",
    },
}


def reworded(report: TicketReport, kind: str, short: str, lang: Lang) -> Answer:
    """The short reply in other words."""
    say = _SAYS[lang]
    text = f"{say[kind]}\n\n> {short}" if short else say["empty"]
    return _answer(report, text, lang, short or None)


def still_failing(report: TicketReport, lang: Lang) -> Answer:
    """What to try next, and to whom to pass it."""
    say = _SAYS[lang]
    lines = [
        say["alternative"],
        *(f"- {line}" for line in report.alternative),
        "",
        say["escalate"],
        *(f"- {line}" for line in report.escalation),
    ]
    handoff = handoff_of(report, lang) or Handoff(
        reason=say["reason"], to=say["to"], urgency=URGENCIES[lang][report.triage.urgency]
    )
    return _answer(report, "\n".join(lines), lang, None).model_copy(update={"handoff": handoff})


def due(report: TicketReport, lang: Lang) -> Answer:
    """Until when, and how urgent."""
    lines = [f"- {line}" for line in report.timeline]
    urgency = f"{_SAYS[lang]['urgency']}: {URGENCIES[lang][report.triage.urgency]}."
    return _answer(report, "\n".join([*lines, "", urgency]), lang, None)


def _answer(report: TicketReport, text: str, lang: Lang, short: str | None) -> Answer:
    return Answer(
        text=text,
        lang=lang,
        specialist="support",
        citations=report.citations,
        figures=report.figures,
        short_reply=short,
    )
