"""The periods a question names: «en marzo», «el mes pasado», «del 3 al 15 de abril de 2026», «Q1», «last week»."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from agents.desk.row_period_rules import DAY_RANGE, RULES, Made, day_of
from retrieval.row_query import Period


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period and the characters that name it."""

    period: Period
    start: int
    end: int
    yearless: bool = False
    """True when the question gave a month, quarter or day but no year."""


_RANGE = re.compile(r"\b(?:entre|between|desde|from|del?)\s+(?:el |la |los |the )?$")
_JOIN = re.compile(r"\s*(?:,\s*)?(?:y|a|al|hasta|and|to|until|through|-|–)\s+(?:el |la |the |finales de |fines de )?")
_SINCE = re.compile(r"\b(?:desde|a partir de|a partir del|since|despues de|after|from)\s+(?:el |la |the )?$")
_UNTIL = re.compile(r"\b(?:hasta|antes de|antes del|until|before|up to)\s+(?:el |la |the )?$")
_BEFORE = re.compile(r"\b(?:antes|before)\b")
_AFTER = re.compile(r"\b(?:despues|after)\b")
_CODE = re.compile(r"[-_#/.]$|\b(?:folio|factura|ticket|pedido|orden|no\.?|num\.?|numero|invoice|order|\$)\s?$")


def find_periods(text: str, today: date) -> list[PeriodMention]:
    """All periods of a text that is folded letter by letter, in order, not overlapping."""
    found: list[PeriodMention] = []
    place = 0
    while (mention := _next(text, place, today)) is not None:
        found.append(mention)
        place = mention.end
    return found


def _next(text: str, place: int, today: date) -> PeriodMention | None:
    point = _point(text, place, today)
    days = DAY_RANGE.search(text, place)
    if days and (point is None or days.start() <= point.start) and (last := day_of(days, today)) and last[0].end:
        try:
            first = last[0].end.replace(day=int(days["first"]))
        except ValueError:
            first = last[0].end
        return PeriodMention(Period(start=first, end=last[0].end), days.start(), days.end(), last[1])
    if point is None:
        return None
    return _joined(text, point, place, today)


def _point(text: str, place: int, today: date) -> PeriodMention | None:
    """The next expression of time."""
    best: tuple[re.Match[str], Made] | None = None
    for pattern, make in RULES:
        for match in pattern.finditer(text, place):
            if best and match.start() >= best[0].start():
                break
            if _CODE.search(text[: match.start()]) or (match.group().isdigit() and _counts_things(text, match.end())):
                continue
            made = make(match, today)
            if made:
                best = match, made
                break
    if best is None:
        return None
    match, (period, yearless) = best
    return PeriodMention(period, match.start(), match.end(), yearless)


def _counts_things(text: str, end: int) -> bool:
    """Whether a bare number like 2026 goes on as a code or an amount: ``2026-A``, ``2000 pesos``, ``2000.50``."""
    return bool(
        re.match(r"[-.,/]\w|\s?(?:pesos|piezas|pzas|unidades|units|usd|mxn|dolares|kg|gramos|ml|litros)", text[end:])
    )


def _joined(text: str, point: PeriodMention, place: int, today: date) -> PeriodMention:
    """A range when words before and after the point make it one, else the point."""
    before = text[place : point.start]
    opening = _RANGE.search(before)
    join = _JOIN.match(text, point.end)
    if opening and join:
        other = _point(text, join.end(), today)
        if other and other.start == join.end():
            return _range(point, other, place + opening.start(), today)
    if since := _SINCE.search(before):
        after = point.period.end if _AFTER.search(since.group()) else None
        start = after + timedelta(days=1) if after else point.period.start
        return PeriodMention(Period(start=start, end=None), place + since.start(), point.end, point.yearless)
    if until := _UNTIL.search(before):
        first = point.period.start if _BEFORE.search(until.group()) else None
        end = first - timedelta(days=1) if first else point.period.end
        return PeriodMention(Period(start=None, end=end), place + until.start(), point.end, point.yearless)
    return point


def _range(first: PeriodMention, last: PeriodMention, start: int, today: date) -> PeriodMention:
    """From the first day of one to the last day of the other; a year said only at the end holds for both."""
    begin, end = first.period.start or today, last.period.end or today
    if first.yearless:
        begin = _moved(begin, end.year)
        if begin > end:
            begin = _moved(begin, end.year - 1)
    return PeriodMention(Period(start=begin, end=end), start, last.end, first.yearless and last.yearless)


def _moved(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
