"""Weeks, months and quarters: how a date falls into a period, and how periods are counted."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise


class Freq(StrEnum):
    """Length of a period. Weeks are ISO weeks and begin on Monday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def season_length(self) -> int:
        """Periods in a year."""
        return {"week": 52, "month": 12, "quarter": 4}[self.value]

    @property
    def days(self) -> float:
        """Mean length in days."""
        return {"week": 7.0, "month": 30.4375, "quarter": 91.3125}[self.value]

    def start(self, day: date) -> date:
        """First day of the period that `day` falls into."""
        if self is Freq.WEEK:
            return day - timedelta(days=day.weekday())
        if self is Freq.MONTH:
            return day.replace(day=1)
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)

    def shift(self, start: date, periods: int) -> date:
        """The start of the period that lies `periods` after the one that begins on `start`."""
        if self is Freq.WEEK:
            return start + timedelta(weeks=periods)
        months = start.year * 12 + start.month - 1 + periods * (3 if self is Freq.QUARTER else 1)
        return date(months // 12, months % 12 + 1, 1)

    def last_day(self, start: date) -> date:
        return self.shift(start, 1) - timedelta(days=1)

    def between(self, first: date, second: date) -> int:
        """Periods from the one that begins on `first` to the one that begins on `second`."""
        if self is Freq.WEEK:
            return (second - first).days // 7
        months = (second.year - first.year) * 12 + second.month - first.month
        return months // 3 if self is Freq.QUARTER else months

    def range(self, start: date, count: int) -> list[date]:
        """`count` starts of periods, the first on `start`."""
        return [self.shift(start, n) for n in range(count)]


def infer_freq(days: Sequence[date]) -> Freq:
    """The period that a table of totals is kept in, or weeks when its dates are of single days.

    Decided by the median distance between neighbouring distinct dates.
    """
    distinct = sorted(set(days))
    gaps = sorted((b - a).days for a, b in pairwise(distinct))
    if not gaps:
        return Freq.WEEK
    median = gaps[len(gaps) // 2]
    if median >= 80:
        return Freq.QUARTER
    return Freq.MONTH if median >= 26 else Freq.WEEK
