"""Questions in plain Spanish and English become typed queries to the right rows, or to none."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from agents.desk.row_answer import read_schema
from agents.desk.row_question import THRESHOLD, RowQuestion, understand
from retrieval.document import Document, FileKind, Table
from retrieval.readers import read_bytes
from retrieval.row_query import RowQuery
from retrieval.rows import Rows

TODAY = date(2026, 5, 20)
RFC = "MVA150310AB1"
Reader = Callable[..., Awaitable[RowQuestion]]


@pytest.fixture
async def read(rows: Rows) -> Reader:
    schema = await read_schema(rows, "t", RFC)

    async def reading(question: str, previous: RowQuery | None = None) -> RowQuestion:
        return understand(question, tables=schema, today=TODAY, previous=previous)

    return reading


async def sheet_names(rows: Rows, query: RowQuery) -> set[str]:
    names = {t.id: t.name for t in await rows.tables("t")}
    return {names[table] for table in query.tables}


@pytest.mark.parametrize(
    ("question", "source", "operation", "measure", "party"),
    [
        ("¿Cuánto le facturé a Café Luna en marzo?", "issued", "sum", "total", "Café Luna SA de CV"),
        ("cuanto le facture a cafe luna", "issued", "sum", "total", "Café Luna SA de CV"),
        ("¿cuánto le he facturado a Cafe Lunna?", "issued", "sum", "total", "Café Luna SA de CV"),
        ("¿Cuánto me facturó Empaques del Norte?", "received", "sum", "total", "Empaques del Norte, S.A. de C.V."),
        ("cuanto le compre a tostadores unidos", "received", "sum", "total", "Tostadores Unidos"),
        ("¿Cuánto le facturé a La Esperanza sin IVA?", "issued", "sum", "neto", "ABARROTES LA ESPERANZA"),
        ("¿Cuántas facturas le emití al Hotel Mirador?", "issued", "count", None, "Hotel Mirador S. de R.L. de C.V."),
        ("¿Cuánto me debe Abarrotes La Esperanza?", "issued", "sum", "saldo", "ABARROTES LA ESPERANZA"),
        ("¿Cuánto le debo a Empaques del Norte?", "received", "sum", "saldo", "Empaques del Norte, S.A. de C.V."),
        ("¿Cuánto me pagó Abarrotes La Esperanza?", "paid_in", "sum", "importe_pagado", "ABARROTES LA ESPERANZA"),
        ("¿Cuál es el RFC de Café Luna?", "issued", "lookup", "receptor_rfc", "Café Luna SA de CV"),
        (
            "¿Cuándo fue la última factura a Hotel Mirador?",
            "issued",
            "latest",
            "total",
            "Hotel Mirador S. de R.L. de C.V.",
        ),
        ("How much did I invoice Café Luna?", "issued", "sum", "total", "Café Luna SA de CV"),
        ("How much did Tostadores Unidos invoice us?", "received", "sum", "total", "Tostadores Unidos"),
        ("cuánto fue lo que le vendí a Café Luna in total?", "issued", "sum", "total", "Café Luna SA de CV"),
    ],
)
async def test_invoices_of_one_party(
    read: Reader, question: str, source: str, operation: str, measure: str | None, party: str
) -> None:
    reading = await read(question)
    assert reading.query is not None
    assert not reading.unknown
    query = reading.query
    assert (query.source.value, query.operation.value, query.measure) == (source, operation, measure)
    assert [f.values for f in query.filters] == [(party,)]
    assert reading.confidence > 0.7


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("¿Cuánto facturé en marzo?", {"source": "issued", "operation": "sum", "measure": "total"}),
        ("¿Cuánto IVA trasladé en marzo?", {"source": "issued", "operation": "sum", "measure": "iva_trasladado"}),
        (
            "¿A quién le facturé más en 2026?",
            {"source": "issued", "operation": "top", "group_by": "party", "order": "desc"},
        ),
        (
            "¿A qué cliente le facturé menos?",
            {"source": "issued", "operation": "top", "group_by": "party", "order": "asc"},
        ),
        ("¿A qué proveedor le compré más?", {"source": "received", "operation": "top", "group_by": "party"}),
        ("¿En qué mes facturé más?", {"source": "issued", "operation": "top", "group_by": "month"}),
        ("¿Cuál es la factura más alta que emití?", {"source": "issued", "operation": "max", "measure": "total"}),
        ("¿Cuál es el promedio de mis facturas?", {"source": "issued", "operation": "average", "invoice_types": ["I"]}),
        ("¿Qué facturas están pendientes de pago?", {"source": "issued", "operation": "list", "unpaid": True}),
        ("¿A quién le debo?", {"source": "received", "operation": "sum", "unpaid": True, "group_by": "party"}),
        ("¿Cuántas notas de crédito emití?", {"source": "issued", "operation": "count", "invoice_types": ["E"]}),
        ("¿Cuánto pagamos de nómina en marzo?", {"source": "issued", "operation": "sum", "invoice_types": ["N"]}),
        ("¿Cuántas facturas me llegaron en abril?", {"source": "received", "operation": "count"}),
        ("Facturación por mes en 2026", {"source": "issued", "operation": "sum", "group_by": "month"}),
        ("Compara lo facturado en marzo contra abril", {"source": "issued", "operation": "compare"}),
        ("¿Cuánto facturé en dólares?", {"source": "issued", "filters": [{"column": "moneda", "values": ["USD"]}]}),
        (
            "¿Qué facturas mayores a $2,000 emití?",
            {"operation": "list", "filters": [{"column": "total", "op": "more", "values": ["2000"]}]},
        ),
        (
            "¿De cuánto es la factura A-103?",
            {"source": "issued", "filters": [{"column": "factura", "values": ["A-103"]}]},
        ),
        (
            "¿De cuánto es la factura A-503?",
            {"source": "received", "filters": [{"column": "factura", "values": ["A-503"]}]},
        ),
        (
            "¿Qué productos le vendí a Café Luna?",
            {"source": "issued_lines", "operation": "list", "group_by": "descripcion"},
        ),
        ("¿Cuántos clientes tengo?", {"source": "issued", "operation": "count", "distinct": True}),
    ],
)
async def test_invoices(read: Reader, question: str, expected: dict[str, object]) -> None:
    reading = await read(question)
    assert reading.query is not None
    assert not reading.unknown
    assert _within(expected, reading.query)


def _within(expected: dict[str, object], query: RowQuery) -> bool:
    made = query.model_dump(mode="json")
    filters = [{k: v for k, v in f.items() if v is not None and (k, v) != ("op", "in")} for f in made["filters"]]
    return all((filters if k == "filters" else made[k]) == v for k, v in expected.items())


@pytest.mark.parametrize(
    ("question", "sheet", "operation", "measure", "values"),
    [
        (
            "¿Qué precio tiene el café molido de la casa?",
            "Precios",
            "lookup",
            "Precio menudeo",
            ["Café molido de la casa 500 g"],
        ),
        (
            "¿Cuál es el precio de mayoreo del café en grano?",
            "Precios",
            "lookup",
            "Precio mayoreo",
            ["Café en grano Altura 1 kg"],
        ),
        ("cuanto cuestan los filtros de papel", "Precios", "lookup", "Precio menudeo", ["Filtros de papel no. 4"]),
        ("what is the price of CAF-003?", "Precios", "lookup", "Precio menudeo", ["CAF-003"]),
        ("¿Cuánto stock hay de CAF-001?", "Existencias", "lookup", "Existencia", ["CAF-001"]),
        ("¿cuántas tazas de barro quedan?", "Existencias", "lookup", "Existencia", ["Taza de barro esmaltada"]),
        ("¿cuántos filtros de papel hay?", "Existencias", "lookup", "Existencia", ["Filtros de papel no. 4"]),
        (
            "¿cuántas piezas trae la caja de café en grano?",
            "Existencias",
            "lookup",
            "Piezas por caja",
            ["Café en grano Altura 1 kg"],
        ),
        (
            "¿Quién es el proveedor de las tazas de barro?",
            "Existencias",
            "lookup",
            "Proveedor",
            ["Taza de barro esmaltada"],
        ),
        (
            "¿Cuál es el plazo de entrega de Tostadores Unidos?",
            "Proveedores",
            "lookup",
            "Plazo de entrega (días)",
            ["Tostadores Unidos"],
        ),
        (
            "¿Cuántos días tarda en surtir Barro Vivo?",
            "Proveedores",
            "lookup",
            "Plazo de entrega (días)",
            ["Barro Vivo"],
        ),
        (
            "¿Cuál es el pedido mínimo de Papelera Central?",
            "Proveedores",
            "lookup",
            "Pedido mínimo",
            ["Papelera Central"],
        ),
        ("¿Quién es el contacto de Barro Vivo?", "Proveedores", "lookup", "Contacto", ["Barro Vivo"]),
        (
            "¿Cuántas unidades de café molido vendimos en marzo?",
            "Ventas semanales",
            "sum",
            "Unidades",
            ["Café molido de la casa 500 g"],
        ),
        ("¿Cuál fue el producto más vendido?", "Ventas semanales", "top", "Unidades", []),
        ("¿Cuántos tickets de garantía hay?", "tickets", "count", None, ["Garantía"]),
        ("¿Cuántos tickets de Hotel Mirador hubo en marzo?", "tickets", "count", None, ["Hotel Mirador"]),
        ("¿Cómo se resolvió el ticket TK-003?", "tickets", "lookup", "Resolución", ["TK-003"]),
        ("¿Qué tickets están abiertos?", "tickets", "list", None, ["Abierto"]),
        ("¿Cuánto gasté en publicidad en 2026?", "Gastos", "sum", "Importe", ["Publicidad"]),
        ("¿Cuánto pagamos de renta en marzo?", "Gastos", "sum", "Importe", ["Renta"]),
        ("¿Cuánto gana Pedro Gil?", "Plantilla", "sum", "Sueldo mensual", ["Pedro Gil"]),
        ("¿Cuántos empleados hay en la sucursal Norte?", "Plantilla", "count", None, ["Norte"]),
        ("¿Cuándo entró Laura Núñez?", "Plantilla", "lookup", "Fecha de ingreso", ["Laura Núñez"]),
        ("¿Cuál es el producto más caro?", "Precios", "max", "Precio menudeo", []),
        ("¿Cuántos proveedores tenemos?", "Proveedores", "count", None, []),
    ],
)
async def test_sheets(
    rows: Rows, read: Reader, question: str, sheet: str, operation: str, measure: str | None, values: list[str]
) -> None:
    reading = await read(question)
    assert reading.query is not None
    assert not reading.unknown
    assert await sheet_names(rows, reading.query) == {sheet}
    assert (reading.query.operation.value, reading.query.measure) == (operation, measure)
    assert [v for f in reading.query.filters for v in f.values] == values


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos días de vacaciones me corresponden al primer año?",
        "¿Cuál es la política de devoluciones?",
        "¿Qué pasa si un cliente quiere devolver una taza rota?",
        "¿Cuál es el horario de atención?",
        "¿Quién puede autorizar un descuento?",
        "¿Quién autoriza los descuentos mayores al 10%?",
        "¿Cuál es el plazo de pago a proveedores?",
        "¿Cuántos días de crédito damos a los clientes?",
        "¿Cuánto dura la garantía?",
        "¿Qué penalización tiene el contrato si pagamos tarde?",
        "¿Qué necesito para facturar?",
        "¿Cómo se factura a un cliente nuevo?",
        "¿Cuál es la capital de Francia?",
        "Hola",
        "gracias!",
        "¿Cuánto voy a vender en junio?",
        "¿Qué multa hay por cancelar el contrato?",
        "how do I return a damaged product?",
        "¿Cuántas horas dura la jornada laboral?",
        "¿Cuál es el teléfono de Café Luna?",
    ],
)
async def test_questions_for_documents_are_left_to_them(read: Reader, question: str) -> None:
    reading = await read(question)
    assert reading.query is None
    assert reading.confidence < THRESHOLD


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("¿Cuánto le facturé a Panadería El Trigo en marzo?", "Panadería El Trigo"),
        ("cuanto le facture a panaderia el trigo", "panaderia el trigo"),
        ("¿Cuánto le facturé a Café Luna Oriente?", "Café Luna Oriente"),
        ("¿Cuánto me facturó Ferretería Gómez?", "Ferretería Gómez"),
        ("¿Cuánto cuesta la licuadora industrial?", "licuadora industrial"),
        ("¿Cuál es el precio del producto CAF-999?", "CAF-999"),
        ("How much did I invoice «Blue Harbor»?", "Blue Harbor"),
    ],
)
async def test_a_name_that_nobody_knows_is_told(read: Reader, question: str, unknown: str) -> None:
    reading = await read(question)
    assert reading.unknown == (unknown,)
    assert reading.confidence >= THRESHOLD


async def test_a_month_without_a_year_is_the_last_one_that_began(read: Reader) -> None:
    for question, start in (
        ("¿Cuánto facturé en mayo?", date(2026, 5, 1)),
        ("¿Cuánto facturé en junio?", date(2025, 6, 1)),
    ):
        query = (await read(question)).query
        assert query is not None
        assert query.period is not None
        assert query.period.start == start


FOLLOW_UPS: list[tuple[str, list[tuple[str, dict[str, object]]]]] = [
    (
        "¿Cuánto le facturé a Café Luna en marzo?",
        [
            ("¿y en abril?", {"party": "Café Luna SA de CV", "month": 4, "measure": "total"}),
            ("¿y a Abarrotes La Esperanza?", {"party": "ABARROTES LA ESPERANZA", "month": 4}),
            ("¿y sin IVA?", {"party": "ABARROTES LA ESPERANZA", "month": 4, "measure": "neto"}),
            ("¿y con IVA?", {"measure": "total"}),
            ("¿cuántas fueron?", {"operation": "count", "month": 4}),
            ("¿y en total este año?", {"party": None}),
        ],
    ),
    (
        "¿Cuánto me facturó Empaques del Norte en 2026?",
        [
            ("¿y Tostadores Unidos?", {"party": "Tostadores Unidos", "source": "received"}),
            ("¿Cuánto les debo?", {"measure": "saldo", "party": "Tostadores Unidos"}),
        ],
    ),
    (
        "¿Cuál es el precio de mayoreo del café en grano?",
        [
            ("¿y de los filtros?", {"measure": "Precio mayoreo", "party": "Filtros de papel no. 4"}),
            ("¿y cuánto stock hay?", {"measure": "Existencia", "party": "Filtros de papel no. 4"}),
        ],
    ),
    (
        "¿Cuánto se facturó en la semana del 2 de marzo?",
        [("¿y la semana siguiente?", {"day": 9, "month": 3})],
    ),
    (
        "How much did I invoice Café Luna in March?",
        [
            ("and in April?", {"month": 4, "party": "Café Luna SA de CV"}),
            ("what about Hotel Mirador?", {"party": "Hotel Mirador S. de R.L. de C.V."}),
        ],
    ),
]


@pytest.mark.parametrize(("first", "follow_ups"), FOLLOW_UPS)
async def test_follow_ups_change_only_what_they_say(
    read: Reader, first: str, follow_ups: list[tuple[str, dict[str, object]]]
) -> None:
    query = (await read(first)).query
    for question, expected in follow_ups:
        reading = await read(question, query)
        query = reading.query
        assert query is not None, question
        assert not reading.unknown, question
        start = query.period.start if query.period else None
        made: dict[str, object] = {
            "party": next((v for f in query.filters for v in f.values), None),
            "measure": query.measure,
            "source": query.source.value,
            "operation": query.operation.value,
            "month": start.month if start else None,
            "day": start.day if start else None,
        }
        assert {name: made[name] for name in expected} == expected, question


async def test_a_follow_up_about_nobody_known_says_so(read: Reader) -> None:
    first = (await read("¿Cuánto le facturé a Café Luna en marzo?")).query
    assert (await read("¿y a Ferretería Gómez?", first)).unknown == ("Ferretería Gómez",)


async def test_a_question_that_stands_alone_forgets_the_one_before(read: Reader) -> None:
    first = (await read("¿Cuánto le facturé a Café Luna en marzo?")).query
    query = (await read("¿Cuánto facturé en abril?", first)).query
    assert query is not None
    assert query.filters == ()


async def test_the_summary_for_a_model_names_tables_columns_and_units(rows: Rows) -> None:
    summary = str(await read_schema(rows, "t", RFC))
    assert "lista_de_precios.xlsx › Precios, 5 rows: SKU (code), Producto (product)" in summary
    assert "CFDI comprobante" in summary


@pytest.mark.parametrize("said", ["gracias!", "Hola", "ok"])
async def test_courtesy_after_an_answer_asks_for_nothing(read: Reader, said: str) -> None:
    first = (await read("¿Cuánto le facturé a Café Luna en marzo?")).query
    assert (await read(said, first)).query is None


async def test_of_two_price_lists_the_newer_one_holds(rows: Rows) -> None:
    for year, price in ((2025, "$80.00"), (2027, "$99.00")):
        table = Table("Precios", ["Producto", "Precio"], [["Prensa francesa", price], ["Termo", price]], [2, 3])
        await rows.add("t", f"l{year}", Document(f"precios {year}.xlsx", FileKind.XLSX, str(year), "", (), (table,)))
    schema = await read_schema(rows, "t", RFC)
    query = understand("¿Qué precio tiene la prensa francesa?", tables=schema, today=TODAY).query
    assert query is not None
    assert [t.document_name for t in schema.tables if t.id in query.tables] == ["precios 2027.xlsx"]


async def test_a_number_that_many_tables_hold_is_not_guessed(tmp_path: Path) -> None:
    store = await Rows.open(tmp_path / "many.db")
    for name in ("alfa", "beta", "gama"):
        table = Table("Hoja1", ["Concepto", "Precio"], [["uno", 1.5], ["dos", 2.5]], [2, 3])
        await store.add("t", name, Document(f"{name}.xlsx", FileKind.XLSX, name, "", (), (table,)))
    schema = await read_schema(store, "t", None)
    assert understand("¿Cuál es el precio promedio?", tables=schema, today=TODAY).query is None
    await store.close()


async def test_without_an_rfc_the_reading_says_what_is_missing(tmp_path: Path, invoices: dict[str, bytes]) -> None:
    store = await Rows.open(tmp_path / "few.db")
    name = "A-101.xml"
    await store.add("t", name, read_bytes(invoices[name], name=name, max_bytes=10**6))
    schema = replace(await read_schema(store, "t", None), company_rfc=None)
    assert understand("¿Cuánto facturé en marzo?", tables=schema, today=TODAY).needs_rfc
    await store.close()
