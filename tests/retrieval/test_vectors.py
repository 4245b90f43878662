"""BM25 weights and hashed n-grams."""

import math

import numpy as np
import pytest

from retrieval.vectors import Grams, Sparse, chunks_term, document_vector, query_terms, query_vector, skeleton


def dot(one: Sparse, other: Sparse) -> float:
    weights = dict(zip(one.indices, one.values, strict=True))
    return sum(weights.get(index, 0.0) * value for index, value in zip(other.indices, other.values, strict=True))


def test_the_dot_product_is_bm25() -> None:
    """By the formula, on three chunks of which one has the word twice."""
    texts = ["envío gratis envío", "factura nueva", "pago nuevo"]
    chunks = [document_vector(text, None, "", "es") for text in texts]
    found = query_terms("envío", "es")
    frequencies = {chunks[0].indices[0]: 1, chunks_term("es"): 3}
    query = query_vector(found, frequencies)
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    expected = idf * 2 * (0.9 + 1) / (2 + 0.9 * (1 - 0.75 + 0.75 * 3 / 70))
    assert dot(query.sparse, chunks[0]) == pytest.approx(expected)
    assert dot(query.sparse, chunks[1]) == 0
    assert dot(query.sparse, chunks[0]) < query.best["es"]


def test_headings_and_file_name_count_less_than_the_text() -> None:
    query = query_vector(
        query_terms("garantía", "es"),
        {**dict.fromkeys(document_vector("garantía", None, "", "es").indices, 1), chunks_term("es"): 9},
    )
    in_text, in_heading, in_name = (
        dot(query.sparse, document_vector("garantía de equipos", None, "", "es")),
        dot(query.sparse, document_vector("de equipos", "Manual › Garantía", "", "es")),
        dot(query.sparse, document_vector("de equipos", None, "garantía.pdf", "es")),
    )
    assert in_text > in_heading > in_name > 0


def test_words_that_no_chunk_has_are_known_as_such() -> None:
    chunk = document_vector("garantía de equipos", None, "", "es")
    counts = {**dict.fromkeys(chunk.indices, 1), chunks_term("es"): 1}
    assert query_vector(query_terms("garantía equipos", "es"), counts).unknown["es"] == 0
    assert 0.3 < query_vector(query_terms("garantía zzz", "es"), counts).unknown["es"] < 1
    assert query_vector(query_terms("zzz", "es"), counts).unknown["es"] == 1


def test_a_query_finds_the_other_language_through_the_glossary() -> None:
    chunk = document_vector("The warranty covers two years", None, "", "en")
    counts = {**dict.fromkeys(chunk.indices, 1), chunks_term("en"): 4}
    assert dot(query_vector(query_terms("¿qué garantía?", "es"), counts).sparse, chunk) > 0
    assert dot(query_vector(query_terms("¿qué banderín?", "es"), counts).sparse, chunk) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("facturación", "facturacoin"),
        ("garantía", "garantia"),
        ("constitución", "constitution"),
        ("análisis", "analysis"),
    ],
)
def test_near_spellings_and_cognates_are_near(one: str, other: str) -> None:
    vectors = Grams().embed([one, other, "ferrocarril"])
    assert vectors[0] @ vectors[1] > 0.35 > vectors[0] @ vectors[2] + 0.2


def test_grams_are_unit_vectors_and_zero_without_words() -> None:
    grams = Grams()
    vectors = grams.embed(["hola mundo", "¿?", ""])
    assert vectors.shape == (3, grams.size)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0], atol=1e-6)


def test_skeletons_of_cognates() -> None:
    assert skeleton("fotografia") == skeleton("photography")
    assert skeleton("nacion") == skeleton("nation")
