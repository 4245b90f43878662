"""Reply, or hand over to a person, and why: rules that no model may overrule."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from agents.answer import Frozen
from agents.language import Lang
from agents.support.signs import Sign, signs
from agents.support.steps import Advice, Quoted
from agents.support.ticket import Ticket
from agents.support.triage import Impact, Sentiment, Triage
from agents.text import fold
from guardrails.quantities import Kind, quantities
from tools.tickets_sla import Tier, Urgency, tier_of


class Reason(StrEnum):
    """Why a person must take over, the gravest first."""

    SAFETY = "safety"
    BLOCKED = "blocked"
    LEGAL = "legal"
    FRAUD = "fraud"
    LANGUAGE = "language"
    VIP_OUTAGE = "vip-outage"
    REFUND_ABOVE_POLICY = "refund-above-policy"
    REFUND_UNDOCUMENTED = "refund-undocumented"
    ASKED_FOR_PERSON = "asked-for-person"
    NO_DOCUMENTATION = "no-documentation"
    LOW_CONFIDENCE = "low-confidence"
    UPSET_AGAIN = "upset-again"


class Decision(Frozen):
    """What happens with a ticket."""

    action: str
    """``reply`` or ``handoff``."""
    reasons: list[Reason]
    to: str | None = None
    """Who takes over, in the asker's language."""
    reason: str | None = None
    """Why, one sentence per reason."""


_SAYS: dict[Reason, tuple[str, str]] = {
    Reason.SAFETY: ("hay un riesgo para las personas", "people may get hurt"),
    Reason.BLOCKED: (
        "el guardián no dejó pasar el texto del cliente",
        "the guard did not let the customer's text pass",
    ),
    Reason.LEGAL: (
        "el cliente habla de abogados, autoridades o de hacerlo público",
        "the customer speaks of lawyers, authorities or going public",
    ),
    Reason.FRAUD: ("el cliente reporta un posible fraude", "the customer reports a possible fraud"),
    Reason.LANGUAGE: (
        "el cliente no escribe en español ni en inglés",
        "the customer writes neither Spanish nor English",
    ),
    Reason.VIP_OUTAGE: (
        "es un cliente prioritario con la operación detenida",
        "it is a priority customer whose work has stopped",
    ),
    Reason.REFUND_ABOVE_POLICY: (
        "pide dinero por encima de lo que la política permite",
        "they ask for more money than the policy allows",
    ),
    Reason.REFUND_UNDOCUMENTED: (
        "pide dinero de vuelta y la documentación no dice si procede",
        "they ask for money back and the documentation does not say whether it is due",
    ),
    Reason.ASKED_FOR_PERSON: ("el cliente pide hablar con una persona", "the customer asks for a person"),
    Reason.NO_DOCUMENTATION: (
        "la documentación no trae pasos para este problema",
        "the documentation has no steps for this problem",
    ),
    Reason.LOW_CONFIDENCE: ("no está claro de qué trata el ticket", "it is not clear what the ticket is about"),
    Reason.UPSET_AGAIN: (
        "el cliente está molesto porque el problema se repite",
        "the customer is upset because the problem keeps coming back",
    ),
}
_TO: dict[Reason, tuple[str, str]] = {
    Reason.SAFETY: (
        "la persona responsable de seguridad y servicio técnico",
        "the person in charge of safety and technical service",
    ),
    Reason.LEGAL: ("la gerencia", "management"),
    Reason.FRAUD: ("la administración", "administration"),
    Reason.VIP_OUTAGE: ("la persona responsable de la cuenta", "the account's owner"),
    Reason.REFUND_ABOVE_POLICY: ("la gerencia", "management"),
    Reason.REFUND_UNDOCUMENTED: ("la gerencia", "management"),
}
_AGENT = ("una persona de atención a clientes", "a person of customer service")
_MONEY_BACK = re.compile(
    r"reembols|devolucion|devolver|nota de credito|bonifica|compensa|refund|money back|credit note|return"
)


def decide(ticket: Ticket, triage: Triage, advice: Advice, lang: Lang, *, blocked: bool = False) -> Decision:
    """All reasons to hand over; a reply when there is none."""
    found = signs(ticket.said)
    reasons = [reason for reason in Reason if _applies(reason, ticket, triage, advice, set(found), blocked)]
    if not reasons:
        return Decision(action="reply", reasons=[])
    place = 0 if lang == "es" else 1
    said = (" y " if lang == "es" else " and ").join(_SAYS[reason][place] for reason in reasons[:2])
    return Decision(
        action="handoff",
        reasons=reasons,
        to=_TO.get(reasons[0], _AGENT)[place],
        reason=said[0].upper() + said[1:] + ".",
    )


def _applies(reason: Reason, ticket: Ticket, triage: Triage, advice: Advice, found: set[Sign], blocked: bool) -> bool:
    match reason:
        case Reason.SAFETY:
            return Sign.SAFETY in found or triage.impact is Impact.SAFETY
        case Reason.BLOCKED:
            return blocked
        case Reason.LEGAL:
            return Sign.LEGAL in found
        case Reason.FRAUD:
            return Sign.FRAUD in found
        case Reason.LANGUAGE:
            return triage.language == "other"
        case Reason.VIP_OUTAGE:
            stopped = triage.impact is Impact.STANDSTILL or triage.urgency is Urgency.CRITICAL
            return tier_of(ticket.tier) is Tier.PREMIUM and stopped
        case Reason.REFUND_ABOVE_POLICY:
            return Sign.REFUND in found and _above(ticket.said, _on_money(advice))
        case Reason.REFUND_UNDOCUMENTED:
            return Sign.REFUND in found and not _on_money(advice)
        case Reason.ASKED_FOR_PERSON:
            return Sign.PERSON in found
        case Reason.NO_DOCUMENTATION:
            return not advice.steps
        case Reason.LOW_CONFIDENCE:
            return not triage.confident and not advice.steps
        case Reason.UPSET_AGAIN:
            return triage.sentiment is Sentiment.ANGRY and Sign.REPEATED in found


def _on_money(advice: Advice) -> list[Quoted]:
    """What the documentation found says of money back."""
    return [quoted for quoted in (*advice.steps, *advice.alternative) if _MONEY_BACK.search(fold(quoted.text))]


def _above(text: str, policy: Sequence[Quoted]) -> bool:
    """Whether the amount asked for exceeds every amount of money that the policy names."""
    limits = [amount for quoted in policy for amount in _amounts(quoted.text)]
    asked = _amounts(text)
    return bool(limits and asked) and max(asked) > max(limits)


def _amounts(text: str) -> list[Decimal]:
    """Amounts of money; ``9,000 pesos`` is nine thousand, as Mexico writes it."""
    found = (q for q in quantities(text) if q.kind is Kind.NUMBER and (q.currency or q.text.startswith("$")))
    return [max(quantity.values) for quantity in found]
