"""The twin of reading comprehension: the sentences, items or rows of passages that answer a question, or none.

Nothing is phrased here: an answer is quoted, and when the words of the question have no support in one place, or the
place is about another name, number or kind of thing, the answer is that there is none. A wrong answer is worse.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from agents.desk.reading_kinds import shows
from agents.desk.reading_match import places, quality
from agents.desk.reading_question import PLAIN, Question, Term, is_code, understand
from agents.desk.reading_scope import TITLE, about, governs, parties, surrounds
from agents.desk.reading_span import with_context
from agents.desk.reading_units import Unit, UnitKind, label, units
from agents.desk.reading_versions import superseded
from agents.language import Lang, Result
from guardrails.evidence import Citation
from retrieval.analysis import STOP_WORDS, fold, words
from retrieval.library import Passage

MOST = 3
"""Quotes of one answer."""
CLOSE = 0.9
"""A further quote scores at least so much of the best."""
ANSWERABLE = 0.5
"""Probability from which on the best candidate is an answer; set for precision, see `docs/benchmarks.md`."""


class Extracted(Result):
    """What the passages say to a question."""

    citations: list[Citation]
    """Verbatim, best first, at most `MOST`; empty when not answerable."""
    answerable: bool
    score: float
    """0 to 1: how likely the best candidate answers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may answer, with what speaks for it."""

    passage: Passage
    units: Sequence[Unit]
    at: int
    features: tuple[float, ...]
    score: float

    @property
    def unit(self) -> Unit:
        return self.units[self.at]


def extract(
    question: str,
    passages: Sequence[Passage],
    lang: Lang,
    *,
    company: str | None = None,
    must: Collection[str] = (),
) -> Extracted:
    """The best quotes for a question from passages as `Library.search` gives them, best first.

    `company` is the asker's own company: its name in a question needs no support in the text. `must` are folded words
    that an answer has to be about, as if they were names.
    """
    found = candidates(question, passages, lang, company=company, must=must)
    if not found or found[0].score < ANSWERABLE:
        return Extracted(citations=[], answerable=False, score=found[0].score if found else 0.0)
    citations: list[Citation] = []
    for candidate in found:
        if candidate.score < max(ANSWERABLE, CLOSE * found[0].score) or len(citations) == MOST:
            break
        citation = _citation(candidate)
        if not any(_overlap(citation, other) for other in citations):
            citations.append(citation)
    return Extracted(citations=citations, answerable=True, score=found[0].score)


def candidates(
    question: str,
    passages: Sequence[Passage],
    lang: Lang,
    *,
    company: str | None = None,
    must: Collection[str] = (),
) -> list[Candidate]:
    """All units that are about what the question is about and show the kind of answer it wants, best first."""
    read = [(passage, units(passage)) for passage in passages]
    names = frozenset(must) | _names([unit for _, all_units in read for unit in all_units])
    asked = understand(question, lang, names, {w.folded for w in words(company or "")})
    if not any(term.weight >= PLAIN for term in asked.terms):
        return []
    between = parties(asked, passages)
    old = superseded(question, passages)
    found = [
        candidate
        for rank, (passage, all_units) in enumerate(read)
        if passage.citation.document not in old
        for at in range(len(all_units))
        if (candidate := _candidate(_Scope(asked, between), passage, all_units, at, rank)) is not None
    ]
    return sorted(found, key=lambda one: -one.score)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A question, and which of its names each document is about as a whole."""

    asked: Question
    between: Mapping[str, frozenset[str]]

    def parties(self, passage: Passage) -> frozenset[str]:
        return self.between.get(passage.citation.document, frozenset())


def _candidate(scope: _Scope, passage: Passage, all_units: Sequence[Unit], at: int, rank: int) -> Candidate | None:
    unit, asked = all_units[at], scope.asked
    held = scope.parties(passage)
    if unit.kind in (UnitKind.HEADING, UnitKind.QUESTION) or not about(asked, passage, all_units, at, held):
        return None
    known = {term.folded for term in asked.terms}
    if label(passage, all_units, at + 1) is unit or not shows(asked.wanted, fold(unit.text), unit.names, known):
        return None
    features = _features(scope, passage, all_units, at, rank)
    return Candidate(passage, all_units, at, features, probability(features))


FEATURES = ("own", "context", "missing", "adjacent", "focus", "defines", "foreign", "first", "length")
WEIGHTS: tuple[float, ...] = (5.0, 1.5, -2.5, 1.0, 1.0, 1.0, -1.5, 0.7, 0.0)
BIAS = -5.6
"""Begun from logistic regression on encyclopedic questions (``benchmarks/train/reading.py`` fits it again and measures
these), then set by hand on handbooks, contracts and manuals written for that: support in one place counts more, a good
rank less, and `focus`, `defines` and `foreign`, which such questions cannot teach, keep out what is beside the point.
"""
MOST_SUBJECT = 4
"""Words before the one that a definition is about."""
_IS = re.compile(r"(?:\s+[^\s,;:.]+){0,3}?(?::|\s+(?:es|son|será|serán|era|eran|fue|fueron|is|are|was|were|will be)\b)")
_NAMED_SO = re.compile(r"\((?:(?:el|la|los|las|the|en adelante|hereinafter)\b,?\s*)+[«“\"'’]?[^\W_]$")
FAR = 0.6
"""Support below which a question's word only stands somewhere near."""
KIND_SHOWN = 0.7
"""What a word that only announces the kind of answer counts, where an answer of that kind stands."""


