"""Versions of one document: which of them are no longer in force, by what they are called."""

import re
from collections.abc import Iterable, Mapping, Sequence

from retrieval.analysis import STOP_WORDS, fold
from retrieval.library import Passage

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_VERSION = re.compile(r"\b(?:v|ver|version|rev|revision|edicion|edition) ?(\d{1,2})\b")
_PAST = re.compile(
    r"\b(?:anterior(?:es)?|antes|antigu[ao]s?|viej[ao]s?|pasad[ao]s?|solian?|previous|former|formerly|old|used to)\b"
)
_OUTDATED = re.compile(
    r"\b(?:anterior|antigu[ao]|viej[ao]|obsolet[ao]|derogad[ao]|cancelad[ao]|old|obsolete|superseded)\b"
)
_EVENTS = frozenset("minuta acta correo carta informe reporte boletin circular minutes letter report email".split())
"""What is written anew for each occasion: a later one does not replace an earlier one."""
_MARKS = frozenset("vigente actual nueva nuevo final ok version edicion rev new current edition".split())


def superseded(question: str, passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of documents that another one among the passages replaces; of the others, when the question is about those.

    Two documents are versions of one when the words of one's name are all in the other's, years and marks aside.
    """
    return _replaced(
        question, {p.citation.document: _Name(p.citation.name, p.citation.heading or "") for p in reversed(passages)}
    )


def outdated(question: str, names: Iterable[str]) -> frozenset[str]:
    """Of files that do not continue one another, the names of those that another one replaces; as `superseded`."""
    return _replaced(question, {name: _Name(name) for name in names})


def _replaced(question: str, known: Mapping[str, "_Name"]) -> frozenset[str]:
    folded = fold(question)
    years = set(_YEAR.findall(folded))
    out: set[str] = set()
    for one, older in known.items():
        for other, newer in known.items():
            if one == other or not older.version_of(newer) or not older.before(newer):
                continue
            meant = (older.years & years - newer.years) or (not years and _PAST.search(folded))
            out.add(other if meant else one)
    return frozenset(out)


class _Name:
    """What a document is called, taken apart."""

    def __init__(self, name: str, heading: str = "") -> None:
        file = name.rpartition("/")[2].rpartition(".")[0]
        title = heading.split(" › ")[0]
        named = fold(re.sub(r"[_\W]+", " ", file))
        self.years = set(_YEAR.findall(named)) or set(_YEAR.findall(fold(title)))
        found = _VERSION.search(named) or _VERSION.search(fold(title))
        self.number = int(found[1]) if found else None
        self.outdated = bool(_OUTDATED.search(named))
        plain = _OUTDATED.sub(" ", _VERSION.sub(" ", _YEAR.sub(" ", named)))
        self.words = frozenset(w for w in plain.split() if w not in STOP_WORDS | _MARKS and not w.isdigit())

    def version_of(self, other: "_Name") -> bool:
        events = (self.words | other.words) & _EVENTS
        return not events and bool(self.words) and (self.words <= other.words or other.words <= self.words)

    def before(self, other: "_Name") -> bool:
        if self.outdated != other.outdated:
            return self.outdated
        if self.years and other.years:
            return max(self.years) < max(other.years)
        return self.number is not None and other.number is not None and self.number < other.number
