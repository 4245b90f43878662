"""Dates, lengths and money as people write them, and the fixed sentences of a review."""

import re
from datetime import date
from decimal import Decimal

from agents.language import Lang
from tools.contract_amounts import Duration
from tools.contract_numbers import number_in_words

_JOINING = frozenset(("y", "and", "de", "of", "$", "USD", "MXN"))

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "es": tuple("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
_UNITS: dict[Lang, dict[str, tuple[str, str]]] = {
    "es": {
        "day": ("día", "días"),
        "business-day": ("día hábil", "días hábiles"),
        "week": ("semana", "semanas"),
        "month": ("mes", "meses"),
        "year": ("año", "años"),
    },
    "en": {
        "day": ("day", "days"),
        "business-day": ("business day", "business days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
}

DISCLAIMER: dict[Lang, str] = {
    "es": "Esto es una lectura automática para decidir mejor, no asesoría legal.",
    "en": "This is an automatic reading to help you decide, not legal advice.",
}


def day(value: date, lang: Lang) -> str:
    month = _MONTHS[lang][value.month - 1]
    return f"{value.day} de {month} de {value.year}" if lang == "es" else f"{month} {value.day}, {value.year}"


def length(value: Duration, lang: Lang) -> str:
    one, many = _UNITS[lang][value.unit]
    return f"{value.count} {one if value.count == 1 else many}"


def amount(value: Decimal, currency: str) -> str:
    return f"${value:,.2f} {currency}" if currency in ("MXN", "USD", "CAD") else f"{value:,.2f} {currency}"


_PERIODS: tuple[tuple[str, str, str], ...] = (
    (r"mensual(?:es|mente)?|(?:por|al|cada) mes|monthly|(?:per|a|each) month", "al mes", "per month"),
    (
        r"anual(?:es|mente)?|(?:por|al|cada) a[ñn]o|annual(?:ly)?|yearly|(?:per|a|each) year|per annum",
        "al año",
        "per year",
    ),
    (r"semanal(?:es|mente)?|(?:por|a la|cada) semana|weekly|(?:per|a|each) week", "a la semana", "per week"),
    (r"quincenal(?:es|mente)?|(?:por|a la|cada) quincena|biweekly", "a la quincena", "every two weeks"),
    (
        r"trimestral(?:es|mente)?|(?:por|al|cada) trimestre|quarterly|(?:per|a|each) quarter",
        "al trimestre",
        "per quarter",
    ),
)
_PARTIAL = re.compile(r"parcialidad|exhibici|abono|install?ment|inter[ée]s|inter?est|\btotal", re.IGNORECASE)
_REACH_BEFORE, _REACH_AFTER = 60, 35


def period(text: str, start: int, end: int, first: int, lang: Lang) -> str:
    """`` al mes`` when the words beside the amount ``text[start:end]``, from `first` on, say so; else empty."""
    before = re.split(r"[$;]|\d", text[max(first, start - _REACH_BEFORE) : start])[-1]
    after = re.split(r"[$;]|\d|\.\s", text[end : end + _REACH_AFTER])[0]
    for near in (before, after):
        if not _PARTIAL.search(near):
            for words, spanish, english in _PERIODS:
                if re.search(rf"\b(?:{words})\b", near, re.IGNORECASE):
                    return f" {spanish if lang == 'es' else english}"
    return ""


def shortened(quote: str, most: int = 110) -> str:
    """The start of a quote on one line, cut after a word; an ellipsis says so. Its angle quotes become straight."""
    flat = " ".join(quote.replace("«", '"').replace("»", '"').split()).rstrip(" .,;:")
    if len(flat) <= most:
        return flat
    kept = flat[:most].split(" ")[:-1]
    while len(kept) > 1 and (kept[-1] in _JOINING or number_in_words(kept[-1]) is not None):
        kept.pop()  # half a number would say another one
    return " ".join(kept).rstrip(" .,;:") + "…"


def quoted(quote: str, lang: Lang, most: int = 110) -> str:
    """A quote between the language's marks, cut as `shortened` does."""
    short = shortened(quote.replace("“", '"').replace("”", '"'), most)
    return f"«{short}»" if lang == "es" else f"“{short}”"
