"""Spanish or English, sentence by sentence: contracts in two columns mix both."""

import re
from collections.abc import Sequence
from typing import Literal

from tools.contract_text import Sentence

Lang = Literal["es", "en"]

_ES = frozenset(
    "de la el que en los las del por se con una para al su es sus lo como o y partes cualquier será".split()
)
_EN = frozenset(
    "the of and to in or any shall by be this for such as is with party that on not will its agreement".split()
)
_WORD = re.compile(r"[a-záéíóúñü]+")


def balance(text: str) -> float:
    """From -1 (English) to 1 (Spanish), by the share of either language's small words; 0 without any."""
    words = _WORD.findall(text.lower())
    spanish = sum(word in _ES for word in words) + sum(any(c in "áéíóúñ" for c in word) for word in words)
    english = sum(word in _EN for word in words)
    return (spanish - english) / max(1, spanish + english)


def language(text: str) -> Lang:
    """The language most of a text is in."""
    return "es" if balance(text[:60_000]) > 0 else "en"


def languages(text: str, cut: Sequence[Sentence]) -> list[Lang]:
    """The language of each sentence; a short or doubtful one has the contract's."""
    usual = language(text)
    out: list[Lang] = []
    for sentence in cut:
        lean = balance(text[sentence.start : sentence.end])
        short = sentence.end - sentence.start < 60
        out.append(usual if short or abs(lean) < 0.4 else "es" if lean > 0 else "en")
    return out
