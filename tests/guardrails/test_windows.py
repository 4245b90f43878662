"""Windows joined are the text; where they are cut depends on the text alone, and never inside personal data."""

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails import personal
from guardrails.sentences import sentences
from guardrails.windows import MOST, Windower, split, windows

FRAGMENTS = st.sampled_from(
    [
        "Según el art. 5, la renta es de $1,234.50 al mes. ",
        "Comercial del Norte, S.A. de C.V. entrega el pedido No. 45.\n",
        "¿Hay existencias? No. Se agotaron. ",
        "- Primer punto\n- Segundo punto\n",
        "1. Apague el equipo. 2. Espere.\n\n",
        "| Pieza | Precio |\n|---|---:|\n| TOR-M8 | 12.50 |\n",
        "Llame al 55 1234 5678 o escriba a ana@correo.mx. ",
        "CLABE 032 180 00011835971 9 ",
        "El total es 12.5 [1][F2]. ",
        "«Una cita. Con dos frases.» ",
        "palabra " * 30,
        "x" * 200,
        "   \n\n\t ",
        "…",
        "¡Listo! ",
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=40)), max_size=30).map("".join)


def chunks(text: str, cuts: list[int]) -> list[str]:
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    return [text[a:b] for a, b in pairwise(places)]


@given(TEXTS, st.lists(st.integers(0, 3000), max_size=60))
def test_chunking_changes_nothing(text: str, cuts: list[int]) -> None:
    windower = Windower()
    fed = [window for chunk in chunks(text, cuts) for window in windower.feed(chunk)]
    fed += windower.close()
    assert fed == split(text)
    assert "".join(fed) == text


@given(TEXTS, st.integers(1, 60), st.integers(60, 300))
def test_windows_are_bounded_and_not_empty(text: str, least: int, most: int) -> None:
    assert all(0 < len(window) <= most for window in split(text, least=least, most=most))


@given(TEXTS)
def test_personal_data_is_never_cut_at_a_sentence(text: str) -> None:
    cut = 0
    for window in split(text)[:-1]:
        cut += len(window)
        if len(window) < MOST:
            around = text[max(0, cut - personal.LONGEST) : cut + personal.LONGEST]
            place = min(cut, personal.LONGEST)
            assert not [piece for piece in personal.find(around) if piece.start < place < piece.end]


@given(TEXTS)
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_a_window_leaves_before_the_text_is_finished() -> None:
    windower = Windower()
    assert windower.feed("La primera frase ya está completa. ") == []
    assert windower.feed("Y la segunda se sigue escribiendo mientras tanto, " * 3) == [
        "La primera frase ya está completa. "
    ]


async def test_a_stream_of_single_characters() -> None:
    text = "El plazo es de doce meses [1]. La renta es de $1,234.50. Fin."

    async def characters() -> AsyncIterator[str]:
        for character in text:
            yield character

    assert [window async for window in windows(characters())] == [
        "El plazo es de doce meses [1]. ",
        "La renta es de $1,234.50. ",
        "Fin.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vende S.A. de C.V. y otros. Fin.", ["Vende S.A. de C.V. y otros. ", "Fin."]),
        ("Véase el art. 12 de la ley. Fin.", ["Véase el art. 12 de la ley. ", "Fin."]),
        ("Pedido No. 45 listo. Sí.", ["Pedido No. 45 listo. ", "Sí."]),
        ("¿Hay? No. Se agotó.", ["¿Hay? ", "No. ", "Se agotó."]),
        ("Cuesta 12.50 pesos. Caro.", ["Cuesta 12.50 pesos. ", "Caro."]),
        ("El Dr. J. Pérez firmó. Ayer.", ["El Dr. J. Pérez firmó. ", "Ayer."]),
        ("Clavos, tornillos, etc. Todo llegó.", ["Clavos, tornillos, etc. ", "Todo llegó."]),
        ("Abre a las 9 a.m. y cierra. Fin.", ["Abre a las 9 a.m. y cierra. ", "Fin."]),
        ("1. Uno.\n2. Dos.\n", ["1. Uno.\n", "2. Dos.\n"]),
        ("Dice [1]. Luego.", ["Dice [1]. ", "Luego."]),
        ("Dice. [1] Luego.", ["Dice. [1] ", "Luego."]),
        ("¿De veras?! ¡Sí!", ["¿De veras?! ", "¡Sí!"]),
        ("Párrafo\n\n  Otro", ["Párrafo\n\n", "  Otro"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_table_stays_in_one_window() -> None:
    table = "| Pieza | Precio |\n|---|---:|\n| TOR-M8 | 12.50 |\n| TOR-M9 | 13.50 |\n"
    assert split("Estos son los precios de hoy:\n" + table)[-1].endswith(table)


def test_senseless_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="least"):
        Windower(least=10, most=5)
