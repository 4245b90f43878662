"""Sales from tables as companies keep them: layouts, dirt, and what is said about it."""

import csv
import gzip
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.errors import MissingColumn, MissingDates, TooLittleHistory
from tools.headers import Role, roles
from tools.periods import Freq
from tools.sales import SalesHistory, SalesTable, Status, read_sales
from tools.sales_audit import Issue
from tools.tables import day, folded, number

MONDAY = date(2025, 1, 6)
NINE = datetime.fromisoformat("2025-01-06T09:00:00")
WEEKS = Freq.WEEK.range(MONDAY, 30)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], name: str = "Ventas", **more: object) -> SalesTable:
    return SalesTable("ventas.xlsx", name, columns, rows, range(2, len(rows) + 2), **more)  # pyright: ignore


def issues(history: SalesHistory) -> dict[Issue, int]:
    return {finding.issue: finding.count for finding in history.findings}


def weekly(values: Sequence[object], code: str = "A") -> SalesTable:
    return table(["Semana", "Producto", "Cantidad"], [[w, code, v] for w, v in zip(WEEKS, values, strict=False)])


def test_totals_by_week() -> None:
    history = read_sales([weekly([10] * 30)])
    assert (history.freq, history.periods, history.first) == (Freq.WEEK, 30, MONDAY)
    assert list(history.products["a"].y) == [10] * 30
    assert history.findings[0].issue is Issue.SHORT_HISTORY


@pytest.mark.parametrize(
    ("headers", "first"),
    [
        (["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27"], date(2025, 1, 6)),
        (["S02 2025", "S03 2025", "S04 2025", "S05 2025"], date(2025, 1, 6)),
        (["2025-W02", "2025-W03", "2025-W04", "2025-W05"], date(2025, 1, 6)),
        (["ene-25", "feb-25", "mar-25", "abr-25"], date(2025, 1, 1)),
        (["Enero 2025", "Febrero 2025", "Marzo 2025", "Abril 2025"], date(2025, 1, 1)),
        (["45658", "45689", "45717", "45748"], date(2025, 1, 1)),
        (["06/01/2025", "13/01/2025", "20/01/2025", "27/01/2025"], date(2025, 1, 6)),
    ],
)
def test_periods_across(headers: list[str], first: date) -> None:
    columns = ["Clave", "Descripción", *headers, "Total"]
    history = read_sales([table(columns, [["A", "Uno", 1, 2, 3, 4, 10], ["Total", "", 1, 2, 3, 4, 10]])])
    assert history.first == first
    assert list(history.products) == ["a"]
    assert list(history.products["a"].y) == [1, 2, 3, 4]


def test_months_across_take_the_year_from_a_column_or_a_name() -> None:
    months = ["Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"]
    by_row = table(["SKU", "Año", *months], [["A", 2024, *range(1, 13)], ["A", 2025, *range(13, 25)]])
    assert list(read_sales([by_row]).products["a"].y) == list(range(1, 25))
    sheets = [table(["SKU", *months], [["A", *([y - 2000] * 12)]], name=f"Ventas {y}") for y in (2024, 2025)]
    assert list(read_sales(sheets).products["a"].y) == [24] * 12 + [25] * 12


def test_products_across() -> None:
    rows = [[w, 5, 7, 12] for w in WEEKS]
    history = read_sales([table(["Semana", "Café", "Té", "Total"], rows)])
    assert list(history.products) == ["café", "té"]
    assert list(history.products["té"].y) == [7] * 30


def test_year_and_week_in_columns_of_their_own() -> None:
    rows = [[2025, week, "A", week] for week in range(1, 21)]
    history = read_sales([table(["Año", "Semana", "Producto", "Ventas"], rows)])
    assert history.first == date(2024, 12, 30)
    assert list(history.products["a"].y) == list(range(1, 21))


def test_a_title_above_the_header_is_passed_over() -> None:
    rows = [["Reporte de ventas", None, None], ["Fecha", "Artículo", "Piezas"], *([w, "A", 3] for w in WEEKS)]
    history = read_sales([table(["Empresa SA", "columna 2", "columna 3"], rows)])
    assert list(history.products["a"].y) == [3] * 30


