"""Answers from rows: exact figures with where they stand, said shortly, and nothing said without a figure."""

from collections.abc import Awaitable, Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agents.desk.row_answer import ROW_QUERY, RowAnswer, answer_from_rows, answer_reading, parse_query, read_schema
from agents.desk.row_question import RowQuestion
from agents.language import Lang
from guardrails.grounding import invented
from retrieval.document import Document, FileKind, Table
from retrieval.readers import read_bytes
from retrieval.row_query import Operation, RowQuery, Source
from retrieval.rows import Rows

TODAY = date(2026, 5, 20)
RFC = "MVA150310AB1"
Asker = Callable[..., Awaitable[RowAnswer | None]]


@pytest.fixture
def ask(rows: Rows) -> Asker:
    async def asking(
        question: str, *, lang: Lang = "es", previous: RowAnswer | None = None, rfc: str | None = RFC
    ) -> RowAnswer | None:
        answer = await answer_from_rows(
            question,
            rows=rows,
            tenant="t",
            company_rfc=rfc,
            today=TODAY,
            lang=lang,
            previous=dict(previous.query) if previous else None,
        )
        if answer is not None:
            assert invented(answer.text, answer.citations, answer.figures, question, lang) == []
        return answer

    return asking


def values(answer: RowAnswer | None) -> list[tuple[object, str | None]]:
    assert answer is not None
    return [(figure.value, figure.unit) for figure in answer.figures]


async def test_what_was_invoiced_to_one_customer_less_its_credit_note(ask: Asker) -> None:
    answer = await ask("¿Cuánto le facturé a Café Luna en marzo?")
    assert answer is not None
    assert answer.text == (
        "Le facturaste **$3,627.90 MXN** [F1] a Café Luna SA de CV en marzo de 2026. Es la suma de «total (con IVA)» "
        "en "
        "2 facturas emitidas [F2], menos las notas de crédito: 1 [F3]."
    )
    # 2,351.90 + 1,484.80 − 208.80, each with 16% VAT
    assert values(answer)[0] == (Decimal("3627.90"), "MXN")
    assert {row.document for row in answer.figures[0].rows} == {"A-101.xml", "A-102.xml", "NC-9.xml"}
    assert all(row.path and row.path.startswith("/cfdi:Comprobante") for row in answer.figures[0].rows)
    assert answer.notes == ["Los XML no dicen si una factura fue cancelada."]


async def test_the_same_in_english(ask: Asker) -> None:
    answer = await ask("How much did I invoice Café Luna in April?", lang="en")
    assert answer is not None
    assert answer.text == (
        "You invoiced **$1,670.40 MXN** [F1] to Café Luna SA de CV in April 2026. It comes from 1 issued invoice [F2]."
    )


async def test_currencies_are_told_apart(ask: Asker) -> None:
    answer = await ask("¿Cuánto facturé en abril?")
    assert values(answer)[:2] == [(Decimal("1670.40"), "MXN"), (Decimal("429.20"), "USD")]
    assert answer is not None
    assert "Las monedas no se suman entre sí." in answer.text


async def test_a_balance_is_what_the_last_payment_left(ask: Asker) -> None:
    answer = await ask("¿Cuánto me debe Abarrotes La Esperanza?")
    assert values(answer)[0] == (Decimal("4090.00"), "MXN")
    unpaid = await ask("¿Qué facturas están pendientes de pago?")
    assert unpaid is not None
    assert all(invoice in unpaid.text for invoice in ("A-103", "A-104", "$4,090.00"))


async def test_a_month_without_invoices_is_zero_inside_the_data_and_unknown_outside(ask: Asker) -> None:
    inside = await ask("¿Cuánto facturé en febrero?")
    assert inside is not None
    assert not inside.abstained
    assert values(inside) == [(0, None), (date(2025, 11, 15), None), (date(2026, 4, 10), None)]
    outside = await ask("¿Cuánto facturé en 2019?")
    assert outside is not None
    assert outside.abstained
    assert "15 de noviembre de 2025" in outside.text


async def test_an_unknown_customer_is_not_answered_for_everybody(ask: Asker) -> None:
    answer = await ask("¿Cuánto le facturé a Café Luna Oriente?")
    assert answer is not None
    assert answer.abstained
    assert answer.text == (
        "No encontré «Café Luna Oriente» en tus facturas emitidas (0 [F1]); lo más parecido: Café Luna SA de CV."
    )


async def test_a_look_up_tells_the_cell_and_its_row(ask: Asker) -> None:
    answer = await ask("¿Cuál es el precio de mayoreo del café en grano?")
    assert answer is not None
    assert answer.text == "Café en grano Altura 1 kg — Precio mayoreo: **$320.00 MXN** [F1]."
    (row,) = answer.figures[0].rows
    assert (row.name, row.table, row.row) == ("lista_de_precios.xlsx", "Precios", 3)


