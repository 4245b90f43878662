"""Queries that a question may mean, and what speaks for each: a model trained on questions chooses among them.

The rules of `row_choice` read the question once for each table. Around each such reading stand its neighbours: another
column, another operation, another grouping, without a doubtful filter. Words, roles and meanings are turned into numbers.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from agents.desk.reading_versions import outdated
from agents.desk.row_candidates import Candidate, Schema, label_words
from agents.desk.row_choice import Interpretation
from agents.desk.row_filters import HARD, Named
from agents.desk.row_measure import header_match
from agents.desk.row_signs import Signs
from agents.desk.row_unknown import unknown_names
from retrieval.encoder import SentenceEncoder
from retrieval.row_columns import Column, ColumnType, Role
from retrieval.row_query import BALANCE, NET, SPANS, Filter, Operation, RowQuery, Source
from retrieval.row_values import Mention
from retrieval.vectors import Floats

TABLES, COLUMNS, NUMBERS, GROUPS = 8, 3, 5, 3
"""Tables that are looked at closely, and columns, columns of numbers and groupings tried in each, likeliest first."""

_WORDS: dict[str, str] = {
    "emisor": "emisor, proveedor", "receptor": "receptor, cliente", "total": "total con IVA",
    NET: "subtotal sin IVA", BALANCE: "saldo pendiente de pago",
}  # fmt: skip
_OPERATIONS: dict[Operation, str] = {
    Operation.LOOKUP: "¿Cuál es? ¿Qué tiene? ¿Cuánto cuesta?",
    Operation.SUM: "¿Cuánto es en total? La suma de todo",
    Operation.COUNT: "¿Cuántos hay? El número de veces",
    Operation.AVERAGE: "¿Cuánto es en promedio?",
    Operation.MIN: "¿Cuál es el menor? ¿el más bajo, el más antiguo?",
    Operation.MAX: "¿Cuál es el mayor? ¿el más alto, el más grande?",
    Operation.LIST: "¿Cuáles son? Dame la lista",
    Operation.LATEST: "¿Cuál fue el último? ¿cuándo fue la última vez?",
    Operation.TOP: "¿Quién es el que más? Los que más, los primeros lugares",
    Operation.COMPARE: "¿Cuánto cambió? Comparado con el anterior",
}
_SIGNALS = (
    "count", "how_much", "average", "greatest", "smallest", "most", "least", "latest", "first", "listing", "compare",
    "when", "unpaid", "factura", "issued", "received",
)  # fmt: skip
_FAVOURS: dict[Operation, frozenset[str]] = {
    Operation.LOOKUP: frozenset(),
    Operation.SUM: frozenset({"how_much", "unpaid"}),
    Operation.COUNT: frozenset({"count"}),
    Operation.AVERAGE: frozenset({"average"}),
    Operation.MIN: frozenset({"smallest", "first"}),
    Operation.MAX: frozenset({"greatest"}),
    Operation.LIST: frozenset({"listing"}),
    Operation.LATEST: frozenset({"latest", "first", "when"}),
    Operation.TOP: frozenset({"most", "least"}),
    Operation.COMPARE: frozenset({"compare"}),
}
_STRONG = frozenset({"average", "greatest", "smallest", "most", "least", "latest", "compare", "count"})
"""Signs that ask for one operation and hardly for another."""

FEATURES = (
    "rules", "sure", "rules_best", "table_means", "table_best", "name_means", "name_hits", "prose", "hidden",
    "cfdi", "lines", "payments", "dated", "period_fits", "union", "rows", "as_read", "period_lost", "hard", "soft", "via", "covered",
    "dropped", "kept_mentions", "elsewhere", "unknown", "unknown_capital", "unexplained", "unexplained_share", "explicit",
    "header", "role", "column_means", "column_best", "column_default", "no_column", "text_column", "money", "op_means",
    "op_best", "op_read", "op_favoured", "op_opposed", *(f"op_{o.value}" for o in Operation), "grouped", "group_header",
    "group_means", "group_named", "how_much_money", "count_number", "filters", "limit", "documents", "how_to", "wh_who",
    "wh_when", "wh_where", "previous_table", "contextual",
    *(f"is_{name}" for name in ("price", "amount", "counted", "balance", "tax", "date", "named", "number", "free")),
    "whole_table", "adds_prices", "number_as_text", "text_as_number", "who_named", "when_date", "least_covered",
    "names_left", "digits_left", "wrong_side",
)  # fmt: skip
_KINDS: tuple[frozenset[Role], ...] = (
    frozenset({Role.PRICE, Role.COST}),
    frozenset({Role.AMOUNT, Role.SUBTOTAL}),
    frozenset({Role.QUANTITY, Role.STOCK}),
    frozenset({Role.BALANCE}),
    frozenset({Role.TAX, Role.DISCOUNT}),
    frozenset({Role.DATE, Role.LEAD_TIME}),
    frozenset({Role.PARTY, Role.CUSTOMER, Role.SUPPLIER, Role.PERSON, Role.PRODUCT, Role.CATEGORY, Role.PLACE}),
    frozenset({Role.NUMBER}),
    frozenset({Role.TEXT, Role.STATUS, Role.CODE, Role.ID}),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A query, from a reading of one table, with its numbers."""

    reading: Interpretation
    query: RowQuery
    named: tuple[Named, ...]
    features: tuple[float, ...]