def sales_lines(extra: Sequence[Sequence[object]] = ()) -> list[list[object]]:
    """A year of one line a day, six days a week."""
    days = [MONDAY + timedelta(days=n) for n in range(7 * 20) if n % 7 != 6]
    lines = [
        [f"F{n}", "A-1", "Uno", 2, NINE.combine(d, NINE.time()) + timedelta(minutes=n % 60), 10.0, "C1"]
        for n, d in enumerate(days)
    ]
    return [*lines, *map(list, extra)]


COLUMNS = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]


def test_transactions_are_added_up_by_week() -> None:
    history = read_sales([table(COLUMNS, sales_lines())])
    assert list(history.products["a-1"].y) == [12] * 20
    assert history.products["a-1"].name == "Uno"


def test_every_kind_of_dirt_in_transactions_is_named_and_left_out() -> None:
    at = NINE.combine(date(2025, 2, 12), NINE.time())
    dirt = [
        ["X1", "A-1", "Uno", 5000, at, 10.0, "C2"],
        ["CX1", "A-1", "Uno", -5000, at + timedelta(minutes=9), 10.0, "C2"],
        ["X2", "A-1", "Uno", -3, at, 10.0, "C9"],
        ["X3", "A-1", "Uno", 4, at, 0.0, None],
        ["X4", "a-1 ", "Uno", 1, at, 10.0, None],
        ["X4", "a-1 ", "Uno", 1, at, 10.0, None],
        ["X5", "POST", "POSTAGE", 1, at, 18.0, "C1"],
        ["X6", None, "?", 1, at, 1.0, "C1"],
        ["X7", "A-1", "Uno", 1, "mañana", 10.0, "C1"],
        ["X8", "A-1", "Uno", "muchas", at, 10.0, "C1"],
    ]
    history = read_sales([table(COLUMNS, sales_lines(dirt))])
    assert issues(history) | {Issue.SHORT_HISTORY: 0} == {
        Issue.UNREADABLE_NUMBER: 1,
        Issue.UNREADABLE_DATE: 1,
        Issue.NO_PRODUCT: 1,
        Issue.CODE_VARIANTS: 1,
        Issue.NOT_A_PRODUCT: 1,
        Issue.DUPLICATE_LINE: 1,
        Issue.CANCELLED_SALE: 1,
        Issue.RETURN: 1,
        Issue.ZERO_PRICE: 1,
        Issue.NO_CUSTOMER: 2,
        Issue.SHORT_HISTORY: 0,
    }
    assert list(history.products["a-1"].y) == [12] * 5 + [13] + [12] * 14
    rows = {f.issue: [r.row for r in f.rows] for f in history.findings}
    assert rows[Issue.CANCELLED_SALE] == [len(sales_lines()) + 3]


def test_first_and_last_weeks_that_are_cut_short_are_left_out() -> None:
    lines = [
        line for line in sales_lines() if MONDAY + timedelta(days=2) <= line[4].date() <= MONDAY + timedelta(days=129)
    ]
    history = read_sales([table(COLUMNS, lines)])
    assert {Issue.PARTIAL_FIRST, Issue.PARTIAL_LAST} <= set(issues(history))
    assert list(history.products["a-1"].y) == [12] * 17


def test_a_total_of_a_period_that_is_not_over_is_left_out() -> None:
    history = read_sales([weekly([10] * 30)], today=WEEKS[-1] + timedelta(days=2))
    assert history.periods == 29
    assert issues(history)[Issue.PARTIAL_LAST] == 1


def test_a_tenfold_quantity_is_a_typing_error_with_its_row() -> None:
    history = read_sales([weekly([10, 12, 11, 9] * 3 + [110] + [10, 12, 11, 9] * 4)])
    finding = next(f for f in history.findings if f.issue is Issue.TYPO)
    assert (finding.count, finding.rows[0].row) == (1, 14)
    assert "110" in finding.say("es")
    assert 9 <= history.products["a"].y[12] <= 12
    assert history.products["a"].sold[12] == 110


