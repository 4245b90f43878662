"""What speaks for a unit of a passage as the answer to a question, as numbers.

Words tell whether the unit is about the same names and numbers; the sentence encoder whether it means the same in other
words or in the other language; the kind of answer, whether it can be one at all.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from agents.desk.reading_kinds import Wanted, shows
from agents.desk.reading_match import places, quality
from agents.desk.reading_question import PLAIN, Question, Term, is_code
from agents.desk.reading_scope import TITLE, about, answered, governs, surrounds
from agents.desk.reading_units import Unit, UnitKind, label
from retrieval.analysis import STOP_WORDS, content_words, fold, language_of, words
from retrieval.encoder import SentenceEncoder
from retrieval.library import Passage
from retrieval.vectors import Floats

FEATURES = (
    "own", "context", "own_rare", "context_rare", "worst_rare", "missing", "required", "about", "adjacent", "focus",
    "defines", "foreign", "shows", "anything", "rules", "means", "means_here", "means_passage", "means_next", "above_mean",
    "best_meaning", "like", "like_here", "like_around", "like_worst", "like_missing", "like_names", "rank", "score", "score_of_best", "item", "row", "length", "digits", "opens", "terms", "cross",
)  # fmt: skip
"""Names of the numbers, in order. Shares and cosines, 0 to 1 but for `length` (log of words) and `terms` (log)."""

MOST_SUBJECT = 4
"""Words before the one that a definition is about."""
_IS = re.compile(r"(?:\s+[^\s,;:.]+){0,3}?(?::|\s+(?:es|son|será|serán|era|eran|fue|fueron|is|are|was|were|will be)\b)")
_NAMED_SO = re.compile(r"\((?:(?:el|la|los|las|the|en adelante|hereinafter)\b,?\s*)+[«“\"'’]?[^\W_]$")
_FIRST_CELL = re.compile(r"[^:;]{1,60}: *([^;]*);")
FAR = 0.6
"""Support below which a question's word only stands somewhere near."""
KIND_SHOWN = 0.7
"""What a word that only announces the kind of answer counts, where an answer of that kind stands."""


