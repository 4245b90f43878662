"""Values of few-valued columns, prices that are worked out, sizes, taxes by kind: asked in words, answered exactly."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agents.desk.row_answer import RowAnswer, answer_from_rows
from guardrails.grounding import invented
from retrieval.document import Document, FileKind, Table, Value
from retrieval.readers import read_bytes
from retrieval.rows import Rows

TODAY = date(2026, 9, 20)
Asker = Callable[..., Awaitable[RowAnswer | None]]


def table(name: str, columns: str, *rows: Sequence[Value]) -> Table:
    return Table(name, [c.strip() for c in columns.split("|")], rows, list(range(2, 2 + len(rows))))


PRICES = table(
    "Lista",
    "Clave | Producto | Presentación | Precio | IVA | Mayoreo desde (piezas) | Descuento mayoreo",
    ["PI-01", "Pintura vinílica Brisa 1 L", "Bote 1 L", "$120.00", "16%", 24, "10%"],
    ["PI-02", "Pintura vinílica Brisa 4 L", "Cubeta 4 L", "$420.00", "16%", 12, "10%"],
    ["PI-03", "Esmalte Roble 1 L", "Bote 1 L", "$180.00", "16%", 24, "5%"],
    ["AD-01", "Adhesivo Tenaz", "Tubo 250 ml", "$45.50", "16%", 40, "8%"],
    ["AD-02", "Adhesivo Tenaz", "Tubo 500 ml", "$80.00", "16%", 40, "8%"],
    ["TO-01", "Tornillo galvanizado", "Caja 100 pzas", "$95.00", "16%", 10, "12%"],
    ["BR-01", "Brocha Fina", "Pieza", "$33.33", "0%", 20, "15%"],
    ["CA-01", "Cable Duplex", "Rollo", "$600.00", "16%", 5, "5%"],
    ["BR-02", "Rodillo Felpa", "Pieza", "$70.00", "16%", None, None],
)
ORDERS = table(
    "pedidos",
    "Pedido | Fecha | Cliente | Canal | Tipo | Prioridad | Estado | Sucursal | Importe",
    ["P-1", date(2026, 7, 2), "Obras Tepeyac", "WhatsApp", "Compra", "Urgente", "Cancelado", "Norte", 100],
    ["P-2", date(2026, 7, 9), "Obras Tepeyac", "Teléfono", "Facturación", "Normal", "Entregado", "Norte", 200],
    ["P-3", date(2026, 7, 20), "Casa Lima", "WhatsApp", "Garantía y cambio", "Normal", "Cancelado", "Sur", 400],
    ["P-4", date(2026, 8, 4), "Casa Lima", "WhatsApp", "Facturación", "Urgente", "Entregado", "Sur", 800],
    ["P-5", date(2026, 8, 15), "Casa Lima", "Mostrador", "Compra", "Normal", "Entregado", "Sur", 1600],
)


@pytest.fixture
async def ask(tmp_path: Path) -> AsyncIterator[Asker]:
    store = await Rows.open(tmp_path / "rows.db")
    for name, sheet in (("lista.xlsx", PRICES), ("pedidos.csv", ORDERS)):
        kind = FileKind.CSV if name.endswith(".csv") else FileKind.XLSX
        await store.add("t", name, Document(name, kind, name[:4] * 4, "", (), (sheet,)))
    yield asker(store, None)
    await store.close()


def asker(store: Rows, rfc: str | None) -> Asker:
    async def asking(*questions: str) -> RowAnswer | None:
        answer: RowAnswer | None = None
        for question in questions:
            answer = await answer_from_rows(
                question,
                rows=store,
                tenant="t",
                company_rfc=rfc,
                today=TODAY,
                lang="es",
                previous=dict(answer.query) if answer else None,
            )
            if answer is not None:
                assert invented(answer.text, answer.citations, answer.figures, question) == []
        return answer

    return asking


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("¿Cuántos pedidos de tipo Facturación hubo en agosto?", 1),
        ("¿Cuántos pedidos de Facturación hubo?", 2),
        ("cuántos pedidos de tipo Compra", 2),
        ("cuantos pedidos nos llegaron por whatsapp en total?", 3),
        ("¿cuántos pedidos cancelados?", 2),
        ("¿cuántos pedidos de la sucursal del Sur?", 3),
        ("¿Cuántos pedidos de Garantía?", 1),
        ("pedidos cancelados", 2),
        ("pedidos de tipo Compra", 2),
        ("¿cuántos pedidos urgentes por WhatsApp en julio?", 1),
    ],
)
async def test_rows_are_counted_by_the_value_of_a_column(ask: Asker, question: str, count: int) -> None:
    answer = await ask(question)
    assert answer is not None
    assert answer.confidence >= 0.6
    assert not answer.abstained
    assert answer.figures[0].value == count


async def test_the_rows_rank_when_more_of_them_is_asked_for(ask: Asker) -> None:
    answer = await ask("¿qué sucursal tiene más pedidos?")
    assert answer is not None
    assert answer.text.startswith("Mayor «pedidos»: **Sur**, 3 [F1].")


@pytest.mark.parametrize(
    ("questions", "value", "how"),
    [
        (["¿Cuál es el precio con IVA de la pintura Brisa de 4 L?"], "487.20", "«IVA» 16%"),
        (["precio del esmalte Roble más IVA"], "208.80", "«IVA» 16%"),
        (["¿en cuánto queda la pintura Brisa de 4 L ya con el descuento de mayoreo?"], "378.00", "mayoreo» 10%"),
        (["en cuánto queda el esmalte Roble con 10 % de descuento"], "162.00", "10%"),
        (["precio del esmalte Roble con 10 % de descuento e IVA"], "187.92", "«IVA» 16%"),
        (["¿cuánto salen 12 brochas Fina?"], "399.96", "× 12"),
        (["¿cuánto salen 24 brochas Fina?"], "679.93", "× 24 × (1 − «Descuento mayoreo» 15%)"),
        (["¿cuánto salen 12 cajas de tornillo galvanizado?"], "1003.20", "× 12"),
        (["¿cuánto salen 8 litros de pintura Brisa de 4 L?"], "840.00", "× 2"),
        (["¿cuánto cuesta el adhesivo Tenaz de medio litro?"], "80.00", "Precio"),
        (["precio de la pintura Brisa de 1 L", "¿y la de 4 litros?"], "420.00", "Precio"),
        (["precio del adhesivo Tenaz de 250 ml", "¿y el de medio litro?"], "80.00", "Precio"),
        (["precio del adhesivo Tenaz de 250 ml", "y en presentación de 500 ml?"], "80.00", "Precio"),
        (["precio de la brocha Fina", "¿y con el descuento de mayoreo?"], "28.33", "mayoreo» 15%"),
        (["¿cuánto vale 1 litro de adhesivo Tenaz de 500 ml?"], "160.00", "× 2"),
        (["cuánto pago por una docena de cables Duplex"], "6840.00", "× 12 × (1 − «Descuento mayoreo» 5%)"),
        (["precio de mayoreo de la pintura Brisa de 4 L"], "378.00", "mayoreo» 10%"),
        (["precio de la brocha Fina", "¿y 10 brochas?"], "333.30", "× 10"),
    ],
)
async def test_a_price_is_worked_out_exactly(ask: Asker, questions: list[str], value: str, how: str) -> None:
    answer = await ask(*questions)
    assert answer is not None
    assert not answer.abstained
    first = answer.figures[0]
    assert (first.value, how in first.how) == (Decimal(value), True), answer.text
    assert answer.text.count("[F1]") == 1


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("¿cuánto salen 12 brochas Fina?", "No se aplicó el descuento de mayoreo, que es desde 20 pzas [F4]."),
        ("¿cuánto salen 24 brochas Fina?", "Se aplicó el descuento de mayoreo, que es desde 20 pzas [F5]."),
        ("¿cuánto salen 12 brochas Fina con descuento de mayoreo?", "Ojo: la lista da ese descuento desde 20 pzas"),
        ("¿en cuánto queda el rodillo Felpa con descuento?", "Esa fila no trae descuento de mayoreo."),
        ("¿cuánto cuestan 12 tornillos galvanizados?", "No lo multipliqué: la lista da el precio por otra unidad"),
    ],
)
async def test_it_says_whether_the_discount_was_applied(ask: Asker, question: str, said: str) -> None:
    answer = await ask(question)
    assert answer is not None
    assert said in answer.text


async def test_every_input_of_a_price_is_a_figure(ask: Asker) -> None:
    answer = await ask("¿cuánto salen 24 brochas Fina con IVA?")
    assert answer is not None
    inputs = [(f.value, f.unit) for f in answer.figures]
    assert (Decimal("33.33"), "$") in inputs
    assert (Decimal(24), None) in inputs
    assert [v for v, unit in inputs if unit == "%"] == [Decimal(15), Decimal(0)]


async def test_another_product_of_that_size_is_no_variant(ask: Asker) -> None:
    answer = await ask("precio del esmalte Roble de 1 L", "¿y el de 4 litros?")
    assert answer is not None
    assert answer.abstained
    assert answer.text.startswith("No encontré esa presentación")


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién autoriza un precio con 10 % de descuento?",
        "¿Se puede dar el descuento de mayoreo sin llegar al mínimo?",
        "¿Cuál es la política de garantía?",
        "¿cómo se cancela un pedido urgente?",
    ],
)
async def test_policies_are_left_to_documents(ask: Asker, question: str) -> None:
    assert await ask(question) is None


@pytest.mark.parametrize(
    ("question", "abstained"),
    [
        ("¿Cuántos pedidos hizo Obras Tepeyac en agosto?", True),
        ("¿Cuántos pedidos hizo Casa Lima en marzo de 2024?", True),
        ("¿Cuántos pedidos de Garantía hubo en agosto?", False),
    ],
)
async def test_nobody_in_a_period_is_not_known_and_no_value_is_zero(ask: Asker, question: str, abstained: bool) -> None:
    answer = await ask(question)
    assert answer is not None
    assert answer.text.startswith("No hay pedidos")
    assert answer.abstained is abstained


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("¿Cuánto ISR le retuvimos al proveedor Tostadores Unidos en abril?", "1140.00"),
        ("¿cuánto isr retuvimos a la contadora Tostadores Unidos?", "1140.00"),
        ("¿Cuánto IVA le retuvimos a Tostadores Unidos?", "1216.00"),
        ("¿Cuánto IVA nos trasladó Tostadores Unidos en abril?", "1824.00"),
        ("¿Cuánto IVA retenido nos retuvieron en 2026?", "0.00"),
    ],
)
async def test_taxes_are_told_apart(tmp_path: Path, invoices: dict[str, bytes], question: str, value: str) -> None:
    store = await Rows.open(tmp_path / "rows.db")
    kept = (
        b'<cfdi:Impuestos TotalImpuestosRetenidos="2356.00" ',
        b'><cfdi:Retenciones><cfdi:Retencion Impuesto="001" Importe="1140.00"/>'
        b'<cfdi:Retencion Impuesto="002" Importe="1216.00"/></cfdi:Retenciones><cfdi:Traslados>',
    )
    for name, data in invoices.items():
        if name == "R-502.xml":
            data = data.replace(b"<cfdi:Impuestos ", kept[0]).replace(b"><cfdi:Traslados>", kept[1])
        await store.add("t", name, read_bytes(data, name=name, max_bytes=10**6))
    answer = await asker(store, "MVA150310AB1")(question)
    await store.close()
    assert answer is not None
    assert answer.figures[0].value == Decimal(value), answer.text
