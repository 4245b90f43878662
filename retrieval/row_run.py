"""Run a typed query on a read-only connection: the rows that match, added up in exact decimals."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from retrieval.row_fetch import Fetch, Hit
from retrieval.row_prepared import key
from retrieval.row_query import SPANS, Operation, RowQuery
from retrieval.row_result import Amount, Group, RowResult, total
from retrieval.row_sizes import has_size
from retrieval.row_sql import check, selected
from retrieval.row_state import TableInfo

_DEFAULT_LIMIT = 20
_CENTS = Decimal("0.01")
_MOST_WITH_ROWS = 50
"""Groups that keep the places of their rows; the rest are only counted."""


def run(
    connection: sqlite3.Connection,
    tenant: str,
    query: RowQuery,
    tables: Sequence[TableInfo],
    *,
    rfc: str | None,
    currency: str | None,
) -> RowResult:
    """The result of a query; `currency` is what ``$`` means. InvalidRequest when the query does not fit the tables."""
    check(query, tables)
    chosen = selected(query, tables)
    fetch = Fetch(connection, tenant, query, tables, rfc, currency)
    hits = [hit for table in chosen for hit in fetch(table, query.period)]
    hits = _meet(query, hits) if query.operation is Operation.LOOKUP else hits
    names = fetch.names()
    result = _RESULTS[query.operation](query, hits, fetch)
    return _with_context(result, query, hits, chosen, fetch, names)


def _sum(hits: Iterable[Hit]) -> tuple[Amount, ...]:
    """One amount per unit, the one of most rows first."""
    sums: dict[str | None, Decimal] = defaultdict(Decimal)
    rows: Counter[str | None] = Counter()
    for hit in hits:
        if hit.measure is not None:
            sums[hit.unit] += hit.measure
            rows[hit.unit] += 1
    return tuple(Amount(sums[unit], unit, rows[unit]) for unit, _ in rows.most_common())


def _average(hits: Iterable[Hit]) -> tuple[Amount, ...]:
    return tuple(
        Amount((a.value / a.rows).quantize(_CENTS, ROUND_HALF_UP), a.unit, a.rows) for a in _sum(hits) if a.rows
    )


def _groups(query: RowQuery, hits: Sequence[Hit], fetch: Fetch) -> list[Group]:
    """Groups by amount, or by rows without a measure; periods in their own order."""
    by_key: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.group is not None:
            by_key[hit.group].append(hit)
    add = _average if query.operation is Operation.AVERAGE else _sum
    made = [
        (name, Group(Counter(h.label or name for h in members).most_common(1)[0][0], add(members), len(members)))
        for name, members in by_key.items()
    ]
    if query.group_by in SPANS and query.operation is not Operation.TOP:
        made.sort(key=lambda pair: pair[1].label)
    else:
        made.sort(key=lambda pair: (_size(query, pair[1]) * (1 if query.order == "asc" else -1), pair[1].label))
    return [
        replace(group, refs=fetch.refs(by_key[name])) if place < _MOST_WITH_ROWS else group
        for place, (name, group) in enumerate(made)
    ]


def _size(query: RowQuery, group: Group) -> Decimal:
    """What groups are ranked by."""
    return total(group.amounts) if query.measure and not query.distinct else Decimal(group.rows)


def _added(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    amounts = (_average if query.operation is Operation.AVERAGE else _sum)(hits)
    groups = _groups(query, hits, fetch) if query.group_by else []
    kept = groups[: query.limit or _DEFAULT_LIMIT]
    return RowResult(len(hits), amounts, groups=tuple(kept), group_count=len(groups))


def _counted(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    groups = _groups(query, hits, fetch) if query.group_by else []
    kept = groups[: query.limit or _DEFAULT_LIMIT]
    if not query.distinct:
        return RowResult(len(hits), groups=tuple(kept), group_count=len(groups))
    values = {
        key(hit.text) if hit.text is not None else str(hit.measure)
        for hit in hits
        if hit.text or hit.measure is not None
    }
    return RowResult(len(values), groups=tuple(kept), group_count=len(groups))


def _extreme(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    """The rows with the smallest or greatest value of each unit, ties included up to the limit."""
    best: list[Hit] = []
    amounts: list[Amount] = []
    for amount in _sum(hits):
        of_unit = [hit for hit in hits if hit.unit == amount.unit and hit.measure is not None]
        values = [hit.measure for hit in of_unit if hit.measure is not None]
        value = min(values) if query.operation is Operation.MIN else max(values)
        amounts.append(Amount(value, amount.unit, len(values)))
        best += [hit for hit in of_unit if hit.measure == value][: query.limit or 5]
    if query.limit and query.limit > 1:
        down = query.operation is Operation.MAX
        ranked = sorted((h for h in hits if h.measure is not None), key=lambda h: h.measure or Decimal(0), reverse=down)
        best = ranked[: query.limit]
    return RowResult(len(hits), tuple(amounts), records=fetch.records(best))


def _listed(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    if query.distinct or query.group_by:
        groups = _groups(query, hits, fetch)
        return RowResult(len(hits), groups=tuple(groups[: query.limit or 50]), group_count=len(groups))
    newest = sorted(hits, key=lambda hit: hit.day or "", reverse=query.order == "desc") if _dated(hits) else hits
    return RowResult(len(hits), _sum(hits), records=fetch.records(newest[: query.limit or _DEFAULT_LIMIT]))


def _latest(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    days = [hit.day for hit in hits if hit.day]
    if not days:
        return RowResult(len(hits), records=fetch.records(hits[-1:]))
    day = min(days) if query.order == "asc" else max(days)
    found = [hit for hit in hits if hit.day == day]
    return RowResult(len(hits), _sum(found), records=fetch.records(found[: query.limit or 5]))


def _looked_up(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    """The rows themselves; when a row's value repeats (the same RFC in many invoices), once."""
    if query.size:
        hits = [hit for hit in hits if has_size(fetch.texts(hit), query.size)]
    if query.measure and not any(hit.measure is not None for hit in hits):
        once = {(hit.group, key(hit.text)): hit for hit in reversed(hits) if hit.text}
        hits = list(reversed(once.values()))
    return RowResult(len(hits), _sum(hits), records=fetch.records(hits[: query.limit or _DEFAULT_LIMIT]))


