"""Numbers, amounts, dates, times and codes in Spanish and English text, in any of the usual spellings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from guardrails.errors import Language
from guardrails.number_words import word_numbers


class Kind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CODE = "code"
    """Letters and digits in one word: a part number, a folio, an address on the web."""


Day = tuple[int | None, int | None, int | None]
"""Year, month, day; None where the text does not say."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: ``text`` is how it is written, at ``start``."""

    kind: Kind
    text: str
    start: int
    values: tuple[Decimal, ...] = ()
    """Every way to read it: ``1.234`` is 1234 and also 1.234. Without sign."""
    steps: tuple[Decimal, ...] = ()
    """Worth of the last digit written, for each of `values`: 0.01 for ``1,234.50``, 100000 for ``1.2 millones``."""
    percent: bool = False
    currency: str | None = None
    days: tuple[Day, ...] = ()
    """Every way to read a date."""
    bare_word: bool = False
    """In words, and nothing that is counted follows: ``las dos partes``."""


def quantities(text: str, language: Language | None = None) -> list[Quantity]:
    """All quantities in order; number words of one language, or of both when it is None."""
    rest = text
    found: list[Quantity] = []
    for pattern, read in _READERS:
        rest = _take(pattern, rest, read, found)
    for spoken in ("es", "en") if language is None else (language,):
        found.extend(_in_words(rest, spoken))
    return sorted(found, key=lambda quantity: quantity.start)


Reader = Callable[[re.Match[str]], Quantity | None]


def _take(pattern: re.Pattern[str], text: str, read: Reader, found: list[Quantity]) -> str:
    """Reads every match, and blanks it so that no later pattern reads it again."""

    def blank(match: re.Match[str]) -> str:
        quantity = read(match)
        if quantity is None:
            return match[0]
        found.append(quantity)
        return "\x00" * len(match[0])

    return pattern.sub(blank, text)


# Dates --------------------------------------------------------------------------------------------------------------
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene january jan", "febrero feb february", "marzo mar march", "abril abr april apr", "mayo may",
            "junio jun june", "julio jul july", "agosto ago august aug", "septiembre setiembre sept sep september",
            "octubre oct october", "noviembre nov november", "diciembre dic december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"(?<![\w.-])({_YEAR})([-/])(\d{{1,2}})\2(\d{{1,2}})(?=T\d|(?![\w-]))")
_DMY = re.compile(r"(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)?\d\d)(?![\w-]|/\d|\.\d)")
_YM = re.compile(rf"(?<![\w./-])({_YEAR})-(0[1-9]|1[0-2])(?![\w-]|\.\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\w.,])(\d{{1,2}})(?:º|°|er|o|st|nd|rd|th)?(?:\s+(?:días?\s+)?(?:de|del|of)(?:\s+mes)?(?:\s+de)?\s+"
    rf"|\s*[-/ ]\s*)({_MONTH})"
    rf"(?:(?:\s+(?:de|del|del año)\s+|\s*[-/, ]\s*)({_YEAR}|\d\d(?=\b)))?(?![\w%])",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+({_YEAR}))?(?![\w%]|[.,]\d)", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    rf"(?<!\w)({_MONTH})(?:\s+(?:de|del|of|del año)\s+|\s*[-/, ]\s*)({_YEAR}|\d\d(?!\w))(?![\w%]|[.,]\d)", re.IGNORECASE
)


def _date(match: re.Match[str], *days: Day) -> Quantity | None:
    valid = tuple(day for day in days if 1 <= (day[1] or 1) <= 12 and 1 <= (day[2] or 1) <= 31)
    return Quantity(Kind.DATE, match[0], match.start(), days=valid) if valid else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return _MONTHS[text.lower().rstrip(".")]


def _iso(match: re.Match[str]) -> Quantity | None:
    return _date(match, (int(match[1]), int(match[3]), int(match[4])))


def _dmy(match: re.Match[str]) -> Quantity | None:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    return _date(match, (year, second, first), (year, first, second))


def _ym(match: re.Match[str]) -> Quantity | None:
    return _date(match, (int(match[1]), int(match[2]), None))


def _day_month(match: re.Match[str]) -> Quantity | None:
    return _date(match, (_year(match[3]), _month(match[2]), int(match[1])))


def _month_day(match: re.Match[str]) -> Quantity | None:
    return _date(match, (_year(match[3]), _month(match[1]), int(match[2])))


def _month_year(match: re.Match[str]) -> Quantity | None:
    return _date(match, (_year(match[2]), _month(match[1]), None))


# Times and codes ----------------------------------------------------------------------------------------------------
_TIME = re.compile(
    r"(?<![\w:.,])T?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?![\w:])", re.IGNORECASE
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]«»“”\"|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_UNIT = (
    r"(?:kg|g|gr|mg|t|ton|km|m|cm|mm|m2|m²|m3|m³|l|lt|ml|h|hrs?|min|s|seg|ms|d|gb|mb|kb|tb|kw|kwh|w|v|a|hz|mhz|ghz|"
    r"pzas?|pz|in|ft|lb|oz|x|k|mdp|mil|er|era|do|da|ra|ro|to|ta|vo|va|st|nd|rd|th|º|ª|°|°c|am|pm|a|o)"
)
_CODE = re.compile(
    rf"(?<![\w.,$€#/-])(?!\d[\d.,]*{_UNIT}(?![\w-]))(?!(?:US|MX|MXN|USD|EUR|COP|ARS|CLP|PEN)\$?\d)"
    r"(?=[\w./#-]*\d)(?=[\w./#-]*[^\W\d_])#?[^\W_]+(?:[-_./#][^\W_]+)*(?![\w-])",
    re.IGNORECASE,
)


