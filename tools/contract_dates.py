"""Dates in contracts, Spanish and English, in figures and in words, with their spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.contract_language import Lang
from tools.contract_numbers import NUMBER_WORDS, number_in_words, plain

_MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
    "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "january": 1, "february": 2, "march": 3,
    "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11,
    "december": 12, "jan": 1, "ene": 1, "feb": 2, "mar": 3, "apr": 4, "abr": 4, "jun": 6, "jul": 7, "aug": 8,
    "ago": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "dic": 12,
}  # fmt: skip
_ES = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_EN = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "jan|ene|feb|mar|apr|abr|jun|jul|aug|ago|sept|sep|oct|nov|dec|dic"
_NTH = r"(?:\s?(?:st|nd|rd|th|s\st|n\sd|r\sd|t\sh))?"
_YEAR = rf"(?:\d{{4}}|(?:dos\s+mil|two\s+thousand|mil\s+novecientos)(?:[\s-]+(?:and\s+)?{NUMBER_WORDS})?)"
_PAREN = r"(?:\s*\([^()]{1,60}\))?"

_PATTERNS = (
    # a los quince (15) días del mes de marzo del año 2025
    rf"(?:(?P<d1>\d{{1,2}}|{NUMBER_WORDS}){_PAREN}\s+d[íi]as?\s+del?\s+(?:mes\s+de\s+)?(?P<m1>{_ES})\s+del?\s+"
    rf"(?:a[ñn]o\s+)?(?P<y1>{_YEAR}){_PAREN})",
    # 15 de marzo de 2025; primero de enero de dos mil veinticinco
    rf"(?:(?P<d2>\d{{1,2}}[°ºo]?|{NUMBER_WORDS}){_PAREN}\s+de\s+(?P<m2>{_ES})\s*,?\s+del?\s+(?:a[ñn]o\s+)?(?P<y2>{_YEAR}))",
    # 15th day of March, 2025
    rf"(?:(?P<d3>\d{{1,2}}|{NUMBER_WORDS}){_NTH}\s+day\s+of\s+(?P<m3>{_EN})\s*,?\s*(?:in\s+the\s+year\s+)?(?P<y3>{_YEAR}))",
    # March 15, 2025
    rf"(?:\b(?P<m4>{_EN}|{_SHORT})\b\.?\s*(?P<d4>\d{{1,2}}){_NTH}\s*,?\s*(?P<y4>\d{{4}}))",
    # 15 March 2025; 15-mar-2025
    rf"(?:(?P<d5>\b\d{{1,2}}){_NTH}[\s.-]+(?P<m5>{_EN}|{_ES}|{_SHORT})\b\.?,?[\s-]*(?P<y5>\d{{4}}))",
    r"(?:\b(?P<y6>\d{4})-(?P<m6>\d{2})-(?P<d6>\d{2})\b)",
    r"(?:\b(?P<a7>\d{1,2})(?P<s7>[/.-])(?P<b7>\d{1,2})(?P=s7)(?P<y7>\d{4}|\d{2})\b)",
)
_DATE = re.compile("|".join(_PATTERNS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it is written."""

    start: int
    end: int
    value: date


def dates(text: str, lang: Lang) -> list[Dated]:
    """Every complete date, in order. ``03/04/2025`` is 3 April in Spanish and March 4 in English."""
    return list(_dates(text, lang))


def _dates(text: str, lang: Lang) -> Iterator[Dated]:
    for match in _DATE.finditer(text):
        value = _value(match, lang)
        if value:
            yield Dated(match.start(), match.end(), value)


def _value(match: re.Match[str], lang: Lang) -> date | None:
    groups = {name[0]: found for name, found in match.groupdict().items() if found}
    year = _number(groups["y"])
    if "a" in groups:
        first, second = int(groups["a"]), int(groups["b"])
        day, month = (first, second) if lang == "es" else (second, first)
        if month > 12:
            day, month = month, day
    else:
        day = _number(re.sub(r"[°ºo]$", "", groups["d"]) if groups["d"][0].isdigit() else groups["d"])
        written = groups["m"]
        month = int(written) if written.isdigit() else _MONTHS[plain(written)]
    if year is None or day is None:
        return None
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else number_in_words(written)


def plus(start: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """Calendar arithmetic; the 31st falls on a shorter month's last day."""
    months = start.month - 1 + months + 12 * years
    year, month = start.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(start.day, last)) + timedelta(days=days)
