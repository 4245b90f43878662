"""The inventory plan: what it computes, what it assumes, and that every number it says has its evidence."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from pickle import dumps, loads

import numpy as np
import pytest

from agents.inventory.answer import to_answer
from agents.inventory.book import workbook
from agents.inventory.plan import plan
from agents.inventory.report import AlertKind, InventoryReport
from agents.inventory.request import Intent, InventoryRequest
from agents.language import Lang
from guardrails.grounding import invented
from tools.periods import Freq
from tools.sales import SalesTable
from tools.sales_audit import Issue
from tools.workbook import write_workbook

FIRST = date(2023, 1, 2)
COUNT = 130


def demand(level: float, seed: int) -> list[float]:
    random = np.random.default_rng(seed)
    wave = 1 + 0.3 * np.sin(2 * np.pi * np.arange(COUNT) / 52)
    return [float(v) for v in random.poisson(level * wave)]


def table(name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> SalesTable:
    return SalesTable("inventario.xlsx", name, columns, rows, range(2, len(rows) + 2), "doc", "v1")  # pyright: ignore


def sales() -> SalesTable:
    weeks = [d.isoformat() for d in Freq.WEEK.range(FIRST, COUNT)]
    rows = [["A-1", "Café 1 kg", *demand(40, 1)], ["B-2", "Té verde", *demand(15, 2)], ["C-3", "Taza", *demand(0.2, 3)]]
    return table("Ventas", ["Clave", "Producto", *weeks], rows)


def stock() -> SalesTable:
    columns = ["Clave", "Existencia", "En camino", "Proveedor", "Entrega (días)", "Empaque", "Pedido mínimo", "Costo"]
    rows = [
        ["A-1", 30, 0, "Alfa", 14, 12, 0, 10.5],
        ["B-2", 900, 0, "Beta", 7, 1, 0, 5],
        ["C-3", 1, 0, "Alfa", 30, 1, 4, 99],
    ]
    return table("Existencias", columns, rows)


@cache
def computed(about: str, lang: Lang, with_stock: bool) -> InventoryReport:
    """Reports do not change: one is made for all tests that ask for the same."""
    return plan([sales(), stock()] if with_stock else [sales()], InventoryRequest(about=about, lang=lang))


def made(
    intent: Intent = Intent.FORECAST, about: str = "", *, lang: Lang = "es", with_stock: bool = True, **more: object
) -> InventoryReport:
    if not more:
        return computed(about, lang, with_stock).model_copy(update={"intent": intent})
    tables = [sales(), stock()] if with_stock else [sales()]
    return plan(tables, InventoryRequest(intent=intent, about=about, lang=lang, **more))  # pyright: ignore


def test_thirteen_weeks_are_forecast_and_validated() -> None:
    report = made()
    coffee = report.products[0]
    assert (report.freq, report.horizon, report.first) == (Freq.WEEK, 13, Freq.WEEK.shift(FIRST, COUNT))
    assert len(coffee.forecast) == 13
    assert 20 < coffee.forecast[0].low < coffee.forecast[0].mean < coffee.forecast[0].high < 90
    assert coffee.origins > 0
    assert coffee.error is not None
    assert coffee.benchmark_error is not None
    assert coffee.error <= coffee.benchmark_error


def test_orders_respect_packs_and_minimums_and_add_up() -> None:
    report = made(Intent.ORDER)
    lines = {line.code: line for order in report.orders for line in order.lines}
    assert lines["A-1"].quantity % 12 == 0
    assert lines["C-3"].quantity >= 4 or "C-3" not in lines
    assert "B-2" not in lines
    for order in report.orders:
        assert order.total == pytest.approx(sum(line.quantity * (line.cost or 0) for line in order.lines))
    assert "A-1 Café 1 kg" in report.orders[0].text


def test_alerts_tell_what_runs_out_and_what_there_is_too_much_of() -> None:
    kinds = {alert.code: alert.kind for alert in made().alerts}
    assert kinds["A-1"] is AlertKind.STOCKOUT
    assert kinds["B-2"] is AlertKind.OVERSTOCK


def test_without_stock_there_are_levels_and_no_quantity() -> None:
    report = made(Intent.ORDER, with_stock=False)
    assert report.orders == []
    assert all(p.stock is None and p.order_up_to > 0 for p in report.products)
    text = to_answer(report).text
    assert "No tengo existencias" in text
    assert any("Sin tiempo de entrega para 3 productos: se suponen 14 días" in a for a in report.assumptions)


def test_stock_that_the_user_states_stands_in() -> None:
    report = made(Intent.ORDER, "A-1", with_stock=False, on_hand=10)
    assert [line.code for order in report.orders for line in order.lines] == ["A-1"]
    assert report.products[1].stock is None


def test_a_higher_fill_rate_keeps_more() -> None:
    assert made(fill_rate=0.99).products[0].reorder_point > made(fill_rate=0.9).products[0].reorder_point


def test_a_follow_up_falls_back_on_what_the_last_one_was_about() -> None:
    assert made(Intent.STOCKOUT, "¿y cuándo se acaba?", about_before="B-2").chosen == ["B-2"]
    assert made(Intent.STOCKOUT, "¿y el café?", about_before="B-2").chosen == ["A-1"]


def test_a_product_that_is_not_there_is_said_not_to_be() -> None:
    answer = to_answer(made(Intent.STOCKOUT, "¿cuándo se acaba el tequila?"))
    assert answer.abstained
    assert "tequila" in answer.text
    assert answer.tables == []


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("with_stock", [True, False])
@pytest.mark.parametrize("about", ["", "A-1", "B-2", "C-3", "A-1 B-2"])
@pytest.mark.parametrize("intent", list(Intent))
def test_no_number_is_said_without_evidence(intent: Intent, about: str, with_stock: bool, lang: Lang) -> None:
    answer = to_answer(made(intent, about, lang=lang, with_stock=with_stock))
    assert invented(answer.text, answer.citations, answer.figures, "", lang) == []
    assert answer.text
    assert all(figure.how for figure in answer.figures)


def test_figures_rest_on_rows_of_the_file() -> None:
    answer = to_answer(made(Intent.ORDER, "A-1"))
    rows = {(row.table, row.row) for figure in answer.figures for row in figure.rows}
    assert rows == {("Ventas", 2), ("Existencias", 2)}


def test_the_plot_has_history_forecast_and_band() -> None:
    plot = to_answer(made(about="A-1")).plots[0]
    roles = {series.role: series.values for series in plot.series}
    assert all(len(values) == len(plot.x) for values in roles.values())
    assert [v is not None for v in roles["low"]].count(True) == 13
    assert all(
        low <= mean <= high
        for low, mean, high in zip(roles["low"][-13:], roles["forecast"][-13:], roles["high"][-13:], strict=True)
    )


def test_the_audit_is_in_the_report_with_its_rows() -> None:
    broken = sales()
    rows = [list(row) for row in broken.rows]
    rows[0][50] = 4000
    report = plan([table("Ventas", broken.columns, rows), stock()], InventoryRequest(intent=Intent.AUDIT))
    typo = next(f for f in report.audit if f.issue is Issue.TYPO)
    assert typo.rows[0].row == 2
    assert "4,000" in to_answer(report).text


def test_the_workbook_holds_order_plan_chart_forecast_and_notes(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    spec = workbook(made(Intent.ORDER))
    write_workbook(spec, tmp_path / "plan.xlsx")
    book = load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["Pedido", "Plan", "Gráfica", "Pronóstico", "Datos y supuestos"]
    assert [len(sheet._charts) for sheet in book] == [1, 0, 1, 0, 0]
    assert book["Pronóstico"].max_row == 1 + 3 * 13


def test_plan_and_report_cross_to_a_child_process_and_json() -> None:
    assert loads(dumps(plan)) is plan
    report = made()
    assert loads(dumps(report)) == report
    assert InventoryReport.model_validate_json(report.model_dump_json()) == report


def test_monthly_sales_are_forecast_by_the_month() -> None:
    months = Freq.MONTH.range(date(2022, 1, 1), 36)
    rows = [[m, "A", float(v)] for m, v in zip(months, demand(100, 4)[:36], strict=True)]
    report = plan([table("Ventas", ["Mes", "Producto", "Cantidad"], rows)], InventoryRequest())
    assert (report.freq, report.horizon, report.first) == (Freq.MONTH, 6, date(2025, 1, 1))
    assert (
        plan([table("Ventas", ["Mes", "Producto", "Cantidad"], rows)], InventoryRequest(horizon_weeks=13)).horizon == 3
    )


@pytest.mark.parametrize(
    ("lang", "listed", "title"),
    [
        ("es", "**Sin proveedor**: A-1 Café 1 kg: ", "Pedido sin proveedor asignado, "),
        ("en", "**No supplier**: A-1 Café 1 kg: ", "Order without an assigned supplier, "),
    ],
)
def test_an_order_without_supplier_names_products_and_says_so(lang: Lang, listed: str, title: str) -> None:
    given = stock()
    place = list(given.columns).index("Proveedor")
    rows = [[*row[:place], None, *row[place + 1 :]] for row in given.rows]
    tables = [sales(), table("Existencias", given.columns, rows)]
    answer = to_answer(plan(tables, InventoryRequest(intent=Intent.ORDER, lang=lang)))
    assert listed in answer.text
    assert "1 proveedor" not in answer.text
    assert answer.short_reply is not None
    assert answer.short_reply.startswith(title)


def test_one_supplier_is_in_the_singular() -> None:
    text = to_answer(made(Intent.ORDER)).text
    assert "a 1 proveedor, por" in text
