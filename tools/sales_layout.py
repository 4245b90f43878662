"""Which tables hold sales and in which layout, and their cells as lines: one product, one day or period, one quantity.

Layouts: transactions (one row per line of a ticket), totals (one row per product and week or month), periods across
(one row per product, one column per period) and products across (one row per period, one column per product).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from tools.headers import Role, roles
from tools.periods import Freq, infer_freq
from tools.tables import SalesTable, Value, day, folded, month_first, month_number, number, week_of

LEAST_PERIODS_ACROSS = 4
"""Columns with a period as header from which a table counts as laid out across."""


class Layout(StrEnum):
    TRANSACTIONS = "transactions"
    TOTALS = "totals"
    PERIODS_ACROSS = "periods_across"
    PRODUCTS_ACROSS = "products_across"


class Line(NamedTuple):
    """One quantity of one product as the file has it."""

    product: str
    name: str
    day: date | None
    quantity: float | None
    """None where the cell is empty or holds no number."""
    cell: Value
    """The quantity as written."""
    date_cell: Value
    row: int
    """Index into the table's rows."""
    column: int
    price: float | None
    document: str
    customer: str | None
    """None when the table has no customers; empty when the cell is."""
    promoted: bool
    branch: str


@dataclass(frozen=True, slots=True)
class SalesSheet:
    """A table that holds sales, and how."""

    table: SalesTable
    layout: Layout
    freq: Freq
    """Period of its totals; weeks for days of trade."""
    daily: bool
    """Whether its dates are days of trade, so that its first and last period may be cut short."""
    roles: Mapping[Role, int]
    across: Mapping[int, date]
    """Columns with a period as header, in a layout with periods across."""
    unit: str | None
    """What the quantity's header names: kg, cajas …"""


def recognise(table: SalesTable) -> SalesSheet | None:
    """How `table` holds sales; None when it holds none. The header may stand some rows below the first."""
    for candidate in _with_header_below(table):
        sheet = _recognised(candidate)
        if sheet is not None:
            return sheet
    return None


def _recognised(table: SalesTable) -> SalesSheet | None:
    if len(table.rows) < 1 or _OTHER_TABLES.search(folded(table.table)) or _OTHER_TABLES.search(folded(table.name)):
        return None
    found = _with_date(roles(table.columns))
    across = _periods_across(table, found)
    if len(across) >= LEAST_PERIODS_ACROSS:
        days = sorted(set(across.values()))
        return SalesSheet(table, Layout.PERIODS_ACROSS, infer_freq(days), not _are_periods(days), found, across, None)
    if not _dated(table, found):
        return None
    if Role.CODE in found and Role.QUANTITY in found:
        return _long(table, found)
    if Role.CODE not in found and Role.DATE in found:
        return _products_across(table, found)
    return None


def _with_date(found: dict[Role, int]) -> dict[Role, int]:
    """A column of weeks or months without one of years beside it holds whole dates."""
    period = next((found[role] for role in (Role.WEEK, Role.MONTH) if role in found), None)
    if Role.DATE in found or Role.YEAR in found or period is None:
        return found
    return {**{role: n for role, n in found.items() if n != period}, Role.DATE: period}


def _long(table: SalesTable, found: Mapping[Role, int]) -> SalesSheet:
    days = sorted({d for n in range(len(table.rows)) if (d := _row_day(table, found, n, False)) is not None})
    periods = _are_periods(days)
    totals = periods and Role.DOCUMENT not in found and Role.CUSTOMER not in found
    layout = Layout.TOTALS if totals else Layout.TRANSACTIONS
    freq = infer_freq(days) if periods else Freq.WEEK
    return SalesSheet(table, layout, freq, not periods, found, {}, _unit(table.columns[found[Role.QUANTITY]]))


def _products_across(table: SalesTable, found: Mapping[Role, int]) -> SalesSheet | None:
    """Every column of numbers beside the dates is a product's."""
    taken = {n for role, n in found.items() if role in (Role.DATE, Role.YEAR, Role.MONTH, Role.WEEK)}
    numeric = [
        n
        for n in range(len(table.columns))
        if n not in taken
        and not _TOTAL.fullmatch(folded(table.columns[n]))
        and sum(number(row[n]) is not None for row in table.rows) >= 0.6 * len(table.rows)
    ]
    days = [d for n in range(len(table.rows)) if (d := _row_day(table, found, n, False)) is not None]
    if not numeric or len(set(days)) < LEAST_PERIODS_ACROSS or not _sells(table, numeric):
        return None
    across = dict.fromkeys(numeric, date.min)
    periods = _are_periods(sorted(set(days)))
    freq = infer_freq(days) if periods else Freq.WEEK
    return SalesSheet(table, Layout.PRODUCTS_ACROSS, freq, not periods, found, across, None)


