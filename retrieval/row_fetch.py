"""Fetch the rows that a typed query means: SQL selects them, computed columns (balance, net) are worked out here."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guardrails.evidence import MAX_ROWS, Citation, RowRef
from retrieval.row_cells import CURRENCIES
from retrieval.row_columns import ColumnType, Role, unit_name
from retrieval.row_prepared import TableKind, key
from retrieval.row_query import BALANCE, NET, SPANS, Filter, Operation, Period, RowQuery, Source
from retrieval.row_result import Cell, Coverage, Record
from retrieval.row_sql import Where, column, date_column, expression, is_money, is_number, span, where, within
from retrieval.row_state import TableInfo

_NAMING = (Role.PRODUCT, Role.CODE, Role.CUSTOMER, Role.SUPPLIER, Role.PARTY, Role.PERSON, Role.ID)
_GENERIC = {"xaxx010101000", "xexx010101000"}
"""RFC that SAT gives the general public and foreigners: shared by many parties."""


@dataclass(slots=True)
class Hit:
    """A row that matches, with only what the operation needs of it."""

    table: TableInfo
    document: str
    position: int
    row: int
    cell: str | None
    path: str | None
    measure: Decimal | None = None
    text: str | None = None
    unit: str | None = None
    group: str | None = None
    label: str | None = None
    day: str | None = None
    credit: bool = False
    dropped: bool = False


class Fetch:
    """Selects the rows of one query, table by table."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        tenant: str,
        query: RowQuery,
        tables: Sequence[TableInfo],
        rfc: str | None,
        currency: str | None,
    ) -> None:
        self.connection, self.tenant, self.query, self.tables = connection, tenant, query, tables
        self.rfc, self.currency = rfc, currency
        self._names: dict[str, tuple[str, str]] | None = None
        self._balances: dict[str, Decimal] | None = None

    def __call__(self, table: TableInfo, period: Period | None) -> list[Hit]:
        query = self.query
        made = where(query, table, self.tables, self.tenant, self.rfc)
        day = date_column(query, table)
        if period and day:
            within(made, period, day, table)
        wanted = {
            "measure": self._measured(table),
            "group": self._grouped(table),
            "label": None,
            "day": day.label if day else None,
            "currency": self._unit_beside(table),
            "rfc": self._rfc_beside(table),
        }
        wanted["label"] = wanted["group"]
        sources = {"label": "cells", "measure": "cells" if not self._numeric(table) else "keys"}
        columns = ", ".join(
            expression(table, label, sources.get(name, "keys")) if label else "NULL" for name, label in wanted.items()
        )
        extra = self._extra(table)
        rows = self.connection.execute(
            f"SELECT r.document, r.position, r.row, r.cell, r.path, r.units, {columns}{extra} FROM records r "
            f"WHERE {' AND '.join(made.conditions)} ORDER BY r.document, r.position",
            made.parameters,
        )
        hits = [self._hit(table, row, wanted["measure"]) for row in rows]
        return [hit for hit in hits if self._kept(hit)]

    def _numeric(self, table: TableInfo) -> bool:
        return self.query.measure is not None and is_number(self.query.measure, table, self.query.source)

    def _measured(self, table: TableInfo) -> str | None:
        name = self.query.measure
        if name is None:
            return None
        if name == NET:
            return "importe" if self.query.source.lines else "subtotal"
        return column("total" if name == BALANCE else name, table, self.query.source).label

    def _grouped(self, table: TableInfo) -> str | None:
        name = self.query.group_by
        if name is None and self.query.operation is Operation.LOOKUP:
            return next((c.label for c in table.of_role(*_NAMING)), None)
        return None if name is None or name in SPANS else column(name, table, self.query.source).label

    def _unit_beside(self, table: TableInfo) -> str | None:
        """The column that says what the measure is counted in: the currency of money, the unit of a quantity."""
        name = self.query.measure
        if name is None or not self._numeric(table):
            return None
        counted = name not in (BALANCE, NET) and column(name, table, self.query.source).role in (
            Role.QUANTITY,
            Role.STOCK,
        )
        return next((c.label for c in table.of_role(Role.UNIT if counted else Role.CURRENCY)), None)

    def _rfc_beside(self, table: TableInfo) -> str | None:
        label = f"{self._grouped(table)}_rfc"
        return label if any(c.label == label for c in table.columns) else None

    def _extra(self, table: TableInfo) -> str:
        """Cells of an invoice that computed columns and credit notes need: type, discount, payment method, UUID."""
        labels = {c.label for c in table.columns}
        return "".join(
            f", {expression(table, name)}" if name in labels else ", NULL"
            for name in ("tipo", "descuento", "metodo_pago", "uuid")
        )

    def _hit(self, table: TableInfo, row: tuple[str | int | None, ...], label: str | None) -> Hit:
        (
            document,
            position,
            number,
            cell,
            path,
            units,
            measure,
            group,
            shown,
            day,
            currency,
            rfc,
            kind,
            less,
            method,
            uuid,
        ) = row
        hit = Hit(table, str(document), int(position or 0), int(number or 0), _text(cell), _text(path), day=_text(day))
        hit.credit = kind == "e"
        if label and self._numeric(table):
            hit.measure = _decimal(measure)
            hit.unit = self._unit(table, label, _text(units), _text(currency))
            self._compute(hit, _decimal(less), _text(method), _text(uuid))
        else:
            hit.text = _text(measure)
        if self.query.group_by in SPANS:
            hit.group = hit.label = (
                span(self.query.group_by or "", date.fromisoformat(str(day))) if _is_day(day) else None
            )
        else:
            hit.group = _text(rfc) if rfc and rfc not in _GENERIC else _text(group)
            hit.label = _text(shown)
        return hit

    def _compute(self, hit: Hit, discount: Decimal | None, method: str | None, uuid: str | None) -> None:
        if self.query.measure == NET and hit.measure is not None:
            hit.measure -= discount or Decimal(0)
        if self.query.measure == BALANCE or self.query.unpaid:
            paid_at_once = method != "ppd"
            balance = Decimal(0) if paid_at_once else self.balances().get(uuid or "", hit.measure or Decimal(0))
            if self.query.measure == BALANCE:
                hit.measure = balance
            if self.query.unpaid and balance <= 0:
                hit.dropped = True
        if hit.credit and hit.measure is not None and "I" in self.query.invoice_types:
            hit.measure = -hit.measure

    def _kept(self, hit: Hit) -> bool:
        return not hit.dropped and all(_holds(f, hit.measure) for f in self.query.filters if f.column in (BALANCE, NET))

    def _unit(self, table: TableInfo, label: str, units: str | None, currency: str | None) -> str | None:
        of_column = table.columns[table.index(label)]
        money = is_money(self.query.measure or label, table, self.query.source)
        own = json.loads(units).get(str(table.index(label))) if units else None
        if own:
            unit = str(own)
        elif money and currency:
            unit = CURRENCIES.get(currency, currency.upper())
        elif currency and of_column.role in (Role.QUANTITY, Role.STOCK):
            unit = unit_name(currency.split()[0])  # «Bolsa 1 kg» is counted in bags
        else:
            unit = of_column.unit
        return self.currency if unit == "$" and self.currency else unit

    def balances(self) -> dict[str, Decimal]:
        """What is left to pay of each invoice that a payment refers to, by folded UUID, after its last payment."""
        if self._balances is None:
            self._balances = {}
            for table in (t for t in self.tables if t.kind is TableKind.PAYMENTS):
                labels = [c.label for c in table.columns]
                left = next(
                    (name for name in labels if "insoluto" in name), next((n for n in labels if n == "saldo"), None)
                )
                if "uuid_relacionado" not in labels or left is None:
                    continue
                rows = self.connection.execute(
                    f"SELECT {expression(table, 'uuid_relacionado')}, {expression(table, left)} FROM records r "
                    "WHERE r.relation = ?",
                    (int(table.id[1:]),),
                )
                for uuid, balance in rows:
                    value = _decimal(balance)
                    if uuid and value is not None:
                        self._balances[uuid] = min(value, self._balances.get(uuid, value))
        return self._balances

    def names(self) -> dict[str, tuple[str, str]]:
        """Name and version of each document of the tenant."""
        if self._names is None:
            found = self.connection.execute(
                "SELECT document, name, version FROM documents WHERE tenant = ?", (self.tenant,)
            )
            self._names = {row[0]: (row[1], row[2]) for row in found}
        return self._names

    def ref(self, hit: Hit) -> RowRef:
        name, version = self.names()[hit.document]
        return RowRef(hit.document, name, version, hit.table.name, hit.row, hit.cell, hit.path)

    def refs(self, hits: Sequence[Hit]) -> tuple[RowRef, ...]:
        """Where rows stand, at most MAX_ROWS; a row of a wide sheet once."""
        return tuple(dict.fromkeys(self.ref(hit) for hit in hits[: MAX_ROWS * 4]))[:MAX_ROWS]

    def records(self, hits: Iterable[Hit]) -> tuple[Record, ...]:
        """The whole rows."""
        return tuple(self._record(hit) for hit in hits)

    def texts(self, hit: Hit) -> list[str]:
        """The filled cells of a row's columns of text, as written."""
        (cells,) = self.connection.execute(
            "SELECT cells FROM records WHERE relation = ? AND document = ? AND position = ?",
            (int(hit.table.id[1:]), hit.document, hit.position),
        ).fetchone()
        shown = zip(json.loads(cells), hit.table.columns, strict=True)
        return [str(cell) for cell, of in shown if cell is not None and of.type is ColumnType.TEXT]

    def _record(self, hit: Hit) -> Record:
        cells, keys, units, start, quote = self.connection.execute(
            "SELECT cells, keys, units, start, quote FROM records WHERE relation = ? AND document = ? AND position = ?",
            (int(hit.table.id[1:]), hit.document, hit.position),
        ).fetchone()
        said: dict[str, str] = json.loads(units) if units else {}
        filled: dict[str, Cell] = {}
        shown, comparable = json.loads(cells), json.loads(keys)
        currency = next((shown[hit.table.index(c.label)] for c in hit.table.of_role(Role.CURRENCY)), None)
        for index, of_column in enumerate(hit.table.columns):
            if shown[index] is None:
                continue
            unit = said.get(str(index)) or of_column.unit
            if is_money(of_column.label, hit.table, Source.SHEET) and str(index) not in said and currency:
                unit = CURRENCIES.get(key(currency), currency.upper())
            filled[of_column.label] = _cell(shown[index], comparable[index], of_column.type, self._peso(unit))
        if self.query.measure == BALANCE and hit.measure is not None:
            filled[BALANCE] = Cell(hit.measure, hit.unit)
        ref = self.ref(hit)
        citation = None
        if quote and start is not None:
            citation = Citation(
                ref.document, ref.name, ref.version, start, start + len(quote), quote, cell=hit.cell, path=hit.path
            )
        return Record(ref, filled, citation)

    def _peso(self, unit: str | None) -> str | None:
        return self.currency if unit == "$" and self.currency else unit

    def covered(self, tables: Sequence[TableInfo], *, filtered: bool) -> Coverage | None:
        """First and last day of the tables' rows; of those that match the filters when `filtered`."""
        days: list[str] = []
        for table in tables:
            day = date_column(self.query, table)
            if day is None or table.yearless:
                continue
            base = self.query if filtered else self.query.model_copy(update={"filters": ()})
            made: Where = where(base, table, self.tables, self.tenant, self.rfc)
            cell = expression(table, day.label)
            found = self.connection.execute(
                f"SELECT min({cell}), max({cell}) FROM records r WHERE {' AND '.join(made.conditions)}", made.parameters
            ).fetchone()
            days += [text for text in found if text]
        return Coverage(date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: str | int | None) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))


def _is_day(value: str | int | None) -> bool:
    return isinstance(value, str) and len(value) == 10


def _cell(shown: str, comparable: str | None, kind: ColumnType, unit: str | None) -> Cell:
    if kind is ColumnType.NUMBER and comparable is not None:
        return Cell(Decimal(comparable), unit)
    if kind is ColumnType.DATE and comparable is not None:
        return Cell(date.fromisoformat(comparable))
    return Cell(shown)


def _holds(condition: Filter, value: Decimal | None) -> bool:
    if value is None:
        return False
    limits = [Decimal(v) for v in condition.values]
    tests: dict[str, Callable[[], bool]] = {
        "in": lambda: value in limits,
        "at_least": lambda: value >= limits[0],
        "at_most": lambda: value <= limits[0],
        "more": lambda: value > limits[0],
        "less": lambda: value < limits[0],
    }
    return condition.op in tests and tests[condition.op]()
