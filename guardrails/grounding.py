"""Is every number, date and quote of a text in its evidence? What has none is dropped, sentence by sentence.

Evidence is what citations quote, the values of figures and how they were computed, and what the question itself says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from guardrails.errors import Language
from guardrails.evidence import Citation, Figure
from guardrails.quantities import Day, Kind, Quantity, quantities
from guardrails.units import HEADING, units


@dataclass(frozen=True, slots=True)
class Grounded:
    """A text of which every part has its evidence, and the parts that had none."""

    text: str
    dropped: list[str]


def ground(
    text: str,
    citations: Sequence[Citation],
    figures: Sequence[Figure],
    *,
    question: str = "",
    lang: Language = "es",
) -> Grounded:
    """Drops each sentence, list item or table row with a number or quote that is nowhere in the evidence.

    Markers ``[n]`` and ``[Fn]`` that point to nothing are removed. Works on a whole text and on a window of one.
    """
    evidence = Evidence(citations, figures, question, lang)
    kept: list[str] = []
    dropped: list[str] = []
    for unit in units(text):
        if unit.strip() and evidence.missing(unit):
            dropped.append(unit.strip())
            if unit.endswith("\n") and kept and not kept[-1].endswith("\n"):
                kept.append("\n")
        else:
            kept.append(evidence.without_dead_markers(unit))
    return Grounded("".join(kept), dropped)


def invented(
    text: str,
    citations: Sequence[Citation],
    figures: Sequence[Figure],
    question: str = "",
    lang: Language = "es",
) -> list[str]:
    """Every number, date, quote and marker of the text that has no evidence, as written."""
    evidence = Evidence(citations, figures, question, lang)
    found = [missing for unit in units(text) for missing in evidence.missing(unit)]
    return found + [match[0] for match in _MARKER.finditer(text) if evidence.dead(match)]


# Evidence -----------------------------------------------------------------------------------------------------------
_QUOTE = re.compile(r"«([^«»]*)»|“([^“”]*)”")
_MARKER = re.compile(r"\s?\[(F?\d{1,4}(?:\s*,\s*F?\d{1,4})*)\](?!\()")
_NUMBERING = re.compile(
    r"^(\s*(?:>\s*)*(?:#{1,6}\s+|[-*•+–]\s+)?(?:\*\*|__)?)((?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)(?=\s|\*))"
)
_LABEL = re.compile(r"\b(?:paso|step|opci[oó]n|option|inciso|etapa|fase|phase|nivel|level)\s+\d{1,2}\b", re.IGNORECASE)
_RULE = re.compile(r"^\s*\|?[\s|:-]+\|?\s*$")
_ELLIPSIS = re.compile(r"\[?\(?(?:…|\.\.\.)\)?\]?")
_COMMONPLACE = frozenset(
    {"b2b", "b2c", "a4", "co2", "h2o", "24/7", "s1", "wi-fi6", "mp3", "mp4", "utf-8", "3d", "2d", "4g", "5g"}
)
_DATE_LEAD = re.compile(r"(?:\bel|\bal|\bdel|\bdía|\bthe|\bday|\bel día)\s$", re.IGNORECASE)
SMALLEST_LONE_WORD = 11
"""Lower numbers in words count as numbers only before something counted: ``dos meses``, not ``las dos partes``."""


class Evidence:
    """What a text may say, and what in it goes beyond that."""

    def __init__(
        self, citations: Sequence[Citation], figures: Sequence[Figure], question: str = "", lang: Language = "es"
    ) -> None:
        self._citations, self._figures = citations, figures
        self._lang: Language = lang
        self._quotes = [_plain(citation.quote) for citation in citations]
        texts = [citation.quote for citation in citations]
        texts += [part for c in citations for part in (c.name, c.heading, c.cell) if part]
        texts += [f"página {c.page}" for c in citations if c.page is not None]
        texts += [part for figure in figures for part in _figure_texts(figure)]
        texts.append(question)
        self._other_texts = [_plain(text) for text in texts[len(citations) :]]
        self._everything = _fold(" \n ".join(texts))
        found = [quantity for text in texts for quantity in _known(text)]
        self._numbers = [q for q in found if q.kind is Kind.NUMBER]
        self._times = {value for q in found if q.kind is Kind.TIME for value in q.values}
        self._days = {day for q in found if q.kind is Kind.DATE for day in q.days}
        self._days |= {(f.value.year, f.value.month, f.value.day) for f in figures if isinstance(f.value, date)}
        self._rates = {value for text in texts for value in _rates(text)}

    def missing(self, unit: str) -> list[str]:
        """The unit's numbers, dates and quotes that are not in the evidence, as written."""
        if _RULE.match(unit):
            return []
        plain = _NUMBERING.sub(r"\1", _MARKER.sub("", unit))
        heading = HEADING.match(plain) is not None
        plain = _LABEL.sub(lambda match: "·" * len(match[0]), plain)
        lost = [match[0] for match in _QUOTE.finditer(plain) if not self._quoted(match[1] or match[2] or "")]
        said = [quantity for quantity in quantities(plain, self._lang) if _is_checked(quantity, heading)]
        return lost + [quantity.text for quantity in said if not self._supports(quantity, plain)]

    def dead(self, marker: "re.Match[str]") -> bool:
        """Whether a marker points to evidence that is not there."""
        return any(not self._exists(name) for name in re.split(r"\s*,\s*", marker[1]))

    def without_dead_markers(self, unit: str) -> str:
        def living(match: "re.Match[str]") -> str:
            if not self.dead(match):
                return match[0]
            names = [name for name in re.split(r"\s*,\s*", match[1]) if self._exists(name)]
            blank = " " if match[0].startswith(" ") else ""
            return f"{blank}[{', '.join(names)}]" if names else ""

        return _MARKER.sub(living, unit)

    def _exists(self, marker: str) -> bool:
        many = self._figures if marker.startswith("F") else self._citations
        return 1 <= int(marker.lstrip("F")) <= len(many)

    def _quoted(self, quote: str) -> bool:
        """Verbatim in one citation (or in the question or a name); an ellipsis may leave something out."""
        parts = [part.strip(" .,;:") for part in _ELLIPSIS.split(_plain(quote))]
        parts = [part for part in parts if part]
        return any(_holds(text, parts) for text in (*self._quotes, *self._other_texts))

    def _supports(self, quantity: Quantity, unit: str) -> bool:
        match quantity.kind:
            case Kind.NUMBER:
                return self._has_number(quantity, unit)
            case Kind.DATE:
                return self._has_date(quantity)
            case Kind.TIME:
                return any(value in self._times for value in quantity.values)
            case Kind.CODE:
                return _fold(quantity.text) in _COMMONPLACE or self._verbatim(quantity.text)

    def _verbatim(self, text: str) -> bool:
        return re.search(rf"(?<![\w.,]){re.escape(_fold(text))}(?!\w|[.,]\d)", self._everything) is not None

    def _has_number(self, quantity: Quantity, unit: str) -> bool:
        if any(self._same(quantity, other) for other in self._numbers):
            return True
        if any(_rounds_to(figure, quantity) for figure in self._figures):
            return True
        if quantity.percent or quantity.currency:
            return False
        digits = re.sub(r"[^\d.,]", "", quantity.text)
        if len(digits) >= 3 and re.search(rf"(?<!\d){re.escape(digits)}(?!\d)", self._everything):
            return True  # part of a code: folio A-1023, clause 4.2.1
        return self._is_part_of_date(quantity, unit)

    def _is_part_of_date(self, quantity: Quantity, unit: str) -> bool:
        """A year alone, or a day alone where the words before say that it is one."""
        value = quantity.values[0]
        if any(value == year for year, _, _ in self._days if year is not None):
            return True
        named = _DATE_LEAD.search(unit[: quantity.start]) is not None
        return named and any(value == day for _, _, day in self._days if day is not None)

    def _same(self, said: Quantity, known: Quantity) -> bool:
        if said.currency and known.currency and said.currency != known.currency:
            return False
        if said.percent and not known.percent:
            hundredth = any(s == k * 100 for s in said.values for k in known.values if k <= 1)
            return hundredth or any(value in self._rates for value in said.values)
        return any(value in known.values for value in said.values)

    def _has_date(self, quantity: Quantity) -> bool:
        # In Spanish the day comes first; in English both orders are in use.
        readings = quantity.days[:1] if self._lang == "es" else quantity.days
        if any(_within(known, day) for day in readings for known in self._days):
            return True
        year, month, day = readings[0]
        if day is not None or year is None or month is None:
            return False
        # A month and its year, named apart: a question about March, rows of 2025.
        years = {y for y, _, _ in self._days} | {value for q in self._numbers for value in q.values}
        return year in years and re.search(_MONTH_NAMES[month - 1], self._everything) is not None


