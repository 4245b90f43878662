"""How much to quote around the unit that answers."""

import re
from collections.abc import Sequence

from agents.desk.reading_units import Unit, UnitKind, label, starts_item
from retrieval.analysis import fold
from retrieval.library import Passage

MOST_CHARACTERS, MOST_ANSWER, MOST_PARAGRAPH = 700, 350, 420
"""Of a quote with a list, of one with the answer to a written question, and of a paragraph quoted whole."""
_CONTINUES = re.compile(
    r"\W*(?:est[aeo]s?|es[aeo]s?|dich[ao]s?|ell[ao]s?|el mismo|la misma|lo mismo|lo anterior|ademas|tambien|asimismo"
    r"|sin embargo|no obstante|por lo tanto|por ello|por eso|en (?:ese|este|tal|dicho) caso|en caso contrario"
    r"|de lo contrario|si no|pero|su|sus|despues|luego|entonces|aunque"
    r"|this|that|these|those|it|they|he|she|his|her|their|its|also|however|therefore|in (?:that|this|such) case"
    r"|otherwise|but|then|such)\b"
)


def with_context(passage: Passage, units: Sequence[Unit], at: int) -> tuple[int, int]:
    """Offsets of the unit, with the sentence that it continues and the list that it introduces."""
    first, last = at, at
    if units[at].kind is UnitKind.SENTENCE and at > 0 and _CONTINUES.match(fold(units[at].text)):
        first -= units[at - 1].kind is UnitKind.SENTENCE
    opening = label(passage, units, first)
    if opening is not None and units[at].end - opening.start <= MOST_ANSWER:
        first = units.index(opening)
    while answers_question(units, first) and last + 1 < len(units) and units[last + 1].kind is UnitKind.SENTENCE:
        if units[last + 1].end - units[first].start > MOST_ANSWER:
            break
        last += 1
    if units[at].kind is UnitKind.ITEM:
        first, last = _item(units, at)
        first = _introduction(units, first)
    elif units[at].kind is UnitKind.SENTENCE:
        first, last = _paragraph(passage, units, first, last)
    if units[last].text.endswith(":"):
        while last + 1 < len(units) and units[last + 1].kind in (UnitKind.ITEM, UnitKind.ROW):
            if units[last + 1].end - units[first].start > MOST_CHARACTERS:
                break
            last += 1
    return units[first].start, units[last].end


def _paragraph(passage: Passage, units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    """The sentences of the same paragraph around some of them, as many as fit: what follows explains, then before."""

    def together(one: int, other: int) -> bool:
        same = units[one].kind is UnitKind.SENTENCE and units[other].kind is UnitKind.SENTENCE
        return same and "\n\n" not in passage.text[units[one].end : units[other].start]

    while last + 1 < len(units) and together(last, last + 1):
        if units[last + 1].end - units[first].start > MOST_PARAGRAPH:
            break
        last += 1
    while first > 0 and together(first - 1, first):
        if units[last].end - units[first - 1].start > MOST_PARAGRAPH:
            break
        first -= 1
    return first, last


def _item(units: Sequence[Unit], at: int) -> tuple[int, int]:
    """First and last unit of the list item that a sentence is part of: its first words say what it is about."""
    first = last = at
    while not starts_item(units[first]) and first > 0 and units[first - 1].kind is UnitKind.ITEM:
        first -= 1
    while last + 1 < len(units) and units[last + 1].kind is UnitKind.ITEM and not starts_item(units[last + 1]):
        last += 1
    return (first, last) if units[last].end - units[first].start <= MOST_ANSWER else (at, at)


def answers_question(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit stands right behind a written question."""
    return at > 0 and units[at - 1].kind is UnitKind.QUESTION


def _introduction(units: Sequence[Unit], at: int) -> int:
    """The sentence ending in a colon right above an item that is the first of its list, else the item."""
    return at - 1 if at > 0 and units[at - 1].text.endswith(":") else at
