"""Money, percentages and lengths of time in contracts, Spanish and English, with their spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tools.contract_dates import plus
from tools.contract_language import Lang
from tools.contract_numbers import NUMBER_WORDS, number_in_words

Unit = Literal["day", "business-day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as written."""

    start: int
    end: int
    value: Decimal
    currency: str
    """ISO 4217."""
    words: int | None = None
    """What the amount in words beside it says, units of money only."""

    @property
    def contradicts(self) -> bool:
        """Figures and words differ."""
        return self.words is not None and self.words != int(self.value)


@dataclass(frozen=True, slots=True)
class Percent:
    start: int
    end: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written."""

    start: int
    end: int
    count: int
    unit: Unit

    @property
    def days(self) -> int:
        """Calendar days, about: a month is 30, a year 365, five business days a week."""
        each = {"day": 1.0, "business-day": 1.4, "week": 7.0, "month": 30.0, "year": 365.0}[self.unit]
        return round(self.count * each)

    @property
    def months(self) -> int | None:
        """Whole months, for lengths in months or years."""
        return {"month": self.count, "year": 12 * self.count}.get(self.unit)

    def after(self, start: date, sign: int = 1) -> date:
        """The date this long after `start`, or before with `sign` -1."""
        if self.months is not None:
            return plus(start, months=sign * self.months)
        return plus(start, days=sign * self.days)


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_CODE = r"(?:MXN|MX|USD|U\.?S\.?D?|EUR|M\.?N\.?|US\$|C(?=AN?\$)|CAD|GBP)"
_WORDS_OF_MONEY = re.compile(
    rf"\s*\((?P<words>{NUMBER_WORDS})\s+(?:de\s+)?(?:pesos|d[óo]lares|dollars|euros)", re.IGNORECASE
)
_MONEY = re.compile(
    rf"(?:(?P<code>{_CODE})\s*)?(?P<sign>[$€£])\s*(?:(?P<code2>{_CODE})\s*)?(?P<value>{_NUMBER})(?P<scale>\s+(?:million|billion|mill[óo]n(?:es)?|mil)\b)?"
    rf"|(?<![\d.,])(?P<value2>{_NUMBER})\s*(?P<scale2>(?:million|millones(?:\s+de)?|mil)\s+)?(?P<unit>pesos|d[óo]lares|dollars|euros|MXN|USD|EUR|M\.N\.)(?![a-z])"
    rf"|(?<![\w])(?P<code3>MXN|USD|EUR|CAD|GBP)\s*(?P<value3>{_NUMBER})",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"(?P<EUR>€|\bEUR\b|euros)|(?P<GBP>£|\bGBP\b)|(?P<CAD>\bCAD\b|\bC\$)"
    r"|(?P<USD>\bUSD?\b\$?|U\.S\.|d[óo]lares|dollars|\bdlls)|(?P<MXN>\bMXN?\b|\bM\.?N\b|pesos|moneda nacional)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?P<value>\d{{1,3}}(?:[.,]\d{{1,4}})?)\s*(?:\([^()]{{1,60}}\)\s*)?(?:%|por\s+ciento|percent|per\s+cent)(?:\s*\([^()]{{1,60}}\))?"
    rf"|(?P<words>{NUMBER_WORDS})\s+(?:por\s+ciento|percent|per\s+cent)(?!\w)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?:(?P<words>{NUMBER_WORDS})\s*\(\s*(?P<paren>\d{{1,4}})\s*\)|(?P<figure>\b\d{{1,4}})(?:\s*\([^()]{{2,40}}\))?"
    rf"|\((?P<only>\d{{1,4}})\)|(?P<alone>\b{NUMBER_WORDS}))[\s-]*"
    r"(?:consecutive\s+|additional\s+|full\s+|successive\s+|calendar\s+|prior\s+)?"
    r"(?P<unit>business\s+days?|working\s+days?|d[íi]as?\s+h[áa]biles|d[íi]as?(?!\s+del\b)|days?|weeks?|semanas?|months?|mes(?:es)?\b|years?|a[ñn]os?)(?![a-z])",
    re.IGNORECASE,
)


def money(text: str, lang: Lang, start: int = 0, end: int | None = None) -> list[Money]:
    """Amounts within ``text[start:end]``; a bare ``$`` is pesos in Spanish and dollars in English."""
    return list(_money(text, lang, start, len(text) if end is None else end))


def _money(text: str, lang: Lang, start: int, end: int) -> Iterator[Money]:
    reached = start
    for match in _MONEY.finditer(text, start, end):
        if match.start() < reached:
            continue
        groups = {name.rstrip("23"): found for name, found in match.groupdict().items() if found}
        value = Decimal(groups["value"].replace(",", "")) * _scale(groups.get("scale", ""))
        tail = text[match.end() : match.end() + 140]
        words = _WORDS_OF_MONEY.match(tail)
        close = tail.find(")") + 1 if words else 0
        said = number_in_words(words["words"]) if words else None
        reached = match.end() + close
        yield Money(match.start(), reached, value, _currency(match[0], tail[:110], lang), said)


def _scale(written: str) -> int:
    word = written.strip().lower()
    return 1_000_000_000 if word == "billion" else 1_000 if word == "mil" else 1_000_000 if word else 1


def _currency(written: str, tail: str, lang: Lang) -> str:
    near = written + " " + re.split(r"[.;](?:\s|$)|\$", tail, maxsplit=1)[0][:90]
    for match in _CURRENCY.finditer(near):
        return next(code for code, found in match.groupdict().items() if found)
    return "MXN" if lang == "es" else "USD"


def percents(text: str, start: int = 0, end: int | None = None) -> list[Percent]:
    """Percentages within ``text[start:end]``."""
    found: list[Percent] = []
    for match in _PERCENT.finditer(text, start, len(text) if end is None else end):
        said = number_in_words(match["words"]) if match["words"] else None
        value = Decimal(match["value"].replace(",", ".")) if match["value"] else Decimal(said) if said else None
        if value is not None:
            found.append(Percent(match.start(), match.end(), value))
    return found


def durations(text: str, start: int = 0, end: int | None = None) -> list[Duration]:
    """Lengths of time within ``text[start:end]``; figures win over words beside them."""
    found: list[Duration] = []
    for match in _DURATION.finditer(text, start, len(text) if end is None else end):
        figure = match["paren"] or match["figure"] or match["only"]
        count = int(figure) if figure else number_in_words(match["alone"])
        if count is not None and count > 0:
            found.append(Duration(match.start(), match.end(), count, _unit(match["unit"])))
    return found


def _unit(written: str) -> Unit:
    word = " ".join(written.lower().split())
    if "business" in word or "working" in word or "bil" in word:
        return "business-day"
    if word[0] in "dD":
        return "day"
    if word.startswith(("week", "semana")):
        return "week"
    return "month" if word.startswith("m") else "year"