def proposals(
    signs: Signs,
    found: Sequence[Interpretation],
    schema: Schema,
    encoder: SentenceEncoder,
    *,
    prefer: frozenset[str] = frozenset(),
) -> list[Proposal]:
    """All queries worth weighing. `found` are the readings of all tables, best first; `prefer` those asked before."""
    lists = {t.document_name for i in found if not i.candidate.dated for t in i.candidate.tables}
    old = outdated(signs.text, lists)
    found = [i for i in found if i.candidate.dated or not {t.document_name for t in i.candidate.tables} & old]
    if not found:
        return []
    question = encoder.encode([signs.text])[0]
    meant = encoder.encode([described(i.candidate) for i in found]) @ question
    order = sorted(range(len(found)), key=lambda n: -(found[n].score + 4 * float(meant[n])))
    chosen = [found[n] for n in order[:TABLES]]
    scene = _Scene(signs, chosen, schema, encoder, question, prefer)
    made: list[Proposal] = []
    for reading in chosen:
        seen: set[RowQuery] = set()
        for query, named in _variants(scene, reading):
            if query not in seen:
                seen.add(query)
                made.append(Proposal(reading, query, named, scene.features(reading, query, named)))
    return made


@lru_cache(maxsize=4096)
def _spoken(label: str) -> str:
    return _WORDS.get(label, re.sub(r"[_\-.]+", " ", label).strip().lower() or label)


def described(candidate: Candidate) -> str:
    """A table in words: its names and its headers."""
    main, source = candidate.main, candidate.source
    if source.cfdi:
        side = "emitidas a clientes" if source.issued else "recibidas de proveedores"
        if source.payments:
            side = "cobrados a clientes" if source.issued else "hechos a proveedores"
        what = "pagos" if source.payments else "conceptos y productos de facturas" if source.lines else "facturas"
        return f"{what} {side}"
    headers = ", ".join(_spoken(c.label) for c in main.columns[:12])
    return f"{_spoken(main.document_name.rpartition('/')[2].rpartition('.')[0])} › {_spoken(main.name)}: {headers}"


def _name(candidate: Candidate) -> str:
    return described(candidate).partition(":")[0]


