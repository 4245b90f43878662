"""The column that a question asks for in a table that was chosen."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from agents.desk import row_words as words
from agents.desk.row_candidates import Candidate, families_of, label_words
from agents.desk.row_signs import Signs
from agents.desk.row_taxes import tax_column
from agents.desk.row_terms import minimum_column, price_column
from retrieval.analysis import stem
from retrieval.row_columns import Column, ColumnType, Role
from retrieval.row_query import BALANCE, NET, Source

_QUANTITIES = (Role.AMOUNT, Role.QUANTITY, Role.SUBTOTAL)
_NAMED = frozenset(
    {
        Role.PARTY,
        Role.CUSTOMER,
        Role.SUPPLIER,
        Role.PRODUCT,
        Role.CODE,
        Role.CATEGORY,
        Role.PLACE,
        Role.PERSON,
        Role.STATUS,
    }
)
_READ = frozenset(
    "emisor_rfc receptor_rfc metodo_pago forma_pago uso_cfdi condiciones_pago lugar_expedicion ieps_trasladado "
    "iva_retenido "
    "isr_retenido retenciones descuento".split()
)
"""Columns of invoices that are asked for by their header."""
_WHO = re.compile(
    r"\b(?:quien(?:es)?|que|cual(?:es)?|who|which|what)(?: (?:es|son|era|fue|is|are))?(?: (?:el|la|los|las|mi|nuestro|"
    r"the|our))? (?P<noun>[a-z]+)"
)
_SUPPLIES = re.compile(
    r"\b(?:quien|who|a quien)(?: (?:me|nos|le))? (?:surte\w*|vende\b|provee\w*|suministra\w*|abastece\w*|compramos|"
    r"compro|supplies|sells)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The column that a question asks for."""

    column: str | None
    explicit: bool
    """Whether the question's words ask for it, rather than the table's nature."""
    score: float = 0.0
    positions: frozenset[int] = frozenset()
    also: tuple[str, ...] = ()


def header_match(signs: Signs, column: Column) -> tuple[float, frozenset[int]]:
    """How much of a header the question says (0 to 1), and where."""
    label = label_words(column.label)
    hits: dict[int, int] = {}
    for place, word in enumerate(label):
        for position, token in enumerate(signs.tokens):
            if position not in hits and same_word(word, token.normal):
                hits[position] = place
                break
    return (len(set(hits.values())) / len(label) if label else 0.0), frozenset(hits)


ABBREVIATED = range(4, 7)
"""Letters of a word that was cut short: *Exist.*, *Pend.*, *Juriq.*"""


@lru_cache(maxsize=65_536)
def same_word(one: str, other: str) -> bool:
    """Equal, nearly spelt so, of one stem, abbreviated, or of one meaning."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) in ABBREVIATED and len(long) >= len(short) + 3 and long.startswith(short):
        return True
    if min(len(one), len(other)) >= 5 and (fuzz.ratio(one, other) >= 88 or stem(one, "es") == stem(other, "es")):
        return True
    return bool(set(families_of(one)) & set(families_of(other)))


def target_noun(signs: Signs) -> str | None:
    """The kind of thing that *who* or *which* asks for: «¿quién es el proveedor de…?» → proveedor."""
    if _SUPPLIES.search(signs.folded):
        return "proveedor"
    for match in _WHO.finditer(signs.folded):
        one = next(t.normal for t in signs.tokens if t.start == match.start("noun"))
        if one in words.NOUN_ROLES:
            return one
    return None


def measure(
    signs: Signs, candidate: Candidate, filtered: set[str], used: set[int], *, products: bool = False
) -> Measure:
    """The column that the question is about; without one, the table's main number. `products`: it names some."""
    computed = _priced(signs, candidate, products) or _computed(signs, candidate)
    if computed:
        return computed
    noun = target_noun(signs)
    if noun and not signs.amounts and not signs.has("most", "least", "count", "how_much", "greatest", "smallest"):
        for column in candidate.main.of_role(*words.NOUN_ROLES[noun]):
            own = candidate.source.cfdi and _own_side(column, candidate)
            if column.label not in filtered and not own and column.type is ColumnType.TEXT:
                return Measure(
                    column.label, True, 2.0, frozenset(i for i, t in enumerate(signs.tokens) if t.normal == noun)
                )
    best = _asked(signs, candidate, filtered, used)
    if best:
        return best
    counted = candidate.main.of_role(Role.QUANTITY)
    if products and counted and signs.has("count") and signs.has("issued", "received"):
        return Measure(counted[0].label, True, 1.2)
    dates = candidate.main.of_role(Role.DATE)
    if signs.has("when") and dates and default(candidate) is None:
        return Measure(dates[0].label, True, 1.0, signs.flag_tokens["when"])
    return Measure(default(candidate), False)


