"""Tables as files hold them become typed rows: roles, units, totals, wide sheets."""

from collections.abc import Sequence
from datetime import date

import pytest

from retrieval.document import Block, BlockKind, Document, FileKind, Table, Value
from retrieval.row_columns import ColumnType, Role
from retrieval.row_prepared import PreparedTable
from retrieval.row_tables import prepare


def prepared(columns: str, *rows: Sequence[Value], name: str = "Hoja1", document: str = "libro.xlsx") -> PreparedTable:
    table = Table(name, [c.strip() for c in columns.split("|")], rows, list(range(2, len(rows) + 2)))
    (made,) = prepare(Document(document, FileKind.XLSX, "0" * 16, "", (), (table,)))
    return made


@pytest.mark.parametrize(
    ("header", "value", "role"),
    [
        ("Cliente", "Café Luna", Role.CUSTOMER),
        ("Nombre del proveedor", "X", Role.SUPPLIER),
        ("Customer", "X", Role.CUSTOMER),
        ("Producto", "Jabón", Role.PRODUCT),
        ("Descripción", "Jabón", Role.PRODUCT),
        ("SKU", "A-1", Role.CODE),
        ("Clave", "A-1", Role.CODE),
        ("Fecha", date(2026, 1, 1), Role.DATE),
        ("Semana", date(2026, 1, 1), Role.DATE),
        ("Cantidad", 3, Role.QUANTITY),
        ("P.U.", "$3.00", Role.PRICE),
        ("Precio mayoreo", 12.5, Role.PRICE),
        ("Importe", "$9.00", Role.AMOUNT),
        ("Total", 9.5, Role.AMOUNT),
        ("Subtotal", 9.5, Role.SUBTOTAL),
        ("IVA 16%", 1.5, Role.TAX),
        ("Categoría", "Aseo", Role.CATEGORY),
        ("Estatus", "Abierto", Role.STATUS),
        ("Existencia", 7, Role.STOCK),
        ("Plazo de entrega (días)", 10, Role.LEAD_TIME),
        ("Lead time", 10, Role.LEAD_TIME),
        ("Sucursal", "Norte", Role.PLACE),
        ("Vendedor", "Ana", Role.PERSON),
        ("Folio", "F-1", Role.ID),
        ("RFC del cliente", "X", Role.TEXT),
        ("Saldo", 20, Role.BALANCE),
        ("Costo unitario", 3.2, Role.COST),
        ("Unit price", 3.2, Role.PRICE),
        ("Qty", 3, Role.QUANTITY),
    ],
)
def test_headers_in_two_languages_give_roles(header: str, value: Value, role: Role) -> None:
    assert prepared(header, [value]).columns[0].role is role


def test_a_column_takes_type_and_unit_from_its_cells_and_its_header() -> None:
    made = prepared(
        "Producto | Precio | Peso (kg) | Alta", ["A", "$1,200.50", 3, "05/01/2026"], ["B", "$90.00", 1.5, "14/02/2026"]
    )
    assert [c.type for c in made.columns] == [ColumnType.TEXT, ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.DATE]
    assert [c.unit for c in made.columns] == [None, "$", "kg", None]
    assert made.rows[0].keys == ("a", "1200.50", "3", "2026-01-05")


def test_numbers_with_leading_zeros_are_codes() -> None:
    assert prepared("Clave", ["0012"], ["0100"]).columns[0].type is ColumnType.TEXT


def test_a_cell_in_another_currency_keeps_its_own_unit() -> None:
    made = prepared("Producto | Precio", ["A", "$10.00 MXN"], ["B", "$20.00 MXN"], ["C", "5.00 USD"])
    assert [row.units for row in made.rows] == [{}, {}, {1: "USD"}]


def test_totals_are_marked_wherever_they_stand() -> None:
    made = prepared(
        "Producto | Enero ventas | Importe",
        ["A", 1, 10.5],
        ["B", 2, 20.5],
        ["Subtotal", 3, 31],
        ["C", 4, 40],
        ["Total general", 7, 71],
    )
    assert [row.total for row in made.rows] == [False, False, True, False, True]


def test_a_supplier_called_total_play_is_no_total() -> None:
    made = prepared("Proveedor | Importe", ["Total Play", 599.0], ["CFE", 1200.0], ["Total Play", 599.0])
    assert not any(row.total for row in made.rows)


def test_a_last_row_without_a_head_that_adds_up_is_a_total() -> None:
    made = prepared("Producto | Piezas", ["A", 3], ["B", 4], [None, 7])
    assert [row.total for row in made.rows] == [False, False, True]


def test_months_as_headers_become_rows() -> None:
    made = prepared(
        "SKU | Enero | Febrero | Marzo | Total", ["A-1", 1, 2, 3, 6], ["A-2", 4, None, 6, 10], name="Unidades 2025"
    )
    assert [c.label for c in made.columns] == ["SKU", "periodo", "Unidades 2025"]
    assert made.columns[-1].role is Role.QUANTITY
    assert [(r.row, *r.keys) for r in made.rows] == [
        (2, "a-1", "2025-01-01", "1"),
        (2, "a-1", "2025-02-01", "2"),
        (2, "a-1", "2025-03-01", "3"),
        (3, "a-2", "2025-01-01", "4"),
        (3, "a-2", "2025-03-01", "6"),
    ]


def test_months_without_any_year_are_known_to_have_none() -> None:
    made = prepared("Producto | Enero | Febrero | Marzo", ["A", 1, 2, 3])
    assert made.yearless
    assert made.rows[0].keys[1] == "0001-01-01"


def test_dates_as_headers_become_rows() -> None:
    made = prepared("Producto | 2026-01-05 | 2026-01-12 | 2026-01-19", ["A", 1, 2, 3], name="Ventas")
    assert [r.keys[1] for r in made.rows] == ["2026-01-05", "2026-01-12", "2026-01-19"]


def test_a_row_keeps_its_words_and_its_place() -> None:
    text = "Taza, 89"
    table = Table("t", ["Producto", "Precio"], [["Taza", 89]], [7], spans=[(0, 8)])
    block = Block(0, 8, BlockKind.ROW, cell="Precios!A7:B7")
    (made,) = prepare(Document("p.xlsx", FileKind.XLSX, "0" * 16, text, (block,), (table,)))
    row = made.rows[0]
    assert (row.row, row.cell, row.start, row.quote) == (7, "Precios!A7:B7", 0, text)
