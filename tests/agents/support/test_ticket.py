"""Tickets as text, mail and WhatsApp export."""

from datetime import datetime

import pytest

from agents.support.ticket import MOST_TEXT, Facts, read_ticket, ticket_of
from guardrails.errors import EmptyText, TextTooLong
from retrieval.readers import read_bytes

IPHONE = """[12/03/26, 10:15:02] Hornos Ceiba: \u200eLos mensajes y las llamadas están cifrados de extremo a extremo.
[12/03/26, 10:15:22] Ana López: hola, mi horno no prende
y ya lo desconecté
\u200e[12/03/26, 10:15:40] Ana López: \u200eimagen omitida
[12/03/26, 10:16:22] Hornos Ceiba: ¿qué modelo es?
[12/03/26, 10:17:00] Ana López: el Ceiba 60"""
ANDROID = """12/3/26, 10:15 a. m. - Los mensajes y las llamadas están cifrados de extremo a extremo. Toca para obtener más información.
12/3/26, 10:15 a. m. - Ana: hola
12/3/26, 3:16\u202fp.\u00a0m. - Ana: <Multimedia omitido>
12/3/26, 3:17 p. m. - Ana: urge: no prende
12/3/26, 3:18 p. m. - Soporte Ceiba: ya vamos
13/3/26, 9:00 a. m. - Soporte Ceiba agregó a Luis"""
ENGLISH = """3/14/26, 10:15 AM - Messages and calls are end-to-end encrypted.
3/14/26, 10:15 AM - Ann: my oven is broken
3/14/26, 10:16 AM - Ann: IMG-0001.jpg (file attached)
3/14/26, 10:16 AM - Ann: This message was deleted"""
EUROPEAN = "12.03.2026, 10:15 - Ana: hola\n12.03.2026, 10:16 - Ana: no prende"
MAIL = """Asunto: Horno apagado
De: Ana López <ana@example.com>
Fecha: Thu, 12 Mar 2026 10:15:00 -0600

Buen día, no prende.

Enviado desde mi iPhone

El mié, 11 de mar de 2026 a las 9:00, Soporte escribió:
> ¿Ya lo conectó?"""


def test_an_iphones_export() -> None:
    ticket = read_ticket(IPHONE, company="Hornos Ceiba")
    assert ticket.source == "whatsapp"
    assert ticket.sender == "Ana López"
    assert ticket.received == datetime(2026, 3, 12, 10, 15, 22)
    assert ticket.text == "hola, mi horno no prende\ny ya lo desconecté\nel Ceiba 60"
    assert [turn.who for turn in ticket.turns] == ["Ana López", "Hornos Ceiba", "Ana López"]
    assert ticket.attachments == 1


def test_an_androids_export() -> None:
    ticket = read_ticket(ANDROID)
    assert ticket.sender == "Ana"
    assert ticket.text == "hola\nurge: no prende"
    assert [turn.at and turn.at.hour for turn in ticket.turns] == [10, 15, 15]
    assert ticket.attachments == 1


def test_an_english_export_has_months_first() -> None:
    ticket = read_ticket(ENGLISH)
    assert ticket.text == "my oven is broken"
    assert ticket.received == datetime(2026, 3, 14, 10, 15)
    assert ticket.attachments == 1


def test_dates_with_dots() -> None:
    assert read_ticket(EUROPEAN).received == datetime(2026, 3, 12, 10, 15)


def test_the_first_writer_is_the_customer_unless_it_is_us() -> None:
    ours_first = "[1/3/26, 9:00:00] Ceiba Soporte: su pedido salió\n[1/3/26, 9:05:00] Luis: no llegó"
    assert read_ticket(ours_first, company="Hornos Ceiba SA de CV").sender == "Luis"


def test_a_mail_pasted_with_its_headers() -> None:
    ticket = read_ticket(MAIL)
    assert ticket.source == "email"
    assert ticket.sender == "Ana López"
    assert ticket.subject == "Horno apagado"
    assert ticket.text == "Buen día, no prende."
    assert ticket.history is not None
    assert "¿Ya lo conectó?" in ticket.history
    assert ticket.received is not None
    assert ticket.received.isoformat() == "2026-03-12T10:15:00-06:00"


def test_an_eml_file() -> None:
    data = (
        b"From: =?utf-8?q?Ana_L=C3=B3pez?= <ana@example.com>\r\nTo: soporte@example.com\r\nSubject: Horno apagado\r\n"
        b"Date: Thu, 12 Mar 2026 10:15:00 -0600\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "Buen día, no prende.\r\n\r\n--\r\nAna López\r\n".encode()
    )
    ticket = ticket_of(read_bytes(data, name="queja.eml", max_bytes=10_000), Facts(tier="oro"))
    assert (ticket.sender, ticket.subject, ticket.text) == ("Ana López", "Horno apagado", "Buen día, no prende.")
    assert ticket.tier == "oro"


def test_plain_text_stays_as_it_is() -> None:
    ticket = read_ticket("  El pedido 10:30 no llegó.\nNota: urge  ")
    assert ticket.source == "text"
    assert ticket.text == "El pedido 10:30 no llegó.\nNota: urge"


@pytest.mark.parametrize("text", ["", "  \n ", "…!?", "[12/03/26, 10:15:40] Ana: imagen omitida"])
def test_nothing_said_is_no_ticket(text: str) -> None:
    with pytest.raises(EmptyText):
        read_ticket(text)


def test_a_ticket_has_a_limit() -> None:
    with pytest.raises(TextTooLong):
        read_ticket("a" * (MOST_TEXT + 1))
