"""Who answers what: the router's twin on messages as people write them."""

import time

import pytest

from agents.desk.route import Specialist, route_by_signs


def routed(
    message: str, *, last: Specialist | None = None, files: tuple[str, ...] = (), back: bool = False
) -> list[str]:
    found = route_by_signs(lang="es", message=message, files=files, last=last, asked_back=back)
    return [part.specialist for part in found.parts]


ONE = {
    "¿Cuánto le facturé a Comercial Norte en marzo?": "desk",
    "¿Cuántos días de vacaciones me tocan?": "desk",
    "¿Qué dice el contrato de suministro sobre el plazo de pago?": "desk",
    "How much did we invoice in May?": "desk",
    "¿Cuántos tickets de garantía hubo?": "desk",
    "Revisa el contrato de arrendamiento": "contracts",
    "¿Qué riesgos tiene el convenio con Boreal?": "contracts",
    "review this agreement please": "contracts",
    "¿Puedo terminar el contrato antes de tiempo?": "contracts",
    "Pronostica la demanda de las próximas 13 semanas": "inventory",
    "¿Qué debo pedir esta semana y cuántas piezas?": "inventory",
    "cuando se acaba el jarabe de vainilla": "inventory",
    "Haz el pedido de la semana en un Excel": "inventory",
    "what should we order this week": "inventory",
    "Un cliente dice que su horno no prende y no calienta. ¿Qué le contesto?": "support",
    "Responde este correo de una clienta molesta": "support",
}


@pytest.mark.parametrize("message", ONE)
def test_one_specialist(message: str) -> None:
    assert routed(message) == [ONE[message]]


def test_two_specialists_each_get_their_part() -> None:
    message = "Revisa el contrato de Boreal y dime cuánto le facturé a El Alebrije en octubre"
    found = route_by_signs(lang="es", message=message, files=(), last=None, asked_back=False)
    assert [part.specialist for part in found.parts] == ["contracts", "desk"]
    assert "Alebrije" in found.parts[1].question
    assert "Boreal" in found.parts[0].question


def test_follow_ups_stay_where_they_were() -> None:
    assert routed("¿y el producto B?", last="inventory") == ["inventory"]
    assert routed("¿y si quiero rescindir?", last="contracts") == ["contracts"]
    assert routed("¿me pueden cobrar multa?", last="contracts") == ["contracts"]
    assert routed("ahora en inglés", last="support") == ["support"]
    assert routed("¿Cuánto cuesta el café molido?", last="contracts") == ["desk"]
    assert routed("el de empaques", last="contracts", back=True) == ["contracts"]


def test_files_speak_for_themselves() -> None:
    assert routed("¿qué opinas?", files=("contrato-renta.pdf",)) == ["contracts"]
    assert routed("mira esto", files=("queja.eml",)) == ["support"]
    assert routed("aquí van", files=("ventas 2026.xlsx",)) == ["inventory"]


@pytest.mark.parametrize(
    "message",
    ["revis" * 2000, "revisa " * 8000, "el cliente nos pide que le mandemos la mercancía cuanto antes " * 6000],
)
def test_long_messages_are_routed_at_once(message: str) -> None:
    started = time.process_time()
    found = route_by_signs(lang="es", message=message, files=(), last=None, asked_back=False)
    assert time.process_time() - started < 0.5
    assert [part.question for part in found.parts] == [message]
