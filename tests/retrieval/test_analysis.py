"""Words with their places, folded, stemmed in two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis import content_words, fold, language_of, stem, terms, words


@given(st.text(max_size=200))
def test_words_stand_where_they_say_and_are_folded(text: str) -> None:
    found = list(words(text))
    assert all(0 <= w.start < w.end <= len(text) and w.folded for w in found)
    assert [w.start for w in found] == sorted(w.start for w in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Número de FACTURA", ["numero", "de", "factura"]),
        ("nu\u0301mero", ["numero"]),
        ("el código AB-1234/x", ["el", "codigo", "ab1234x", "ab", "1234", "x"]),
        ("$1,500.00 o 1.500,00 o 1500", ["1500", "o", "1500", "o", "1500"]),
        ("$1,234,567.50", ["1234567.5"]),
        ("12,50 12.5 12", ["12.5", "12.5", "12"]),
        ("políticas y/o don't", ["politicas", "y", "o", "don", "t"]),
    ],
)
def test_words_numbers_and_codes(text: str, expected: list[str]) -> None:
    assert [w.folded for w in words(text)] == expected


@pytest.mark.parametrize(
    "family",
    [
        "factura facturas facturación facturacion facturaciones facturar",
        "garantía garantia garantías garantias",
        "día dia días dias",
        "categoría categorias",
        "devolución devoluciones",
    ],
)
def test_forms_of_a_spanish_word_share_a_stem_with_and_without_accents(family: str) -> None:
    assert len({stem(fold(word), "es") for word in family.split()}) == 1


def test_numbers_and_codes_are_not_stemmed() -> None:
    assert terms("modelo A113s, 2024 invoices", "en") == ["modelo", "a113s", "2024", "invoic"]


def test_stop_words_of_both_languages_are_left_out() -> None:
    assert [w.folded for w in content_words("¿Cuál es the plazo of la garantía?")] == ["plazo", "garantia"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("¿Cuánto cuesta el envío a Monterrey?", "es"),
        ("How much is shipping to Monterrey?", "en"),
        ("garantía", "es"),
        ("CFDI 4.0", None),
    ],
)
def test_language_by_function_words(text: str, lang: str | None) -> None:
    assert language_of(text) == lang
