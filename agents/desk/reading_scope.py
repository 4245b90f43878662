"""What a unit is about beyond its own words: headings, the sentences before it, the question that it follows."""

import re
from collections.abc import Collection, Mapping, Sequence

from agents.desk.reading_match import NEAR, quality
from agents.desk.reading_question import Question, Term
from agents.desk.reading_units import Unit, UnitKind, label
from retrieval.analysis import fold
from retrieval.library import Passage

HEADING, TITLE, ANSWERED = 0.9, 0.8, 0.95
"""How much a word counts that stands in a heading above, in the document's title or name, in the question before."""
BEFORE = (0.8, 0.65, 0.5)
"""The same for the sentences before, nearest first."""
AFTER = 0.4
MOST_SUBJECT = 4
"""Words that a unit's subject stands in."""
MOST_ANSWER = 5
"""Sentences that the answer to a written question has at most."""


def governs(folded: str, passage: Passage, units: Sequence[Unit], at: int) -> float:
    """How well what a unit stands under holds a question's word: the question it answers, headings, the title."""
    title, sections = _headings(passage, units[:at])
    best = max(TITLE * _in_text(folded, title), HEADING * _in_text(folded, sections))
    if (opening := label(passage, units, at)) is not None:
        best = max(best, HEADING * quality(folded, opening))
    for before in reversed(units[:at]):
        if units[at].kind is not UnitKind.ITEM or "\n" in passage.text[before.end : units[at].start]:
            break
        best = max(best, HEADING * quality(folded, before))  # an item's first words say what its sentences are about
    question = answered(passage, units, at)
    return max(best, ANSWERED * quality(folded, question)) if question else best


def answered(passage: Passage, units: Sequence[Unit], at: int) -> Unit | None:
    """The written question that a unit answers: the nearest one before it, when only sentences stand between.

    One that stands alone like a heading is answered by all that follows, another one by a few sentences.
    """
    for distance, before in enumerate(reversed(units[:at])):
        if before.kind is UnitKind.QUESTION:
            alone = passage.text[before.end : before.end + 1] == "\n"
            return before if alone or distance < MOST_ANSWER else None
        if before.kind not in (UnitKind.SENTENCE, UnitKind.ITEM):
            break
    return None


def surrounds(folded: str, units: Sequence[Unit], at: int) -> float:
    """How well the sentences before and after a unit hold a question's word."""
    best = 0.0
    for worth, before in zip(BEFORE, reversed(units[:at]), strict=False):
        if before.kind in (UnitKind.HEADING, UnitKind.QUESTION):
            break
        best = max(best, worth * quality(folded, before))
    if at + 1 < len(units) and units[at + 1].kind is UnitKind.SENTENCE:
        best = max(best, AFTER * quality(folded, units[at + 1]))
    return best


def about(asked: Question, passage: Passage, units: Sequence[Unit], at: int, parties: Collection[str] = ()) -> bool:
    """Whether every name, number and code of the question stands in the unit or in what governs it.

    `parties` are terms that the whole document is about: whom a contract is with.
    """
    return all(
        term.folded in parties or _governed(term, asked, passage, units, at) for term in asked.terms if term.required
    )


_PARTIES = re.compile(
    r"\b(?:celebran?|suscriben?|comparecen|por una parte|en adelante|se (?:le )?(?:llamara|denominara)|las partes"
    r"|by and between|hereinafter|between|the parties)\b|«(?:el|la|los|las) "
)


def parties(asked: Question, passages: Sequence[Passage]) -> Mapping[str, frozenset[str]]:
    """The question's words that stand where each document says whom it is between, by document."""
    found: dict[str, frozenset[str]] = {}
    for passage in passages:
        folded = fold(passage.text)
        if not _PARTIES.search(folded):
            continue
        whole = Unit(0, len(passage.text), passage.text, UnitKind.SENTENCE)
        held = {t.folded for t in asked.terms if t.required and quality(t.folded, whole) >= NEAR}
        found[passage.citation.document] = found.get(passage.citation.document, frozenset()) | held
    return found


def _governed(term: Term, asked: Question, passage: Passage, units: Sequence[Unit], at: int) -> bool:
    """The unit itself, a heading, or an earlier unit with no rival of that name in between."""
    known = {t.folded for t in asked.terms}
    opening = label(passage, units, at)
    if opening is not None and quality(term.folded, opening) > 0:
        return True
    title, _ = _headings(passage, units[:at])
    if _in_text(term.folded, title) and not _opens_with_rival(units[at], known):
        return True
    for distance, unit in enumerate(reversed(units[: at + 1])):
        if quality(term.folded, unit) > 0:
            return True
        if _rival(unit, known) and unit.kind is not UnitKind.HEADING:
            return False
        if unit.kind is UnitKind.HEADING or distance > 4:
            break
    return any(_in_text(term.folded, text) for text in _headings(passage, units[:at]))


def _rival(unit: Unit, known: set[str]) -> bool:
    """Whether a unit names something that the question does not ask about."""
    return bool(unit.names - known)


def _opens_with_rival(unit: Unit, known: set[str]) -> bool:
    """Whether a unit begins with another name; *LA ARRENDADORA* is none, contracts call their parties so."""
    first = [w for w in unit.words[:MOST_SUBJECT] if w.folded in unit.names - known]
    return any(not unit.text[word.start : word.end].isupper() for word in first)


def _headings(passage: Passage, before: Sequence[Unit]) -> tuple[str, str]:
    """What the whole document is called, and the headings below that, as far as they stand over a unit."""
    path = [" ".join(part.split()) for part in (passage.citation.heading or "").split(" › ")]
    inside = next((" ".join(u.text.split()) for u in reversed(before) if u.kind is UnitKind.HEADING), None)
    if inside is not None and inside not in path:
        path = [*path[:-1], inside]  # the passage goes on under a later heading than the one it begins with
    title, *sections = path
    return f"{passage.citation.name} {title}", " ".join(sections or path)


def _in_text(folded: str, text: str) -> float:
    if not text:
        return 0.0
    return quality(folded, Unit(0, len(text), text, UnitKind.HEADING))