def test_a_peak_that_comes_back_every_year_is_none() -> None:
    year = [10.0] * 51 + [90.0]
    rows = [[w, "A", v] for w, v in zip(Freq.WEEK.range(date(2022, 1, 3), 156), year * 3, strict=True)]
    history = read_sales([table(["Semana", "Producto", "Cantidad"], rows)])
    assert Issue.TYPO not in issues(history)
    assert max(history.products["a"].y) == 90


def test_a_promotion_is_no_typing_error() -> None:
    values = [10] * 12 + [110] + [10] * 15
    rows = [[w, "A", v, "sí" if v > 50 else ""] for w, v in zip(WEEKS, values, strict=False)]
    history = read_sales([table(["Semana", "Producto", "Cantidad", "Promoción"], rows)])
    assert Issue.TYPO not in issues(history)


def test_promotions_may_stand_in_a_sheet_of_their_own() -> None:
    promotions = table(["Clave", "Semana (lunes)", "Promoción"], [["A", WEEKS[12], "3 x 2"]], name="Promociones")
    history = read_sales([weekly([10] * 12 + [110] + [10] * 15), promotions])
    assert Issue.TYPO not in issues(history)


def test_text_negatives_gaps_and_zeros_are_told_apart() -> None:
    values: list[object] = [20.0] * 30
    values[3], values[6], values[9], values[12], values[15] = "22 pzas", "n/d", -5, None, 0
    history = read_sales([weekly(values)])
    found = issues(history)
    assert found[Issue.TEXT_NUMBER] == 1
    assert found[Issue.UNREADABLE_NUMBER] == 1
    assert found[Issue.NEGATIVE_PERIOD] == 1
    assert found[Issue.STOCKOUT_GAP] == 1
    y = history.products["a"].y
    assert y[3] == 22
    assert all(19 <= y[n] <= 21 for n in (6, 9, 12, 15))


def test_absent_rows_are_zeros_where_zeros_are_not_written() -> None:
    a = [[w, "A", 10] for w in WEEKS]
    b = [[w, "B", 4] for w in WEEKS[::5]]
    history = read_sales([table(["Semana", "Producto", "Cantidad"], a + b)])
    assert sum(history.products["b"].y) == 24
    with_zeros = [*a[:-1], [WEEKS[-1], "A", 0], *b]
    assert Issue.MISSING_PERIOD in issues(read_sales([table(["Semana", "Producto", "Cantidad"], with_zeros)]))


def test_new_discontinued_and_never_sold_products_are_told() -> None:
    weeks = Freq.WEEK.range(MONDAY, 60)
    rows = [[w, "A", 5] for w in weeks]
    rows += [[w, "Nuevo", 5] for w in weeks[-8:]] + [[w, "Viejo", 5] for w in weeks[:30]] + [[weeks[0], "Nunca", 0]]
    history = read_sales([table(["Semana", "Producto", "Cantidad"], rows)])
    assert {key: p.status for key, p in history.products.items()} == {
        "a": Status.ACTIVE,
        "nuevo": Status.NEW,
        "viejo": Status.DISCONTINUED,
        "nunca": Status.NEVER_SOLD,
    }


def test_a_summary_of_the_same_sales_is_not_added_to_them() -> None:
    months = Freq.MONTH.range(date(2025, 1, 1), 7)
    summary = table(["Mes", "Producto", "Cantidad"], [[m, "A", 43] for m in months], name="Resumen")
    history = read_sales([summary, weekly([10] * 30)])
    assert history.freq is Freq.WEEK
    assert list(history.products["a"].y) == [10] * 30
    assert Issue.TABLE_IGNORED in issues(history)


def test_only_invoices_that_the_company_issued_count_and_each_once() -> None:
    def invoice(n: int, issuer: str, kind: str = "I") -> SalesTable:
        when = (MONDAY + timedelta(days=n)).isoformat()
        facts = {"uuid": f"{issuer}{kind}{n}", "tipo": kind, "emisor_rfc": issuer, "fecha": when}
        return table(
            ["clave", "descripcion", "cantidad", "fecha"], [["A", "Uno", 2, when]], name="conceptos", facts=facts
        )

    own = [invoice(n, "AAA010101AAA") for n in range(70)]
    other = [invoice(1, "BBB010101BBB"), invoice(2, "AAA010101AAA", "P"), own[0]]
    history = read_sales([*own, *other], rfc="AAA010101AAA")
    assert list(history.products["a"].y) == [14] * 10
    assert issues(history)[Issue.NOT_A_SALE] == 2