_MONTH_NAMES = (
    "enero|january", "febrero|february", "marzo|march", "abril|april", "mayo|may", "junio|june", "julio|july",
    "agosto|august", "septiembre|setiembre|september", "octubre|october", "noviembre|november", "diciembre|december",
)  # fmt: skip


@lru_cache(maxsize=512)
def _known(text: str) -> tuple[Quantity, ...]:
    """The quantities of a piece of evidence; the windows of one answer share their evidence."""
    return tuple(quantities(text))


def _figure_texts(figure: Figure) -> Iterator[str]:
    """All that a figure says about itself. Rows are counted, not spelled out."""
    value = figure.value.isoformat() if isinstance(figure.value, date) else str(figure.value)
    yield f"{value} {figure.unit or ''}"
    yield figure.how
    yield figure.text or ""
    if figure.row_count:
        yield str(figure.row_count)
    names = {name for row in figure.rows for name in (row.name, row.table)}
    yield " \n ".join(sorted(names))


_RATE = re.compile(
    r"%|porcent|por ciento|\btasas?\b|\brates?\b|percent|\biva\b|\bisr\b|descuento|margen", re.IGNORECASE
)
_CELL = re.compile(r"(?:^|[|\t:;=])[ ]*(\d{1,3}(?:[.,]\d+)?)[ ]*(?=$|[|\t;])", re.MULTILINE)