class _Scene:
    """What is computed once for a question: meanings of the question against tables, columns and operations."""

    def __init__(
        self,
        signs: Signs,
        chosen: Sequence[Interpretation],
        schema: Schema,
        encoder: SentenceEncoder,
        question: Floats,
        prefer: frozenset[str],
    ) -> None:
        self.signs, self.schema, self.prefer = signs, schema, prefer
        self._encoder, self._question = encoder, question
        self._values: dict[tuple[str, str], list[str]] = {}
        self._abouts: dict[int, tuple[float, ...]] = {}
        self._chosen: dict[tuple[int, ...], tuple[float, ...]] = {}
        self._headers: dict[str, float] = {}
        self.best_score = max(i.score for i in chosen)
        candidates = [i.candidate for i in chosen]
        self.tables = self._means([described(c) for c in candidates])
        self.names = self._means([_name(c) for c in candidates])
        labels = [_spoken(c.label) for i in chosen for c in i.candidate.main.columns]
        self.labels = self._means([*labels, _spoken(NET), _spoken(BALANCE)])
        self.operations = self._means(list(_OPERATIONS.values()))

    def _means(self, texts: list[str]) -> dict[str, float]:
        values = self._encoder.encode(texts) @ self._question
        return {text: float(value) for text, value in zip(texts, values, strict=True)}

    def few(self, table: str, column: str) -> list[str]:
        """The different values of a column that has few of them."""
        values = self._values.setdefault(
            (table, column),
            list(dict.fromkeys(v.value for v in self.schema.values.values if v.table == table and v.column == column)),
        )
        return values if len(values) <= FEW else []

    def alike(self, words: Sequence[str], values: Sequence[str]) -> Floats:
        """Cosines, shape (words, values)."""
        return self._encoder.encode(list(words)) @ self._encoder.encode(list(values)).T

    def header(self, column: Column) -> float:
        """How much of a column's header the question says."""
        if column.label not in self._headers:
            self._headers[column.label] = header_match(self.signs, column)[0]
        return self._headers[column.label]

    def label(self, name: str | None) -> float:
        return self.labels.get(_spoken(name), 0.0) if name else 0.0

    def features(self, reading: Interpretation, query: RowQuery, named: Sequence[Named]) -> tuple[float, ...]:
        signs, candidate = self.signs, reading.candidate
        about = self._abouts.get(id(reading))
        if about is None:
            about = self._abouts[id(reading)] = self._table(reading)
        way = (id(reading), *map(id, named))
        chosen = self._chosen.get(way)
        if chosen is None:
            chosen = self._chosen[way] = self._filters(reading, named)
        return (
            *about,
            float(query == reading.query),
            float(bool(signs.periods) and query.period is None),
            *chosen,
            *self._column(reading, query),
            *self._operation(reading, query),
            *self._group(candidate, query),
            float(signs.has("how_much") and self._is_money(candidate, query.measure)),
            float(signs.has("count") and query.operation is Operation.SUM and not self._is_money(candidate, query.measure)),
            math.log1p(len(query.filters)),
            float(query.limit is not None and signs.limit is not None),
            float(any(t.normal in _DOCUMENTS for t in signs.tokens)),
            float(signs.has("how_to", "future")),
            float(bool(_WHO.search(signs.folded))),
            float(signs.has("when")),
            float(bool(re.search(r"\b(?:donde|where)\b", signs.folded))),
            float(bool(candidate.ids & self.prefer)),
            float(bool(self.prefer)),
            *self._crosses(reading, query, named),
        )  # fmt: skip

    def _crosses(self, reading: Interpretation, query: RowQuery, named: Sequence[Named]) -> tuple[float, ...]:
        """What only column and operation, or question and column, say together."""
        signs, candidate = self.signs, reading.candidate
        column = next((c for c in candidate.main.columns if c.label == query.measure), None)
        role = Role.BALANCE if query.measure == BALANCE else Role.SUBTOTAL if query.measure == NET else None
        role = column.role if column else role
        adds = query.operation in (Operation.SUM, Operation.TOP, Operation.COMPARE)
        text = column is not None and column.type is ColumnType.TEXT
        left = list(reading.unexplained)
        left += [i for n in reading.named if n not in named for i in n.mention.positions]
        return (
            *(float(role in kind) for kind in _KINDS),
            float(query.operation in (Operation.LOOKUP, Operation.LIST) and not query.filters and query.period is None),
            float(adds and role in (Role.PRICE, Role.COST, Role.LEAD_TIME)),
            float(text and signs.has("how_much", "count") and query.operation is Operation.LOOKUP),
            float(not text and query.measure is not None and bool(_WHO.search(signs.folded)) and query.operation is Operation.LOOKUP),
            float(bool(_WHO.search(signs.folded)) and (role in _KINDS[6] or query.operation is Operation.TOP)),
            float(signs.has("when") and role is Role.DATE),
            min((n.mention.covered for n in named), default=1.0),
            float(sum(signs.capital(i) for i in left)),
            float(any(c.isdigit() for i in left for c in signs.tokens[i].folded)),
            float(candidate.source.cfdi and (signs.has("received", "payable") if candidate.source.issued else signs.has("issued"))),
        )  # fmt: skip

    def _table(self, reading: Interpretation) -> tuple[float, ...]:
        candidate, signs = reading.candidate, self.signs
        means = self.tables[described(candidate)]
        hits = sum(
            signs.tokens[i].normal in candidate.name_words or signs.tokens[i].normal in candidate.header_words
            for i in signs.content
        )
        return (
            max(-8.0, min(10.0, reading.score)) / 5,
            reading.confidence,
            max(-5.0, reading.score - self.best_score) / 5,
            means,
            float(means >= max(self.tables.values()) - 1e-6),
            self.names[_name(candidate)],
            hits / max(1, len(signs.content)),
            float(candidate.prose),
            float(candidate.hidden),
            float(candidate.source.cfdi),
            float(candidate.source.lines),
            float(candidate.source.payments),
            float(candidate.dated),
            float(bool(signs.periods) and _fits(signs, candidate)),
            float(len(candidate.tables) > 1 and candidate.source is Source.SHEET),
            math.log1p(candidate.main.row_count) / 8,
        )

    def _filters(self, reading: Interpretation, named: Sequence[Named]) -> tuple[float, ...]:
        signs = self.signs
        used = {i for n in named for i in n.mention.positions}
        dropped = [n for n in reading.named if n not in named]
        unknown = unknown_names(signs, reading)
        left = list(reading.unexplained)
        left += [i for n in dropped for i in n.mention.positions if i not in left]
        return (
            float(sum(n.mention.kind in HARD and n.direct for n in named)),
            float(sum(n.mention.kind not in HARD for n in named)),
            float(sum(not n.direct for n in named)),
            sum(n.mention.covered for n in named) / max(1, len(named)),
            float(len(dropped)),
            len(used) / max(1, len(signs.content)),
            float(sum(n.mention.kind in HARD for n in dropped)),
            float(len(unknown)),
            float(any(signs.capital(i) for i in left)),
            float(len(left)),
            len(left) / max(1, len(signs.content)),
        )

    def _column(self, reading: Interpretation, query: RowQuery) -> tuple[float, ...]:
        candidate, signs = reading.candidate, self.signs
        column = next((c for c in candidate.main.columns if c.label == query.measure), None)
        means = self.label(query.measure)
        best = max((self.label(c.label) for c in candidate.main.columns), default=0.0)
        return (
            float(reading.measure.explicit and reading.measure.column == query.measure),
            self.header(column) if column else 0.0,
            float(column is not None and column.role in signs.roles),
            means,
            float(query.measure is not None and means >= best - 1e-6),
            float(reading.measure.column == query.measure),
            float(query.measure is None),
            float(column is not None and column.type is ColumnType.TEXT),
            float(self._is_money(candidate, query.measure)),
        )

    def _operation(self, reading: Interpretation, query: RowQuery) -> tuple[float, ...]:
        means = self.operations[_OPERATIONS[query.operation]]
        said = {name for name in _STRONG if self.signs.has(name)}
        favoured = _FAVOURS[query.operation] & self.signs.flags
        return (
            means,
            float(means >= max(self.operations.values()) - 1e-6),
            float(query.operation is reading.query.operation),
            float(bool(favoured)),
            float(bool(said - _FAVOURS[query.operation])),
            *(float(query.operation is one) for one in Operation),
        )

    def _group(self, candidate: Candidate, query: RowQuery) -> tuple[float, ...]:
        if query.group_by is None:
            return (0.0, 0.0, 0.0, 0.0)
        words = label_words(query.group_by)
        said = {t.normal for t in self.signs.tokens}
        return (
            1.0,
            sum(w in said for w in words) / max(1, len(words)),
            self.label(query.group_by),
            float(self.signs.grouping is not None),
        )

    @staticmethod
    def _is_money(candidate: Candidate, name: str | None) -> bool:
        if name in (NET, BALANCE, "total"):
            return True
        unit = next((c.unit for c in candidate.main.columns if c.label == name), None)
        return unit == "$" or (unit is not None and len(unit) == 3 and unit.isupper())


