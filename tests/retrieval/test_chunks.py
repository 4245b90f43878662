"""Chunks are verbatim, ordered, whole, and follow the document's structure."""

from itertools import pairwise
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from guardrails.errors import UnreadableFile
from retrieval.chunks import MOST, Chunk, chunks, sentence_ends
from retrieval.document import Block, BlockKind, Document, FileKind
from retrieval.readers import read, read_bytes


def markdown(text: str) -> Document:
    return read_bytes(text.encode(), name="m.md", max_bytes=10**7)


def assert_sound(document: Document, made: list[Chunk]) -> None:
    assert all(document.text[c.start : c.end] == c.text for c in made)
    assert all(a.end <= b.start for a, b in pairwise(made))
    assert all(len(c.text) <= MOST for c in made)
    kept = "".join("".join(c.text.split()) for c in made)
    assert kept == "".join("".join(document.text[b.start : b.end].split()) for b in document.blocks)


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=400)
BLOCKS = st.lists(
    st.tuples(WORDS, st.sampled_from(list(BlockKind)), st.integers(1, 6), st.sampled_from(["", " largo." * 300])),
    max_size=25,
)


@given(BLOCKS)
def test_any_document_is_cut_without_loss(parts: list[tuple[str, BlockKind, int, str]]) -> None:
    text, blocks = "", []
    for words, kind, level, more in parts:
        body = (words + more).strip()
        if not body:
            continue
        text += "\n\n" if text else ""
        level = level if kind is BlockKind.HEADING else 0
        blocks.append(Block(len(text), len(text) + len(body), kind, level))
        text += body
    document = Document("x", FileKind.TEXT, "0" * 16, text, blocks)
    assert_sound(document, chunks(document))


@given(st.text(max_size=3000))
def test_any_text_file_is_cut_without_loss(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if not data.strip():
        return
    try:
        document = read_bytes(data, name="a.md", max_bytes=10**7)
    except UnreadableFile:  # control characters only, say
        return
    assert_sound(document, chunks(document))


def test_a_chunk_stays_under_its_heading() -> None:
    sections = "".join(f"## Sección {n}\n\nTexto {n} que dice algo breve.\n\n" for n in range(5))
    made = chunks(markdown(f"# Manual\n\n{sections}"))
    assert [c.heading for c in made] == [f"Manual › Sección {n}" for n in range(5)]
    assert all(c.text.count("Texto") == 1 for c in made)


def test_short_paragraphs_are_joined_and_long_ones_split_at_sentences() -> None:
    short = chunks(
        markdown("\n\n".join(f"Párrafo número {n} de la guía, con algunas palabras más." for n in range(30)))
    )
    assert 2 <= len(short) <= 4
    assert all(500 <= len(c.text) <= MOST for c in short[:-1])
    sentence = "La entrega del pedido ocurre en un plazo de cinco días hábiles contados desde el pago."
    long = chunks(markdown(" ".join([sentence] * 40)))
    assert len(long) == 4
    assert all(c.text.startswith("La entrega") and c.text.endswith("el pago.") for c in long)


def test_small_sections_below_one_heading_share_a_chunk() -> None:
    made = chunks(markdown("# A\n\n## B\n\n### C\n\nUno.\n\n### D\n\nDos.\n\n## E\n\nTres.\n"))
    assert [c.text.split()[-1] for c in made] == ["Uno.", "Dos.", "Tres."]
    nested = chunks(markdown("# A\n\nUno.\n\n## B\n\nDos.\n\n# C\n\nTres.\n"))
    assert [c.heading for c in nested] == ["A", "C"]


def test_table_rows_are_grouped_with_their_cells() -> None:
    rows = "".join(f"A{n},Producto {n},{n * 10}.5\n" for n in range(20))
    document = read_bytes(f"Clave,Descripción,Precio\n{rows}".encode(), name="p.csv", max_bytes=10**7)
    made = chunks(document)
    assert [c.cell for c in made] == ["A2:C9", "A10:C17", "A18:C21"]
    assert all(c.kind is BlockKind.ROW for c in made)
    assert made[0].text.startswith("Clave: A0; Descripción: Producto 0; Precio: 0.5\nClave: A1;")


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "El Lic. Gómez firmó por Jícara S.A. de C.V. el 3 de mayo. Pagó $1,200.50 al Sr. Ruiz. ¿Y el resto? Nada."
    ends = list(sentence_ends(text, 0, len(text)))
    starts = [0, *ends[:-1]]
    assert [text[a:b].strip() for a, b in zip(starts, ends, strict=True)] == [
        "El Lic. Gómez firmó por Jícara S.A. de C.V. el 3 de mayo.",
        "Pagó $1,200.50 al Sr. Ruiz.",
        "¿Y el resto?",
        "Nada.",
    ]


@pytest.mark.data
@pytest.mark.slow
def test_real_contracts_are_kept_letter_for_letter_and_cut_without_loss(data: Path) -> None:
    files = sorted((data / "contracts" / "cuad").glob("*.txt"))[:60]
    assert files
    for file in files:
        document = read(file, max_bytes=10**8)
        assert document.text == file.read_bytes().decode("utf-8")
        assert_sound(document, chunks(document))
