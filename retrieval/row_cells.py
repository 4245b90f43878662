"""What a cell holds: numbers with their unit, dates, text; also when a file keeps them all as text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from retrieval.analysis import fold
from retrieval.document import Value

MONTHS: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "enero ene january jan",
            "febrero feb february",
            "marzo mar march",
            "abril abr april apr",
            "mayo may",
            "junio jun june",
            "julio jul july",
            "agosto ago august aug",
            "septiembre setiembre sep sept set september",
            "octubre oct october",
            "noviembre nov november",
            "diciembre dic december dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Folded month names and abbreviations, Spanish and English."""

CURRENCIES: dict[str, str] = {
    "$": "$",
    "mxn": "MXN",
    "mx$": "MXN",
    "mxn$": "MXN",
    "m.n.": "MXN",
    "mn": "MXN",
    "m.n": "MXN",
    "pesos": "$",
    "peso": "$",
    "usd": "USD",
    "us$": "USD",
    "usd$": "USD",
    "u$s": "USD",
    "u$d": "USD",
    "dls": "USD",
    "dlls": "USD",
    "dolares": "USD",
    "dolar": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "eur": "EUR",
    "€": "EUR",
    "euros": "EUR",
    "euro": "EUR",
    "cop": "COP",
    "ars": "ARS",
    "clp": "CLP",
    "pen": "PEN",
    "s/": "PEN",
    "s/.": "PEN",
    "soles": "PEN",
    "gtq": "GTQ",
    "crc": "CRC",
    "brl": "BRL",
    "r$": "BRL",
    "uyu": "UYU",
    "gbp": "GBP",
    "£": "GBP",
    "cad": "CAD",
    "jpy": "JPY",
}
"""Folded signs and words to ISO 4217 codes; ``$`` stays ``$``: which peso or dollar it is, the cell does not say."""

_MONEY = r"(?:[a-z]{1,3}\$|\$|€|£|s/\.?|mxn|usd|eur|cop|ars|clp|pen|gtq|crc|brl|uyu|gbp|cad|jpy|m\.?n\.?)"
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−])?\s*(?P<before>{_MONEY})?\s*(?P<before2>\$)?\s*(?P<sign2>[-−])?\s*"
    r"(?P<digits>\d[\d.,'  ]*\d|\d|[.,]\d+)(?:e(?P<exponent>[-+]?\d{1,2}))?\s*(?P<minus>-)?"
    r"\s*(?P<unit>%|€|£|[a-z³²][a-z³². /]{0,20}\.?)?\s*(?P<close>\))?",
)
_MAX_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from text, with the unit beside it: ISO code, ``$``, ``%`` or a folded word."""

    value: Decimal
    unit: str | None = None


def parse_number(text: str, decimal_mark: str = ".") -> Number | None:
    """``$1,234.50``, ``1.234,50``, ``(15%)``, ``15 pzas``; None when the text is anything else.

    `decimal_mark` decides only where a text alone can't: ``1.234``.
    """
    match = _NUMBER.fullmatch(fold(text.strip()))
    if not match or (match["open"] is None) != (match["close"] is None) or (match["unit"] or "").startswith("de "):
        return None
    digits = _plain(re.sub(r"['  ]", "", match["digits"]), decimal_mark)
    if digits is None or len(digits) > _MAX_DIGITS:
        return None
    if match["exponent"]:
        digits += "e" + match["exponent"]
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    if match["open"] or match["sign"] in ("-", "−") or match["sign2"] or match["minus"]:
        value = -value
    before = CURRENCIES.get(match["before"] or match["before2"] or "")
    after = (match["unit"] or "").strip()
    unit = CURRENCIES.get(after) or CURRENCIES.get(after.rstrip(".")) or after.rstrip(".") or None
    return Number(
        value, unit if unit and (before in (None, "$")) and (before is None or len(unit) == 3) else before or unit
    )


def _plain(digits: str, decimal_mark: str) -> str | None:
    """Digits with one decimal point at most; None when the separators make no number."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        mark = "." if digits.rfind(".") > digits.rfind(",") else ","
    elif dots + commas == 0:
        return digits
    elif dots > 1 or commas > 1:
        mark = "," if dots else "."
    else:
        sign = "." if dots else ","
        grouped = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits)
        mark = decimal_mark if grouped else sign
    thousands = "," if mark == "." else "."
    whole, _, cents = digits.partition(mark)
    if mark in cents or thousands in cents:
        return None
    if thousands in whole and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", whole):
        return None
    return whole.replace(thousands, "") + (f".{cents}" if cents else "")


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal sign that a column of texts uses, by its unambiguous values; the point when there is none."""
    commas = points = 0
    for text in texts:
        found = re.search(r"\d[\d.,]*\d", text)
        if not found:
            continue
        last = re.search(r"([.,])(\d+)$", found.group())
        if not last:
            continue
        separators = {c for c in found.group() if c in ".,"}
        grouped = len(last[2]) == 3 and len(separators) == 1
        if grouped and (found.group().count(last[1]) > 1 or re.search(r"[$€£]", text)):
            commas += last[1] == "."  # $1.500 and 1.500.000 are thousands: money has no thousandths
            points += last[1] == ","
        elif not grouped:
            commas += last[1] == ","
            points += last[1] == "."
    return "," if commas > points else "."


_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
)
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)?")
_NAMED = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:[-/ .]| de )+([a-z]{3,10})\.?(?:[-/ .,]| del? )+(\d{4}|\d{2})")
_ENGLISH = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def parse_date(text: str, *, day_first: bool = True) -> date | None:
    """A full date written as ISO, with slashes or with the month's name; None for anything else."""
    folded = fold(text.strip())
    if match := _ISO.fullmatch(folded):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(folded):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if day_first else (second, first)
        return _date(_year(match[3]), month, day)
    if (match := _NAMED.fullmatch(folded)) and match[2] in MONTHS:
        return _date(_year(match[3]), MONTHS[match[2]], int(match[1]))
    if (match := _ENGLISH.fullmatch(folded)) and match[1] in MONTHS:
        return _date(int(match[3]), MONTHS[match[1]], int(match[2]))
    return None