async def test_a_code_is_told_with_its_product(ask: Asker) -> None:
    answer = await ask("¿Cuántas tazas de barro quedan?")
    assert answer is not None
    assert answer.text == "Taza de barro esmaltada (ACC-020) — Existencia: **75** [F1]."


async def test_sheets_leave_their_totals_out(ask: Asker) -> None:
    assert values(await ask("¿Cuánto gastamos en 2026?"))[0] == (Decimal("60050.50"), "MXN")
    assert values(await ask("¿Cuántas unidades de café molido vendimos en marzo?"))[0] == (Decimal(80), "unidad")


async def test_rankings_and_groups_come_as_lines_and_tables(ask: Asker) -> None:
    top = await ask("¿A quién le facturé más en 2026?")
    assert top is not None
    assert top.text.startswith("Mayor «total (con IVA)» en 2026: **Abarrotes La Esperanza**, $6,090.00 MXN [F1].")
    months = await ask("Facturación por mes")
    assert months is not None
    assert [row[0] for row in months.tables[0].rows] == ["noviembre de 2025", "marzo de 2026", "abril de 2026"]


async def test_two_months_are_compared_in_their_order(ask: Asker) -> None:
    answer = await ask("Compara lo facturado en abril contra marzo")
    assert values(answer)[:4] == [
        (Decimal("9717.90"), "MXN"),
        (Decimal("1670.40"), "MXN"),
        (Decimal("-8047.50"), "MXN"),
        (Decimal("-82.8"), "%"),
    ]


async def test_follow_ups_start_from_the_query_as_json(ask: Asker) -> None:
    first = await ask("¿Cuánto le facturé a Café Luna en marzo?")
    second = await ask("¿y en abril?", previous=first)
    third = await ask("¿y sin IVA?", previous=second)
    assert values(second)[0] == (Decimal("1670.40"), "MXN")
    assert values(third)[0] == (Decimal("1440.00"), "MXN")


async def test_the_rfc_is_taken_from_the_invoices_when_nobody_gave_it(ask: Asker) -> None:
    answer = await ask("¿Cuánto le facturé a Café Luna en marzo?", rfc=None)
    assert values(answer)[0] == (Decimal("3627.90"), "MXN")
    assert answer is not None
    assert any(RFC in note for note in answer.notes)


async def test_an_invoice_that_comes_twice_counts_once(rows: Rows, ask: Asker, invoices: dict[str, bytes]) -> None:
    before = await ask("¿Cuánto le facturé a Café Luna en abril?")
    await rows.add("t", "copia.xml", read_bytes(invoices["A-104.xml"], name="copia.xml", max_bytes=10**6))
    assert values(await ask("¿Cuánto le facturé a Café Luna en abril?")) == values(before)


async def test_questions_for_documents_get_no_answer_from_rows(ask: Asker) -> None:
    assert await ask("¿Cuántos días de vacaciones me corresponden?") is None


async def test_a_models_query_that_does_not_fit_is_not_answered(rows: Rows) -> None:
    schema = await read_schema(rows, "t", RFC)
    reading = RowQuestion(
        query=RowQuery(source=Source.SHEET, tables=("t999",), operation=Operation.COUNT), confidence=0.9
    )
    assert await answer_reading(reading, schema=schema, rows=rows, tenant="t", lang="es", company_rfc=RFC) is None


async def test_the_twin_takes_what_the_prompt_takes(rows: Rows) -> None:
    schema = await read_schema(rows, "t", RFC)
    inputs = {"question": "¿Cuánto facturé en marzo?", "tables": schema, "today": TODAY, "previous": None}
    reading = ROW_QUERY.embedded(**inputs)
    assert reading.query is not None
    for lang in ("es", "en"):
        prompt = ROW_QUERY.prompt.render(lang, {name: str(value) for name, value in inputs.items()})
        assert "lista_de_precios.xlsx › Precios" in prompt
        assert "$" not in prompt.replace("$)", "").replace(", $", "")
    assert parse_query(reading.query.model_dump(mode="json")) == reading.query


async def test_a_row_that_stands_in_the_text_is_cited(tmp_path: Path) -> None:
    text = "Producto | Precio\nTaza | $89.00\n"
    table = Table("Precios", ["Producto", "Precio"], [["Taza", "$89.00"]], [2], spans=[(18, 31)])
    rows = await Rows.open(tmp_path / "rows.db")
    await rows.add("t", "d", Document("precios.csv", FileKind.CSV, "0" * 16, text, (), (table,)))
    answer = await answer_from_rows(
        "¿Qué precio tiene la taza?", rows=rows, tenant="t", company_rfc=None, today=TODAY, lang="es"
    )
    assert answer is not None
    (citation,) = answer.citations
    assert text[citation.start : citation.end] == citation.quote == "Taza | $89.00"
    assert answer.text == "Taza — Precio: **$89.00** [F1] [1]."
    await rows.close()