def _rates(text: str) -> Iterator[Decimal]:
    """Numbers alone in their cell, in a text that speaks of rates: ``Tasa | 16`` is 16%."""
    if _RATE.search(text):
        for cell in _CELL.findall(text):
            yield Decimal(cell.replace(",", "."))


def _is_checked(quantity: Quantity, heading: bool) -> bool:
    if quantity.kind is not Kind.NUMBER:
        return True
    if quantity.bare_word and max(quantity.values) < SMALLEST_LONE_WORD:
        return False
    # A heading's small numbers name things (13 weeks, top 10); amounts in it are still checked.
    return not heading or quantity.percent or quantity.currency is not None or max(quantity.values) >= 100


def _rounds_to(figure: Figure, said: Quantity) -> bool:
    """Whether the number said is the figure, exactly or rounded to the digits said."""
    if isinstance(figure.value, str | date):
        return False
    exact = abs(Decimal(figure.value))
    if (
        said.currency
        and figure.unit
        and len(figure.unit) == 3
        and figure.unit.isupper()
        and said.currency != figure.unit
    ):
        return False
    scales = [Decimal(1)]
    if said.percent:
        is_rate = figure.unit == "%"
        scales = [Decimal(1)] if is_rate else [Decimal(100)] if exact <= 1 else [Decimal(1), Decimal(100)]
    for scale in scales:
        for value, step in zip(said.values, said.steps, strict=True):
            # Half a unit of the last digit, and never more than 5%: "2 millones" is not 1.6 million.
            if abs(exact * scale - value) <= min(step / 2, max(value, exact) / 20):
                return True
    return False


def _within(known: Day, said: Day) -> bool:
    """Whether each part of the date that is said is what is known."""
    return all(part is None or part == fact for part, fact in zip(said, known, strict=True))


def _holds(text: str, parts: Sequence[str]) -> bool:
    """The parts one after the other in the text; the first letter of each in either case."""
    place = 0
    for part in parts:
        spots = [text.find(spelling, place) for spelling in (part, part[0].swapcase() + part[1:])]
        spots = [spot for spot in spots if spot >= 0]
        if not spots:
            return False
        place = min(spots) + len(part)
    return True


_QUOTE_MARKS = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "*": None}
)


def _plain(text: str) -> str:
    """One blank between words, one kind of quotation mark and dash, no emphasis."""
    return " ".join(text.translate(_QUOTE_MARKS).split())


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
