"""Short messages as sparse vectors: stems and neighbours, pairs of stems, and letter trigrams, each TF-IDF weighted.

Three groups, each of unit length: words say what it is about, pairs in which combination, trigrams forgive typing.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

MOST_WORDS = 120
"""Words of a message that are looked at; what comes later is history and signature."""
REACH = 5
"""How far apart the words of a pair may stand."""
RARE = 1_000
"""From so many messages on, pairs and trigrams seen once are left out."""

_WORD = re.compile(r"\w+")


class Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@cache
def _stemmers() -> tuple[Stemmer, Stemmer]:
    from snowballstemmer import stemmer

    return stemmer("english"), stemmer("spanish")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """One stem for a folded word of either language: both stemmers, since which language it is may not be known."""
    if len(word) < 4 or not word.isalpha():
        return word
    english, spanish = _stemmers()
    return spanish.stemWord(english.stemWord(word))


def fold(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def folded_words(text: str) -> list[str]:
    """The first words, folded; numbers of five digits and more are one word, since each stands once."""
    found = _WORD.findall(fold(text))[:MOST_WORDS]
    return ["#####" if word.isdigit() and len(word) > 4 else word for word in found]


@lru_cache(maxsize=100_000)
def _trigrams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + 3] for i in range(len(padded) - 2))


def _stems(words: Sequence[str]) -> Iterator[str]:
    stems = [stem(word) for word in words]
    yield from stems
    around = ["<", *stems, ">"]
    yield from (f"{a} {b}" for a, b in pairwise(around))


def _pairs(words: Sequence[str]) -> Iterator[str]:
    stems = [stem(word) for word in words]
    for place, one in enumerate(stems):
        for other in stems[place + 1 : place + 1 + REACH]:
            yield f"{one}+{other}" if one < other else f"{other}+{one}"


def _letters(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from _trigrams(word)


_GROUPS = (_stems, _pairs, _letters)
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Group:
    """The terms of one group: their columns and how much each says."""

    columns: dict[str, int]
    idf: Floats


@dataclass(frozen=True)
class Vocabulary:
    """What was seen in training; anything else in a message is passed over."""

    groups: tuple[Group, ...]

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "Vocabulary":
        """Learn the terms and their inverse document frequencies."""
        words = [folded_words(text) for text in texts]
        least = 2 if len(texts) >= RARE else 1
        return cls(tuple(_group(analyse, words, 1 if analyse is _stems else least) for analyse in _GROUPS))

    @property
    def size(self) -> int:
        return sum(len(group.columns) for group in self.groups)

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One row per text, shape (texts, size), float32."""
        words = [folded_words(text) for text in texts]
        parts = [
            _matrix(group, (analyse(one) for one in words)) for group, analyse in zip(self.groups, _GROUPS, strict=True)
        ]
        return sparse.csr_matrix(sparse.hstack(parts, format="csr", dtype=np.float32))

    def known(self, text: str) -> float:
        """Share of a message's words, by their weight, that training has seen."""
        group = self.groups[0]
        unseen = float(group.idf.max(initial=1.0))
        weights = [
            (float(group.idf[group.columns[one]]), True) if one in group.columns else (unseen, False)
            for one in {stem(word) for word in folded_words(text)}
        ]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, seen in weights if seen) / total if total else 0.0

    def column(self, word: str) -> int | None:
        """Column of a word's stem."""
        return self.groups[0].columns.get(stem(fold(word)))


def _group(analyse: "Analyser", messages: Sequence[Sequence[str]], least: int) -> Group:
    frequencies: Counter[str] = Counter()
    for words in messages:
        frequencies.update(set(analyse(words)))
    kept = sorted(term for term, count in frequencies.items() if count >= least)
    counts = np.array([frequencies[term] for term in kept], dtype=np.float32)
    idf = np.log((1 + len(messages)) / (1 + counts)).astype(np.float32) + 1
    return Group({term: column for column, term in enumerate(kept)}, idf.astype(np.float32))


class Analyser(Protocol):
    def __call__(self, words: Sequence[str]) -> Iterator[str]: ...


def _matrix(group: Group, messages: Iterator[Iterator[str]]) -> sparse.csr_matrix:
    """Rows of ``(1 + log tf) · idf``, each of unit length."""
    indices: list[int] = []
    values: list[float] = []
    ends = [0]
    columns = group.columns
    for terms in messages:
        counts = Counter(columns[term] for term in terms if term in columns)
        at = sorted(counts)
        indices.extend(at)
        values.extend(counts[column] for column in at)
        ends.append(len(indices))
    data = (1 + np.log(np.array(values, dtype=np.float32))) * group.idf[indices]
    made = sparse.csr_matrix((data, np.array(indices, dtype=np.int32), ends), shape=(len(ends) - 1, len(columns)))
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    scale = sparse.diags(1 / np.maximum(lengths, 1e-9))
    return sparse.csr_matrix(scale @ made, dtype=np.float32)
