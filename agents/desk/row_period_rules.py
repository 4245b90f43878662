"""What one expression of time means: «marzo de 2026», «el mes pasado», «Q1», «la semana del 5 de enero»."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from retrieval.row_cells import MONTHS
from retrieval.row_query import Period

_SURE = sorted(
    (
        m
        for m in MONTHS
        if len(m) > 3 or m in {"ene", "feb", "abr", "jun", "jul", "sep", "oct", "nov", "jan", "apr", "aug", "dec"}
    ),
    key=len,
    reverse=True,
)
_ANY = sorted(MONTHS, key=len, reverse=True)
_M = "|".join(_SURE)
_MY = "|".join(_ANY)
_Y = r"(?P<year>(?:19|20)\d\d)"
_OF = r"(?:,? ?(?:de|del|of|,|-|/)? ?(?:(?:el )?ano )?)"
_REL = (
    r"(?: (?:del?|of|of the) (?P<rel>ano pasado|ano anterior|este ano|ano en curso|ano actual|presente ano|"
    r"last year|this year))?"
)
_THIS = r"(?:est[ea]|(?:el |la )?(?:presente|corriente|actual)|this|(?:el |la )?current)"
_LAST = r"(?:pasad[oa]|anterior|que paso|previ[oa])"
_ORDINALS = {
    "primer": 1,
    "primero": 1,
    "primera": 1,
    "1er": 1,
    "1ro": 1,
    "1o": 1,
    "1": 1,
    "first": 1,
    "1st": 1,
    "segundo": 2,
    "segunda": 2,
    "2do": 2,
    "2o": 2,
    "2": 2,
    "second": 2,
    "2nd": 2,
    "tercer": 3,
    "tercero": 3,
    "3er": 3,
    "3ro": 3,
    "3o": 3,
    "3": 3,
    "third": 3,
    "3rd": 3,
    "cuarto": 4,
    "4to": 4,
    "4o": 4,
    "4": 4,
    "fourth": 4,
    "4th": 4,
}
_ORD = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_COUNTS = {
    "un": 1,
    "una": 1,
    "dos": 2,
    "two": 2,
    "tres": 3,
    "three": 3,
    "cuatro": 4,
    "four": 4,
    "cinco": 5,
    "five": 5,
    "seis": 6,
    "six": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "doce": 12,
    "twelve": 12,
    "quince": 15,
}
_DAYS = {
    "lunes": 0,
    "martes": 1,
    "miercoles": 2,
    "jueves": 3,
    "viernes": 4,
    "sabado": 5,
    "domingo": 6,
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}

Made = tuple[Period, bool]
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Made | None]]


def _month(year: int, month: int) -> Period:
    return Period(start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]))


def _months(year: int, first: int, count: int) -> Period:
    last = first + count - 1
    return Period(start=date(year, first, 1), end=date(year, last, monthrange(year, last)[1]))


def _shift(year: int, month: int, by: int) -> tuple[int, int]:
    place = year * 12 + month - 1 + by
    return place // 12, place % 12 + 1


def _year_of(match: re.Match[str], today: date) -> int | None:
    """The year that a match says, plainly or by *last year*."""
    said = match.groupdict()
    if said.get("year"):
        return int(said["year"])
    if said.get("rel"):
        return today.year - (1 if re.search("pasado|anterior|last", said["rel"]) else 0)
    return None


def _begun(today: date, month: int) -> int:
    """Year of the most recent such month that has begun."""
    return today.year if month <= today.month else today.year - 1


def _named_month(match: re.Match[str], today: date) -> Made:
    month = MONTHS[match["month"]]
    year = _year_of(match, today)
    return _month(year or _begun(today, month), month), year is None


def day_of(match: re.Match[str], today: date) -> Made | None:
    month, day = MONTHS[match["month"]], int(match["day"])
    year = _year_of(match, today)
    try:
        made = date(year or today.year, month, day)
        if year is None and made > today:
            made = made.replace(year=today.year - 1)
    except ValueError:
        return None
    return Period(start=made, end=made), year is None


def _iso(match: re.Match[str], _: date) -> Made | None:
    return _exact(int(match[1]), int(match[2]), int(match[3]))


def _slashed(match: re.Match[str], today: date) -> Made | None:
    year = match[3]
    return _exact(int(year) + (0 if len(year) == 4 else 2000) if year else today.year, int(match[2]), int(match[1]))


def _exact(year: int, month: int, day: int) -> Made | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return Period(start=made, end=made), False


def _part(months: int) -> Callable[[re.Match[str], date], Made | None]:
    """Quarters, halves …: the nth run of `months` months of a year."""

    def make(match: re.Match[str], today: date) -> Made | None:
        nth = _ORDINALS.get(match["nth"], 0)
        if not 1 <= nth <= 12 // months:
            return None
        first = (nth - 1) * months + 1
        year = _year_of(match, today)
        return _months(year or _begun(today, first), first, months), year is None

    return make


def _running(months: int, back: int) -> Callable[[re.Match[str], date], Made]:
    """The running month, quarter, half or year, or the one `back` before it."""

    def make(_: re.Match[str], today: date) -> Made:
        first = (today.month - 1) // months * months + 1
        year, month = _shift(today.year, first, -months * back)
        return _months(year, month, months), False

    return make


def _week(today: date, back: int) -> Period:
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Period(start=monday, end=monday + timedelta(days=6))


def _numbered_week(match: re.Match[str], today: date) -> Made | None:
    try:
        year = _year_of(match, today)
        monday = date.fromisocalendar(year or today.year, int(match["week"]), 1)
        if year is None and monday > today:
            monday = date.fromisocalendar(today.year - 1, int(match["week"]), 1)
    except ValueError:
        return None
    return Period(start=monday, end=monday + timedelta(days=6)), year is None


def _week_of(match: re.Match[str], today: date) -> Made | None:
    made = day_of(match, today)
    if made is None or made[0].start is None:
        return None
    return _week(made[0].start, 0), made[1]


def _last_n(match: re.Match[str], today: date) -> Made | None:
    """*The last n days* end today; months and weeks are the last whole ones and the running one with them."""
    count = int(match["n"]) if match["n"].isdigit() else _COUNTS.get(match["n"], 0)
    unit = match["unit"]
    if not 0 < count <= 400:
        return None
    if unit.startswith(("d", "day")):
        return Period(start=today - timedelta(days=count - 1), end=today), False
    if unit.startswith(("sem", "week")):
        return Period(start=today - timedelta(days=7 * count - 1), end=today), False
    months = count * (12 if unit.startswith(("an", "y")) else 3 if unit.startswith(("tri", "q")) else 1)
    year, month = _shift(today.year, today.month, -months)
    start = date(year, month, min(today.day, monthrange(year, month)[1])) + timedelta(days=1)
    return Period(start=start, end=today), False


def _fortnight(match: re.Match[str], today: date) -> Made:
    period, yearless = _named_month(match, today)
    first = _ORDINALS[match["nth"]] == 1
    start = period.start or today
    return Period(
        start=start if first else start.replace(day=16), end=start.replace(day=15) if first else period.end
    ), yearless


def _weekday(match: re.Match[str], today: date) -> Made:
    day = today - timedelta(days=(today.weekday() - _DAYS[match["weekday"]]) % 7 or 7)
    return Period(start=day, end=day), False


def _whole_year(match: re.Match[str], _: date) -> Made:
    return _months(int(match["year"]), 1, 12), False


def _relative(days: int) -> Callable[[re.Match[str], date], Made]:
    return lambda _, today: (Period(start=today - timedelta(days=days), end=today - timedelta(days=days)), False)


def _rule(pattern: str, make: Callable[[re.Match[str], date], Made | None]) -> _Rule:
    return re.compile(rf"\b(?:{pattern})\b"), make


# What one expression of time may be; at each place the first that matches wins, so the long stand before the short.
RULES: tuple[_Rule, ...] = (
    _rule(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", _iso),
    _rule(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})", _slashed),
    _rule(
        rf"(?:la )?semana (?:del|que (?:inicia|empieza) el) (?P<day>\d{{1,2}}) (?:de )?(?P<month>{_M})(?:{_OF}{_Y})?",
        _week_of,
    ),
    _rule(rf"week of (?P<month>{_M}) (?P<day>\d{{1,2}})(?:{_OF}{_Y})?", _week_of),
    _rule(rf"(?:la )?(?P<nth>primera|segunda|1a|2a) quincena de (?P<month>{_M})(?:{_OF}{_Y})?{_REL}", _fortnight),
    _rule(rf"(?:el )?(?:dia )?(?P<day>\d{{1,2}}|1ro|1o)(?: de)? (?P<month>{_M})(?:{_OF}{_Y}|{_REL})", day_of),
    _rule(rf"(?P<month>{_M}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:{_OF}{_Y})?", day_of),
    _rule(rf"(?P<month>{_MY})(?:{_OF}{_Y})", _named_month),
    _rule(rf"(?P<month>{_M}){_REL}", _named_month),
    _rule(r"(?<=in )(?P<month>may|mar)", _named_month),
    _rule(rf"(?:el |the )?(?P<nth>{_ORD}) (?:trimestre|quarter)(?:{_OF}{_Y}|{_REL})", _part(3)),
    _rule(rf"(?:q|t)(?P<nth>[1-4])(?:{_OF}{_Y}|{_REL})", _part(3)),
    _rule(rf"(?P<nth>[1-4])(?:t|q)(?:{_OF}{_Y}|{_REL})", _part(3)),
    _rule(rf"(?:el |the )?(?P<nth>{_ORD}) (?:semestre|half)(?:{_OF}{_Y}|{_REL})", _part(6)),
    _rule(rf"(?:el )?(?P<nth>{_ORD}) bimestre(?:{_OF}{_Y}|{_REL})", _part(2)),
    _rule(rf"(?:la )?(?:semana|week|sem) (?P<week>\d{{1,2}})(?:{_OF}{_Y}|{_REL})", _numbered_week),
    _rule(
        r"(?:(?:los|las|the|estos|estas) )?(?:ultim[oa]s|last|past|pasad[oa]s) (?P<n>\d{1,3}|[a-z]+) "
        r"(?P<unit>dias|semanas|mes(?:es)?|trimestres|anos|days|weeks|months|quarters|years)",
        _last_n,
    ),
    _rule(r"hoy|today", _relative(0)),
    _rule(r"antier|anteayer|antes de ayer", _relative(2)),
    _rule(r"ayer|yesterday", _relative(1)),
    _rule(rf"{_THIS} semana|{_THIS} week|la semana en curso", lambda _, today: (_week(today, 0), False)),
    _rule(
        rf"(?:la )?semana {_LAST}|(?:la )?ultima semana|(?:the )?last week|previous week",
        lambda _, t: (_week(t, 1), False),
    ),
    _rule(rf"{_THIS} mes|{_THIS} month|(?:el )?mes (?:en curso|actual)|en lo que va del mes", _running(1, 0)),
    _rule(rf"(?:el )?mes {_LAST}|(?:el )?ultimo mes|(?:the )?last month|previous month", _running(1, 1)),
    _rule(r"(?:el )?mes antepasado|hace dos meses", _running(1, 2)),
    _rule(rf"{_THIS} trimestre|{_THIS} quarter|(?:el )?trimestre (?:en curso|actual)", _running(3, 0)),
    _rule(
        rf"(?:el )?trimestre {_LAST}|(?:el )?ultimo trimestre|(?:the )?last quarter|previous quarter", _running(3, 1)
    ),
    _rule(rf"{_THIS} semestre|(?:el )?semestre (?:en curso|actual)", _running(6, 0)),
    _rule(rf"(?:el )?semestre {_LAST}|(?:el )?ultimo semestre", _running(6, 1)),
    _rule(
        rf"{_THIS} ano|{_THIS} year|(?:el )?ano (?:en curso|actual)|(?:en )?lo que va del ano|year to date|ytd|"
        rf"so far this year",
        _running(12, 0),
    ),
    _rule(rf"(?:el )?ano {_LAST}|(?:el )?ultimo ano|(?:the )?last year|previous year", _running(12, 1)),
    _rule(r"(?:el )?ano antepasado|hace dos anos|two years ago", _running(12, 2)),
    _rule(rf"(?:el|last|este|on) (?P<weekday>{'|'.join(_DAYS)})(?: pasado)?", _weekday),
    _rule(rf"(?:ano |year )?{_Y}", _whole_year),
)
DAY_RANGE = re.compile(
    rf"\b(?:entre el|del?|desde el|from|between)\s+(?P<first>\d{{1,2}}) (?:al?|y|y el|hasta el|to|"
    rf"and) (?P<day>\d{{1,2}}) "
    rf"(?:de )?(?P<month>{_M})(?:{_OF}{_Y}|{_REL})"
)
"""A range of days of one month: «del 3 al 15 de abril»."""
