"""Vectors that need no model: BM25 term weights, and hashed character n-grams.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009): a chunk's vector holds the saturated
term frequencies, the query's vector the inverse document frequencies, and their dot product is the score. The document
frequencies are the tenant's own, kept by the ledger, so that one tenant's vocabulary never moves another's scores.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import LANGUAGES, Lang, content_words, stem, terms
from retrieval.glossary import translations

ANALYSIS = 1
"""Counted up when terms or vectors change meaning: the library then indexes anew."""

K1, B = 0.9, 0.75
AVERAGE_LENGTH = 70
"""Content words of a usual chunk. A constant, so that a chunk's vector does not depend on its neighbours."""
HEADING_WEIGHT, NAME_WEIGHT = 0.6, 0.3
"""What a word in the headings above a chunk, or in the file's name, counts against one in its text."""
TRANSLATION_WEIGHT = 0.7

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Weights of hashed terms; `indices` are distinct."""

    indices: Sequence[int]
    values: Sequence[float]


_OTHER: Mapping[Lang, Lang] = {"es": "en", "en": "es"}


class QueryTerm(NamedTuple):
    """One hashed form of a query's word: a stem or a translation, as chunks in `lang` have it."""

    word: int
    """Which of the query's words it stands for."""
    lang: Lang
    term: int
    weight: float


def hashed(text: str) -> int:
    """32 bits of a text."""
    return zlib.crc32(text.encode())


def term_of(stemmed: str, lang: Lang) -> int:
    """A stem in chunks of one language: each language counts its own, so neither's words disturb the other's."""
    return hashed(f"{lang}:{stemmed}")


def chunks_term(lang: Lang) -> int:
    """A term that stands for nothing: its frequency is kept as the number of chunks in that language."""
    return hashed(f"{lang}:")


def document_vector(text: str, heading: str | None, name: str, lang: Lang) -> Sparse:
    """Saturated term frequencies of a chunk, its headings and its file's name."""
    body = terms(text, lang)
    counts: dict[str, float] = dict(Counter(body))
    for term in terms(heading or "", lang):
        counts[term] = counts.get(term, 0) + HEADING_WEIGHT
    for term in set(terms(name, lang)):
        counts[term] = counts.get(term, 0) + NAME_WEIGHT
    length = K1 * (1 - B + B * len(body) / AVERAGE_LENGTH)
    weights: dict[int, float] = {}
    for term, count in counts.items():
        weights[term_of(term, lang)] = count * (K1 + 1) / (count + length)
    return Sparse(list(weights), list(weights.values()))


def query_terms(query: str, lang: Lang | None) -> list[QueryTerm]:
    """The query's words for chunks of each language: stems, and translations where `lang` is not the chunk's."""
    found: list[QueryTerm] = []
    for number, word in enumerate(dict.fromkeys(w.folded for w in content_words(query))):
        for target in LANGUAGES:
            found.append(QueryTerm(number, target, term_of(stem(word, target), target), 1.0))
            if lang != target:
                # The other language's stemmer often leaves a cognate's stem: música and music, both music.
                others = (translations(word, target) | {stem(word, _OTHER[target])}) - {stem(word, target)}
                found += [QueryTerm(number, target, term_of(s, target), TRANSLATION_WEIGHT) for s in sorted(others)]
    return found


@dataclass(frozen=True, slots=True)
class Query:
    """A query's sparse vector and what is known of it before searching."""

    sparse: Sparse
    best: Mapping[Lang, float]
    """Score of a chunk in that language with every word, saturated: what scores are divided by. 0: no chunks."""
    unknown: Mapping[Lang, float]
    """Share of it which falls on words that no such chunk has."""


def query_vector(found: Sequence[QueryTerm], frequencies: Mapping[int, int]) -> Query:
    """Inverse document frequencies of a query's terms; `frequencies` has `chunks_term` of each language too."""
    weights: dict[int, float] = {}
    best: dict[Lang, float] = {}
    unknown: dict[Lang, float] = {}
    count = len({term.word for term in found})
    for lang in LANGUAGES:
        chunks = frequencies.get(chunks_term(lang), 0)
        known: dict[int, float] = {}
        for word, _, term, weight in (t for t in found if t.lang == lang):
            df = frequencies.get(term, 0)
            if df:
                idf = weight * math.log1p((chunks - df + 0.5) / (df + 0.5))
                weights[term] = max(weights.get(term, 0.0), idf)
                known[word] = max(known.get(word, 0.0), idf)
        absent = math.log1p((chunks + 0.5) / 0.5) * (count - len(known))
        total = sum(known.values()) + absent
        best[lang] = total * (K1 + 1) if chunks else 0.0
        unknown[lang] = absent / total if total else 0.0
    return Query(Sparse(list(weights), list(weights.values())), best, unknown)


_SPELLINGS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"ph", "f"),
        (r"th|tt", "t"),
        (r"y", "i"),
        (r"qu(?=[ei])", "k"),
        (r"c(?=[aoulr]|$)|ck|ch(?=[aour])", "k"),
        (r"^s(?=[ptkcmnl])", "es"),
        (r"(?:ti|ci|si|x)on(?:e?s)?$", "cion"),
        (r"[dt]ad(?:es)?$", "ti"),
        (r"mente$", "li"),
        (r"(?:ia|ie|io|i)s?$", "i"),
        (r"([a-z])\1", r"\1"),
    )
]


def skeleton(folded: str) -> str:
    """One spelling for cognates of the two languages: ``quality`` and ``calidad`` come near, ``photo`` → ``foto``."""
    for pattern, plain in _SPELLINGS:
        folded = pattern.sub(plain, folded)
    return folded


def ngrams(word: str) -> list[str]:
    """Character n-grams of a word between its borders, 3 to 5 long."""
    bordered = f"^{word}$"
    return [bordered[i : i + n] for n in (3, 4, 5) for i in range(len(bordered) - n + 1)]


class Grams:
    """Signed feature hashing of words' character n-grams: finds typing errors, and cognates across languages.

    Weinberger et al., "Feature Hashing for Large Scale Multitask Learning" (2009).
    """

    name: str = "grams1024"
    size: int = 1024
    same_language: float = 0.02
    other_language: float = 0.6
    """Weight beside BM25, by whether the chunk is in the query's language."""

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, one row per text; a text without words is a zero row."""
        rows = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word, count in Counter(w.folded for w in content_words(text)).items():
                places, signs = _features(word, self.size)
                np.add.at(row, places, signs * math.log1p(count))
            norm = float(np.linalg.norm(row))
            if norm:
                row /= norm
        return rows

    def embed_query(self, text: str) -> Floats:
        """Unit vector of a query."""
        return self.embed([text])[0]


@lru_cache(maxsize=100_000)
def _features(word: str, size: int) -> tuple[NDArray[np.intp], Floats]:
    """Places and signed weights of a word; a number or code is one heavy feature."""
    digits = any(c.isdigit() for c in word)
    found = [f"#{word}"] if digits else ngrams(skeleton(word))
    hashes = np.array([hashed(f) for f in found], dtype=np.int64)
    signs = np.where((hashes >> 20) & 1, 1.0, -1.0) * (1.5 if digits else len(found) ** -0.5)
    return (hashes % size).astype(np.intp), signs.astype(np.float32)
