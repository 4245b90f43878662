"""From a document's tables to typed rows ready to store: types, roles, totals marked, wide sheets made long."""

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.analysis import fold
from retrieval.document import Document, FileKind, Table
from retrieval.row_cfdi import TABLES, cfdi_table
from retrieval.row_columns import MONEY_ROLES, Column, ColumnType, Reading, Role, guess_role, read_column
from retrieval.row_prepared import Mark, PreparedRow, PreparedTable, TableKind, mark_of, typed_row
from retrieval.row_totals import totals
from retrieval.row_wide import long, periods


def prepare(document: Document) -> list[PreparedTable]:
    """The typed tables of a document; tables without rows or columns are left out. CPU-heavy for large files."""
    places = {block.start: (block.cell, block.path) for block in document.blocks}
    prepared: list[PreparedTable] = []
    for table in document.tables:
        if not table.rows or not table.columns:
            continue
        marks = [mark_of(table, index, document, places) for index in range(len(table.rows))]
        if document.kind is FileKind.CFDI and table.name in TABLES:
            prepared.append(cfdi_table(table, marks))
        else:
            prepared.append(_sheet(table, marks, document.name))
    return prepared


def _sheet(table: Table, marks: Sequence[Mark], document: str) -> PreparedTable:
    columns = [list(column) for column in zip(*table.rows, strict=True)]
    readings = [read_column(values, label) for values, label in zip(columns, table.columns, strict=True)]
    dated, yearless = periods(table, readings, document)
    roles = [
        guess_role(label, reading, values, table.name)
        for label, reading, values in zip(table.columns, readings, columns, strict=True)
    ]
    described = [
        Column(label, role, reading.type, reading.unit or ("$" if _is_money(label, role, reading) else None))
        for label, role, reading in zip(table.columns, roles, readings, strict=True)
    ]
    described = _one_product(described)
    rows = [typed_row(values, readings, described, mark) for values, mark in zip(table.rows, marks, strict=True)]
    rows = _without_totals(rows, described)
    if dated:
        return long(table, described, rows, dated, yearless=yearless)
    return PreparedTable(TableKind.SHEET, table.name, tuple(described), tuple(rows), table.hidden)


_MONEY_HEADER = re.compile(
    r"sueldo|salario|salary|wage|comision|credito|presupuesto|budget|\brenta\b|minimo de compra|pedido minimo"
)


def _is_money(label: str, role: Role, reading: Reading) -> bool:
    """Whether the numbers of a column are money although no sign says so."""
    return reading.type is ColumnType.NUMBER and (role in MONEY_ROLES or bool(_MONEY_HEADER.search(fold(label))))


def _one_product(columns: list[Column]) -> list[Column]:
    """Of several columns taken for the product, the first is it; ``descripcion`` beside ``producto`` is text."""
    seen = False
    out: list[Column] = []
    for column in columns:
        role = column.role
        if role is Role.PRODUCT:
            role, seen = (Role.TEXT if seen else role), True
        out.append(Column(column.label, role, column.type, column.unit))
    return out


def _without_totals(rows: list[PreparedRow], columns: Sequence[Column]) -> list[PreparedRow]:
    """The rows, totals marked."""
    numeric = {index for index, column in enumerate(columns) if column.type is ColumnType.NUMBER}
    texts = [[None if i in numeric and row.keys[i] else c for i, c in enumerate(row.cells)] for row in rows]
    numbers = [
        [Decimal(k) if i in numeric and (k := row.keys[i]) else None for i in range(len(columns))] for row in rows
    ]
    return [
        PreparedRow(r.row, r.cells, r.keys, r.units, True, r.cell, r.path, r.start, r.quote) if total else r
        for r, total in zip(rows, totals(texts, numbers), strict=True)
    ]
