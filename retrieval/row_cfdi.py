"""The tables of a CFDI: what each of SAT's fields is for."""

import re
from collections.abc import Sequence

from retrieval.document import Table
from retrieval.row_columns import Column, ColumnType, Reading, Role
from retrieval.row_prepared import Mark, PreparedTable, TableKind, typed_row

_ROLES: dict[str, Role] = {
    "fecha": Role.DATE,
    "fecha_pago": Role.DATE,
    "emisor": Role.SUPPLIER,
    "receptor": Role.CUSTOMER,
    "descripcion": Role.PRODUCT,
    "clave": Role.CODE,
    "cantidad": Role.QUANTITY,
    "unidad": Role.UNIT,
    "valor_unitario": Role.PRICE,
    "importe": Role.AMOUNT,
    "total": Role.AMOUNT,
    "importe_pagado": Role.AMOUNT,
    "subtotal": Role.SUBTOTAL,
    "descuento": Role.DISCOUNT,
    "iva": Role.TAX,
    "iva_trasladado": Role.TAX,
    "ieps_trasladado": Role.TAX,
    "iva_retenido": Role.TAX,
    "isr_retenido": Role.TAX,
    "retenciones": Role.TAX,
    "saldo_anterior": Role.BALANCE,
    "saldo_insoluto": Role.BALANCE,
    "moneda": Role.CURRENCY,
    "folio": Role.ID,
    "factura": Role.ID,
    "uuid": Role.ID,
    "uuid_relacionado": Role.ID,
}
_NUMBERS = re.compile(
    r"^(cantidad|valor_unitario|importe.*|total|monto.*|subtotal|descuento|iva.*|ieps.*|isr.*|retenci.*|tipo_cambio|"
    r"saldo.*|parcialidad)$"
)
TABLES = {kind.value for kind in TableKind if kind is not TableKind.SHEET}


def cfdi_table(table: Table, marks: Sequence[Mark]) -> PreparedTable:
    """A table of an invoice; a column ``factura`` joins series and folio as people say them."""
    labels = list(table.columns)
    rows = [list(row) for row in table.rows]
    if {"serie", "folio"} <= set(labels):
        serie, folio = labels.index("serie"), labels.index("folio")
        for row in rows:
            row.append("-".join(str(v) for v in (row[serie], row[folio]) if v) or None)
        labels.append("factura")
    columns = [_cfdi_column(label, payments="fecha_pago" in labels) for label in labels]
    readings = [Reading(column.type) for column in columns]
    ready = [typed_row(values, readings, columns, mark) for values, mark in zip(rows, marks, strict=True)]
    return PreparedTable(TableKind(table.name), table.name, tuple(columns), tuple(ready))


def _cfdi_column(label: str, *, payments: bool) -> Column:
    number = bool(_NUMBERS.match(label))
    role = _ROLES.get(label, Role.NUMBER if number else Role.TEXT)
    kind = ColumnType.DATE if role is Role.DATE else ColumnType.NUMBER if number else ColumnType.TEXT
    if payments and label == "fecha":
        role = Role.TEXT  # the day of the receipt; the money moved on `fecha_pago`
    return Column(label, role, kind)