def _sells(table: SalesTable, numeric: Sequence[int]) -> bool:
    """A table of numbers over dates is of sales when a title says so, or when its headers are no known measure."""
    if _SALES.search(folded(f"{table.table} {table.name}")):
        return True
    labels = [folded(table.columns[n]) for n in numeric]
    return not any(_MONEY.search(label) for label in labels)


def _dated(table: SalesTable, found: Mapping[Role, int]) -> bool:
    if not found.keys() & {Role.DATE, Role.MONTH, Role.WEEK} and not table.facts.get("fecha"):
        return False
    sample = range(0, len(table.rows), max(1, len(table.rows) // 50))
    read = [_row_day(table, found, n, False) is not None for n in sample]
    return sum(read) >= 0.5 * len(read)


def _are_periods(days: Sequence[date]) -> bool:
    """Whether distinct dates are one per week, month or quarter rather than days of trade."""
    if len(days) < 3:
        return False
    gaps = [(b - a).days for a, b in pairwise(days)]
    if min(gaps) >= 26:
        return True
    return min(gaps) >= 5 and len({d.weekday() for d in days}) <= 2


def _periods_across(table: SalesTable, found: Mapping[Role, int]) -> dict[int, date]:
    """Columns whose header is a period, with its first day."""
    year = _year_in(table)
    headers = {n: label for n, label in enumerate(table.columns) if not _TOTAL.fullmatch(folded(label))}
    us = month_first(list(headers.values()))
    dated = {n: d for n, label in headers.items() if (d := day(_header_value(label), month_first=us)) is not None}
    if dated or (year is None and Role.YEAR not in found):
        return dated
    months = {
        n: date(year or 1, m, 1) for n, label in headers.items() if (m := month_number(folded(label))) is not None
    }
    if months:
        return months
    weeks = {n: _week_in(label) for n, label in headers.items()}
    return {n: d for n, w in weeks.items() if w is not None and (d := week_of(year or 2001, w)) is not None}


def _header_value(label: str) -> Value:
    """Excel keeps a date in a header as a serial number that arrives as text."""
    return float(label) if re.fullmatch(r"\d{5}(\.0)?", label.strip()) else label


def _week_in(label: str) -> int | None:
    match = re.fullmatch(r"(?:s|sem|semana|w|week|wk) ?(\d{1,2})", folded(label))
    return int(match[1]) if match else None


def _year_in(table: SalesTable) -> int | None:
    """The one year that the sheet's or the file's name gives."""
    for text in (table.table, table.name):
        years = set(re.findall(r"(?<!\d)(20\d\d)(?!\d)", text))
        if len(years) == 1:
            return int(years.pop())
    return None


def lines(sheet: SalesSheet) -> Iterator[Line]:
    """Every quantity of the table."""
    if sheet.layout is Layout.PERIODS_ACROSS:
        yield from _lines_with_periods_across(sheet)
    elif sheet.layout is Layout.PRODUCTS_ACROSS:
        yield from _lines_with_products_across(sheet)
    else:
        yield from _lines_long(sheet)


def _lines_long(sheet: SalesSheet) -> Iterator[Line]:
    table, at = sheet.table, sheet.roles
    us = month_first([row[at[Role.DATE]] for row in table.rows]) if Role.DATE in at else False
    for n, row in enumerate(table.rows):
        quantity = row[at[Role.QUANTITY]]
        yield Line(
            product=_text(row[at[Role.CODE]]),
            name=_text(row[at[Role.NAME]]) if Role.NAME in at else "",
            day=_row_day(table, at, n, us),
            quantity=number(quantity),
            cell=quantity,
            date_cell=row[at[Role.DATE]] if Role.DATE in at else None,
            row=n,
            column=at[Role.QUANTITY],
            price=number(row[at[Role.PRICE]]) if Role.PRICE in at else None,
            document=_text(row[at[Role.DOCUMENT]]) if Role.DOCUMENT in at else table.facts.get("uuid", ""),
            customer=_text(row[at[Role.CUSTOMER]]) if Role.CUSTOMER in at else None,
            promoted=_truthy(row[at[Role.PROMOTION]]) if Role.PROMOTION in at else False,
            branch=_text(row[at[Role.BRANCH]]) if Role.BRANCH in at else "",
        )


def _lines_with_periods_across(sheet: SalesSheet) -> Iterator[Line]:
    table, at = sheet.table, sheet.roles
    code = at.get(Role.CODE, 0)
    for n, row in enumerate(table.rows):
        product = _text(row[code])
        if _TOTAL.fullmatch(folded(product)):
            continue
        year = _int(row[at[Role.YEAR]]) if Role.YEAR in at else None
        for column, first in sheet.across.items():
            when = _in_year(first, year) if year is not None and first.year in (1, 2001) else first
            yield _cell_line(product, _text(row[at[Role.NAME]]) if Role.NAME in at else "", when, row, n, column)


def _lines_with_products_across(sheet: SalesSheet) -> Iterator[Line]:
    table, at = sheet.table, sheet.roles
    us = month_first([row[at[Role.DATE]] for row in table.rows])
    for n, row in enumerate(table.rows):
        when = _row_day(table, at, n, us)
        if when is None and _TOTAL.fullmatch(folded(_text(row[at[Role.DATE]]))):
            continue
        for column in sheet.across:
            yield _cell_line(table.columns[column], "", when, row, n, column)


def _cell_line(product: str, name: str, when: date | None, row: Sequence[Value], n: int, column: int) -> Line:
    cell = row[column]
    return Line(product, name, when, number(cell), cell, None, n, column, None, "", None, False, "")


def _row_day(table: SalesTable, at: Mapping[Role, int], n: int, us: bool) -> date | None:
    """The day of a row: its date, or its year with a month or week, or the file's own date."""
    row = table.rows[n]
    when = day(row[at[Role.DATE]], month_first=us) if Role.DATE in at else None
    if when is None and Role.YEAR in at and (year := _int(row[at[Role.YEAR]])) is not None:
        cell = next((row[at[role]] for role in (Role.WEEK, Role.MONTH, Role.DATE) if role in at), None)
        by_week = Role.WEEK in at or (
            Role.MONTH not in at and _is_week(table.columns[at[Role.DATE]]) if Role.DATE in at else False
        )
        when = _in_period(year, cell, by_week)
    return day(table.facts.get("fecha")) if when is None and Role.DATE not in at else when


def _is_week(label: str) -> bool:
    return folded(label) in ("semana", "week", "sem", "wk")


def _in_period(year: int, cell: Value, by_week: bool) -> date | None:
    plain = _int(cell)
    if by_week:
        plain = plain if plain is not None else _week_in(_text(cell))
        return week_of(year, plain) if plain is not None else None
    month = plain if plain is not None else month_number(folded(_text(cell)))
    return date(year, month, 1) if month is not None and 1 <= month <= 12 else None


def _in_year(first: date, year: int) -> date:
    if first.year == 1:
        return first.replace(year=year)
    return week_of(year, first.isocalendar().week) or first


def _with_header_below(table: SalesTable) -> Iterator[SalesTable]:
    """The table itself, then the same with each of its first rows as header: titles often stand above."""
    yield table
    for n, row in enumerate(table.rows[:8]):
        labels = [_text(v) for v in row]
        if sum(bool(label) for label in labels) >= 2 and not any(isinstance(v, int | float) for v in row):
            columns = [label or f"columna {x + 1}" for x, label in enumerate(labels)]
            yield SalesTable(
                table.name, table.table, columns, table.rows[n + 1 :], table.row_numbers[n + 1 :],
                table.document, table.version, table.facts,
            )  # fmt: skip


def _unit(header: str) -> str | None:
    match = re.search(
        r"\b(piezas|pzas|pzs|pz|cajas|kilos|kg|litros|lts?|unidades|units|paquetes|bultos)\b", folded(header)
    )
    return match[1] if match else None


def _text(value: Value) -> str:
    """A cell as a code or a name; Excel's ``85048.0`` is ``85048``."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _int(value: Value) -> int | None:
    found = number(value)
    return int(found) if found is not None and found.is_integer() else None


def _truthy(value: Value) -> bool:
    if isinstance(value, str):
        return folded(value) not in ("", "no", "0", "false", "falso", "n", "sin promocion")
    return bool(value)


_TOTAL = re.compile(r"(?:gran |sub)?total(?: general| anual| ano)?(?: \d{4})?|suma|promedio|average|grand total|sum")
_OTHER_TABLES = re.compile(
    r"\b(?:compras?|purchases?|ordenes? de compra|purchase orders?|entradas|cotizacion(?:es)?|pronosticos?|forecast)\b"
)
_SALES = re.compile(r"\b(?:ventas?|sales|demanda|demand|salidas|consumos?|historico|historia|history)\b")
_MONEY = re.compile(r"\b(?:precio|price|importe|monto|amount|costo|cost|saldo|balance|tasa|rate|tipo de cambio|iva)\b")
