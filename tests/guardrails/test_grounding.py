"""Every number, date and quote has its evidence, or its sentence goes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.evidence import Citation, Figure
from guardrails.grounding import Grounded, ground, invented
from guardrails.units import units

QUOTE = (
    "El plazo será de doce (12) meses a partir del 15 de marzo de 2025. La pena es del 10% mensual. "
    "La pieza TOR-M8-25 cuesta $1,234.50 y se surte de 9:00 a 18:30 horas; folio A-1023, cláusula 4.2."
)
CITATION = Citation("d", "contrato-renta.pdf", "v", 0, len(QUOTE), QUOTE, page=3, heading="Segunda › Vigencia")
SALES = Figure(Decimal("20833.456"), "MXN", "suma de facturas de mayo de 2024", row_count=17)
SHARE = Figure(Decimal("0.125"), None, "ventas de B entre ventas totales")
DUE = Figure(date(2026, 8, 31), None, "fecha de vencimiento")


def lost(text: str, question: str = "", lang: str = "es") -> list[str]:
    return invented(text, [CITATION], [SALES, SHARE, DUE], question, "en" if lang == "en" else "es")


@pytest.mark.parametrize(
    "text",
    [
        "El plazo es de 12 meses [1].",
        "El plazo es de doce meses [1].",
        "Empieza el 15/03/2025.",
        "Empieza el 2025-03-15.",
        "Empieza el 15-mar-2025.",
        "Empieza el 15 de marzo.",
        "Empieza en marzo de 2025.",
        "Es de 2025.",
        "La pena es del 10 %.",
        "La pena es del diez por ciento.",
        "Cuesta $1,234.50 MXN.",
        "Cuesta 1.234,50 pesos.",
        "Cuesta 1234.5.",
        "Facturaste $20,833.46 [F1].",
        "Facturaste $20,833 en 17 facturas de mayo de 2024 [F1].",
        "Son unos 20.8 mil pesos.",
        "Es el 12.5% [F2].",
        "Vence el 31 de agosto de 2026 [F3].",
        "Pieza TOR-M8-25, folio 1023, cláusula 4.2.",
        "Surten de 9:00 am a 6:30 p.m.",
        "Está en la página 3.",
        "Las dos partes firman.",
        "Dice «La pena es del 10% mensual».",
        "Dice “El plazo será de doce (12) meses … La pena es del 10%”.",
        "En «contrato-renta.pdf» está todo.",
        "## 1. Resumen de 13 semanas",
        "1. Paso 2: revisar.",
        "| Pieza | Precio |\n|---|---:|",
        "Sin números.",
    ],
)
def test_what_is_in_the_evidence_stays(text: str) -> None:
    assert lost(text) == []
    assert ground(text, [CITATION], [SALES, SHARE, DUE]) == Grounded(text, [])


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("El plazo es de 13 meses.", ["13"]),
        ("El plazo es de trece meses.", ["trece"]),
        ("Empieza el 16 de marzo de 2025.", ["16 de marzo de 2025"]),
        ("Empieza el 15/03/2024.", ["15/03/2024"]),
        ("Empieza en abril de 2025.", ["abril de 2025"]),
        ("La pena es del 14%.", ["14%"]),
        ("Cuesta $1,234.60.", ["$1,234.60"]),
        ("Facturaste $20,833.46 USD.", ["$20,833.46 USD"]),
        ("Facturaste $20,900.", ["$20,900"]),
        ("Son 2 millones de pesos.", ["2 millones de pesos"]),
        ("Pieza TOR-M8-26.", ["TOR-M8-26"]),
        ("Cierran a las 19:30.", ["19:30"]),
        ("Dice «La pena es mensual».", ["«La pena es mensual»"]),
        ("## Ventas: $5,000,000", ["$5,000,000"]),
        ("Escribe a www.otro-sitio.com", ["www.otro-sitio.com"]),
        ("Vale [2] y [F9].", [" [2]", " [F9]"]),
        ("En 2019 subió.", ["2019"]),
    ],
)
def test_what_is_not_in_the_evidence_is_found(text: str, missing: list[str]) -> None:
    assert lost(text) == missing


def test_what_the_question_says_may_be_repeated() -> None:
    assert lost("No: 45 días es demasiado.", question="¿puedo devolver en 45 días?") == []


def test_only_the_sentence_without_evidence_goes() -> None:
    text = "El plazo es de 12 meses [1]. La fianza es de $9,999. La pena es del 10% [1]."
    assert ground(text, [CITATION], []) == Grounded(
        "El plazo es de 12 meses [1]. La pena es del 10% [1].", ["La fianza es de $9,999."]
    )


def test_only_the_item_or_row_without_evidence_goes() -> None:
    items = "- Plazo: 12 meses. Fijo.\n- Fianza: $9,999. Única.\n\n"
    text = items + "| a | b |\n|---|---|\n| TOR-M8-25 | 1,234.50 |\n| X | 77 |\n"
    found = ground(text, [CITATION], [])
    assert found.text == "- Plazo: 12 meses. Fijo.\n\n| a | b |\n|---|---|\n| TOR-M8-25 | 1,234.50 |\n"
    assert found.dropped == ["- Fianza: $9,999. Única.", "| X | 77 |"]


def test_markers_without_evidence_are_removed_and_the_sentence_stays() -> None:
    found = ground("El plazo es de 12 meses [1][4], según la ley [2, 1] y [F1].", [CITATION], [])
    assert found == Grounded("El plazo es de 12 meses [1], según la ley [1] y.", [])


def test_a_rate_alone_in_its_cell_may_be_written_with_its_sign() -> None:
    row = Citation("d", "precios.xlsx", "v", 0, 30, "Producto | Tasa de IVA\nCafé | 16 | 120", cell="Lista!A2")
    assert invented("El IVA es del 16%.", [row], []) == []
    assert invented("El IVA es del 8%.", [row], []) == ["8%"]


def test_a_quote_of_several_sentences_is_one_unit() -> None:
    text = "Dice «El plazo será de doce (12) meses a partir del 15 de marzo de 2025. La pena es del 10% mensual». Fin."
    assert ground(text, [CITATION], []).dropped == []


def test_a_figure_is_not_rounded_beyond_recognition() -> None:
    figure = Figure(Decimal(1_600_000), "MXN", "suma")
    assert invented("Son 1.6 millones de pesos.", [], [figure]) == []
    assert invented("Son 2 millones de pesos.", [], [figure]) == ["2 millones de pesos"]


def test_english_dates_are_read_both_ways() -> None:
    assert lost("It starts on March 15, 2025.", lang="en") == []
    assert lost("It starts on 03/15/2025.", lang="en") == []
    assert lost("It lasts twelve months.", lang="en") == []
    assert lost("It lasts thirteen months.", lang="en") == ["thirteen"]


def test_white_space_of_a_window_is_kept() -> None:
    assert ground("Sin números. \n\n", [], []).text == "Sin números. \n\n"
    assert ground("", [], []) == Grounded("", [])


amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)


@given(amounts)
def test_an_amount_is_supported_however_it_is_written(amount: Decimal) -> None:
    figure = Figure(amount, "MXN", "suma")
    plain = f"{amount:,.2f}"
    european = plain.translate(str.maketrans(",.", ".,"))
    for written in (f"${plain}", f"{plain} MXN", f"{amount:f}", european, f"{european} pesos"):
        assert invented(f"Son {written} en total.", [], [figure]) == []


@given(amounts, amounts)
def test_another_amount_is_not(amount: Decimal, other: Decimal) -> None:
    figure = Figure(amount, "MXN", "suma")
    written = f"${other:,.2f}"
    assert (invented(f"Son {written}.", [], [figure]) == []) == (amount == other)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_date_is_supported_however_it_is_written(day: date) -> None:
    months = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
    figure = Figure(day, None, "vencimiento")
    name = months[day.month - 1]
    for written in (f"{day.day} de {name} de {day.year}", day.isoformat(), f"{day:%d/%m/%Y}", f"{name} de {day.year}"):
        assert invented(f"Vence: {written}.", [], [figure]) == []


@given(st.text(max_size=200))
def test_units_are_the_text_and_grounding_never_fails(text: str) -> None:
    assert "".join(units(text)) == text
    ground(text, [CITATION], [SALES])


@given(
    st.lists(
        st.sampled_from(["El plazo es de 12 meses [1]. ", "Son 77 días. ", "- a\n- 78\n", "«x y z» ", "\n"]), max_size=8
    )
)
def test_what_stays_has_nothing_invented(parts: list[str]) -> None:
    found = ground("".join(parts), [CITATION], [])
    assert invented(found.text, [CITATION], []) == []
