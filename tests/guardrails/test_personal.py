"""Personal data is found where it is, and not where it only looks like it."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from guardrails import personal
from guardrails.personal import Kind

FOUND = [
    ("escribe a ana.lopez@correo.com.mx hoy", Kind.EMAIL, "ana.lopez@correo.com.mx"),
    ("ana (arroba) correo.com", Kind.EMAIL, "ana (arroba) correo.com"),
    ("Tel. 55 1234 5678", Kind.PHONE, "55 1234 5678"),
    ("(81) 8345-6789", Kind.PHONE, "(81) 8345-6789"),
    ("mi cel es 5512345678", Kind.PHONE, "5512345678"),
    ("+52 1 55 1234 5678", Kind.PHONE, "+52 1 55 1234 5678"),
    ("llámame al 8345 6789", Kind.PHONE, "8345 6789"),
    ("+54 9 11 2345-6789", Kind.PHONE, "+54 9 11 2345-6789"),
    ("+57 300 123 4567", Kind.PHONE, "+57 300 123 4567"),
    ("+1 (415) 555-2671", Kind.PHONE, "+1 (415) 555-2671"),
    ("WhatsApp: 33.1234.5678", Kind.PHONE, "33.1234.5678"),
    ("tarjeta 4111 1111 1111 1111", Kind.CARD, "4111 1111 1111 1111"),
    ("5555555555554444", Kind.CARD, "5555555555554444"),
    ("amex 378282246310005", Kind.CARD, "378282246310005"),
    ("CURP BOXW310820HNERXN09", Kind.CURP, "BOXW310820HNERXN09"),
    ("RFC: GODE561231GR8", Kind.RFC, "GODE561231GR8"),
    ("CLABE 032180000118359719", Kind.CLABE, "032180000118359719"),
    ("032 180 00011835971 9", Kind.CLABE, "032 180 00011835971 9"),
]


@pytest.mark.parametrize(("text", "kind", "piece"), FOUND)
def test_found(text: str, kind: Kind, piece: str) -> None:
    (found,) = personal.find(text)
    assert (found.kind, found.text) == (kind, piece)


@pytest.mark.parametrize(
    "text",
    [
        "RFC XAXX010101000",
        "RFC XEXX010101000",
        "RFC AAA010101AAA",
        "Ferretería del Norte, RFC FNO980512KJ1",
        "folio 20240315001, pedido 123456789",
        "7501055300075",
        "total $1,234,567,890.00",
        "1234567890 piezas",
        "del 2024-03-15 al 2024-03-18",
        "4111 1111 1111 1112",
        "número de serie 00001000000504465028",
        "6F2C1A2B-33D4-4E5F-8A9B-0C1D2E3F4A5B",
        "Línea 800 123 4567",
        "032180000118359718",
        "@usuario y precio@",
        "art. 1915, fracción IV; pp. 1200-1300",
        "10 20 30 40 50",
        "3.1415926535",
        "Excel: 45123.4567",
    ],
)
def test_not_personal(text: str) -> None:
    assert personal.find(text) == []


def test_a_wrong_check_digit_counts_when_the_word_stands_before_it() -> None:
    assert [piece.kind for piece in personal.find("Su RFC: GODE561231GR9")] == [Kind.RFC]
    assert personal.find("clave GODE561231GR9") == []


def test_masked_text_names_the_kind() -> None:
    text = "Ana, ana@correo.mx, cel. 55 1234 5678, RFC GODE561231GR8"
    assert personal.mask(text) == "Ana, [email], cel. [phone], RFC [rfc]"


words = st.text(alphabet="abcñ áé\n.,:;-()@+ 0123456789", max_size=30)
pieces = st.sampled_from([piece for _, _, piece in FOUND])
texts = st.lists(st.one_of(words, pieces), max_size=6).map(" ".join)


@given(texts)
def test_spans_are_true_ordered_and_apart(text: str) -> None:
    end = 0
    for piece in personal.find(text):
        assert text[piece.start : piece.end] == piece.text
        assert piece.start >= end
        end = piece.end


@given(texts)
@example("cel: 55 1234 5678 12345678")
def test_nothing_is_left_after_masking(text: str) -> None:
    assert personal.find(personal.mask(text)) == []


@given(texts, st.binary(min_size=16, max_size=32))
def test_pseudonyms_can_be_undone(text: str, key: bytes) -> None:
    hidden, names = personal.pseudonymise(text, key)
    assert personal.restore(hidden, names) == text
    assert personal.find(hidden) == []


@given(st.binary(min_size=16), st.binary(min_size=16))
def test_names_depend_on_the_key(one: bytes, other: bytes) -> None:
    assume(one != other)
    text = "ana@correo.mx"
    assert personal.pseudonymise(text, one) == personal.pseudonymise(text, one)
    assert personal.pseudonymise(text, one)[0] != personal.pseudonymise(text, other)[0]


@given(st.from_regex(r"[2-7][0-9] [0-9]{4} [0-9]{4}", fullmatch=True))
def test_every_mexican_number_after_its_word(number: str) -> None:
    (piece,) = personal.find(f"teléfono {number}.")
    assert piece.text == number
