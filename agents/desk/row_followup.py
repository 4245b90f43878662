"""Questions that lean on the one before: «¿y en abril?», «¿y a Café Luna?», «¿y sin IVA?», «¿cuántas fueron?»."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from agents.desk.row_candidates import Candidate, Schema
from agents.desk.row_filters import HARD, filters
from agents.desk.row_measure import header_match, same_word
from agents.desk.row_signs import Signs, refers_back
from agents.desk.row_taxes import tax_column
from agents.desk.row_variants import only_size as _only_size
from agents.desk.row_variants import size_words, variants, worked_out
from agents.desk.row_variants import terms_words as _terms_words
from retrieval.row_columns import ColumnType, Role
from retrieval.row_prepared import key
from retrieval.row_query import NET, Filter, Operation, Period, RowQuery, Source
from retrieval.row_sql import selected
from retrieval.row_values import Mention, kind

_OPENING = re.compile(
    r"^[\s¿¡]*(?:y|e|pero|and|but|what about|how about|que tal|ahora|entonces|also|tambien|lo mismo|same)\b"
)
_SAME_ROWS = re.compile(
    r"^[\s¿¡]*(?:(?:de )?(?:cuant[oa]s?|cuales|que|quienes|how many|which|what)) (?:\w+ )?(?:fueron|eran|son esas|"
    r"son esos|son|were (?:they|there|those)|are they)\W*$"
)
_NEXT = re.compile(
    r"\b(?:(?P<unit>mes|semana|ano|trimestre) (?:siguiente|que sigue|posterior)|next (?P<en>month|week|year|quarter)|"
    r"(?:el|la) siguiente(?: (?P<unit2>mes|semana|ano|trimestre))?)\b"
)
_WHOLE = re.compile(r"\b(?:en total|de todos|a todos|total general|todos los clientes|todas|altogether|overall)\b")
_EVER = re.compile(r"\b(?:desde siempre|de siempre|historico|en toda la historia|all time|ever|en todo el tiempo)\b")


def is_follow_up(signs: Signs, mentions: Sequence[Mention], previous: RowQuery) -> bool:
    """Whether the question can only be understood with the one before."""
    if _OPENING.match(signs.folded) and len(signs.tokens) <= 16:
        return True
    if _SAME_ROWS.search(signs.folded) and not signs.periods:
        return True
    hard = any(m.kind in HARD for m in mentions)
    if not hard and previous.filters and refers_back(signs) and len(signs.tokens) <= 14:
        return True
    return not hard and not signs.content and len(signs.tokens) <= 6


def starts_anew(signs: Signs, mentions: Sequence[Mention], schema: Schema, previous: RowQuery) -> bool:
    """Whether it asks for something else about the same names: another column, table or direction."""
    tables = selected(previous, schema.tables) if _known(previous, schema) else []
    if not tables:
        return True
    candidate = Candidate(previous.source, tuple(tables))
    issued, received = signs.has("issued"), signs.has("received")
    if previous.source.cfdi and (received if previous.source.issued else issued and not received):
        return True
    if worked_out(signs, previous, candidate):
        return False
    of_roles = [role for role in signs.roles if not _is_measure(role, candidate, previous)]
    if of_roles:
        return True
    if previous.source is Source.SHEET and (issued or received) and signs.has("factura"):
        return True
    return signs.has("unpaid", "paid", "payroll", "credit_notes") or bool(
        signs.has("count", "listing", "when") and signs.content and not _same_rows(signs, mentions)
    )


def _same_rows(signs: Signs, mentions: Sequence[Mention]) -> bool:
    """Whether the words left over are only names, or the same rows called by their noun."""
    named = {i for m in mentions for i in m.positions}
    rest = [signs.tokens[i].normal for i in signs.content if i not in named]
    return all(word in {"factura", "invoice", "compra", "venta", "fueron", "ticket", "pedido"} for word in rest)


def _is_measure(role: Role, candidate: Candidate, previous: RowQuery) -> bool:
    """Whether the column that the previous question asked for has this role."""
    return any(c.role is role and c.label == previous.measure for c in candidate.main.columns)


def _known(previous: RowQuery, schema: Schema) -> bool:
    ids = {t.id for t in schema.tables}
    return previous.source.cfdi or all(t in ids for t in previous.tables)


def merged(
    signs: Signs, mentions: Sequence[Mention], schema: Schema, previous: RowQuery
) -> tuple[RowQuery, list[str]] | None:
    """The previous query with what this question changes, and unknown names in it; None if it changes nothing."""
    candidate = Candidate(previous.source, tuple(selected(previous, schema.tables)))
    update: dict[str, object] = {}
    named = filters(signs, mentions, candidate, schema)
    used = {i for n in named for i in n.mention.positions}
    variant = variants(signs, named, previous, candidate, schema)
    if variant is not None:
        update |= variant
        named = [n for n in named if not _only_size(signs, n)]
        used = {i for n in named for i in n.mention.positions}
        used |= size_words(signs)
    terms = worked_out(signs, previous, candidate)
    if terms:
        update |= terms
        used |= _terms_words(signs)
    other = None if named else _the_other(signs, previous, candidate, schema)
    if other is not None:
        update["filters"] = tuple(other if f.column == other.column else f for f in previous.filters)
        used |= {i for i, t in enumerate(signs.tokens) if same_word(t.normal, "sucursal") or t.folded.startswith("otr")}
    rest = [i for i in signs.content if i not in used and not _verb(signs, i)]
    if named and variant is None:
        update["size"] = None
        update["filters"] = _replaced(previous.filters, [n.filter for n in named], candidate)
    if signs.periods and candidate.dated:
        first, last = signs.periods[0].period, signs.periods[-1].period
        update["period"] = first if len(signs.periods) == 1 else Period(start=first.start, end=last.end)
        update["versus"] = None
        if previous.operation is Operation.COMPARE:
            update["operation"] = Operation.SUM
    later = _next_period(signs, previous)
    if later:
        update["period"] = later
        rest = [
            i
            for i in rest
            if signs.tokens[i].folded
            not in ("siguiente", "semana", "mes", "ano", "trimestre", "sigue", "posterior", "next")
        ]
    if _WHOLE.search(signs.folded) and not named:
        update["filters"] = ()
    if _EVER.search(signs.folded):
        update["period"] = None
    if not terms:
        update |= _measure(signs, candidate) | _operation(signs, previous, candidate)
    headers = {p for c in candidate.main.columns for p in header_match(signs, c)[1]}
    rest = [i for i in rest if i not in headers]
    unknown = [signs.phrase(rest)] if rest and "measure" not in update and not _only_words(signs, rest) else []
    if not update and not unknown:
        return None
    return previous.model_copy(update=update), unknown


_OTHER = re.compile(r"\botr[ao]\b|\bthe other\b")


def _the_other(signs: Signs, previous: RowQuery, candidate: Candidate, schema: Schema) -> Filter | None:
    """«¿Y en la otra sucursal?»: the value beside the one asked for, in a column that has two."""
    if not _OTHER.search(signs.folded):
        return None
    for condition in previous.filters:
        if condition.op != "in" or condition.via is not None or len(condition.values) != 1:
            continue
        known = {
            v.key: v.value for v in schema.values.values if v.table in candidate.ids and v.column == condition.column
        }
        left = [value for k, value in known.items() if k != key(condition.values[0])]
        if len(known) == 2 and len(left) == 1:
            return Filter(column=condition.column, values=(left[0],))
    return None


def _next_period(signs: Signs, previous: RowQuery) -> Period | None:
    """The period that follows the previous one, as long as it."""
    match = _NEXT.search(signs.folded)
    if not match or signs.periods or previous.period is None or not previous.period.start or not previous.period.end:
        return None
    start = previous.period.end + timedelta(days=1)
    if previous.period.start.day == 1 and start.day == 1:
        months = (start.year - previous.period.start.year) * 12 + start.month - previous.period.start.month
        place = start.year * 12 + start.month - 1 + months
        return Period(start=start, end=date(place // 12, place % 12 + 1, 1) - timedelta(days=1))
    return Period(start=start, end=start + (previous.period.end - previous.period.start))


def _verb(signs: Signs, position: int) -> bool:
    flags = ("issued", "received", "factura", "listing", "count", "how_much", "without_tax", "with_tax")
    return any(position in signs.flag_tokens.get(name, ()) for name in flags) or signs.tokens[position].normal in {
        "fue",
        "fueron",
        "producto",
        "cliente",
        "proveedor",
        "product",
        "customer",
        "supplier",
        "categoria",
        "articulo",
        "precio",
    }


def _only_words(signs: Signs, rest: Sequence[int]) -> bool:
    return not any(signs.capital(i) for i in rest) and all(
        signs.tokens[i].folded.endswith(("ar", "er", "ir", "amos", "aron", "imos")) for i in rest
    )


def _replaced(old: Sequence[Filter], new: Sequence[Filter], candidate: Candidate) -> tuple[Filter, ...]:
    """A new name takes the place of an old one of its kind; other conditions stay."""
    kinds, columns = {_kind(f, candidate) for f in new} - {"category"}, {f.column for f in new}
    return (*(f for f in old if _kind(f, candidate) not in kinds and f.column not in columns), *new)


def _kind(condition: Filter, candidate: Candidate) -> str:
    found = next((c for c in candidate.main.columns if c.label == condition.column), None)
    of = kind(found.role) if found else condition.column
    return "product" if of == "code" else of


def _measure(signs: Signs, candidate: Candidate) -> dict[str, object]:
    if signs.has("without_tax") and candidate.source is not Source.SHEET:
        return {"measure": NET}
    if signs.has("with_tax") and candidate.source.invoices:
        return {"measure": "total"}
    tax = tax_column(signs, candidate)
    if tax:
        return {"measure": tax}
    asked = [c for role in signs.roles for c in candidate.main.columns if c.role is role]
    if asked:
        return {"measure": asked[0].label}
    matches = [
        (said, c)
        for c in candidate.main.columns
        if (said := header_match(signs, c)[0]) >= 0.99 and c.role not in (Role.DATE, Role.ID)
    ]
    numbers = [c for _, c in matches if c.type is ColumnType.NUMBER]
    return {"measure": numbers[0].label} if numbers and candidate.source is Source.SHEET else {}


def _operation(signs: Signs, previous: RowQuery, candidate: Candidate) -> dict[str, object]:
    """Another operation on the same rows."""
    issued_only = {"invoice_types": ("I",)} if previous.source.cfdi and previous.invoice_types == ("I", "E") else {}
    both = (
        {"invoice_types": ("I", "E")}
        if previous.source.cfdi and previous.invoice_types == ("I",) and not previous.unpaid
        else {}
    )
    numeric = previous.measure is not None
    if signs.has("average") and numeric:
        return {"operation": Operation.AVERAGE, "group_by": None, "limit": None, **issued_only}
    if signs.has("greatest", "smallest") and numeric:
        return {
            "operation": Operation.MAX if signs.has("greatest") else Operation.MIN,
            "group_by": None,
            "limit": signs.limit,
            **issued_only,
        }
    if signs.has("latest", "first") and candidate.dated:
        return {
            "operation": Operation.LATEST,
            "group_by": None,
            "limit": signs.limit,
            "order": "asc" if signs.has("first") else "desc",
            **issued_only,
        }
    if signs.has("count"):
        return {"operation": Operation.COUNT, "distinct": False, "group_by": None, "limit": None, **issued_only}
    if signs.has("how_much") and previous.operation in (
        Operation.COUNT,
        Operation.LIST,
        Operation.MAX,
        Operation.MIN,
        Operation.AVERAGE,
        Operation.LATEST,
    ):
        return {"operation": Operation.SUM, "distinct": False, "group_by": None, "limit": None, **both}
    if signs.has("listing") and previous.operation in (Operation.SUM, Operation.COUNT, Operation.AVERAGE):
        return {"operation": Operation.LIST, "group_by": None, "limit": None, **issued_only}
    return {}