_WHO = re.compile(r"\b(?:quien(?:es)?|who|whom)\b")
_DOCUMENTS = frozenset("contrato politica manual reglamento procedimiento minuta correo aviso policy contract".split())


def _fits(signs: Signs, candidate: Candidate) -> bool:
    period = signs.periods[0].period
    return any(
        t.first and t.last and (period.end is None or period.end >= t.first) and (period.start is None or period.start <= t.last)
        for t in candidate.tables
    )  # fmt: skip


def _variants(scene: _Scene, reading: Interpretation) -> Iterator[tuple[RowQuery, tuple[Named, ...]]]:
    """The query as it was read, and its neighbours."""
    base, candidate = reading.query, reading.candidate
    yield base, reading.named
    if base.terms is not None:
        return
    own = [n.filter for n in reading.named]
    for named, dated in _ways_to_filter(scene, reading):
        kept = [n.filter for n in named]
        added = [f for f in kept if f not in base.filters]
        filters = (*(f for f in base.filters if f not in own or f in kept), *added)
        start = base if dated else base.model_copy(update={"period": None, "versus": None})
        for measure in _measures(scene, reading):
            for operation, group in _ways(scene, candidate, measure, start):
                yield _made(scene, start, filters, measure, operation, group), named


SURE = 0.6
"""A name said to this share is a filter; less may be chance."""


