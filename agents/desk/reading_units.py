"""A passage as a reader sees it: sentences, list items and table rows, each under its headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from retrieval.analysis import STOP_WORDS, Word, stem, words
from retrieval.chunks import sentence_ends
from retrieval.library import Passage


class UnitKind(StrEnum):
    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"
    QUESTION = "question"


_ITEM = re.compile(r"\s*(?:[-–•*·▪]|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[a-z][.)])\s+")
_ROW = re.compile(r"[^:;\n]{1,60}: [^;\n]*(?:; [^:;\n]{1,60}: [^;\n]*)+")
_BLOCK = re.compile(r"(?:(?!\n\n).)+", re.DOTALL)
_LINE = re.compile(r"[^\n]+")
_CELL_START = re.compile(r"[:;]\s*$")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S")
_MOST_HEADING_WORDS = 12
_WRAPPED_FROM = 45
"""Characters from which on a line that ends in the middle of a sentence was wrapped."""
_LABEL_WORDS = 3


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
                for form in (one, *_respelled(one)):
                    found.setdefault(form, []).append(place)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded words with a capital that no sentence start explains."""
        return frozenset(
            word.folded
            for place, word in enumerate(self.words)
            if place > 0 and self.text[word.start].isupper() and word.folded not in STOP_WORDS
            # a cell begins with a capital whatever stands in it
            if not (self.kind is UnitKind.ROW and _CELL_START.search(self.text, 0, word.start))
        )


def _respelled(one: str) -> list[str]:
    """The stem as before another vowel: *notifique* is of *notificar*, *pague* of *pagar*, *autorice* of *autorizar*."""
    return [one[: -len(end)] + other for end, other in (("qu", "c"), ("gu", "g"), ("c", "z")) if one.endswith(end)]


def starts_item(unit: Unit) -> bool:
    """Whether a unit begins with a bullet or a number of a list."""
    return bool(_ITEM.match(unit.text))


def units(passage: Passage) -> Sequence[Unit]:
    """All units of a passage, in order."""
    return _units(passage.text, passage.citation.heading or "")


@lru_cache(maxsize=4_096)
def _units(text: str, heading: str) -> tuple[Unit, ...]:
    found: list[Unit] = []
    blocks = list(_BLOCK.finditer(text))
    headings = {" ".join(h.split()) for h in heading.split(" › ")}
    for number, block in enumerate(blocks):
        whole = " ".join(block.group().split())
        follows = blocks[number + 1].group() if number + 1 < len(blocks) else ""
        if whole in headings or (not _ROW.match(whole) and _looks_like_heading(block.group(), follows)):
            found += _trimmed(text, block.start(), block.end(), UnitKind.HEADING)
        else:
            found += _units_of(text, block.start(), block.end())
    return tuple(found)


def label(passage: Passage, all_units: Sequence[Unit], at: int) -> Unit | None:
    """The few words that open a unit's own paragraph or item and say what it is about: *Sucursal Norte. Av. …*"""
    if at >= len(all_units):
        return None
    first = at
    while first > 0 and "\n" not in passage.text[all_units[first - 1].end : all_units[first].start]:
        first -= 1
    opening = all_units[first]
    short = (
        len(opening.words) <= _LABEL_WORDS
        and "," not in opening.text
        and opening.kind in (UnitKind.SENTENCE, UnitKind.ITEM)
    )
    return opening if first < at and short else None


def _looks_like_heading(block: str, follows: str) -> bool:
    """Short, and neither a sentence nor an introduction to what follows; a numbered one with text below it."""
    line = block.strip()
    if not follows or len(line.split()) > _MOST_HEADING_WORDS or line[-1:] in {".", "!", "?", ";", ":", ","}:
        return False
    if _NUMBERED.match(line):
        return "\n" not in line and not _ITEM.match(follows)
    return not _ITEM.match(line)


def _units_of(text: str, start: int, end: int) -> Iterator[Unit]:
    for first, last in _lines(text, start, end):
        line = text[first:last]
        if _ROW.match(line):
            yield from _trimmed(text, first, last, UnitKind.ROW)
            continue
        marker = _ITEM.match(line)
        kind = UnitKind.ITEM if marker else UnitKind.SENTENCE
        body = first + marker.end() if marker else first
        for stop in sentence_ends(text, first, last):
            if stop <= body or (
                stop < last and text[first:stop].endswith("\n") and not _ENDED.search(text, first, stop)
            ):
                continue  # a list's number is no sentence, and neither is a line that goes on below
            yield from _trimmed(text, first, stop, kind)
            first = stop


_ENDED = re.compile(r"[.!?…:][\"”»’')\]]*\s*$")


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches that begin on a line of their own; a wrapped line belongs to the one above."""
    first = last = None
    for line in _LINE.finditer(text, start, end):
        if first is not None and last is not None and not _wrapped(text[first:last], line.group()):
            yield first, last
            first = None
        first, last = line.start() if first is None else first, line.end()
    if first is not None and last is not None:
        yield first, last


def _wrapped(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence above it."""
    if _ITEM.match(line) or _ROW.match(line) or _ROW.match(above):
        return False
    if line.startswith("  ") and _ITEM.match(above):
        return True
    lower = line.lstrip()[:1].islower()
    full = len(above.rsplit("\n", 1)[-1].rstrip()) >= _WRAPPED_FROM
    return lower or (full and not _ENDED.search(above))


def _trimmed(text: str, start: int, end: int, kind: UnitKind) -> Iterator[Unit]:
    stripped = text[start:end].strip()
    if stripped:
        start = text.index(stripped, start)
        asks = stripped.endswith("?") and kind in (UnitKind.SENTENCE, UnitKind.ITEM)
        yield Unit(start, start + len(stripped), stripped, UnitKind.QUESTION if asks else kind)
