"""The typed query of one reading of a question: operation, column, groups, conditions, periods."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from agents.desk import row_words as words
from agents.desk.row_candidates import Candidate, Schema, families_of
from agents.desk.row_filters import Named
from agents.desk.row_measure import Measure, default, header_match
from agents.desk.row_operation import bare, counted_noun, group_column, operation, rows_are, top_noun
from agents.desk.row_signs import Signs
from agents.desk.row_terms import price_column, settled
from retrieval.analysis import fold
from retrieval.row_columns import ColumnType, Role
from retrieval.row_query import Filter, InvoiceType, Operation, Period, PriceTerms, RowQuery, Source
from retrieval.row_sizes import has_size

_SUMS = frozenset({"venta", "compra", "gasto", "pago", "ingreso"})
"""Nouns of rows that *more of* means the money of."""


def build(signs: Signs, candidate: Candidate, asked: Measure, named: Sequence[Named], schema: Schema) -> RowQuery:
    ranked = top_noun(signs, candidate) if signs.has("most", "least") else None
    doing = operation(signs, candidate, asked, ranked)
    terms = _terms(signs, candidate, asked)
    doing = Operation.LOOKUP if terms else doing
    column, distinct, group = asked.column, False, group_column(signs, candidate, signs.grouping)
    if (
        signs.has("unpaid")
        and candidate.source.invoices
        and re.search(r"\b(?:quien(?:es)?|que (?:cliente|proveedor)\w*|who)\b", signs.folded)
    ):
        doing, group = Operation.SUM, "party"
    elif doing is Operation.TOP:
        group = "party" if ranked == "party" else group_column(signs, candidate, ranked)
        column = _ranked_by(signs, candidate, asked)
    elif doing is Operation.COUNT:
        column, distinct = _counted(signs, candidate, schema)
    elif doing is Operation.LIST and not bare(signs, candidate):
        column, distinct, group = _listed(signs, candidate, asked, group)
    elif doing in (Operation.LOOKUP, Operation.LATEST, Operation.MAX, Operation.MIN):
        group = None
    first, second = _periods(signs)
    compare = doing is Operation.COMPARE
    return RowQuery(
        source=candidate.source,
        tables=tuple(t.id for t in candidate.tables) if candidate.source is Source.SHEET else (),
        operation=doing,
        measure=column,
        also=asked.also if doing is Operation.LOOKUP else (),
        distinct=distinct,
        filters=(
            *(n.filter for n in named),
            *_conditions(signs, candidate, column),
            *_marks(signs, candidate, None if doing is Operation.COUNT else asked.column, named, schema),
        ),
        period=first if candidate.dated else None,
        versus=second if compare and candidate.dated else None,
        group_by=group,
        order="asc"
        if (signs.has("least") and doing is Operation.TOP)
        or (doing is Operation.LATEST and signs.has("first") and not signs.has("latest"))
        else "desc",
        limit=signs.limit or (5 if doing is Operation.TOP else None),
        invoice_types=_types(signs, doing),
        unpaid=signs.has("unpaid") and candidate.source.invoices,
        terms=terms,
        size=row_size(signs, named) if doing is Operation.LOOKUP else None,
    )


def _terms(signs: Signs, candidate: Candidate, asked: Measure) -> PriceTerms | None:
    """What is to be computed, when the column asked for is the price that it starts from."""
    said = signs.terms
    if said is None or not said.priced:
        return None
    column = price_column(candidate, said.terms)
    terms = settled(candidate, said.terms)
    return terms if column and column.label == asked.column and terms != PriceTerms() else None


def row_size(signs: Signs, named: Sequence[Named]) -> str | None:
    """The size that a named product is asked for in, where its name does not say the size itself."""
    products = [n for n in named if n.mention.kind == "product"]
    if not signs.sizes or not products:
        return None
    used = {i for n in products for i in n.mention.positions}
    wanted = signs.sizes[-1]
    said = [i for i, t in enumerate(signs.tokens) if wanted.start <= t.start < wanted.end]
    if set(said) <= used or any(has_size((value,), wanted.key) for n in products for value in n.filter.values):
        return None
    return wanted.key


def _periods(signs: Signs) -> tuple[Period | None, Period | None]:
    """The period, and the one it is compared with; two that are not compared are joined."""
    if not signs.periods:
        return None, None
    first = signs.periods[0].period
    if len(signs.periods) == 1:
        return first, None
    second = signs.periods[1].period
    if signs.has("compare"):
        in_order = sorted((first, second), key=lambda p: p.start or p.end or date.min)
        return in_order[0], in_order[1]
    starts, ends = [p.start for p in (first, second) if p.start], [p.end for p in (first, second) if p.end]
    return Period(start=min(starts, default=None), end=max(ends, default=None)), None


def _ranked_by(signs: Signs, candidate: Candidate, asked: Measure) -> str | None:
    """The number that ranks groups: what was asked; sold goods by quantity; None counts rows."""
    if (
        asked.explicit
        and asked.column
        and any(c.label == asked.column and c.type.value == "number" for c in candidate.main.columns)
    ):
        return asked.column
    if _most_rows(signs, candidate):
        return None
    rows = {"ticket", "queja", "caso", "factura", "pedido", "reclamo", "incidencia", "invoice", "order"}
    if signs.has("most", "least") and set(signs.nouns) & rows and not signs.has("issued", "received"):
        return None
    if re.search(r"vendid|best.sell|sold", signs.folded) and Role.QUANTITY in candidate.roles:
        return candidate.main.of_role(Role.QUANTITY)[0].label
    return default(candidate)


def _most_rows(signs: Signs, candidate: Candidate) -> bool:
    """Whether *more* stands before the noun of the rows: «¿qué sucursal tiene más órdenes?»."""
    after = [t for before, t in pairwise(signs.tokens) if before.folded in ("mas", "menos", "most", "fewest")]
    return any(t.normal in candidate.name_words and not set(families_of(t.normal)) & _SUMS for t in after)


def _counted(signs: Signs, candidate: Candidate, schema: Schema) -> tuple[str | None, bool]:
    """Rows, or the different values of the column that the counted noun names."""
    noun = counted_noun(signs)
    one = next((t.normal for t in signs.tokens if t.folded == noun), None)
    if one is None or one in candidate.name_words or set(families_of(one)) & candidate.name_families:
        return None, False
    column = group_column(signs, candidate, one) if one in words.NOUN_ROLES else None
    codes = candidate.main.of_role(Role.CODE)
    if column and not candidate.dated and codes and _repeats(candidate, column, schema):
        column = codes[0].label  # sizes of one product share its name, each has its code
    return (column, True) if column else (None, False)


def _repeats(candidate: Candidate, column: str, schema: Schema) -> bool:
    """Whether rows of a table share a name, and those names are of products."""
    of_product = any(c.label == column and c.role is Role.PRODUCT for c in candidate.main.columns)
    return of_product and any(
        v.rows > 1 for v in schema.values.values if v.column == column and v.table == candidate.main.id
    )


def _listed(
    signs: Signs, candidate: Candidate, asked: Measure, group: str | None
) -> tuple[str | None, bool, str | None]:
    """Rows; or the different names of the kind of thing asked for, when rows are something else."""
    noun = next((n for n in signs.nouns if n in words.NOUN_ROLES), None)
    if noun and not rows_are(candidate, noun) and (candidate.dated or candidate.source.cfdi):
        column = group_column(signs, candidate, noun)
        if column:
            return default(candidate), False, column
    return asked.column, False, group


def _conditions(signs: Signs, candidate: Candidate, column: str | None) -> list[Filter]:
    """Limits on the amount, and the currency asked for."""
    made: list[Filter] = []
    for op, value in signs.amounts:
        target = (
            column
            or default(candidate)
            or next((c.label for c in candidate.main.of_role(Role.PRICE, Role.STOCK, Role.AMOUNT)), None)
        )
        if target:
            made.append(Filter.model_validate({"column": target, "op": op, "values": (value,)}))
    made += _below_minimum(signs, candidate)
    of_currency = candidate.main.of_role(Role.CURRENCY)
    if signs.currency and of_currency and candidate.source.cfdi:
        made.append(Filter(column=of_currency[0].label, values=(signs.currency,)))
    return made


_BELOW = re.compile(
    r"\b(?:(?:por )?(?:debajo|abajo|bajo)(?: de)?|menos (?:de|que)|inferior(?:es)? a|below|under)(?: (?:el|la|del|su|sus|lo|los|its|the|their))?"
    r"(?: \w+)? (?:minim\w+|punto de reorden|reorder point)"
)
_LEAST = re.compile(r"\bmin(?:im\w*)?\b|reorden|reorder")


def _below_minimum(signs: Signs, candidate: Candidate) -> list[Filter]:
    """«Abajo de su mínimo»: the stock of a row against the minimum beside it."""
    if not _BELOW.search(signs.folded) or candidate.source is not Source.SHEET:
        return []
    numbers = [c for c in candidate.main.columns if c.type is ColumnType.NUMBER]
    least = next((c for c in numbers if _LEAST.search(fold(c.label))), None)
    stock = next((c for c in numbers if c.role is Role.STOCK and c is not least), None)
    return [Filter(column=stock.label, op="less", than=least.label)] if least and stock else []


_YES = frozenset({"si", "yes", "x", "true", "verdadero", "1"})
_NO = frozenset({"no", "false", "falso", "0", "-"})


def _marks(
    signs: Signs, candidate: Candidate, asked: str | None, named: Sequence[Named], schema: Schema
) -> list[Filter]:
    """Columns of yes and no whose header the question says: «en promoción» keeps the rows marked so."""
    made: list[Filter] = []
    taken = {n.column for n in named} | {asked}
    for column in candidate.main.columns if candidate.source is Source.SHEET else ():
        keys = schema.values.keys(candidate.main.id, column.label)
        if column.label in taken or not keys or not keys <= _YES | _NO:
            continue
        said, places = header_match(signs, column)
        if said >= 0.99 and places:
            before = signs.tokens[min(places) - 2 : min(places)] if min(places) > 1 else signs.tokens[: min(places)]
            wanted = _NO if any(t.folded in ("no", "sin", "not", "without") for t in before) else _YES
            made.append(Filter(column=column.label, values=tuple(sorted(keys & wanted)) or tuple(sorted(wanted))))
    return made


def _types(signs: Signs, doing: Operation) -> tuple[InvoiceType, ...]:
    if signs.has("payroll"):
        return ("N",)
    if signs.has("credit_notes"):
        return ("E",)
    return (
        ("I", "E") if doing in (Operation.SUM, Operation.TOP, Operation.COMPARE) and not signs.has("unpaid") else ("I",)
    )