def probability(features: Sequence[float]) -> float:
    """Of being an answer."""
    return 1 / (1 + math.exp(-BIAS - sum(w * f for w, f in zip(WEIGHTS, features, strict=True))))


def _features(scope: _Scope, passage: Passage, all_units: Sequence[Unit], at: int, rank: int) -> tuple[float, ...]:
    unit, asked = all_units[at], scope.asked
    between = dict.fromkeys(scope.parties(passage), TITLE)
    total = sum(term.weight for term in asked.terms)
    inside = {term: max(quality(term.folded, unit), KIND_SHOWN * term.of_kind) for term in asked.terms}
    own = {
        term: max(inside[term], governs(term.folded, passage, all_units, at), between.get(term.folded, 0.0))
        for term in asked.terms
    }
    context = {term: max(own[term], surrounds(term.folded, all_units, at)) for term in asked.terms}
    key = [term for term in asked.terms if term.weight >= PLAIN]
    opens = _opens(asked.terms, unit)
    return (
        sum(term.weight * own[term] for term in asked.terms) / total,
        sum(term.weight * context[term] for term in asked.terms) / total,
        sum(context[term] < 0.5 for term in key) / len(key),
        _adjacent(asked.terms, unit),
        min((context[term] for term in asked.terms if term.focus), default=1.0),
        float(any(_defines(term, unit) for term in asked.terms if term.focus or is_code(term.folded))),
        float(not opens and any(inside[term] == 0 and own[term] < FAR for term in key)),
        float(rank == 0),
        math.log1p(len(unit.words)),
    )


_FIRST_CELL = re.compile(r"[^:;]{1,60}: *([^;]*);")


def _opens(terms: Sequence[Term], unit: Unit) -> bool:
    """Whether the unit's first content word is one of the question's, or all words of a row's first cell are."""
    if unit.kind is UnitKind.ROW and (cell := _FIRST_CELL.match(unit.text)):
        held = {place for term in terms for place in places(term.folded, unit)}
        key = [
            place
            for place, word in enumerate(unit.words)
            if cell.start(1) <= word.start < cell.end(1) and word.folded not in STOP_WORDS
        ]
        if key and held.issuperset(key):
            return True
    first = next((place for place, word in enumerate(unit.words) if word.folded not in STOP_WORDS), -1)
    return any(first in places(term.folded, unit) for term in terms)


def _adjacent(terms: Sequence[Term], unit: Unit) -> float:
    """Share of the question's neighbouring words that stand near each other in the unit too."""
    pairs = list(pairwise(terms))
    if not pairs:
        return 0.0
    near = 0
    for one, other in pairs:
        here, there = places(one.folded, unit), places(other.folded, unit)
        near += any(0 < abs(a - b) <= 4 for a in here for b in there)
    return near / len(pairs)


def _defines(term: Term, unit: Unit) -> bool:
    """Whether the unit says what the word is: *Peso: 14 kg*, *el peso es de 14 kg*, *Acme (el «Vendedor»)*."""
    if is_code(term.folded):
        return any(place <= 1 + MOST_SUBJECT for place in places(term.folded, unit))
    for place in places(term.folded, unit):
        word = unit.words[place]
        if place <= MOST_SUBJECT and _IS.match(unit.text, word.end):
            return True
        if _NAMED_SO.search(unit.text, 0, word.start + 1):
            return True
    return False


def _names(all_units: Sequence[Unit]) -> frozenset[str]:
    """Words that the texts never write without a capital: a question in lower case means the same name."""
    capital = {name for unit in all_units for name in unit.names}
    small = {
        word.folded
        for unit in all_units
        for word in unit.words
        if word.folded in capital and unit.text[word.start].islower()
    }
    return frozenset(capital - small)


def _citation(candidate: Candidate) -> Citation:
    """The unit with what it cannot be read without, quoted from its passage."""
    whole = candidate.passage.citation
    start, end = with_context(candidate.passage, candidate.units, candidate.at)
    return replace(whole, start=whole.start + start, end=whole.start + end, quote=candidate.passage.text[start:end])


def _overlap(one: Citation, other: Citation) -> bool:
    """The same place, or the same words elsewhere."""
    same = one.document == other.document and one.start < other.end and other.start < one.end
    return same or fold(one.quote) == fold(other.quote)
