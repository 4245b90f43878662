"""Hashed word and character n-grams of a short text: what the embedded guard's weights are over."""

import re
import unicodedata
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.concepts import COUNT, concepts

WORD_BITS: Final = 18
CHAR_BITS: Final = 18
CONCEPTS: Final = (1 << WORD_BITS) + (1 << CHAR_BITS)
"""Where the block of concepts begins: one feature for each concept, then one for each pair of them."""
SIZE: Final = CONCEPTS + COUNT + COUNT * COUNT
WORD_ORDERS: Final = (1, 2, 3)
CHAR_ORDERS: Final = (3, 4, 5)
MOST_CHARACTERS: Final = 2_000

Indices = NDArray[np.uint32]

_WORD = re.compile(r"[^\W_]+|[?!¿¡⟨⟩<>\[\]{}#*|:\"]")
_K = np.uint32(0x9E3779B1)


def fold(text: str) -> str:
    """Lower case without accents, one blank between words, every digit a zero."""
    decomposed = unicodedata.normalize("NFKD", text[:MOST_CHARACTERS].lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"\d", "0", plain).split())


def features(text: str) -> tuple[Indices, Indices, Indices]:
    """Distinct indices of the word n-grams, the character n-grams and the concepts, all below `SIZE`."""
    plain = fold(text)
    return _words(plain), _characters(plain) + np.uint32(1 << WORD_BITS), _concepts(plain)


def _concepts(plain: str) -> Indices:
    found = np.array(concepts(plain), dtype=np.uint32)
    first, second = np.triu_indices(len(found), 1)
    pairs = found[first] * np.uint32(COUNT) + found[second] + np.uint32(COUNT)
    return np.concatenate([found, pairs]) + np.uint32(CONCEPTS)


def _words(plain: str) -> Indices:
    words = ["<s>", *_WORD.findall(plain), "</s>"]
    hashes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint32)
    return _ngrams(hashes, WORD_ORDERS, WORD_BITS)


def _characters(plain: str) -> Indices:
    codes = np.frombuffer(f" {plain} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _ngrams(codes, CHAR_ORDERS, CHAR_BITS)


def _ngrams(items: NDArray[np.uint32], orders: tuple[int, ...], bits: int) -> Indices:
    """Buckets of all n-grams; arithmetic is modulo 2**32 on purpose."""
    found: list[NDArray[np.uint32]] = []
    for order in orders:
        if len(items) < order:
            break
        mixed = np.full(len(items) - order + 1, order, dtype=np.uint32)
        for place in range(order):
            mixed = (mixed ^ items[place : len(items) - order + 1 + place]) * _K
            mixed ^= mixed >> np.uint32(15)
        found.append((mixed * _K) >> np.uint32(32 - bits))
    if not found:
        return np.empty(0, dtype=np.uint32)
    return np.unique(np.concatenate(found))