def _time(match: re.Match[str]) -> Quantity | None:
    hour, minute = int(match[1]), int(match[2])
    if hour > 24 or minute > 59:
        return None
    half = (match["half"] or "").lower()
    hours = {hour, hour + 12} if hour <= 12 else {hour}
    if half:
        hours = {hour % 12 + (12 if half == "p" else 0)}
    return Quantity(Kind.TIME, match[0], match.start(), tuple(Decimal(h * 60 + minute) for h in sorted(hours)))


def _code(match: re.Match[str]) -> Quantity | None:
    return Quantity(Kind.CODE, match[0].rstrip(".,;:!?"), match.start())


# Numbers ------------------------------------------------------------------------------------------------------------
_CURRENCIES = {
    "mxn": "MXN", "usd": "USD", "us": "USD", "eur": "EUR", "€": "EUR", "mx": "MXN", "m.n.": "MXN", "peso": "MXN",
    "pesos": "MXN", "dólares": "USD", "dolares": "USD", "dólar": "USD", "dollars": "USD", "dollar": "USD",
    "euros": "EUR", "euro": "EUR", "cop": "COP", "ars": "ARS", "clp": "CLP", "pen": "PEN",
}  # fmt: skip
_SCALE = {
    "mil": 1_000, "miles": 1_000, "k": 1_000, "thousand": 1_000, "millón": 1_000_000, "millon": 1_000_000,
    "millones": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "mdp": 1_000_000, "mm": 1_000_000,
    "m": 1_000_000,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?:(?P<before>MXN|USD|EUR|US|MX|COP|ARS|CLP|PEN|€)\s?)?(?P<sign>\$\s?)?"
    r"(?<![\d.,])(?P<digits>\d{1,3}(?:[\u00a0\u202f ']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    r"(?:\s?(?P<scale>mil(?:es|l[oó]n(?:es)?)?|thousand|millions?|mdp|k(?!\w))(?!\w)(?:\s+de(?=\s+(?:pesos|d[oó]lares)))?"
    r"|(?<=\d)(?P<short>MM?(?![\w²³2])))?"
    r"(?:\s?(?P<percent>%|por\s?ciento|percent|per cent)"
    r"|\s?(?P<after>MXN|USD|EUR|M\.N\.|COP|ARS|CLP|PEN|€|pesos?|d[oó]lar(?:es)?|dollars?|euros?)(?!\w))?",
    re.IGNORECASE,
)


def _number(match: re.Match[str]) -> Quantity | None:
    values = _readings(match["digits"])
    if not values:
        return None
    scale = _SCALE[(match["scale"] or match["short"] or "").lower()] if match["scale"] or match["short"] else 1
    currency = _CURRENCIES.get((match["after"] or match["before"] or "").lower())
    return Quantity(
        Kind.NUMBER,
        match[0].strip(),
        match.start(),
        tuple(value * scale for value in values),
        tuple(Decimal(1).scaleb(int(value.as_tuple().exponent)) * scale for value in values),
        percent=match["percent"] is not None,
        currency=currency or ("MXN" if (match["after"] or "").lower() == "m.n." else None),
    )


def _readings(digits: str) -> tuple[Decimal, ...]:
    """Every number the digits may mean: ``1.234`` in one country is ``1,234`` in another."""
    digits = re.sub(r"[\u00a0\u202f ']", "", digits)
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return (Decimal(digits),)
    whole, _, fraction = digits.rpartition(marks[-1])
    readings: list[str] = []
    if len(set(marks)) == 2 or len(marks) == 1:
        readings.append(whole.replace(",", "").replace(".", "") + "." + fraction)
    grouped = len(set(marks)) == 1 and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)
    if grouped:
        readings.append(digits.replace(marks[0], ""))
    if not readings:  # a list without blanks or a section number, 4.2.1: compared as it stands
        readings.append(digits.replace(".", "").replace(",", ""))
    try:
        return tuple(Decimal(reading) for reading in readings)
    except InvalidOperation:
        return ()


_COUNTED = re.compile(
    r"\s*(?:\([^)]{0,12}\)\s*)?(?:días?|semanas?|mes(?:es)?|años?|horas?|minutos?|segundos?|pesos|d[oó]lares|euros|"
    r"por ciento|piezas?|unidades|"
    r"cajas?|kilos?|toneladas?|litros?|metros?|facturas?|contratos?|clientes?|productos?|art[ií]culos?|proveedores|tickets?|"
    r"empleados?|personas?|puntos|veces|bimestres?|trimestres?|semestres?|quincenas?|"
    r"days?|weeks?|months?|years?|hours?|minutes?|dollars?|percent|pieces|units|boxes|invoices|contracts|customers|products|items|people|times)\b",
    re.IGNORECASE,
)


def _in_words(text: str, language: Language) -> Iterator[Quantity]:
    for word in word_numbers(text, language):
        unit = _COUNTED.match(text, word.end)
        percent = unit is not None and re.search(r"ciento|percent", unit[0], re.IGNORECASE) is not None
        written, value = text[word.start : word.end], Decimal(word.value)
        yield Quantity(
            Kind.NUMBER, written, word.start, (value,), (Decimal(1),), percent=percent, bare_word=unit is None
        )


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_LINK, _code),
    (_ISO, _iso),
    (_DMY, _dmy),
    (_YM, _ym),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_MONTH_YEAR, _month_year),
    (_TIME, _time),
    (_CODE, _code),
    (_NUMBER, _number),
)
