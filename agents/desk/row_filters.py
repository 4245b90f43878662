"""From the names in a question to filters on a table: straight, or by way of another table that knows the name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents.desk.row_candidates import Candidate, Schema, label_words
from agents.desk.row_measure import same_word
from agents.desk.row_signs import Signs
from agents.desk.row_words import NOUN_ROLES, STOP
from retrieval.row_columns import Role
from retrieval.row_names import LITTLE, code, tokens
from retrieval.row_prepared import key
from retrieval.row_query import Filter, Source, Via
from retrieval.row_state import TableInfo
from retrieval.row_values import PARTIES, WHOLE, Mention, Place

HARD = frozenset({"party", "product", "code", "person"})
"""Kinds of names that a question does not say without meaning them."""
VALUES = frozenset({"category", "status", "place"})
"""Kinds of values that a column has few of."""
_LEADING = frozenset("cuantos cuantas how many fueron son eran sobre about are were entonces and".split())
"""Words that may stand before a value of which only a part is said."""
_JOINING = (Role.CODE, Role.PRODUCT, Role.SUPPLIER, Role.CUSTOMER, Role.PARTY, Role.ID)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention put to use as a filter."""

    mention: Mention
    filter: Filter
    column: str

    @property
    def direct(self) -> bool:
        return self.filter.via is None


def filters(signs: Signs, mentions: Iterable[Mention], candidate: Candidate, schema: Schema) -> list[Named]:
    """The filters that a question's names make on a candidate; a word is used once, rare words first."""
    used: set[int] = set()
    made: list[Named] = []
    columns: set[str] = set()
    for mention in sorted(mentions, key=lambda m: -_rank(signs, m, candidate)):
        if used & set(mention.positions) or _is_vocabulary(signs, mention, candidate):
            continue
        if mention.covered < WHOLE and all(signs.tokens[i].folded in STOP for i in mention.positions):
            continue  # «el que más» names nothing that has *más* in its name
        if not _whole(signs, mention, candidate):
            continue
        named = _direct(mention, candidate, schema) or _indirect(mention, candidate, schema)
        if named is None or named.column in columns:
            continue
        if _left_out(signs, mention):
            named = Named(mention, named.filter.model_copy(update={"op": "not_in"}), named.column)
        made.append(named)
        columns.add(named.column)
        used |= set(mention.positions)
    return made


_EXCEPT = re.compile(
    r"\b(?:sin (?:contar|incluir|considerar|tomar en cuenta)|excepto|excluyendo|quitando|salvo|menos|que no sean?|except"
    r"(?: for)?|excluding|without(?: counting)?|other than|not counting)(?: (?:a|al|el|la|los|las|lo de|the|de))*\W*$"
)


def _left_out(signs: Signs, mention: Mention) -> bool:
    """Whether the rows of a name are to be left out: «sin contar al público en general»."""
    first = min(mention.positions, default=None)
    return first is not None and bool(_EXCEPT.search(signs.folded[: signs.tokens[first].start]))


def _rank(signs: Signs, mention: Mention, candidate: Candidate) -> float:
    """Which of several readings of the same words comes first: «la línea Café» is the line of that name."""
    rank = mention.weight * (1.0 if mention.covered >= 0.97 else 0.6) * (1.3 if mention.kind in HARD else 1.0)
    return rank + (100 if _called(signs, mention, candidate) else 0)


def _called(signs: Signs, mention: Mention, candidate: Candidate) -> bool:
    """Whether the header of the value's column stands before it: «la categoría Facturación», «sucursal del Centro»."""
    before = min(mention.positions, default=0) - 1
    while before > 0 and signs.tokens[before].folded in LITTLE:
        before -= 1
    columns = {p.column for e in mention.entities for p in e.places if p.table in candidate.ids}
    return before >= 0 and any(same_word(word, signs.tokens[before].normal) for c in columns for word in label_words(c))


def _whole(signs: Signs, mention: Mention, candidate: Candidate) -> bool:
    """Whether a category is said in full, or in part where nothing else can stand.

    «tickets de Garantía» and «¿y los de Garantía?» mean «Garantía y devolución» when no other value has that word.
    """
    if mention.kind not in ("category", "status") or mention.covered >= WHOLE or not mention.positions:
        return True
    here = [e for e in mention.entities if any(p.table in candidate.ids for p in e.places)]
    said = {signs.tokens[i].normal for i in mention.positions}
    if candidate.source.cfdi or candidate.prose or len(here) != 1 or said & set(NOUN_ROLES):
        return False
    before = min(mention.positions) - 1
    while before >= 0 and signs.tokens[before].folded in LITTLE | _LEADING:
        before -= 1
    word = signs.tokens[before].normal if before >= 0 else ""
    return before < 0 or word in candidate.name_words or _called(signs, mention, candidate)


