"""Fusion of the two searches."""

from retrieval.analysis import Lang
from retrieval.search import CANDIDATES, Asked, fuse, index_name
from retrieval.store import Hit
from retrieval.vectors import Grams, Query, Sparse

GRAMS = Grams()


def asked(lang: Lang | None, *, unknown: float = 0.0) -> Asked:
    return Asked(lang, Query(Sparse([1], [1.0]), {"es": 4.0, "en": 4.0}, {"es": unknown, "en": unknown}))


def test_words_lead_in_one_language() -> None:
    langs: dict[str, Lang] = {"words": "es", "spelling": "es"}
    ranked = fuse(asked("es"), [Hit("words", 1.0)], [Hit("spelling", 0.9), Hit("words", 0.2)], langs, GRAMS)
    assert [one.id for one in ranked] == ["words", "spelling"]


def test_spelling_leads_when_the_words_are_unknown_or_of_the_other_language() -> None:
    hits = [Hit("words", 0.5)], [Hit("spelling", 0.9), Hit("words", 0.1)]
    spanish: dict[str, Lang] = {"words": "es", "spelling": "es"}
    english: dict[str, Lang] = {"words": "en", "spelling": "en"}
    assert fuse(asked("es", unknown=1.0), *hits, spanish, GRAMS)[0].id == "spelling"
    assert fuse(asked("es"), *hits, english, GRAMS)[0].id == "spelling"


def test_scores_lie_between_0_and_1_and_fall() -> None:
    langs: dict[str, Lang] = {str(n): "es" for n in range(5)}
    ranked = fuse(asked("es"), [Hit(str(n), n / 2) for n in range(5)], [Hit("3", 0.5)], langs, GRAMS)
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] < 1


def test_points_that_the_ledger_does_not_know_are_dropped() -> None:
    assert fuse(asked("es"), [Hit("gone", 3.0)], [Hit("gone", 0.9)], {}, GRAMS) == []


def test_what_every_chunk_shares_does_not_count_as_meaning() -> None:
    """In a full list of near equals, the last one's cosine is background."""
    langs: dict[str, Lang] = {str(n): "en" for n in range(CANDIDATES)}
    hits = [Hit(str(n), 0.30 if n == 0 else 0.25) for n in range(CANDIDATES)]
    ranked = fuse(asked("es"), [], hits, langs, GRAMS)
    assert ranked[0].score > 0 == ranked[-1].score


def test_another_model_has_another_index() -> None:
    other = Grams()
    other.name = "e5"
    assert index_name(other) != index_name(GRAMS)
