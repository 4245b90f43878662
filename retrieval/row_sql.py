"""From a typed query to parameterised SQL: only column numbers that we looked up ourselves enter its text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from guardrails.errors import InvalidRequest
from retrieval.row_columns import MONEY_ROLES, Column, ColumnType, Role
from retrieval.row_prepared import TableKind, key
from retrieval.row_query import BALANCE, NET, SPANS, Filter, Operation, Period, RowQuery, Source
from retrieval.row_state import TableInfo

_KINDS: dict[Source, TableKind] = {
    Source.ISSUED: TableKind.INVOICES,
    Source.RECEIVED: TableKind.INVOICES,
    Source.ISSUED_LINES: TableKind.LINES,
    Source.RECEIVED_LINES: TableKind.LINES,
    Source.PAID_IN: TableKind.PAYMENTS,
    Source.PAID_OUT: TableKind.PAYMENTS,
}
_PARTIES = (Role.CUSTOMER, Role.SUPPLIER, Role.PARTY)

Parameter = str | int | float


@dataclass(slots=True)
class Where:
    """Conditions joined by AND, with their parameters in order."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)

    def add(self, condition: str, *parameters: Parameter) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)


def selected(query: RowQuery, tables: Sequence[TableInfo]) -> list[TableInfo]:
    """The tables that a query reads; InvalidRequest when it names one that is not there."""
    if query.source.cfdi:
        return [table for table in tables if table.kind is _KINDS[query.source]]
    by_id = {table.id: table for table in tables}
    missing = [name for name in query.tables if name not in by_id]
    if missing or not query.tables:
        raise InvalidRequest(reason=f"no table {', '.join(missing) or '(none)'}")
    return [by_id[name] for name in query.tables]


def column(name: str, table: TableInfo, source: Source) -> Column:
    """The column that a label or a role means in a table; InvalidRequest when there is none."""
    wanted = key(name)
    for candidate in table.columns:
        if key(candidate.label) == wanted:
            return candidate
    if wanted == "party" and source.cfdi:
        return column("receptor" if source.issued else "emisor", table, source)
    found: list[Column] = []
    if wanted == "party":
        found = table.of_role(*_PARTIES)
    elif wanted in {role.value for role in Role}:
        found = table.of_role(Role(wanted))
    if not found:
        raise InvalidRequest(reason=f"no column {name} in {table.name}")
    return found[0]


def has_column(name: str, table: TableInfo, source: Source) -> bool:
    """Whether a label or a role means a column of the table, stored or computed."""
    if name in (BALANCE, NET):
        return source.invoices or (name == NET and source.lines)
    try:
        column(name, table, source)
    except InvalidRequest:
        return False
    return True


def date_column(query: RowQuery, table: TableInfo) -> Column | None:
    """The date that periods of the query mean, if the table has one."""
    if query.date_column:
        return column(query.date_column, table, query.source)
    return next(iter(table.of_role(Role.DATE)), None)


def expression(table: TableInfo, label: str, source: str = "keys", alias: str = "r") -> str:
    """SQL of a cell: an index that we looked up, never a text that came in."""
    return f"json_extract({alias}.{source}, '$[{table.index(label)}]')"


def where(query: RowQuery, table: TableInfo, tables: Sequence[TableInfo], tenant: str, rfc: str | None) -> Where:
    """The conditions of a query on one table, the period apart."""
    made = Where()
    made.add("r.relation = ? AND r.total = 0", int(table.id[1:]))
    made.add(
        "r.document NOT IN (SELECT d.document FROM documents d JOIN documents e ON e.tenant = d.tenant AND e.twin = "
        "d.twin "
        "AND e.document < d.document WHERE d.tenant = ?)",
        tenant,
    )
    if query.source.cfdi:
        _direction(made, query, table, rfc)
    for condition in query.filters:
        if condition.column not in (BALANCE, NET):
            _filter(made, condition, query, table, tables)
    return made


def _direction(made: Where, query: RowQuery, table: TableInfo, rfc: str | None) -> None:
    """Issued or received, by the company's RFC; and which types of CFDI."""
    labels = {c.label for c in table.columns}
    side = "emisor_rfc" if query.source.issued else "receptor_rfc"
    if rfc is None:
        raise InvalidRequest(reason="the company's RFC is not known")
    made.add(f"{expression(table, side)} = ?", key(rfc))
    if not query.source.issued:
        made.add(f"{expression(table, 'emisor_rfc')} <> ?", key(rfc))
    if "tipo" in labels and not query.source.payments:
        marks = ", ".join("?" * len(query.invoice_types))
        made.add(f"{expression(table, 'tipo')} IN ({marks})", *(kind.lower() for kind in query.invoice_types))