def _priced(signs: Signs, candidate: Candidate, products: bool) -> Measure | None:
    """The price that is to be worked with, when a product is named: «con descuento», «con IVA», «12 cajas»."""
    said = signs.terms
    column = price_column(candidate, said.terms) if said and said.priced and products else None
    if said is None or column is None:
        return None
    places = frozenset(i for i, t in enumerate(signs.tokens) if any(a <= t.start < b for a, b in said.spans))
    for role in (Role.PRICE, Role.DISCOUNT, Role.TAX):
        places |= signs.role_tokens.get(role, frozenset[int]())
    return Measure(column.label, True, 2.5, places)


def _computed(signs: Signs, candidate: Candidate) -> Measure | None:
    source = candidate.source
    tax = tax_column(signs, candidate)
    if tax and not signs.has("unpaid", "without_tax"):
        return Measure(tax, True, 1.8, signs.role_tokens[Role.TAX])
    if signs.has("unpaid") and source.invoices:
        return Measure(BALANCE, True, 2.0, signs.flag_tokens["unpaid"])
    if signs.has("without_tax"):
        if source.invoices or source.lines:
            return Measure(NET, True, 1.5)
        found = candidate.main.of_role(Role.SUBTOTAL)
        return Measure(found[0].label, True, 1.5) if found else None
    return None


def _asked(signs: Signs, candidate: Candidate, filtered: set[str], used: set[int]) -> Measure | None:
    """The column whose header or role the question says best."""
    scored: list[tuple[float, Column, frozenset[int]]] = []
    for column in candidate.main.columns:
        if column.label in filtered or column.role in (Role.UNIT, Role.CURRENCY):
            continue
        said, positions = header_match(signs, column)
        least = 0.5 if column.label.endswith("_rfc") and "rfc" in signs.nouns else 0.99
        if candidate.source.cfdi and (column.label not in _READ or said < least or _own_side(column, candidate)):
            said, positions = 0.0, frozenset[int]()
        positions = positions - used
        by_header = said if positions else 0.0
        asked = column.role in signs.roles and _wanted(column, candidate, signs)
        role_places = signs.role_tokens.get(column.role, frozenset[int]()) if asked else frozenset[int]()
        if not asked and (by_header < 0.5 or _only_a_noun(signs, column, positions, candidate)):
            continue
        order = signs.roles.index(column.role) * 0.1 if asked else 0.0
        # A column called Zapopan is meant by its name, whatever else the question's words may ask for.
        by_name = 1.2 if by_header >= 0.99 and column.role is Role.NUMBER else 0.0
        scored.append((by_name + 2 * by_header + (1.6 - order if asked else 0), column, positions | role_places))
    if not scored:
        return None
    score, column, positions = max(scored, key=lambda s: s[0])
    also = tuple(c.label for s, c, _ in scored if c is not column and c.role is column.role and s >= score - 0.05)
    return Measure(column.label, True, score, positions, also)


def _own_side(column: Column, candidate: Candidate) -> bool:
    """Whether a column of an invoice tells of the company itself."""
    return column.label.startswith("emisor" if candidate.source.issued else "receptor") or column.label in (
        "uuid",
        "total",
    )


def _wanted(column: Column, candidate: Candidate, signs: Signs) -> bool:
    """Whether a column can be what a role's words ask for."""
    if column.role in (Role.LEAD_TIME, Role.PLACE):
        return True
    if column.role is Role.QUANTITY and not candidate.dated and minimum_column([column]):
        return False  # «Mayoreo desde» is asked for by its header, never by *cajas*
    if column.role is Role.DISCOUNT and candidate.source.cfdi and not signs.has("issued", "received", "factura"):
        return False
    return column.type is ColumnType.NUMBER and (candidate.source is not Source.SHEET or column.role is not Role.NUMBER)


def _only_a_noun(signs: Signs, column: Column, positions: frozenset[int], candidate: Candidate) -> bool:
    """Whether the header's word in the question names rows, groups or an operation, and does not ask for the column."""
    if not positions:
        return True
    said = {signs.tokens[i].normal for i in positions}
    if column.role in _NAMED and said <= set(words.NOUN_ROLES):
        return True
    if column.role is Role.ID:
        return True
    if column.role is Role.DATE and not signs.has("when"):
        return True
    return positions <= signs.grouping_tokens


def default(candidate: Candidate) -> str | None:
    """The number that a table is about: amount before quantity; for a look-up nothing."""
    if candidate.source.lines:
        return NET
    if candidate.source.payments:
        return "importe_pagado"
    found = candidate.main.of_role(*_QUANTITIES)
    return found[0].label if found else None
