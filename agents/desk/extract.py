"""The twin of reading comprehension: the sentences, items or rows of passages that answer a question, or none.

Nothing is phrased here: an answer is quoted, and when the words of the question have no support in one place, or the
place is about another name, number or kind of thing, the answer is that there is none. A wrong answer is worse.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from agents.desk.choice import chooser
from agents.desk.reading_features import FEATURES, Place, Pool, Read
from agents.desk.reading_question import understand
from agents.desk.reading_scope import parties
from agents.desk.reading_span import with_context
from agents.desk.reading_units import Unit, UnitKind, label, units
from agents.desk.reading_versions import superseded
from agents.language import Lang, Result
from guardrails.evidence import Citation
from retrieval.analysis import fold, words
from retrieval.encoder import encoder
from retrieval.library import Passage

MOST = 3
"""Quotes of one answer."""
CLOSE = 0.4
"""A further quote is at least so likely, next to the best."""
ANSWERABLE = 0.5
"""Probability from which on there is an answer; see `docs/benchmarks.md`."""


CERTAIN = 0.8
"""The same for a question with a name, number or day that the text does not have: a wrong answer is worse than none."""


class Extracted(Result):
    """What the passages say to a question."""

    citations: list[Citation]
    """Verbatim, best first, at most `MOST`; empty when not answerable."""
    answerable: bool
    score: float
    """0 to 1: how likely it is that the passages answer."""


def extract(
    question: str,
    passages: Sequence[Passage],
    lang: Lang,
    *,
    company: str | None = None,
    must: Collection[str] = (),
) -> Extracted:
    """The best quotes for a question from passages as `Library.search` gives them, best first.

    `company` is the asker's own company: its name in a question needs no support in the text. `must` are folded words
    that an answer has to be about, as if they were names.
    """
    pool = read_for(question, passages, lang, company=company, must=must)
    if not pool.places or not pool.asked.terms:
        return Extracted(citations=[], answerable=False, score=0.0)
    numbers = pool.features(encoder())
    chosen = chooser("reading")(numbers)
    if chosen.answered < (ANSWERABLE if numbers[chosen.best, FEATURES.index("about")] else CERTAIN):
        return Extracted(citations=[], answerable=False, score=chosen.answered)
    citations: list[Citation] = []
    for place in (-chosen.each).argsort():
        if chosen.each[place] < CLOSE * chosen.each.max() or len(citations) == MOST:
            break
        citation = _citation(pool.places[place])
        if not any(_overlap(citation, other) for other in citations):
            citations.append(citation)
    return Extracted(citations=citations, answerable=True, score=chosen.answered)


def read_for(
    question: str,
    passages: Sequence[Passage],
    lang: Lang,
    *,
    company: str | None = None,
    must: Collection[str] = (),
) -> Pool:
    """Every unit of the passages that may answer: of two versions of a document, only those of the one in force."""
    read = [Read(passage, units(passage), rank) for rank, passage in enumerate(passages)]
    names = frozenset(must) | _names([unit for one in read for unit in one.units])
    asked = understand(question, lang, names, {w.folded for w in words(company or "")})
    old = superseded(question, passages)
    found = [
        Place(one, at)
        for one in read
        if one.passage.citation.document not in old
        for at, unit in enumerate(one.units)
        if unit.kind not in (UnitKind.HEADING, UnitKind.QUESTION) and label(one.passage, one.units, at + 1) is not unit
    ]
    return Pool(asked, found, parties(asked, passages))


def _names(all_units: Sequence[Unit]) -> frozenset[str]:
    """Words that the texts never write without a capital: a question in lower case means the same name."""
    capital = {name for unit in all_units for name in unit.names}
    small = {
        word.folded
        for unit in all_units
        for word in unit.words
        if word.folded in capital and unit.text[word.start].islower()
    }
    return frozenset(capital - small)


def _citation(place: Place) -> Citation:
    """The unit with what it cannot be read without, quoted from its passage."""
    passage = place.read.passage
    start, end = with_context(passage, place.read.units, place.at)
    whole = passage.citation
    return replace(whole, start=whole.start + start, end=whole.start + end, quote=passage.text[start:end])


def _overlap(one: Citation, other: Citation) -> bool:
    """The same place, or the same words elsewhere."""
    same = one.document == other.document and one.start < other.end and other.start < one.end
    return same or fold(one.quote) == fold(other.quote)