def _compared(query: RowQuery, hits: list[Hit], fetch: Fetch) -> RowResult:
    other = [hit for table in selected(query, fetch.tables) for hit in fetch(table, query.versus)]
    return RowResult(len(hits) + len(other), _sum(hits), versus=_sum(other), refs=fetch.refs(hits + other))


_RESULTS: dict[Operation, Callable[[RowQuery, list[Hit], Fetch], RowResult]] = {
    Operation.SUM: _added,
    Operation.AVERAGE: _added,
    Operation.TOP: _added,
    Operation.COUNT: _counted,
    Operation.MIN: _extreme,
    Operation.MAX: _extreme,
    Operation.LIST: _listed,
    Operation.LATEST: _latest,
    Operation.LOOKUP: _looked_up,
    Operation.COMPARE: _compared,
}


def _dated(hits: Sequence[Hit]) -> bool:
    return any(hit.day for hit in hits)


def _meet(query: RowQuery, hits: list[Hit]) -> list[Hit]:
    """For a look-up of a number without a period: of each name's rows with a date, those of the last day."""
    filled = [hit for hit in hits if hit.measure is not None]
    if query.period or not filled or not any(hit.day for hit in filled):
        return hits
    last: dict[str | None, str] = {}
    for hit in filled:
        last[hit.group] = max(hit.day or "", last.get(hit.group, ""))
    return [hit for hit in filled if (hit.day or "") == last[hit.group]]


def _with_context(
    result: RowResult,
    query: RowQuery,
    hits: list[Hit],
    tables: Sequence[TableInfo],
    fetch: Fetch,
    names: dict[str, tuple[str, str]],
) -> RowResult:
    """The result with where its rows stand and which days there are."""
    documents = tuple(dict.fromkeys(names[hit.document][0] for hit in hits))[:20]
    return RowResult(
        result.count,
        result.amounts,
        result.versus,
        result.groups,
        result.group_count,
        result.records,
        result.refs or fetch.refs(hits),
        None if hits else fetch.covered(tables, filtered=False),
        None if hits else fetch.covered(tables, filtered=True),
        sum(hit.credit for hit in hits) if "I" in query.invoice_types else 0,
        documents,
    )