def _ways_to_filter(scene: _Scene, reading: Interpretation) -> Iterator[tuple[tuple[Named, ...], bool]]:
    """The filters, and the filters without one that may not be meant; with the period and, if it may be, without."""
    sure = tuple(n for n in reading.named if n.mention.kind in HARD and n.mention.covered >= SURE)
    doubtful = [n for n in reading.named if n not in sure]
    ways = [reading.named, sure, *(tuple(n for n in reading.named if n is not one) for one in doubtful)]
    meant = _meant(scene, reading)
    ways += [(*way, *meant[:n]) for way in (reading.named, sure) for n in range(1, len(meant) + 1)]
    for way in _once(ways):
        yield way, True
    if reading.query.period is not None and _fits(scene.signs, reading.candidate):
        yield reading.named, False  # «al corte de octubre» looks back from a day


def _once(ways: Sequence[tuple[Named, ...]]) -> list[tuple[Named, ...]]:
    found: list[tuple[Named, ...]] = []
    for way in ways:
        if way not in found:
            found.append(way)
    return found


ALIKE, FEW, MOST_MEANT = 0.55, 25, 2
"""Cosine from which a word may mean a value, values a column may have for that, and such filters in one query."""


def _meant(scene: _Scene, reading: Interpretation) -> list[Named]:
    """Values of categories and states that words left over may mean, in other words or the other language."""
    signs, candidate = scene.signs, reading.candidate
    if candidate.source is not Source.SHEET or not reading.unexplained:
        return []
    taken = {n.column for n in reading.named}
    columns = [
        c.label
        for c in candidate.main.columns
        if c.role in (Role.CATEGORY, Role.STATUS, Role.PLACE) and c.label not in taken
    ]
    values = [(label, v) for label in columns for v in scene.few(candidate.main.id, label)]
    if not values:
        return []
    said = [i for i in reading.unexplained if len(signs.tokens[i].folded) > 2]
    cosines = scene.alike([signs.tokens[i].folded for i in said], [v.lower() for _, v in values])
    best: dict[str, tuple[float, int, str]] = {}
    for row, position in enumerate(said):
        for place, (label, value) in enumerate(values):
            alike = float(cosines[row, place])
            if alike >= ALIKE and alike > best.get(label, (0.0,))[0]:
                best[label] = (alike, position, value)
    ranked = sorted(best.items(), key=lambda item: -item[1][0])[:MOST_MEANT]
    return [
        Named(Mention((at,), "category", (), alike, 1.0, False), Filter(column=label, values=(value,)), label)
        for label, (alike, at, value) in ranked
    ]


