"""What a message asks of the inventory specialist, by rules."""

import pytest

from agents.inventory.products import find
from agents.inventory.request import Intent
from agents.inventory.understand import by_rules

CATALOGUE = {
    "CAF-001": "Café Altura grano 1 kg",
    "CAF-002": "Café Altura molido 1 kg",
    "TE-10": "Té de manzanilla, 25 sobres",
    "VAS-8": "Vaso 8 oz",
    "B": "",
}


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("¿Qué debo pedir esta semana?", Intent.ORDER),
        ("haz el pedido", Intent.ORDER),
        ("What should I order?", Intent.ORDER),
        ("¿Cuándo se me acaba el café?", Intent.STOCKOUT),
        ("which products run out first?", Intent.STOCKOUT),
        ("¿Cuánto vamos a vender en diciembre?", Intent.FORECAST),
        ("forecast the next 3 months", Intent.FORECAST),
        ("¿Hay sobreinventario?", Intent.OVERSTOCK),
        ("¿Cuál es el punto de reorden del té?", Intent.LEVELS),
        ("Revisa los datos de ventas", Intent.AUDIT),
        ("¿y el producto B?", None),
    ],
)
def test_intents(message: str, intent: Intent | None) -> None:
    assert by_rules(lang="es", question=message).intent is intent


@pytest.mark.parametrize(
    ("message", "weeks"),
    [
        ("pronostica las próximas 8 semanas", 8),
        ("ventas de los próximos tres meses", 13),
        ("for the next 6 weeks", 6),
        ("el próximo mes", 4),
        ("pronóstico a 2 semanas; el proveedor entrega en 30 días", 2),
        ("el proveedor tarda 3 semanas", None),
        ("¿qué pido?", None),
    ],
)
def test_horizons(message: str, weeks: int | None) -> None:
    assert by_rules(lang="es", question=message).horizon_weeks == weeks


def test_terms_that_a_message_states() -> None:
    asked = by_rules(
        lang="es", question="Tengo 1,200 piezas, el proveedor tarda 3 semanas y quiero un nivel de servicio de 98 %"
    )
    assert (asked.on_hand, asked.lead_time_days, asked.fill_rate) == (1200, 21, 0.98)
    assert by_rules(lang="es", question="¿Hay 40 productos?").on_hand is None


def test_a_file_is_asked_for_or_not() -> None:
    assert by_rules(lang="es", question="hazme el pedido en Excel").workbook
    assert by_rules(lang="es", question="prepara la lista de compra").workbook
    assert not by_rules(lang="es", question="¿qué debo pedir?").workbook


@pytest.mark.parametrize(
    ("text", "chosen", "unknown"),
    [
        ("¿cuándo se acaba CAF-001?", ["CAF-001"], []),
        ("¿y el producto B?", ["B"], []),
        ("café molido", ["CAF-002"], []),
        ("ventas de cafe altura", ["CAF-001", "CAF-002"], []),
        ("té de manzanila", ["TE-10"], []),
        ("¿qué debo pedir?", [], []),
        ("¿cuándo se acaba el tequila?", [], ["tequila"]),
        ("pedir CAF-999", [], ["CAF-999"]),
        ("¿qué se acaba primero?", [], []),
    ],
)
def test_products_are_found_by_code_or_name(text: str, chosen: list[str], unknown: list[str]) -> None:
    found = find(text, CATALOGUE)
    assert (found.chosen, found.unknown) == (chosen, unknown)