def _value_said(signs: Signs, mention: Mention, candidate: Candidate) -> bool:
    """Whether a whole value of a category column is meant although its word is a verb of trade as well.

    Its column is called («de la categoría Facturación»), or the rows are («tickets de Facturación»).
    """
    if mention.kind not in VALUES or mention.covered < 0.97:
        return False
    stands = any(p.table in candidate.ids for e in mention.entities for p in e.places)
    if not stands or candidate.source.cfdi:
        return False
    if _called(signs, mention, candidate):
        return True
    others = [t for i, t in enumerate(signs.tokens) if i not in mention.positions]
    own = {w for w in candidate.name_words if w not in {t.normal for e in mention.entities for t in tokens(e.name)}}
    return any(t.normal in own for t in others)


def _is_vocabulary(signs: Signs, mention: Mention, candidate: Candidate) -> bool:
    """Whether the words are those of a column or an operation: «entrega» in *plazo de entrega* is no category."""
    if mention.kind in HARD and not mention.covered < 0.97:
        return False
    if _value_said(signs, mention, candidate):
        return False
    positions = set(mention.positions)
    asked = {i for role, places in signs.role_tokens.items() if role in candidate.roles for i in places}
    asked |= signs.grouping_tokens
    if mention.kind not in HARD:
        headers = {i for i in positions if signs.tokens[i].normal in candidate.header_words}
        asked |= headers if not any(signs.capital(i) for i in headers) else set()
        verbs = {i for name in ("issued", "received", "factura") for i in signs.flag_tokens.get(name, ())}
        asked |= verbs
    return positions <= asked


def _direct(mention: Mention, candidate: Candidate, schema: Schema) -> Named | None:
    """The filter on the column where most of the entities stand."""
    found: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for entity in mention.entities:
        for place in entity.places:
            if place.table in candidate.ids and _fits(place, candidate, schema):
                found[place.column].append(place.value)
                counts[place.column] += 1
    if not found:
        return None
    column = max(found, key=lambda name: counts[name])
    return Named(mention, Filter(column=column, values=tuple(dict.fromkeys(found[column]))), column)


def _fits(place: Place, candidate: Candidate, schema: Schema) -> bool:
    """Whether a value may filter: of invoices only the other party, and products of that direction."""
    if candidate.source is Source.SHEET:
        return True
    if place.role in (Role.PRODUCT, Role.CODE, Role.ID):
        return key(place.value) in (schema.sold if candidate.source.issued else schema.bought)
    if place.role not in PARTIES:
        return True
    return place.column == ("receptor" if candidate.source.issued else "emisor")


def _indirect(mention: Mention, candidate: Candidate, schema: Schema) -> Named | None:
    """A filter by way of a sheet where the entity stands beside a key that the candidate's table has."""
    if not (candidate.source is Source.SHEET or candidate.source.lines) or mention.kind not in {
        "party",
        "product",
        "category",
        "code",
        "place",
    }:
        return None
    for entity in mention.entities[:1]:
        for place in entity.places:
            other = schema.table(place.table)
            if other is None or other.id in candidate.ids or other.kind.value != Source.SHEET.value:
                continue
            pair = _shared_key(candidate.main, other, place.column, schema)
            if pair and not _elsewhere(mention, candidate, pair[0], schema):
                values = tuple(
                    dict.fromkeys(
                        p.value
                        for e in mention.entities
                        for p in e.places
                        if (p.table, p.column) == (other.id, place.column)
                    )
                )
                via = Via(table=other.id, column=place.column, key=pair[1])
                return Named(mention, Filter(column=pair[0], values=values, via=via), pair[0])
    return None


def _elsewhere(mention: Mention, candidate: Candidate, ours: str, schema: Schema) -> bool:
    """Whether a product's code is known and stands in none of the candidate's rows: a sheet of other goods."""
    names = {e.name for e in mention.entities}
    known = {c for c, name in schema.values.names_of_codes.items() if name in names}
    held = {code(k) for table in candidate.tables for k in schema.values.keys(table.id, ours)}
    return mention.kind == "product" and bool(known) and not known & held


def _shared_key(table: TableInfo, other: TableInfo, column: str, schema: Schema) -> tuple[str, str] | None:
    """Columns of the two tables with the same role whose values are largely the same: (ours, theirs)."""
    for role in _JOINING:
        for ours in table.of_role(role):
            for theirs in other.columns:
                same = theirs.role is role or {theirs.role, role} == {Role.CODE, Role.PRODUCT}
                if same and theirs.label != column and _overlap(table, ours.label, other, theirs.label, schema):
                    return ours.label, theirs.label
    return None


def _overlap(table: TableInfo, ours: str, other: TableInfo, theirs: str, schema: Schema) -> bool:
    """Whether at least half of the values of the column with fewer stand in the other."""
    mine, yours = schema.values.keys(table.id, ours), schema.values.keys(other.id, theirs)
    return bool(mine) and bool(yours) and len(mine & yours) >= 0.5 * min(len(mine), len(yours))


def previous_mentions(filters_: Sequence[Filter], schema: Schema, without: set[str]) -> list[Mention]:
    """The names of an earlier query as mentions without words, so that a new question can use them again."""
    made: list[Mention] = []
    for condition in filters_:
        entities = [e for value in condition.values for e in schema.values.named(value)]
        kinds = {e.kind for e in entities}
        for of in kinds - without:
            members = tuple(dict.fromkeys(e for e in entities if e.kind == of))
            made.append(Mention((), of, members, 1.0, 5.0, True))
    return made