def _filter(made: Where, condition: Filter, query: RowQuery, table: TableInfo, tables: Sequence[TableInfo]) -> None:
    target = column(condition.column, table, query.source)
    cell = expression(table, target.label)
    if condition.via:
        other = next((t for t in tables if t.id == condition.via.table), None)
        if other is None:
            raise InvalidRequest(reason=f"no table {condition.via.table}")
        theirs = expression(other, column(condition.via.key, other, Source.SHEET).label, alias="v")
        compared = expression(other, column(condition.via.column, other, Source.SHEET).label, alias="v")
        marks = ", ".join("?" * len(condition.values))
        made.add(
            f"{cell} IN (SELECT {theirs} FROM records v WHERE v.relation = ? AND v.total = 0 AND {compared} IN "
            f"({marks}))",
            int(other.id[1:]),
            *(key(value) for value in condition.values),
        )
        return
    if condition.than is not None:
        _between_columns(made, condition, cell, expression(table, column(condition.than, table, query.source).label))
    else:
        _compare(made, condition, target, cell)


_SIGNS = {"at_least": ">=", "at_most": "<=", "more": ">", "less": "<"}


def _between_columns(made: Where, condition: Filter, cell: str, other: str) -> None:
    if condition.op not in _SIGNS:
        raise InvalidRequest(reason=f"{condition.op} does not compare columns")
    made.add(
        f"{cell} IS NOT NULL AND {other} IS NOT NULL "
        f"AND CAST({cell} AS REAL) {_SIGNS[condition.op]} CAST({other} AS REAL)"
    )


def _compare(made: Where, condition: Filter, target: Column, cell: str) -> None:
    if not condition.values:
        raise InvalidRequest(reason=f"{condition.column}: no values")
    if condition.op == "contains":
        any_of = " OR ".join(f"instr({cell}, ?) > 0" for _ in condition.values)
        made.add(f"({any_of})", *(key(value) for value in condition.values))
    elif condition.op == "in" and target.type is not ColumnType.NUMBER:
        made.add(f"{cell} IN ({', '.join('?' * len(condition.values))})", *(key(value) for value in condition.values))
    elif condition.op == "not_in":
        marks = ", ".join("?" * len(condition.values))
        made.add(f"({cell} IS NULL OR {cell} NOT IN ({marks}))", *(key(value) for value in condition.values))
    elif target.type is ColumnType.DATE:
        made.add(f"{cell} {_SIGNS[condition.op]} ?", condition.values[0])
    else:
        try:
            numbers = [float(value) for value in condition.values]
        except ValueError as wrong:
            raise InvalidRequest(reason=f"{condition.values[0]} is not a number") from wrong
        if condition.op == "in":
            made.add(f"CAST({cell} AS REAL) IN ({', '.join('?' * len(numbers))})", *numbers)
        else:
            made.add(f"{cell} IS NOT NULL AND CAST({cell} AS REAL) {_SIGNS[condition.op]} ?", numbers[0])


def within(made: Where, period: Period, day: Column, table: TableInfo) -> None:
    """Add the condition that a date lies in a period. Months without a year are compared without it."""
    cell = expression(table, day.label)
    start, end = period.start, period.end
    if table.yearless:
        if start and end and start.year == end.year:
            made.add(f"substr({cell}, 6) BETWEEN ? AND ?", start.isoformat()[5:], end.isoformat()[5:])
        return
    if start:
        made.add(f"{cell} >= ?", start.isoformat())
    if end:
        made.add(f"{cell} <= ?", end.isoformat())


def span(group_by: str, day: date) -> str:
    """The week (by its Monday), month, quarter or year that a day falls in."""
    if group_by == "week":
        year, week, _ = day.isocalendar()
        return date.fromisocalendar(year, week, 1).isoformat()
    if group_by == "month":
        return day.isoformat()[:7]
    return f"{day.year}-Q{(day.month + 2) // 3}" if group_by == "quarter" else str(day.year)


def check(query: RowQuery, tables: Sequence[TableInfo]) -> None:
    """InvalidRequest when a query names tables or columns that are not there, or sums what is no number."""
    chosen = selected(query, tables)
    if query.operation is Operation.COMPARE and (query.period is None or query.versus is None):
        raise InvalidRequest(reason="a comparison needs two periods")
    for table in chosen:
        for name in filter(
            None,
            (
                query.measure,
                query.group_by,
                query.date_column,
                *(f.column for f in query.filters),
                *(f.than for f in query.filters),
            ),
        ):
            if name not in SPANS and not has_column(name, table, query.source):
                raise InvalidRequest(reason=f"no column {name} in {table.name}")
        adds = query.operation in (Operation.SUM, Operation.AVERAGE, Operation.MIN, Operation.MAX, Operation.COMPARE)
        if adds and (query.measure is None or not is_number(query.measure, table, query.source)):
            raise InvalidRequest(reason=f"{query.measure} is not a column of numbers")


def is_number(name: str, table: TableInfo, source: Source) -> bool:
    """Whether a column, stored or computed, holds numbers."""
    return name in (BALANCE, NET) or column(name, table, source).type is ColumnType.NUMBER


def is_money(name: str, table: TableInfo, source: Source) -> bool:
    """Whether a column's numbers are money."""
    return name in (BALANCE, NET) or column(name, table, source).role in MONEY_ROLES
