"""Sizes of goods are the same size however they are written."""

import pytest

from retrieval.row_sizes import has_size, sizes, unsized


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("¿y el de 5 kilos?", ["5000 g"]),
        ("café 500g molido", ["500 g"]),
        ("medio litro", ["500 ml"]),
        ("Botella 0.5 L", ["500 ml"]),
        ("un kilo y medio", ["1500 g"]),
        ("un cuarto de kilo", ["250 g"]),
        ("la de 12 onzas", ["12 oz"]),
        ("Tapa 12 y 16 oz", ["16 oz"]),
        ("tubo de 2.5 m y 30 cm", ["2500 mm", "300 mm"]),
        ("12 in stock, 5 cajas, 20 % de IVA", []),
        ("AL-20 kg", []),
    ],
)
def test_sizes_in_a_text(text: str, keys: list[str]) -> None:
    assert [size.key for size in sizes(text)] == keys


def test_a_size_stands_where_the_text_says_it() -> None:
    text = "Champú de medio litro, azul"
    (size,) = sizes(text)
    assert text[size.start : size.end] == "medio litro"


def test_the_size_wanted_is_found_in_any_of_the_texts() -> None:
    assert has_size(["Champú Pelusa", "Botella 1 L"], "1000 ml")
    assert not has_size(["Champú Pelusa", "Botella 11 L"], "1000 ml")


def test_variants_share_a_name_without_its_size() -> None:
    assert unsized("Blend Espresso, grano 1 kg") == unsized("Blend espresso grano 5 kilos") == "blend espresso grano"
    assert unsized("Vaso de 8 oz") == "vaso"
