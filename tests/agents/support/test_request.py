"""The ticket inside a message, and follow-ups after it."""

import pytest

from agents.support.follow_up import follow_up_by_signs, is_follow_up
from agents.support.request import ticket_in


@pytest.mark.parametrize(
    ("message", "ticket"),
    [
        ("Un cliente escribió: «mi horno no prende desde ayer» ¿qué le digo?", "mi horno no prende desde ayer"),
        ('Answer this customer: "the oven is broken since monday"', "the oven is broken since monday"),
        ("Contesta este ticket:\nNo llegó mi pedido\nUrge", "No llegó mi pedido\nUrge"),
        ("Un cliente dice que no le llegó su factura", "no le llegó su factura"),
        ("Redacta una respuesta a este correo: no me ha llegado el XML", "no me ha llegado el XML"),
        ("El horno no prende y marca H4", "El horno no prende y marca H4"),
        ("contesta este ticket por favor", ""),
    ],
)
def test_the_customers_words(message: str, ticket: str) -> None:
    assert ticket_in(message)[0] == ticket


def test_what_is_said_of_the_customer() -> None:
    assert ticket_in("Ticket de un cliente VIP: no prende el horno desde ayer")[1].tier == "vip"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hazla más corta", "shorter"),
        ("make it more formal", "formal"),
        ("más amable por favor", "warmer"),
        ("¿y si sigue fallando?", "still-failing"),
        ("what if it still doesn't work?", "still-failing"),
        ("tradúcela al inglés", "translate"),
        ("¿para cuándo vence?", "due"),
        ("es cliente oro", "facts"),
        ("¿cuánto vendimos en marzo?", "new"),
        ("Hola, compré un horno hace tres semanas y desde ayer se apaga solo a la mitad, ya lo desconecté", "new"),
    ],
)
def test_kinds_of_follow_up(message: str, kind: str) -> None:
    assert follow_up_by_signs(lang="es", message=message, last="").kind == kind
    assert is_follow_up(message) == (kind != "new")


def test_the_language_to_translate_into() -> None:
    assert follow_up_by_signs(lang="es", message="ahora en inglés", last="").to == "en"
    assert follow_up_by_signs(lang="en", message="now in Spanish", last="").to == "es"
