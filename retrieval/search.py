"""How the two searches of a store become one ranking.

The BM25 score leads. The dense score is added with a weight that depends on what BM25 can know: little when query and
chunk are in one language, much when they are not, and more when the query has words that nobody wrote (typing errors).
Each score is brought to a scale of its own before that, so the sum means the same for every query.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.analysis import Lang
from retrieval.dense import Dense
from retrieval.store import Hit
from retrieval.vectors import ANALYSIS, Query

CANDIDATES = 100
"""Hits asked of each search."""
UNKNOWN_USUAL, UNKNOWN_WEIGHT = 0.4, 0.8
"""From this share of unknown words on, each further one adds so much of itself to the dense score's weight."""
STEEPNESS = 2.5
"""Bends fused scores to 0–1: a chunk with all words once and average length scores about 0.7."""


class Ranked(NamedTuple):
    id: str
    score: float
    """0 to 1, comparable across queries."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What fusion needs to know about a query."""

    lang: Lang | None
    query: Query


def index_name(dense: Dense) -> str:
    """Name of the index that fits a dense model and the present analysis; the store is opened under it."""
    return f"{dense.name}-a{ANALYSIS}"


def fuse(
    asked: Asked, by_terms: Sequence[Hit], by_meaning: Sequence[Hit], langs: Mapping[str, Lang], dense: Dense
) -> list[Ranked]:
    """All points of both lists that `langs` knows, best first."""
    lexical = {hit.id: hit.score for hit in by_terms}
    floor = by_meaning[-1].score if len(by_meaning) >= CANDIDATES else 0.0
    semantic = {hit.id: max(0.0, hit.score - floor) for hit in by_meaning}
    fused: list[Ranked] = []
    for point in lexical.keys() | semantic.keys():
        lang = langs.get(point)
        if lang is None:
            continue
        best = asked.query.best[lang]
        weight = dense.same_language if asked.lang in (lang, None) else dense.other_language
        weight = max(weight, UNKNOWN_WEIGHT * (asked.query.unknown[lang] - UNKNOWN_USUAL))
        score = (lexical.get(point, 0.0) / best if best else 0.0) + weight * semantic.get(point, 0.0)
        fused.append(Ranked(point, 1 - math.exp(-STEEPNESS * score)))
    return sorted(fused, key=lambda ranked: (-ranked.score, ranked.id))