@dataclass(frozen=True)
class Read:
    """A passage with its units."""

    passage: Passage
    units: Sequence[Unit]
    rank: int


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a passage that was read."""

    read: Read
    at: int

    @property
    def unit(self) -> Unit:
        return self.read.units[self.at]

    @property
    def standing(self) -> str:
        """The unit with the heading above it, and the question it answers or the words that open its paragraph."""
        heading = (self.read.passage.citation.heading or "").split(" › ")[-1]
        said = answered(self.read.passage, self.read.units, self.at) or label(
            self.read.passage, self.read.units, self.at
        )
        return " ".join(part for part in (heading, said.text if said else "", self.unit.text) if part)


class Pool:
    """All places that may answer a question, and what needs all of them: how rare a word is, how near a meaning."""

    def __init__(self, asked: Question, found: Sequence[Place], between: Mapping[str, frozenset[str]]) -> None:
        self.asked, self.places, self._between = asked, found, between

    def features(self, encoder: SentenceEncoder) -> Floats:
        """Shape (places, features)."""
        if not self.places:
            return np.zeros((0, len(FEATURES)), dtype=np.float32)
        meant = np.concatenate([self._meanings(encoder), self._likenesses(encoder)], axis=1)
        said = [self._words(place) for place in self.places]
        return np.array([[*w, *m, *self._nature(p)] for w, m, p in zip(said, meant, self.places, strict=True)]).astype(
            np.float32
        )

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """Each term's weight by how few of the places hold it."""
        counts = Counter(t.folded for p in self.places for t in self.asked.terms if quality(t.folded, p.unit) > 0)
        n = len(self.places)
        return {t.folded: math.log1p(n / (1 + counts[t.folded])) * min(t.weight, 1.5) for t in self.asked.terms}

    def _words(self, place: Place) -> list[float]:
        asked, unit, passage, units, at = self.asked, place.unit, place.read.passage, place.read.units, place.at
        between = dict.fromkeys(self._between.get(passage.citation.document, frozenset()), TITLE)
        shown = shows(asked.wanted, fold(unit.text), unit.names, {t.folded for t in asked.terms})
        inside = {t: max(quality(t.folded, unit), KIND_SHOWN * (t.of_kind and shown)) for t in asked.terms}
        own = {
            t: max(inside[t], governs(t.folded, passage, units, at), between.get(t.folded, 0.0)) for t in asked.terms
        }
        context = {t: max(own[t], surrounds(t.folded, units, at)) for t in asked.terms}
        key = [t for t in asked.terms if t.weight >= PLAIN] or list(asked.terms)
        required = [t for t in asked.terms if t.required]
        rare = self._rarity
        total = sum(t.weight for t in asked.terms) or 1.0
        whole = sum(rare.values()) or 1.0
        opens = _opens(asked.terms, unit)
        is_about = about(asked, passage, units, at, frozenset(between))
        missing = sum(context[t] < 0.5 for t in key) / max(1, len(key))
        adjacent, focus = _adjacent(asked.terms, unit), min((context[t] for t in asked.terms if t.focus), default=1.0)
        defines = float(any(_defines(t, unit) for t in asked.terms if t.focus or is_code(t.folded)))
        foreign = float(not opens and any(inside[t] == 0 and own[t] < FAR for t in key))
        held = sum(t.weight * own[t] for t in asked.terms) / total
        near = sum(t.weight * context[t] for t in asked.terms) / total
        rules = _first_guess(held, near, missing, adjacent, focus, defines, foreign, float(place.read.rank == 0))
        return [
            sum(t.weight * inside[t] for t in asked.terms) / total,
            near,
            sum(rare[t.folded] * inside[t] for t in asked.terms) / whole,
            sum(rare[t.folded] * context[t] for t in asked.terms) / whole,
            max((rare[t.folded] * (1 - context[t]) for t in asked.terms), default=0.0) / whole,
            missing,
            sum(context[t] < 0.5 for t in required) / max(1, len(required)),
            float(is_about),
            adjacent,
            focus,
            defines,
            foreign,
            float(shown),
            float(asked.wanted is Wanted.ANYTHING),
            rules if is_about and shown else 0.0,
        ]

    def _meanings(self, encoder: SentenceEncoder) -> Floats:
        """Cosines of the question with each unit alone, in its place, its passage, and its neighbours."""
        question = encoder.encode([self.asked.text])[0]
        alone = encoder.encode([p.unit.text for p in self.places]) @ question
        standing = encoder.encode([p.standing for p in self.places]) @ question
        around = encoder.encode([p.read.passage.text for p in self.places]) @ question
        following = encoder.encode([_next(p) for p in self.places]) @ question
        best = np.maximum(alone, standing)
        return np.stack(
            [alone, standing, around, following, best - best.mean(), (best >= best.max() - 1e-6).astype(np.float32)],
            axis=1,
        )

    def _likenesses(self, encoder: SentenceEncoder) -> Floats:
        """How near some word of the unit, of its place, of its surroundings comes to each word of the question.

        Late interaction as in Khattab and Zaharia, "ColBERT" (2020), over the encoder's vectors of single words.
        """
        terms = self.asked.terms
        if not terms:
            return np.zeros((len(self.places), 6), dtype=np.float32)
        spoken = [_surface(self.asked.text, t.folded) for t in terms]
        texts = [(p.unit.text, p.standing, _around(p), p.read.passage.citation.name) for p in self.places]
        held = [tuple(_content(text) for text in four) for four in texts]
        vocabulary = {word: n for n, word in enumerate(dict.fromkeys(w for four in held for ws in four for w in ws))}
        if not vocabulary:
            return np.zeros((len(self.places), 6), dtype=np.float32)
        near = encoder.encode(spoken) @ encoder.encode(list(vocabulary)).T
        near = np.clip((near - UNLIKE) / (1 - UNLIKE), 0.0, 1.0)
        weights = np.array([self._rarity[t.folded] for t in terms], dtype=np.float32)
        weights = weights / weights.sum() if weights.sum() else np.full(len(terms), 1 / len(terms), dtype=np.float32)
        rows: list[list[float]] = []
        for four in held:
            best = [_nearest(near, [vocabulary[w] for w in ws]) for ws in four]
            here = np.maximum(best[0], best[1])
            around = np.maximum(here, best[2])
            rows.append(
                [
                    float(weights @ best[0]),
                    float(weights @ here),
                    float(weights @ around),
                    float((weights * (1 - around)).max()),
                    float((around < HALF).mean()),
                    float(weights @ np.maximum(around, best[3])),
                ]
            )
        return np.array(rows, dtype=np.float32)

    def _nature(self, place: Place) -> list[float]:
        passage, unit = place.read.passage, place.unit
        top = max(p.read.passage.score for p in self.places)
        return [
            1 / (1 + place.read.rank),
            passage.score,
            passage.score / top if top else 0.0,
            float(unit.kind is UnitKind.ITEM),
            float(unit.kind is UnitKind.ROW),
            math.log1p(len(unit.words)),
            float(any(c.isdigit() for c in unit.text)),
            float(_opens(self.asked.terms, unit)),
            math.log1p(len(self.asked.terms)),
            float(_other_language(self.asked, passage)),
        ]


def _first_guess(*signs: float) -> float:
    """What words alone say, 0 to 1: weights set by hand on handbooks, contracts and manuals."""
    weights = (5.0, 1.5, -2.5, 1.0, 1.0, 1.0, -1.5, 0.7)
    return 1 / (1 + math.exp(5.6 - sum(w * s for w, s in zip(weights, signs, strict=True))))


UNLIKE, HALF = 0.3, 0.35
"""Cosine of two words that have nothing to do with each other, and likeness below which a word counts as missing."""


def _surface(text: str, folded: str) -> str:
    """A term as the question writes it, accents and all, in lower case."""
    return next((text[w.start : w.end].lower() for w in words(text) if w.folded == folded), folded)


@lru_cache(maxsize=20_000)
def _content(text: str) -> tuple[str, ...]:
    """A text's content words in lower case, each once."""
    return tuple(dict.fromkeys(text[w.start : w.end].lower() for w in content_words(text)))


def _around(place: Place) -> str:
    """The two units before and the one behind."""
    units, at = place.read.units, place.at
    return " ".join(u.text for u in [*units[max(0, at - 2) : at], *units[at + 1 : at + 2]])


def _nearest(near: Floats, columns: Sequence[int]) -> Floats:
    """The best of some columns, by row; zeros when there are none."""
    return near[:, columns].max(axis=1) if columns else np.zeros(len(near), dtype=np.float32)


def _next(place: Place) -> str:
    following = place.at + 1
    return place.read.units[following].text if following < len(place.read.units) else ""


def _other_language(asked: Question, passage: Passage) -> bool:
    return language_of(passage.text, asked.lang) != asked.lang


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
