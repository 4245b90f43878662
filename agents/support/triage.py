"""What kind of ticket it is, how urgent, in what mood and language, and who or what is affected."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field

from agents.answer import Frozen
from agents.language import PRECISE, Lang, Prompt, Result, Task
from agents.support.categories import Knowledge
from agents.support.products import product_in
from agents.support.signs import Sign, signs
from agents.support.spoken import Spoken, spoken
from agents.support.ticket import Ticket
from agents.text import fold
from tools.tickets_sla import Urgency

PROMPTS = Path(__file__).parent / "prompts"


class Sentiment(StrEnum):
    ANGRY = "angry"
    FRUSTRATED = "frustrated"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Impact(StrEnum):
    """What the problem does to the customer."""

    SAFETY = "safety"
    STANDSTILL = "standstill"
    MONEY = "money"
    DEGRADED = "degraded"
    WAITING = "waiting"
    NONE = "none"


class Scope(StrEnum):
    ONE = "one"
    SEVERAL = "several"


class Shown(Frozen):
    """The ticket's own words for one finding."""

    about: Literal["category", "urgency", "sentiment", "impact", "product"]
    words: list[str] = Field(max_length=6)


class Triage(Result):
    """The ticket, sorted."""

    category: str = Field(description="One of the categories given, letter for letter.")
    confident: bool = Field(description="False when none of the categories fits well.")
    urgency: Urgency
    sentiment: Sentiment
    language: Spoken = Field(description="Language the customer writes: es, en, or other.")
    impact: Impact
    scope: Scope = Field(description="several: more than one person, place or device is affected.")
    product: str | None = Field(default=None, description="Product the ticket names, or null.")
    evidence: list[Shown] = Field(default_factory=list, description="Words copied from the ticket for each finding.")

    def words(self, about: str) -> list[str]:
        """The ticket's words for a finding."""
        return [word for shown in self.evidence if shown.about == about for word in shown.words]


class Hints(Frozen):
    """What the classifier, trained on the company's tickets, makes of a ticket; what the model is told too."""

    category: str
    probability: float
    known: bool
    words: list[str] = Field(default_factory=list)
    product: str | None = None
    product_words: list[str] = Field(default_factory=list)


SURE = 0.35
"""Probability from which on a category is called a good fit."""


def hints(ticket: Ticket, knowledge: Knowledge, lang: Lang) -> Hints:
    """Ask the trained parts; milliseconds."""
    found = knowledge.category(ticket.said, lang)
    named = None if ticket.product else product_in(ticket.said, knowledge.products)
    return Hints(
        category=found.category,
        probability=found.probability,
        known=found.known and found.probability >= SURE,
        words=list(found.words),
        product=ticket.product or (named[0] if named else None),
        product_words=list(named[1]) if named else [],
    )


def triage_by_signs(*, lang: Lang, ticket: Ticket, categories: Sequence[str], hints: Hints) -> Triage:
    """The embedded twin: the classifier's category, and rules over the signs in the words."""
    found = signs(ticket.said)
    urgency, why = _urgency(found)
    language = spoken(ticket.said, lang)
    if language == "other" and urgency is Urgency.LOW:
        urgency = Urgency.MEDIUM  # its words say nothing to us
    sentiment, mood = _sentiment(found)
    impact, hit = _impact(found)
    evidence = [
        Shown(about="category", words=hints.words[:4]),
        Shown(about="urgency", words=why[:4]),
        Shown(about="sentiment", words=mood[:4]),
        Shown(about="impact", words=hit[:4]),
        Shown(about="product", words=hints.product_words[:4]),
    ]
    return Triage(
        category=hints.category,
        confident=hints.known,
        urgency=urgency,
        sentiment=sentiment,
        language=language,
        impact=impact,
        scope=Scope.SEVERAL if Sign.MANY in found else Scope.ONE,
        product=hints.product,
        evidence=[shown for shown in evidence if shown.words],
    )


def checked(made: Triage, ticket: Ticket, categories: Sequence[str], twin: Triage) -> Triage:
    """A model's triage held to the facts: a category there is, words that are there, no danger played down."""
    known = {fold(name): name for name in categories}
    said = " ".join(fold(ticket.said).split())
    category = known.get(fold(made.category).strip(" .\"'«»"))
    evidence = [
        Shown(about=shown.about, words=[word for word in shown.words if " ".join(fold(word).split()) in said])
        for shown in made.evidence
    ]
    dangerous = Sign.SAFETY in signs(ticket.said)
    product = made.product if made.product and fold(made.product) in said else None
    result = made.model_copy(
        update={
            "category": category or twin.category,
            "confident": made.confident if category else twin.confident,
            "language": twin.language,
            "urgency": Urgency.CRITICAL if dangerous else made.urgency,
            "impact": Impact.SAFETY if dangerous else made.impact,
            "product": ticket.product or twin.product or product,
            "evidence": [shown for shown in evidence if shown.words],
        }
    )
    return Triage.model_validate(result.stamped(made.engine, made.usage, made.fallback))


Found = dict[Sign, tuple[str, ...]]


def _urgency(found: Found) -> tuple[Urgency, list[str]]:
    """By what is at stake, then by what the customer says of time."""
    major = {
        Sign.SAFETY: 9, Sign.FRAUD: 4, Sign.OUTAGE: 4, Sign.LEGAL: 3, Sign.URGENT: 3, Sign.DEADLINE: 2, Sign.BROKEN: 2,
    }  # fmt: skip
    minor = {
        Sign.REPEATED: 1, Sign.ANGRY: 1, Sign.MANY: 1, Sign.DELAY: 1, Sign.FRUSTRATED: 1, Sign.QUESTION: -1,
        Sign.PATIENT: -3,
    }  # fmt: skip
    worth = major | minor
    total = sum(points for sign, points in worth.items() if sign in found)
    why = [word for sign in worth if sign in found for word in found[sign]]
    if total >= 6:
        return Urgency.CRITICAL, why
    return Urgency.HIGH if total >= 3 else Urgency.MEDIUM if total >= 1 else Urgency.LOW, why


def _sentiment(found: Found) -> tuple[Sentiment, list[str]]:
    if Sign.ANGRY in found or Sign.LEGAL in found:
        return Sentiment.ANGRY, [*found.get(Sign.ANGRY, ()), *found.get(Sign.LEGAL, ())]
    if Sign.FRUSTRATED in found or Sign.REPEATED in found:
        return Sentiment.FRUSTRATED, [*found.get(Sign.FRUSTRATED, ()), *found.get(Sign.REPEATED, ())]
    if Sign.POSITIVE in found:
        return Sentiment.POSITIVE, list(found[Sign.POSITIVE])
    return Sentiment.NEUTRAL, []


def _impact(found: Found) -> tuple[Impact, list[str]]:
    order = (
        (Sign.SAFETY, Impact.SAFETY), (Sign.OUTAGE, Impact.STANDSTILL), (Sign.FRAUD, Impact.MONEY),
        (Sign.BROKEN, Impact.DEGRADED),
        (Sign.DELAY, Impact.WAITING), (Sign.REFUND, Impact.MONEY), (Sign.MONEY, Impact.MONEY),
    )  # fmt: skip
    for sign, impact in order:
        if sign in found:
            return impact, [*found[sign], *found.get(Sign.MANY, ())]
    return Impact.NONE, list(found.get(Sign.MANY, ()))


triage = Task(
    name="support.triage", prompt=Prompt(PROMPTS, "triage"), result=Triage, embedded=triage_by_signs, preset=PRECISE
)
