"""The store of rows: what goes in, what queries bring back, exactly and with where it stands."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guardrails.errors import InvalidRequest
from guardrails.evidence import RowRef
from retrieval import row_store
from retrieval.document import Document, FileKind, Table, Value
from retrieval.row_query import Filter, Operation, Period, RowQuery, Source, Via
from retrieval.row_result import Amount
from retrieval.rows import Rows

MARCH = Period(start=date(2026, 3, 1), end=date(2026, 3, 31))


def table(name: str, columns: str, *rows: Sequence[Value]) -> Table:
    return Table(name, [c.strip() for c in columns.split("|")], rows, list(range(2, len(rows) + 2)))


def document(name: str, *tables: Table, version: str = "v1") -> Document:
    return Document(name, FileKind.XLSX, version, "", (), tables)


SALES = document(
    "ventas.xlsx",
    table(
        "Ventas",
        "Fecha | Cliente | SKU | Cantidad | Importe | Moneda",
        [date(2026, 3, 1), "Café Luna", "A-1", 3, Decimal("300.10"), "MXN"],
        [date(2026, 3, 9), "CAFÉ LUNA", "A-2", 1, Decimal("0.20"), "MXN"],
        [date(2026, 4, 2), "Abarrotes Sol", "A-1", 5, Decimal("500.05"), "MXN"],
        [date(2026, 4, 3), "Abarrotes Sol", "A-2", 2, Decimal("20.00"), "USD"],
        ["Total", None, None, 11, Decimal("820.35"), None],
    ),
    table("Catálogo", "SKU | Producto | Categoría", ["A-1", "Jabón de lavanda", "Aseo"], ["A-2", "Vela", "Hogar"]),
    version="sales",
)


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[Rows]:
    store = await Rows.open(tmp_path / "rows.db")
    yield store
    await store.close()


async def ask(rows: Rows, **query: object) -> RowQuery:
    tables = {t.name: t.id for t in await rows.tables("t")}
    return RowQuery.model_validate({"source": "sheet", "tables": [tables["Ventas"]], **query})


async def test_a_sum_is_exact_by_currency_and_leaves_the_total_row_out(rows: Rows) -> None:
    assert await rows.add("t", "d1", SALES) == 7
    result = await rows.run("t", await ask(rows, operation="sum", measure="Importe"))
    assert result.amounts == (Amount(Decimal("800.35"), "MXN", 3), Amount(Decimal("20.00"), "USD", 1))
    assert result.count == 4


async def test_filters_ignore_accents_and_case_and_rows_tell_where_they_stand(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    query = await ask(
        rows, operation="sum", measure="amount", filters=[{"column": "party", "values": ["cafe luna"]}], period=MARCH
    )
    result = await rows.run("t", query)
    assert result.amounts == (Amount(Decimal("300.30"), "MXN", 2),)
    assert result.refs == tuple(RowRef("d1", "ventas.xlsx", "sales", "Ventas", row) for row in (2, 3))


async def test_a_filter_goes_by_way_of_a_table_that_knows_the_name(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    catalogue = next(t.id for t in await rows.tables("t") if t.name == "Catálogo")
    detour = Filter(column="SKU", values=("Jabón de lavanda",), via=Via(table=catalogue, column="Producto", key="SKU"))
    result = await rows.run("t", await ask(rows, operation="sum", measure="Cantidad", filters=[detour.model_dump()]))
    assert result.amounts == (Amount(Decimal(8), None, 2),)


async def test_groups_are_ordered_by_amount_or_by_time(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    top = await rows.run("t", await ask(rows, operation="top", measure="Cantidad", group_by="Cliente"))
    assert [(g.label, g.amounts[0].value) for g in top.groups] == [("Abarrotes Sol", 7), ("Café Luna", 4)]
    months = await rows.run("t", await ask(rows, operation="sum", measure="Cantidad", group_by="month"))
    assert [(g.label, g.rows) for g in months.groups] == [("2026-03", 2), ("2026-04", 2)]


@pytest.mark.parametrize(
    ("query", "count", "values"),
    [
        ({"operation": "count"}, 4, []),
        ({"operation": "count", "measure": "Cliente", "distinct": True}, 2, []),
        ({"operation": "average", "measure": "Cantidad"}, 4, ["2.75"]),
        ({"operation": "max", "measure": "Cantidad"}, 4, ["5"]),
        ({"operation": "min", "measure": "Cantidad"}, 4, ["1"]),
        (
            {
                "operation": "sum",
                "measure": "Cantidad",
                "filters": [{"column": "Cantidad", "op": "more", "values": ["2"]}],
            },
            2,
            ["8"],
        ),
        (
            {
                "operation": "sum",
                "measure": "Cantidad",
                "filters": [{"column": "Cliente", "op": "contains", "values": ["sol"]}],
            },
            2,
            ["7"],
        ),
        ({"operation": "sum", "measure": "Cantidad", "period": {"start": "2026-04-03"}}, 1, ["2"]),
    ],
)
async def test_operations(rows: Rows, query: dict[str, object], count: int, values: list[str]) -> None:
    await rows.add("t", "d1", SALES)
    result = await rows.run("t", await ask(rows, **query))
    assert (result.count, [a.value for a in result.amounts]) == (count, [Decimal(v) for v in values])


async def test_the_latest_row_and_the_days_that_there_are(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    result = await rows.run("t", await ask(rows, operation="latest", measure="Importe"))
    assert [r.ref.row for r in result.records] == [5]
    empty = await rows.run(
        "t", await ask(rows, operation="sum", measure="Importe", period={"start": "2030-01-01", "end": "2030-12-31"})
    )
    assert empty.count == 0
    assert empty.coverage is not None
    assert (empty.coverage.start, empty.coverage.end) == (
        date(2026, 3, 1),
        date(2026, 4, 3),
    )


async def test_a_document_added_again_is_replaced_and_a_copy_counts_once(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    await rows.add("t", "d1", SALES)
    await rows.add("t", "d2", document("ventas (copia).xlsx", *SALES.tables, version="sales"))
    tables = [t for t in await rows.tables("t") if t.name == "Ventas"]
    query = RowQuery(source=Source.SHEET, tables=tuple(t.id for t in tables), operation=Operation.COUNT)
    assert len(tables) == 2
    assert (await rows.run("t", query)).count == 4


async def test_what_is_forgotten_is_gone_and_tenants_do_not_see_one_another(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    await rows.add("other", "d1", SALES)
    await rows.forget("t", "d1")
    assert await rows.tables("t") == []
    assert (await rows.values("t")).entities == []
    assert len(await rows.tables("other")) == 2
    foreign = (await rows.tables("other"))[0].id
    with pytest.raises(InvalidRequest):
        await rows.run("t", RowQuery(source=Source.SHEET, tables=(foreign,), operation=Operation.COUNT))
    await rows.forget_tenant("other")
    assert await rows.tables("other") == []


@pytest.mark.parametrize(
    "query",
    [
        {"operation": "sum", "measure": "Cliente"},
        {"operation": "sum", "measure": "No existe"},
        {
            "operation": "sum",
            "measure": "Cantidad",
            "filters": [{"column": "x'); DROP TABLE records; --", "values": ["1"]}],
        },
        {"operation": "count", "filters": [{"column": "Cantidad", "op": "more", "values": ["muchos"]}]},
    ],
)
async def test_a_query_that_does_not_fit_is_refused(rows: Rows, query: dict[str, object]) -> None:
    await rows.add("t", "d1", SALES)
    with pytest.raises(InvalidRequest):
        await rows.run("t", await ask(rows, **query))


async def test_values_are_parameters_whatever_they_hold(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    query = await ask(rows, operation="count", filters=[{"column": "Cliente", "values": ["' OR 1=1 --"]}])
    assert (await rows.run("t", query)).count == 0
    assert (await rows.run("t", await ask(rows, operation="count"))).count == 4


def test_a_read_only_connection_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "rows.db"
    row_store.connect(path, read_only=False).close()
    reader = row_store.connect(path, read_only=True)
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM records")
    reader.close()


async def test_months_without_a_year_answer_for_any_year(rows: Rows) -> None:
    await rows.add(
        "t",
        "d1",
        document("v.xlsx", table("Ventas", "SKU | Enero | Febrero | Marzo", ["A-1", 1, 2, 3], ["A-2", 4, 5, 6])),
    )
    result = await rows.run("t", await ask(rows, operation="sum", measure="quantity", period=MARCH))
    assert [a.value for a in result.amounts] == [9]


async def test_rows_survive_reopening(tmp_path: Path) -> None:
    first = await Rows.open(tmp_path / "rows.db")
    await first.add("t", "d1", SALES)
    await first.close()
    second = await Rows.open(tmp_path / "rows.db")
    assert [t.row_count for t in await second.tables("t")] == [4, 2]
    await second.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2), min_size=1, max_size=30))
async def test_any_amounts_add_up_to_the_cent(amounts: list[Decimal], tmp_path_factory: pytest.TempPathFactory) -> None:
    store = await Rows.open(tmp_path_factory.mktemp("rows") / "rows.db")
    try:
        made = [[f"cliente {n}", amount] for n, amount in enumerate(amounts)]
        await store.add("t", "d1", document("v.xlsx", table("Ventas", "Cliente | Importe", *made)))
        result = await store.run("t", await ask(store, operation="sum", measure="Importe"))
        assert sum((a.value for a in result.amounts), Decimal(0)) == sum(amounts, Decimal(0))
    finally:
        await store.close()


async def test_a_hundred_thousand_rows_are_summed_by_name(rows: Rows) -> None:
    made = [[date(2024, 1, 1 + n % 28), f"Cliente {n % 500}", n % 7, Decimal(n) / 100] for n in range(100_000)]
    await rows.add("t", "big", document("grande.xlsx", table("Ventas", "Fecha | Cliente | Cantidad | Importe", *made)))
    query = await ask(
        rows, operation="sum", measure="Importe", filters=[{"column": "Cliente", "values": ["Cliente 42"]}]
    )
    result = await rows.run("t", query)
    assert (result.count, result.amounts[0].value) == (
        200,
        sum((Decimal(n) / 100 for n in range(42, 100_000, 500)), Decimal(0)),
    )


async def test_values_can_be_left_out(rows: Rows) -> None:
    await rows.add("t", "d1", SALES)
    query = await ask(
        rows, operation="sum", measure="Importe", filters=[{"column": "party", "op": "not_in", "values": ["café luna"]}]
    )
    amounts = {a.unit: a.value for a in (await rows.run("t", query)).amounts}
    assert amounts == {"MXN": Decimal("500.05"), "USD": Decimal("20.00")}


async def test_two_columns_of_a_row_are_compared(rows: Rows) -> None:
    stock = document(
        "inventario.xlsx",
        table("Stock", "Clave | Exist. | Mín.", ["A", 3, 5], ["B", 5, 5], ["C", None, 2], ["D", 9, 1]),
    )
    await rows.add("t", "d2", stock)
    found = {t.name: t.id for t in await rows.tables("t")}
    below = Filter(column="Exist.", op="less", than="Mín.")
    query = RowQuery(source=Source.SHEET, tables=(found["Stock"],), operation=Operation.COUNT, filters=(below,))
    assert (await rows.run("t", query)).count == 1
    wrong = query.model_copy(update={"filters": (Filter(column="Exist.", op="less", than="Máx."),)})
    with pytest.raises(InvalidRequest):
        await rows.run("t", wrong)
