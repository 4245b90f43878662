"""When an answer is due: hours by tier and urgency, counted over the company's working time.

Public holidays are those of Mexico's Ley Federal del Trabajo, article 74.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

MONDAY = 0


class Urgency(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Tier(StrEnum):
    PREMIUM = "premium"
    STANDARD = "standard"
    BASIC = "basic"


@lru_cache(maxsize=32)
def mexican_holidays(year: int) -> frozenset[date]:
    """Days of compulsory rest of a year; election days, which are decreed, are not among them."""
    days = {
        date(year, 1, 1),
        _monday(year, 2, 1),
        _monday(year, 3, 3),
        date(year, 5, 1),
        date(year, 9, 16),
        _monday(year, 11, 3),
        date(year, 12, 25),
    }
    if year >= 2024 and (year - 2024) % 6 == 0:  # change of the federal executive
        days.add(date(year, 10, 1))
    return frozenset(days)


def _monday(year: int, month: int, number: int) -> date:
    """The first, second, third … Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7 + 7 * (number - 1))


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """The time in which the company works; holidays by year."""

    days: frozenset[int] = frozenset(range(5))
    """Weekdays, Monday is 0."""
    opens: time = time(9)
    closes: time = time(18)
    holidays: Callable[[int], frozenset[date]] = mexican_holidays

    def works(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.holidays(day.year)

    def after(self, start: datetime, hours: float) -> datetime:
        """The moment when so many working hours have passed since `start`; keeps its time zone."""
        left = timedelta(hours=hours)
        moment = start
        while True:
            opens = datetime.combine(moment.date(), self.opens, moment.tzinfo)
            closes = datetime.combine(moment.date(), self.closes, moment.tzinfo)
            if self.works(moment.date()) and moment < closes:
                moment = max(moment, opens)
                if moment + left <= closes:
                    return moment + left
                left -= closes - moment
            moment = datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)


def _default_hours() -> dict[Tier, dict[Urgency, tuple[float, float]]]:
    standard = {
        Urgency.CRITICAL: (1.0, 9.0),
        Urgency.HIGH: (2.0, 18.0),
        Urgency.MEDIUM: (4.0, 27.0),
        Urgency.LOW: (9.0, 45.0),
    }
    return {
        Tier.PREMIUM: {urgency: (reply / 2, done / 2) for urgency, (reply, done) in standard.items()},
        Tier.STANDARD: standard,
        Tier.BASIC: {urgency: (reply * 2, done * 2) for urgency, (reply, done) in standard.items()},
    }


@dataclass(frozen=True)
class SlaPolicy:
    """Working hours until the first reply and until the solution, by tier and urgency."""

    hours: Mapping[Tier, Mapping[Urgency, tuple[float, float]]] = field(default_factory=_default_hours)
    business: BusinessHours = field(default_factory=BusinessHours)

    def due(self, received: datetime, tier: Tier, urgency: Urgency) -> "Due":
        """Both times for a ticket received at a moment."""
        reply, done = self.hours[tier][urgency]
        return Due(
            first_reply=self.business.after(received, reply),
            resolution=self.business.after(received, done),
            first_reply_hours=reply,
            resolution_hours=done,
        )


@dataclass(frozen=True, slots=True)
class Due:
    first_reply: datetime
    resolution: datetime
    first_reply_hours: float
    """Working hours."""
    resolution_hours: float


_PREMIUM = (
    "vip",
    "premium",
    "oro",
    "gold",
    "platino",
    "platinum",
    "enterprise",
    "empresarial",
    "prioritario",
    "clave",
    "plus",
    "diamante",
    "key",
)
_BASIC = ("basico", "basic", "bronce", "bronze", "free", "gratis", "gratuito", "eventual", "publico")


def tier_of(name: str | None) -> Tier:
    """The tier that a company's own word for it means; standard when it says nothing known."""
    words = (name or "").casefold().translate(str.maketrans("áéíóú", "aeiou")).replace("-", " ").split()
    if any(word in _PREMIUM for word in words):
        return Tier.PREMIUM
    return Tier.BASIC if any(word in _BASIC for word in words) else Tier.STANDARD
