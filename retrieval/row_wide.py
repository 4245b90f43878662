"""Wide sheets, with periods as headers, made long: one row per period."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from retrieval.analysis import fold
from retrieval.document import Table
from retrieval.row_cells import CURRENCIES, month_name, parse_period
from retrieval.row_columns import Column, ColumnType, Reading, Role
from retrieval.row_prepared import PreparedRow, PreparedTable, TableKind

_DERIVED = re.compile(r"^(gran |sub)?total|^promedio|^suma|^average|^media\b|^acumulado|^variacion|^var\b")
_WEEK = re.compile(r"(?:semana|sem|week|wk|w|s)[-. ]{0,2}(\d{1,2})")
_MIN_PERIODS = 3


def periods(table: Table, readings: Sequence[Reading], document: str) -> tuple[dict[int, str], bool]:
    """The columns headed by a period, with its first day, and whether the year is unknown; empty when not wide."""
    year = next((int(y) for text in (table.name, document) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", text)), None)
    found: dict[int, str] = {}
    yearless = False
    for index, label in enumerate(table.columns):
        if readings[index].type is not ColumnType.NUMBER and any(row[index] is not None for row in table.rows):
            continue
        day, needs_year = _period_of(label, year)
        if day:
            found[index] = day.isoformat()
            yearless = yearless or (needs_year and year is None)
    wide = len(found) >= _MIN_PERIODS and len(found) >= 0.4 * len(table.columns)
    return (found, yearless) if wide else ({}, False)


def _period_of(label: str, year: int | None) -> tuple[date | None, bool]:
    if day := parse_period(label):
        return day, False
    if month := month_name(label):
        return date(year or 1, month, 1), True
    if year and (week := _WEEK.fullmatch(fold(label.strip()))) and 1 <= int(week[1]) <= 52:
        return date.fromisocalendar(year, int(week[1]), 1), True
    return None, False


def long(
    table: Table, columns: Sequence[Column], rows: Iterable[PreparedRow], periods: dict[int, str], *, yearless: bool
) -> PreparedTable:
    """One row per period: the other columns, then ``periodo`` and the value under it."""
    kept = [i for i, c in enumerate(columns) if i not in periods and not _DERIVED.search(fold(c.label))]
    measure = _measure(table, [columns[i] for i in periods], rows := list(rows), list(periods))
    long: list[PreparedRow] = []
    for row in rows:
        for index, day in periods.items():
            if row.keys[index] is None:
                continue
            long.append(
                PreparedRow(
                    row.row,
                    (*(row.cells[i] for i in kept), day, row.cells[index]),
                    (*(row.keys[i] for i in kept), day, row.keys[index]),
                    {len(kept) + 1: row.units[index]} if index in row.units else {},
                    row.total,
                    row.cell,
                    row.path,
                    row.start,
                    row.quote,
                )
            )
    described = (*(columns[i] for i in kept), Column("periodo", Role.DATE, ColumnType.DATE), measure)
    return PreparedTable(TableKind.SHEET, table.name, described, tuple(long), table.hidden, yearless)


def _measure(table: Table, columns: Sequence[Column], rows: Sequence[PreparedRow], periods: Sequence[int]) -> Column:
    """The column of a wide sheet's values: money when a sign or the sheet's name says so, or when there are cents."""
    unit = next((c.unit for c in columns if c.unit), None)
    name = fold(table.name)
    cents = any("." in (row.keys[i] or "") for row in rows for i in periods)
    if unit in CURRENCIES.values() or re.search(r"importe|monto|ingreso|pesos|gasto|factura|mxn|\$|revenue|cost", name):
        return Column(table.name, Role.AMOUNT, ColumnType.NUMBER, unit or "$")
    if re.search(r"existencia|inventario|stock", name):
        return Column(table.name, Role.STOCK, ColumnType.NUMBER, unit)
    if re.search(r"precio|price", name):
        return Column(table.name, Role.PRICE, ColumnType.NUMBER, unit or "$")
    if cents and not re.search(r"unidades|piezas|cantidad|kg|kilos|litros|units", name):
        return Column(table.name, Role.AMOUNT, ColumnType.NUMBER, unit or "$")
    return Column(table.name, Role.QUANTITY, ColumnType.NUMBER, unit)
