"""Finds the clauses of a contract, with their exact spans: in English by a trained model, in Spanish by rules.

A contract may mix both languages; each sentence is judged in its own. Kinds that the model was not trained on are
found by rules in English too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools import clauses_rules_en, clauses_rules_es
from tools.clauses_features import sentence_features
from tools.clauses_mentions import mention_features, mentions
from tools.clauses_model import ClauseModel, shipped
from tools.clauses_rules import apply
from tools.clauses_types import CUAD, Category
from tools.contract_language import Lang, language, languages
from tools.contract_text import Section, Sentence, section_of, sections, sentences, titles

FLOOR = 0.005
"""Probabilities below are not reported even as candidates."""
RULE_THRESHOLD = 0.5
"""From here on a rule's finding counts."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: ``text[start:end]`` is the sentence or mention that makes it one."""

    category: Category
    start: int
    end: int
    score: float
    """Probability, by the model or as the rule is rated."""
    section: int = -1
    """Index in `Outline.sections`; -1 outside of any."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A contract's text, cut."""

    text: str
    lang: Lang
    """The language most of it is in."""
    sections: Sequence[Section]
    sentences: Sequence[Sentence]
    langs: Sequence[Lang]
    """The language of each sentence."""

    def quote(self, span: Clause | Sentence | Section) -> str:
        return self.text[span.start : span.end]


def outline(text: str) -> Outline:
    """Cut a contract's text into sections and sentences."""
    parts = sections(text)
    cut = sentences(text, parts)
    return Outline(text, language(text), parts, cut, languages(text, cut))


def detect(cut: Outline, model: ClauseModel | None = None) -> list[Clause]:
    """The clauses, in the order of the text; one sentence may be a clause of several categories."""
    found = list(_by_rules(cut))
    if "en" in cut.langs:
        model = model or shipped()
        english = {(s.start, s.end) for s, lang in zip(cut.sentences, cut.langs, strict=True) if lang == "en"}
        spans = {(s.start, s.end) for s in cut.sentences}
        for clause in candidates(cut, model, min(model.thresholds.values())):
            at = (clause.start, clause.end)
            mention = at not in spans
            if clause.score >= model.thresholds[clause.category] and (cut.lang == "en" if mention else at in english):
                found.append(clause)
    return sorted(_best(found), key=lambda clause: (clause.start, clause.end, clause.category))


def candidates(cut: Outline, model: ClauseModel | None = None, floor: float = FLOOR) -> list[Clause]:
    """Every candidate of the model with a probability from `floor`, by category and falling score. English only."""
    model = model or shipped()
    spans = [(s.start, s.end, s.section) for s in cut.sentences]
    scores = model.sentences(sentence_features(cut.text, cut.sentences, cut.sections), *_shape(spans))
    found = _scored(model.sentences.categories, spans, scores, floor)
    named = mentions(cut.text)
    scores = model.mentions(mention_features(cut.text, named), *_shape([(m.start, m.end, -1) for m in named]))
    placed = [(m.start, m.end, section_of(cut.sections, m.start)) for m in named]
    found += _scored(model.mentions.categories, placed, scores, floor)
    return sorted(found, key=lambda clause: (clause.category, -clause.score, clause.start))


def _by_rules(cut: Outline) -> Iterable[Clause]:
    before = -2
    above = titles(cut.sections)
    for sentence, lang in zip(cut.sentences, cut.langs, strict=True):
        rules = clauses_rules_es.RULES if lang == "es" else clauses_rules_en.RULES
        title = above[sentence.section] if sentence.section >= 0 else ""
        scores = apply(rules, cut.quote(sentence), title, first=sentence.section != before)
        before = sentence.section
        for category, score in scores.items():
            if score >= RULE_THRESHOLD:
                yield Clause(category, sentence.start, sentence.end, score, sentence.section)


def _best(found: Iterable[Clause]) -> list[Clause]:
    """One clause per category and span: the surest."""
    best: dict[tuple[Category, int, int], Clause] = {}
    for clause in found:
        key = (clause.category, clause.start, clause.end)
        if key not in best or best[key].score < clause.score:
            best[key] = clause
    return list(best.values())


def _shape(spans: Sequence[tuple[int, int, int]]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    parts = np.array([section for _, _, section in spans], dtype=np.int32)
    return parts, np.array([end - start for start, end, _ in spans], dtype=np.float32)


def _scored(
    categories: Sequence[Category],
    spans: Sequence[tuple[int, int, int]],
    scores: NDArray[np.float32],
    floor: float,
) -> list[Clause]:
    rows, columns = np.nonzero(scores >= floor)
    return [
        Clause(categories[c], spans[i][0], spans[i][1], float(scores[i, c]), spans[i][2])
        for i, c in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


TAXONOMY = CUAD
"""The categories that the English model knows."""
