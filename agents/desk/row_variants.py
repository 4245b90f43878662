"""What a follow-up changes of a look-up of a product: another size of it, or what is worked out from its price."""

from collections.abc import Sequence

from agents.desk.row_candidates import Candidate, Schema
from agents.desk.row_filters import Named
from agents.desk.row_signs import Signs
from agents.desk.row_terms import price_column
from retrieval.row_columns import Role
from retrieval.row_query import Filter, Operation, PriceTerms, RowQuery
from retrieval.row_sizes import has_size, unsized
from retrieval.row_values import Entity

_PRESENTED = frozenset({"presentacion", "tamano", "size", "medida", "contenido"})


def size_words(signs: Signs) -> set[int]:
    """The words that say a size: «en presentación de 250 g»."""
    return {
        i
        for i, t in enumerate(signs.tokens)
        if t.normal in _PRESENTED or any(s.start <= t.start < s.end for s in signs.sizes)
    }


def terms_words(signs: Signs) -> set[int]:
    """The words that say what is to be worked out from a price."""
    spans = signs.terms.spans if signs.terms else ()
    return {i for i, t in enumerate(signs.tokens) if any(a <= t.start < b for a, b in spans)}


def only_size(signs: Signs, named: Named) -> bool:
    """Whether a product was found by nothing but its size."""
    return named.mention.kind == "product" and set(named.mention.positions) <= size_words(signs)


def variants(
    signs: Signs, named: Sequence[Named], previous: RowQuery, candidate: Candidate, schema: Schema
) -> dict[str, object] | None:
    """The previous products in another size: by names that differ in nothing else, else by the row's presentation.

    None when no size is said, or another product is named with it.
    """
    products = [n for n in named if n.mention.kind in ("product", "code")]
    roles = {c.label: c.role for c in candidate.main.columns}
    old = next((f for f in previous.filters if roles.get(f.column) in (Role.PRODUCT, Role.CODE) and not f.via), None)
    if not signs.sizes or old is None or not all(only_size(signs, n) for n in products):
        return None
    wanted = signs.sizes[-1].key
    names = [schema.values.names_of_codes.get(_code(v), v) for v in old.values]
    found = _same_but_size(names, wanted, candidate, schema)
    others = tuple(f for f in previous.filters if f is not old)
    if found:
        column, values = found
        return {"filters": (*others, Filter(column=column, values=values)), "size": None}
    return {"size": wanted}


def _code(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _same_but_size(
    names: Sequence[str], wanted: str, candidate: Candidate, schema: Schema
) -> tuple[str, tuple[str, ...]] | None:
    """The column and values of the products that are called like these, size aside, and are of the size wanted."""
    bases = {unsized(name) for name in names}
    places = [
        p
        for e in schema.values.entities
        if e.kind == "product" and unsized(e.name) in bases and _of_size(e, wanted)
        for p in e.places
        if p.table in candidate.ids
    ]
    if not places:
        return None
    column = places[0].column
    return column, tuple(dict.fromkeys(p.value for p in places if p.column == column))


def _of_size(entity: Entity, wanted: str) -> bool:
    return has_size((entity.name,), wanted)


def worked_out(signs: Signs, previous: RowQuery, candidate: Candidate) -> dict[str, object]:
    """What terms add to a previous look-up of a price: «¿y con IVA?», «¿y 12 cajas?»; empty when they do not apply."""
    role = next((c.role for c in candidate.main.columns if c.label == previous.measure), None)
    if signs.terms is None or role is not Role.PRICE or previous.operation is not Operation.LOOKUP:
        return {}
    column = price_column(candidate, signs.terms.terms)
    if column is None:
        return {}
    said = {k: v for k, v in signs.terms.terms.model_dump().items() if v not in (None, False)}
    if column.label != previous.measure and said.pop("wholesale", False):
        return {"measure": column.label, "terms": PriceTerms(**said) if said else previous.terms}
    return {"terms": (previous.terms or PriceTerms()).model_copy(update=said)}