def _made(
    scene: _Scene,
    base: RowQuery,
    filters: tuple[Filter, ...],
    measure: str | None,
    operation: Operation,
    group: str | None,
) -> RowQuery:
    top = operation is Operation.TOP
    extreme = operation in (Operation.MIN, Operation.MAX)
    return base.model_copy(
        update={
            "operation": operation,
            "measure": measure,
            "also": base.also if measure == base.measure else (),
            "filters": filters,
            "group_by": group,
            "distinct": operation is Operation.COUNT and measure is not None and base.distinct,
            "versus": base.versus if operation is Operation.COMPARE else None,
            "order": "asc" if scene.signs.has("least", "smallest") and top else base.order if top == (base.operation is Operation.TOP) else "desc",
            "limit": scene.signs.limit or (5 if top else None),
            "invoice_types": base.invoice_types,
            "size": base.size if operation is Operation.LOOKUP else None,
        }
    ) if not (extreme and measure is None) else base  # fmt: skip


def _measures(scene: _Scene, reading: Interpretation) -> list[str | None]:
    """Columns worth trying: the one the rules chose, and those whose headers say or mean what is asked."""
    candidate = reading.candidate
    filtered = {n.column for n in reading.named if n.direct}

    def worth(column: Column) -> float:
        said = scene.header(column)
        role = 0.3 if column.role in scene.signs.roles else 0.0
        return scene.label(column.label) + 0.6 * said + role

    columns = [
        c for c in candidate.main.columns if c.label not in filtered and c.role not in (Role.UNIT, Role.CURRENCY)
    ]
    numbers = [c for c in columns if c.type is ColumnType.NUMBER and c.role not in (Role.ID, Role.CODE)]
    ranked = sorted(columns, key=worth, reverse=True)[:COLUMNS]
    numeric = sorted(numbers, key=worth, reverse=True)[:NUMBERS]
    found = [reading.query.measure, *(c.label for c in ranked), *(c.label for c in numeric)]
    if candidate.source.invoices:
        found += ["total", BALANCE] if scene.signs.has("unpaid") else ["total"]
    return list(dict.fromkeys(found))


def _ways(
    scene: _Scene, candidate: Candidate, measure: str | None, base: RowQuery
) -> Iterator[tuple[Operation, str | None]]:
    """Operations that fit a column, with their groupings."""
    column = next((c for c in candidate.main.columns if c.label == measure), None)
    numeric = measure in (NET, BALANCE) or (
        column is not None and column.type is ColumnType.NUMBER and column.role not in (Role.ID, Role.CODE)
    )
    many = candidate.main.row_count > 1
    groups = _groups(scene, candidate, base) if many else []
    yield Operation.COUNT, None
    if measure is not None:
        yield Operation.LOOKUP, None
    if candidate.dated:
        yield Operation.LATEST, None
    if base.operation is Operation.LIST or scene.signs.has("listing"):
        yield Operation.LIST, None
    if numeric:
        for one in (Operation.SUM, Operation.AVERAGE, Operation.MIN, Operation.MAX):
            yield one, None
        if base.period is not None and base.versus is not None:
            yield Operation.COMPARE, None
    if scene.signs.has("most", "least", "greatest", "smallest") or scene.signs.limit:
        for group in groups:
            if numeric or measure is None:
                yield Operation.TOP, group
    if scene.signs.grouping and base.group_by:
        yield (Operation.SUM if numeric else Operation.COUNT), base.group_by


def _groups(scene: _Scene, candidate: Candidate, base: RowQuery) -> list[str]:
    """Columns of texts that rows may be grouped by, likeliest first."""
    texts = [
        c
        for c in candidate.main.columns
        if c.type is ColumnType.TEXT and c.role not in (Role.ID, Role.TEXT, Role.UNIT, Role.CURRENCY)
    ]
    ranked = sorted(texts, key=lambda c: -(scene.label(c.label) + scene.header(c)))[:GROUPS]
    spans = [base.group_by] if base.group_by in SPANS else []
    first = [base.group_by] if base.group_by and base.group_by not in SPANS else []
    return list(dict.fromkeys([*first, *(c.label for c in ranked), *spans]))


def matrix(found: Sequence[Proposal]) -> Floats:
    """Shape (proposals, features)."""
    return np.array([p.features for p in found], dtype=np.float32).reshape(len(found), len(FEATURES))
