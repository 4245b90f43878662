"""A passage as a reader sees it: sentences, list items and table rows, each under its headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from retrieval.analysis import STOP_WORDS, Word, stem, words
from retrieval.chunks import sentence_ends
from retrieval.library import Passage


class UnitKind(StrEnum):
    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"
    QUESTION = "question"


_ITEM = re.compile(r"\s*(?:[-–•*·▪]|\d{1,2}[.)]|[a-z][.)])\s+")
_ROW = re.compile(r"[^:;\n]{1,60}: [^;\n]*(?:; [^:;\n]{1,60}: [^;\n]*)+")
_BLOCK = re.compile(r"(?:(?!\n\n).)+", re.DOTALL)
_LINE = re.compile(r"[^\n]+")
_MOST_HEADING_WORDS = 12


@dataclass(frozen=True)
class Unit:
    """A verbatim stretch of a passage; offsets are within the passage's text."""

    start: int
    end: int
    text: str
    kind: UnitKind

    @cached_property
    def words(self) -> list[Word]:
        return list(words(self.text))

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """Places of words by stem of either language."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for one in {stem(word.folded, "es"), stem(word.folded, "en")}:
                found.setdefault(one, []).append(place)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded words with a capital that no sentence start explains."""
        return frozenset(
            word.folded
            for place, word in enumerate(self.words)
            if place > 0 and self.text[word.start].isupper() and word.folded not in STOP_WORDS
        )


def starts_item(unit: Unit) -> bool:
    """Whether a unit begins with a bullet or a number of a list."""
    return bool(_ITEM.match(unit.text))


def units(passage: Passage) -> list[Unit]:
    """All units of a passage, in order."""
    found: list[Unit] = []
    blocks = list(_BLOCK.finditer(passage.text))
    headings = {" ".join(h.split()) for h in (passage.citation.heading or "").split(" › ")}
    for number, block in enumerate(blocks):
        text = block.group()
        whole = " ".join(text.split())
        titled = whole in headings or (number < len(blocks) - 1 and _looks_like_heading(whole))
        if titled and not _ITEM.match(text) and not _ROW.match(text):
            found += _trimmed(passage.text, block.start(), block.end(), UnitKind.HEADING)
        else:
            found += _units_of(passage.text, block.start(), block.end())
    return found


def _looks_like_heading(line: str) -> bool:
    """Short, and neither a sentence nor an introduction to what follows."""
    return len(line.split()) <= _MOST_HEADING_WORDS and line[-1:] not in {".", "!", "?", ";", ":", ","}


def _units_of(text: str, start: int, end: int) -> Iterator[Unit]:
    for line in _LINE.finditer(text, start, end):
        if _ROW.match(line.group()):
            yield from _trimmed(text, line.start(), line.end(), UnitKind.ROW)
            continue
        kind = UnitKind.ITEM if _ITEM.match(line.group()) else UnitKind.SENTENCE
        first = line.start()
        for last in sentence_ends(text, line.start(), line.end()):
            yield from _trimmed(text, first, last, kind)
            first = last


def _trimmed(text: str, start: int, end: int, kind: UnitKind) -> Iterator[Unit]:
    stripped = text[start:end].strip()
    if stripped:
        start = text.index(stripped, start)
        asks = stripped.endswith("?") and kind in (UnitKind.SENTENCE, UnitKind.ITEM)
        yield Unit(start, start + len(stripped), stripped, UnitKind.QUESTION if asks else kind)
