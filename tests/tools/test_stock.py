"""Stock and supply from the sheets of a workbook."""

from datetime import date

import pytest

from tools.sales import SalesTable
from tools.stock import read_stock


def table(name: str, columns: list[str], rows: list) -> SalesTable:
    return SalesTable("libro.xlsx", name, columns, rows, range(2, len(rows) + 2))


def test_sheets_are_joined_by_code_and_by_supplier() -> None:
    stock = table(
        "Existencias",
        ["Clave", "Producto", "Existencia", "En camino", "Llega el"],
        [["A", "Uno", 12, 6, date(2026, 1, 9)]],
    )
    terms = table("Compra", ["Código", "Proveedor", "Piezas por caja", "Costo"], [["a ", "Alfa SA", 6, "$ 10.50"]])
    firms = table("Proveedores", ["Proveedor", "Tiempo de entrega", "Pedido mínimo"], [["ALFA SA", "2 semanas", 24]])
    item = read_stock([stock, terms, firms])["a"]
    assert (item.on_hand, item.on_order, item.arrives) == (12, 6, date(2026, 1, 9))
    assert (item.supplier, item.lead_time_days, item.pack, item.minimum, item.cost) == ("Alfa SA", 14, 6, 24, 10.5)
    assert [row.table for row in item.rows] == ["Existencias", "Compra", "Proveedores"]


@pytest.mark.parametrize(
    ("header", "cell", "days"),
    [
        ("Entrega (días)", 10, 10),
        ("Lead time (weeks)", 3, 21),
        ("Tiempo de entrega", "1 mes", 30.4375),
        ("Tiempo de entrega", "10 a 15 días", 15),
        ("Lead time", "n/d", None),
    ],
)
def test_lead_times_in_the_units_that_they_are_written_in(header: str, cell: object, days: float | None) -> None:
    item = read_stock([table("S", ["SKU", "Stock", header], [["A", 1, cell]])])["a"]
    assert item.lead_time_days == days


def test_warehouses_are_added_up_and_negative_stock_is_unknown() -> None:
    rows = [["A", "Norte", 5], ["A", "Sur", 7], ["B", "Norte", -2]]
    items = read_stock([table("Inventario", ["SKU", "Almacén", "Existencia"], rows)])
    assert items["a"].on_hand == 12
    assert items["b"].on_hand is None


def test_a_price_list_is_no_stock() -> None:
    rows = [["A", "Uno", "Caja 12", 100.0]]
    assert read_stock([table("Precios", ["Clave", "Producto", "Presentación", "Precio de lista"], rows)]) == {}
