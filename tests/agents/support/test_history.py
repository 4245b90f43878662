"""Tables of tickets are found by their headers, whatever the company calls them."""

from datetime import date

import pytest

from agents.support.history import Column, columns, past_tickets
from retrieval.readers import read_bytes
from tools.tickets_sla import Urgency


@pytest.mark.parametrize(
    "labels",
    [
        ("Folio", "Fecha", "Categoría", "Descripción del problema", "Resolución"),
        ("ticket_id", "category", "message", "resolution"),
        ("text", "category"),
        ("Motivo", "Asunto", "Respuesta", "Estatus"),
        ("Tipo de queja", "Comentarios del cliente"),
    ],
)
def test_tables_of_tickets(labels: tuple[str, ...]) -> None:
    found = columns(labels)
    assert found is not None
    assert Column.TEXT in found


@pytest.mark.parametrize(
    "labels",
    [
        ("SKU", "Producto", "Categoría", "Descripción", "Precio"),
        ("Fecha", "Concepto", "Rubro", "Importe"),
        ("Nombre", "Puesto", "Sueldo"),
        ("Clave", "Descripción", "Categoría", "Existencia"),
    ],
)
def test_other_tables(labels: tuple[str, ...]) -> None:
    assert columns(labels) is None


CSV = (
    "folio,fecha,categoría,descripción,prioridad,estado,resolución\n"
    "T-1,2026-01-06,Falla,El horno no prende desde ayer,Urgente,Cerrado,Se cambió el fusible\n"
    "T-2,2026-01-07,Falla,La batidora hace ruido al girar,Baja,Abierto,\n"
    "T-3,2026-01-08,Entrega,El pedido llegó incompleto otra vez,P2,En proceso,Se avisó a ruta\n"
)


def test_rows_with_their_place() -> None:
    document = read_bytes(CSV.encode(), name="tickets.csv", max_bytes=10_000)
    first, second, third = past_tickets("d1", document)
    assert (first.folio, first.category, first.resolution) == ("T-1", "Falla", "Se cambió el fusible")
    assert first.day == date(2026, 1, 6)
    assert first.urgency is Urgency.CRITICAL
    assert first.row.row == 2
    assert first.citation is not None
    assert document.text[first.citation.start : first.citation.end] == first.citation.quote
    assert second.resolution is None
    assert third.resolution is None  # not solved yet
    assert third.urgency is Urgency.HIGH


def test_a_table_of_codes_is_no_table_of_tickets() -> None:
    data = b"categoria,descripcion\nA,Horno\nB,Molino\nC,Base\n"
    assert list(past_tickets("d1", read_bytes(data, name="catalogo.csv", max_bytes=10_000))) == []
