"""Rows of a table, typed and ready to store: text as shown and as compared, exact numbers, ISO dates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from retrieval.analysis import fold
from retrieval.document import Document, Table, Value
from retrieval.row_cells import as_date, as_number, parse_period
from retrieval.row_columns import Column, ColumnType, Reading, unit_name

MAX_QUOTE = 1000
"""Characters of a row's own text that are kept to cite it."""


class TableKind(StrEnum):
    SHEET = "sheet"
    INVOICES = "comprobante"
    LINES = "conceptos"
    PAYMENTS = "pagos"


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """A row as it is stored; `cells` and `keys` are as long as the table's columns."""

    row: int
    cells: tuple[str | None, ...]
    """Text as written, numbers as plain decimals, dates in ISO."""
    keys: tuple[str | None, ...]
    """The same, text folded: what filters compare."""
    units: dict[int, str] = field(default_factory=dict)
    """Units of the numbers whose unit is not their column's."""
    total: bool = False
    cell: str | None = None
    path: str | None = None
    start: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class PreparedTable:
    kind: TableKind
    name: str
    columns: tuple[Column, ...]
    rows: tuple[PreparedRow, ...]
    hidden: bool = False
    yearless: bool = False
    """True when its dates come from month names without a year: they stand in the year 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a row stands."""

    row: int
    cell: str | None
    path: str | None
    start: int | None
    quote: str | None


def mark_of(table: Table, index: int, document: Document, places: dict[int, tuple[str | None, str | None]]) -> Mark:
    if index >= len(table.spans):
        return Mark(table.row_numbers[index], None, None, None, None)
    start, end = table.spans[index]
    cell, path = places.get(start, (None, None))
    return Mark(table.row_numbers[index], cell, path, start, document.text[start : min(end, start + MAX_QUOTE)])


def key(text: str) -> str:
    """What filters compare texts by: no accents, no case, single spaces."""
    return " ".join(fold(text).split())


def typed_row(
    values: Sequence[Value], readings: Sequence[Reading], columns: Sequence[Column], mark: Mark
) -> PreparedRow:
    cells: list[str | None] = []
    keys: list[str | None] = []
    units: dict[int, str] = {}
    for index, (value, reading) in enumerate(zip(values, readings, strict=True)):
        shown, comparable, unit = _cell(value, reading)
        cells.append(shown)
        keys.append(comparable)
        if unit and unit != columns[index].unit:
            units[index] = unit
    return PreparedRow(mark.row, tuple(cells), tuple(keys), units, False, mark.cell, mark.path, mark.start, mark.quote)


def _cell(value: Value, reading: Reading) -> tuple[str | None, str | None, str | None]:
    """A value as shown, as compared, and its unit. What does not fit its column's type is shown and never compared."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None, None
    if reading.type is ColumnType.NUMBER:
        number = as_number(value, reading.mark)
        if number is None:
            return _shown(value), None, None
        text = plain(number.value * 100 if reading.rate else number.value)
        return text, text, "%" if reading.rate else unit_name(number.unit) if number.unit else None
    if reading.type is ColumnType.DATE:
        day = as_date(value, first=reading.day_first) or (parse_period(value) if isinstance(value, str) else None)
        return (day.isoformat(), day.isoformat(), None) if day else (_shown(value), None, None)
    shown = _shown(value)
    return shown, key(shown), None


def _shown(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "sí" if value else "no"
    return str(value).strip()


def plain(value: Decimal) -> str:
    """A decimal without exponent: ``1E+3`` → ``1000``."""
    return format(value, "f")