@pytest.mark.parametrize(
    ("columns", "rows", "error"),
    [
        (["Producto", "Cantidad"], [["A", 3]], MissingDates),
        (["Producto", "Fecha"], [["A", MONDAY]], MissingColumn),
        (["Semana", "Producto", "Cantidad"], [[w, "A", 1] for w in WEEKS[:3]], TooLittleHistory),
    ],
)
def test_what_cannot_be_forecast_says_what_is_missing(columns: list[str], rows: list, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_sales([table(columns, rows)])


@pytest.mark.parametrize("name", ["Compras 2025", "Órdenes de compra", "Pronóstico"])
def test_purchases_and_forecasts_are_no_sales(name: str) -> None:
    with pytest.raises((MissingDates, MissingColumn)):
        read_sales([SalesTable("libro.xlsx", name, *_long())])


def _long() -> tuple[list[str], list[list[object]], range]:
    return ["Semana", "Producto", "Cantidad"], [[w, "A", 3] for w in WEEKS], range(2, 32)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,200", 1200), ("$ 1,200.50", 1200.5), ("35 pzas", 35), ("1.200,5", 1200.5), ("-7", -7), ("(7)", -7),
        ("3,5", 3.5), ("n/d", None), ("", None), ("12-05", None), (True, None), ("1.200.300", 1200300),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(written: object, value: float | None) -> None:
    assert number(written) == value  # pyright: ignore


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5 de enero de 2025", date(2025, 1, 5)), ("05-ene-25", date(2025, 1, 5)), ("Jan 5, 2025", date(2025, 1, 5)),
        ("31/12/2025", date(2025, 12, 31)), ("2025-01-05 08:26:00", date(2025, 1, 5)), (45662, date(2025, 1, 5)),
        ("2025-13-01", None), ("pendiente", None), (12, None),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(written: object, value: date | None) -> None:
    assert day(written) == value  # pyright: ignore


@given(st.floats(-1e9, 1e9).map(lambda v: round(v, 2)))
def test_a_number_written_with_commas_is_read_back(value: float) -> None:
    assert number(f"{value:,.2f}") == pytest.approx(value)


@given(st.text(max_size=60))
def test_reading_a_cell_never_fails(text: str) -> None:
    number(text)
    day(text)
    assert folded(folded(text)) == folded(text)


def test_columns_are_told_by_their_headers() -> None:
    found = roles(
        [
            "Código",
            "Descripción",
            "Existencia total",
            "Plazo de entrega (días)",
            "Empaque de compra (pzas)",
            "Costo unitario (MXN)",
        ]
    )
    assert found == {Role.CODE: 0, Role.NAME: 1, Role.ON_HAND: 2, Role.LEAD_TIME: 3, Role.PACK: 4, Role.COST: 5}
    english = roles(
        ["SKU", "Product name", "On hand", "Lead time (weeks)", "Case pack", "Unit cost", "Supplier", "MOQ"]
    )
    assert list(english) and english[Role.MINIMUM] == 7 and english[Role.SUPPLIER] == 6  # noqa: PT018


@pytest.mark.data
def test_a_year_of_real_transactions_is_cleaned_and_said_to_be(data: Path) -> None:
    with gzip.open(data / "forecast/online_retail/transactions.csv.gz", "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        rows = [[cell or None for cell in row] for row in islice(reader, 60_000)]
    history = read_sales([table(columns, rows)])
    found = issues(history)
    dirt = {Issue.DUPLICATE_LINE, Issue.CANCELLED_SALE, Issue.RETURN, Issue.ZERO_PRICE, Issue.NOT_A_PRODUCT}
    assert dirt | {Issue.PARTIAL_FIRST, Issue.NO_CUSTOMER} <= set(found)
    assert Issue.UNREADABLE_DATE not in found
    assert min(min(p.y) for p in history.products.values() if p.y) >= 0
    left_out = sum(found[issue] for issue in dirt) + found[Issue.CANCELLED_SALE]
    assert history.lines == len(rows) - left_out