def day_first(texts: Iterable[str]) -> bool:
    """Whether slashed dates of a column put the day first; so unless a value can only be month first."""
    day = month = 0
    for text in texts:
        if match := _SLASHED.fullmatch(text.strip().lower()):
            day += int(match[1]) > 12
            month += int(match[2]) > 12
    return day >= month


_WEEK = re.compile(
    r"(\d{4})[-/ ]?(?:w|s|sem|semana|week)[-. ]?(\d{1,2})|(?:w|s|sem|semana|week|"
    r"wk)[-. ]{0,2}(\d{1,2})[-/ ]+(?:de[l]? )?(\d{4})"
)
_MONTH_YEAR = re.compile(r"([a-z]{3,10})\.?(?:[-/ .']| de[l]? )*(\d{4}|\d{2})|(\d{4})[-/ ]([a-z]{3,10})\.?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4})")


def parse_period(text: str) -> date | None:
    """First day of the week or month that a label names: ``2026-W12``, ``ene-26``, ``2026-03``; dates as they are."""
    if exact := parse_date(text):
        return exact
    folded = fold(text.strip())
    if match := _WEEK.fullmatch(folded):
        year, week = (match[1], match[2]) if match[1] else (match[4], match[3])
        try:
            return date.fromisocalendar(int(year), int(week), 1)
        except ValueError:
            return None
    if match := _MONTH_YEAR.fullmatch(folded):
        name, year = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _date(_year(year), MONTHS[name], 1) if name in MONTHS else None
    if match := _YEAR_MONTH.fullmatch(folded):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _date(int(year), int(month), 1)
    return None


def month_name(text: str) -> int | None:
    """Number of the month that a label without a year names."""
    return MONTHS.get(fold(text.strip()).rstrip("."))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def as_number(value: Value, mark: str = ".") -> Number | None:
    """The number in a typed cell or in a text that is one; a float as its shortest decimal, a truth value is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Number(Decimal(value))
    if isinstance(value, float):
        return Number(Decimal(repr(value))) if value == value and abs(value) != float("inf") else None
    return parse_number(value, mark) if isinstance(value, str) else None


def as_date(value: Value, *, first: bool = True) -> date | None:
    """The day of a typed cell, or of a text that is a date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_date(value, day_first=first) if isinstance(value, str) else None


def end_of_month(day: date) -> date:
    """Last day of the month of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
