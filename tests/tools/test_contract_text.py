"""Cutting a contract: exact offsets, numbering in both languages, sentences that stay whole."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.contract_text import sections, sentences

TEXTS = Path(__file__).parents[1] / "contracts"


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("PRIMERA.- OBJETO. El proveedor entrega.", "PRIMERA", "OBJETO"),
        ("DÉCIMA SEGUNDA.- CESIÓN DE DERECHOS. Nadie cede.", "DÉCIMA SEGUNDA", "CESIÓN DE DERECHOS"),
        ("Cláusula Décima Primera. Confidencialidad. Se guarda.", "Cláusula Décima Primera", "Confidencialidad"),
        ("12.3 Governing Law. This Agreement is governed by it.", "12.3", "Governing Law"),
        ("ARTICLE IV\nINDEMNIFICATION\n\nThe Seller indemnifies.", "ARTICLE IV", "INDEMNIFICATION"),
        ("Section 5. Term and Termination. It lasts a year.", "Section 5", "Term and Termination"),
        ("7. LIMITATION OF LIABILITY. In no event.", "7", "LIMITATION OF LIABILITY"),
    ],
)
def test_sections_carry_number_and_title(text: str, label: str, title: str) -> None:
    (section,) = sections(text)
    assert (section.label, section.title) == (label, title)


def test_sentences_leave_out_number_and_title() -> None:
    text = "PRIMERA.- OBJETO. El proveedor entrega cajas. El cliente paga."
    parts = sections(text)
    assert [text[s.start : s.end] for s in sentences(text, parts)] == [
        "El proveedor entrega cajas.",
        "El cliente paga.",
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Empaques S.A. de C.V. y el Lic. Pérez acuerdan el art. 5 del anexo. Después firman."
    assert len(sentences(text, sections(text))) == 2


def test_a_sentence_goes_on_over_a_page_break() -> None:
    text = "The Supplier shall deliver the goods within\n\nthirty days of the order. It bears the cost."
    assert len(sentences(text, sections(text))) == 2


def test_the_closing_words_are_no_part_of_the_last_clause() -> None:
    text = (TEXTS / "traps_es.txt").read_text(encoding="utf-8")
    last = sections(text)[-1]
    assert last.label == ""
    assert text[last.start :].startswith("Leído que fue")


@given(st.text(alphabet='ab .;:\n1(2)ABÉ"', max_size=300))
def test_sections_and_sentences_are_ordered_and_inside_the_text(text: str) -> None:
    parts = sections(text)
    cut = sentences(text, parts)
    assert all(0 <= s.start <= s.body <= s.end <= len(text) for s in parts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
    assert all(0 <= s.start < s.end <= len(text) for s in cut)
    assert all(a.end <= b.start for a, b in itertools.pairwise(cut))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in cut)
