"""What a question wants worked out from a price: how many, less which discount, with tax or without."""

import re
from dataclasses import dataclass, field

from agents.desk import row_words as words
from agents.desk.row_candidates import Candidate
from retrieval.analysis import fold
from retrieval.row_columns import Column, Role
from retrieval.row_names import tokens
from retrieval.row_query import PriceTerms, Source
from retrieval.row_sizes import sizes

_NUMBERS = {
    "una docena": 12,
    "media docena": 6,
    "a dozen": 12,
    "un par": 2,
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
    "ten": 10,
    "doce": 12,
    "quince": 15,
    "veinte": 20,
}
_LEAD = (
    r"(?:precios? (?:total )?(?:de|por|para)|por|cuestan?|costarian?|costaran?|salen?|saldrian?|saldran?|valen?|"
    r"quedan?|quedarian?|cobran?|cobramos|llev\w+|compr\w+|pid\w+|quier\w+|cuanto (?:es|son|seria|serian)|"
    r"how much (?:are|is|for|do|would)|price (?:of|for)|^[\s¿¡]*(?:y|and) (?:si (?:son|fueran|llevo|compro) |"
    r"for |por |de )?)"
)
_QUANTITY = re.compile(
    rf"{_LEAD}\s*(?:unas? |unos )?(?<![\w.,$/-])(?P<number>\d{{1,5}}|{'|'.join(_NUMBERS)})(?! ?%| por ciento) "
    r"(?:de )?(?P<noun>[a-z]{2,})\b"
)
_PERCENT = r"(?P<percent{0}>\d{{1,2}}(?:\.\d{{1,2}})?) ?(?:%|por ?ciento|percent)"
_WITH = (
    r"(?:ya )?(?:con|aplicand\w*|aplicado|incluyendo|incluido|quitand\w*|menos|restand\w*|with|after|less|applying) "
    r"(?:ya )?(?:el |la |su |un |una |the |an? )?"
)
_GIVEN = re.compile(
    rf"{_WITH}(?:{_PERCENT.format('1')} (?:de )?(?:descuento|rebaja|menos|discount|off)|"
    rf"(?:descuento|rebaja|discount) (?:del? |of )?(?:un )?{_PERCENT.format('2')})|"
    rf"\b(?:menos|quitandole|less) (?:el |un )?{_PERCENT.format('3')}(?! (?:de )?(?:iva|ieps|impuesto))"
)
_WHOLESALE = re.compile(
    rf"{_WITH}(?:descuento|rebaja|discount|wholesale discount|wholesale)\b(?: (?:de|por|del) (?:mayoreo|volumen|"
    r"mayorista|cantidad))?|\b(?:a|al|en|precios?(?: de| al| por)?) (?:precio de )?(?:mayoreo|mayorista)\b|wholesale price|\bya descontad[oa]s?\b"
)
_TAX = re.compile(rf"\b(?:{words.WITH_TAX}|(?:y|e|mas|plus) (?:el )?(?:iva|vat|tax)\b|con todo e iva)")
_MINIMUM = re.compile(r"mayoreo|desde|minim|volumen|wholesale|from")
WHOLESALE_PRICE = re.compile(r"mayoreo|mayorista|wholesale")
_CUE = re.compile(rf"\b(?:{next(pattern for role, pattern in words.ROLE_SIGNS if role is Role.PRICE)})\b")


@dataclass(frozen=True, slots=True)
class Said:
    """The terms that a question says, and where."""

    terms: PriceTerms
    priced: bool
    """Whether it asks for a price in so many words; without that only a question before tells what is meant."""
    spans: tuple[tuple[int, int], ...] = field(default=())


def read_terms(folded: str, taken: list[tuple[int, int]]) -> Said | None:
    """The terms in a folded question; `taken` are its periods. None when it says none."""
    spans: list[tuple[int, int]] = []
    given, whole, tax = _GIVEN.search(folded), _WHOLESALE.search(folded), _TAX.search(folded)
    for match in (given, tax):
        spans += [match.span()] if match else []
    wholesale = whole is not None and not (given and given.start() <= whole.start() < given.end())
    spans += [whole.span()] if whole and wholesale else []
    quantity, noun = _quantity(folded, taken, spans)
    discount = next((g for g in given.groups() if g), None) if given else None
    terms = PriceTerms(quantity=quantity, counted_in=noun, wholesale=wholesale, discount=discount, tax=tax is not None)
    if terms == PriceTerms():
        return None
    return Said(terms, _CUE.search(folded) is not None, tuple(spans))


def _quantity(folded: str, taken: list[tuple[int, int]], spans: list[tuple[int, int]]) -> tuple[str | None, str | None]:
    """How many are bought and of what; «5 kilos de X» is a quantity, «X de 5 kilos» is a size. Adds to `spans`."""
    for match in _QUANTITY.finditer(folded):
        start, end = match.span("number")[0], match.end("noun")
        if any(a < end and start < b for a, b in taken):
            continue
        sized = any(s.start <= start < s.end for s in sizes(folded))
        if sized and not folded[end:].startswith(" de "):
            continue
        written = match["number"]
        spans.append((start, match.end("number")))
        if match["noun"] in words.UNITS or sized:
            spans.append(match.span("noun"))
        return str(_NUMBERS.get(written, written)), match["noun"]
    return None, None


def price_column(candidate: Candidate, terms: PriceTerms) -> Column | None:
    """The price that terms start from: the wholesale price where there is one and it is asked for."""
    prices = candidate.main.of_role(Role.PRICE) if candidate.source is Source.SHEET else []
    of_wholesale = [c for c in prices if WHOLESALE_PRICE.search(fold(c.label))]
    if terms.wholesale and of_wholesale:
        return of_wholesale[0]
    return next((c for c in prices if c not in of_wholesale), prices[0] if prices else None)


def settled(candidate: Candidate, terms: PriceTerms) -> PriceTerms:
    """The terms as they hold on a table: a wholesale price of its own needs no discount."""
    column = price_column(candidate, terms)
    own = column is not None and WHOLESALE_PRICE.search(fold(column.label)) is not None
    return terms.model_copy(update={"wholesale": False}) if own else terms


def minimum_column(columns: list[Column]) -> Column | None:
    """The column that says from how many on the discount holds."""
    return next((c for c in columns if c.role is Role.QUANTITY and _MINIMUM.search(fold(c.label))), None)


def noun_is(noun: str, cell: str) -> bool:
    """Whether a word and the first word of a unit are the same: *cajas* and ``Caja 12 L``."""
    found = tokens(cell)
    return bool(found) and found[0].normal == tokens(noun)[0].normal
