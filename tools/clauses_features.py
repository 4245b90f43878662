"""What a sentence looks like to the clause classifier: hashed words, word pairs and triples, with their surroundings.

Features are CRC-32 of short strings, so that no vocabulary of the training text is stored.
"""

import itertools
import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tools.contract_text import Section, Sentence

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[$%]")
MAX_TOKENS = 260
"""Tokens read of one sentence; longer ones are schedules and tables."""


def tokens(text: str) -> list[str]:
    """Lower-case words; every number is ``0``."""
    found = _TOKEN.findall(text.lower().replace("’", "'"))[:MAX_TOKENS]
    return ["0" if token[0].isdigit() else token for token in found]


def _grams(words: Sequence[str]) -> set[str]:
    grams = set(words)
    grams.update(f"{a} {b}" for a, b in itertools.pairwise(words))
    grams.update(f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))
    grams.update(f"{a} * {c}" for a, c in zip(words, words[2:], strict=False))
    return grams


def _around(prefix: str, words: Sequence[str]) -> set[str]:
    return {f"{prefix}{word}" for word in words}


def sentence_features(text: str, sentences: Sequence[Sentence], parts: Sequence[Section]) -> list[NDArray[np.uint32]]:
    """Distinct feature hashes of each sentence, unordered."""
    words = [tokens(text[s.start : s.end]) for s in sentences]
    titles = [tokens(part.title) for part in parts]
    result: list[NDArray[np.uint32]] = []
    for i, sentence in enumerate(sentences):
        names = _grams(words[i])
        if sentence.section >= 0:
            title = titles[sentence.section]
            names |= _around("h:", title) | {"h:" + " ".join(title)}
            if i == 0 or sentences[i - 1].section != sentence.section:
                names.add("first")
        names |= _around("p:", words[i - 1][-40:]) if i else {"p:"}
        names |= _around("n:", words[i + 1][:40]) if i + 1 < len(words) else {"n:"}
        names.add(f"at:{min(9, 10 * sentence.start // max(1, len(text)))}")
        names.add(f"len:{min(8, len(words[i]) // 15)}")
        result.append(np.fromiter((crc32(name.encode()) for name in names), dtype=np.uint32, count=len(names)))
    return result
