"""Follow-ups: «¿y para la sucursal Norte?» becomes a question that stands alone."""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from agents.text import fold

_OPENING = re.compile(
    r"^[\s¿¡]*(?:y|e|pero|and|but|what about|how about|que tal|qué tal)\s+(?:si\s+|entonces\s+|then\s+)?"
    r"(?:(?:para|en|a|de|con|por|for|in|to|of|with|at)\s+)?",
    re.IGNORECASE,
)
_STOP = frozenset("el la los las un una de del para en a con por the an of for in to lo al que".split())
_LOOSE = frozenset("dentro fuera cerca caso si es los del de hay".split())
_ASKING = re.compile(
    r"\b(?:cuant[oa]s?|cuando|que|quien(?:es)?|donde|como|cual(?:es)?|how|what|when|who|where|which|why)\b"
)
_LEADING = re.compile(r"^[\s¿¡]*(?:y|e|pero|and|but)\s+(?:entonces\s+|then\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:el|la|los|las|the) ", re.IGNORECASE)
_LAST_ARTICLE = re.compile(r"\b(?:el|la|los|las|the) $", re.IGNORECASE)
MOST_REPLACED, MOST_WAYS = 3, 12
"""Words that a follow-up takes the place of, and ways that are tried, at most."""
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+(?:de\s+|del\s+|la\s+)?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*")


def is_follow_up(question: str) -> bool:
    """Whether a message leans on the one before it."""
    return bool(_OPENING.match(question)) and len(question.split()) <= 14


class Readings(tuple[str, ...]):
    """The ways to complete a follow-up, likeliest first, which is also how it is shown and searched."""

    must: frozenset[str]
    """Folded words that the follow-up itself brings: whatever answers is about them."""

    def __new__(cls, ways: Iterable[str], must: Collection[str] = ()) -> "Readings":
        made = super().__new__(cls, ways)
        made.must = frozenset(must)
        return made

    def __str__(self) -> str:
        return self[0]


def standalone(question: str, previous: str | None) -> str:
    """The question with what it takes over from `previous`; the question itself when it leans on nothing."""
    return str(readings(question, previous))


def readings(question: str, previous: str | None) -> Readings:
    """All questions that a message may stand for after `previous`."""
    if not previous or not is_follow_up(question):
        return Readings([question])
    asked = _LEADING.sub("", question).strip(" ?¿!¡.")
    base = previous.strip(" ?¿!¡.").replace("¿", "")
    if _ASKING.search(fold(asked)):
        names = [match.group() for match in _NAME.finditer(base[1:])]
        return Readings([f"¿{asked}, {' '.join(names)}?" if names else f"¿{asked}?", f"¿{asked}?"])
    asked = _OPENING.sub("", question).strip(" ?¿!¡.")
    ways: list[str] = []
    shared = _shared_head(asked, base)
    if shared is not None:
        ways.append(f"{base[:shared].rstrip()} {asked}")
    names = list(_NAME.finditer(base[1:]))
    if _NAME.search(asked) and names:
        last = names[-1]
        ways.append(f"{base[: last.start() + 1]}{asked}{base[last.end() + 1 :]}")
    has_article = bool(_ARTICLE.match(asked))
    for start, end in _phrases(base):
        head = _LAST_ARTICLE.sub("", base[:start]) if has_article else base[:start]
        ways.append(f"{head}{asked}{base[end:]}")
    ways.append(f"{base} {asked}")
    return Readings(dict.fromkeys(f"¿{way}?" for way in ways), _brought(asked))


def alone(question: str) -> Readings:
    """A follow-up by its own words, for what was quoted before: that says what it is about."""
    asked = _LEADING.sub("", question).strip(" ?¿!¡.")
    return Readings([f"¿{asked}?"], () if asks_itself(question) else _brought(asked))


def _brought(asked: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(asked)) if word not in _STOP | _LOOSE}


def asks_itself(question: str) -> bool:
    """Whether a follow-up has a question word of its own, so that it only needs to know what it is about."""
    return is_follow_up(question) and bool(_ASKING.search(fold(_LEADING.sub("", question))))


def _phrases(base: str) -> list[tuple[int, int]]:
    """Stretches of the earlier question that another thing may take the place of, last and longest first."""
    content = [
        m for m in re.finditer(r"\w+", base) if fold(m.group()) not in _STOP and not _ASKING.match(fold(m.group()))
    ]
    stretches = (
        content[first : last + 1]
        for last in reversed(range(len(content)))
        for first in range(max(0, last - MOST_REPLACED + 1), last + 1)
    )
    found = [
        (some[0].start(), some[-1].end())
        for some in stretches
        if all(_joined(base[a.end() : b.start()]) for a, b in pairwise(some))
    ]
    return found[:MOST_WAYS]


def _joined(between: str) -> bool:
    """Whether two words are of one phrase: *filtro de agua*, *Brava 2G*."""
    return fold(between).strip() in ("", "de", "del", "de la", "of")


def _shared_head(asked: str, base: str) -> int | None:
    """Where in `base` the phrase begins that `asked` replaces: at the first content word that both share."""
    wanted = [word for word in re.findall(r"\w+", fold(asked)) if word not in _STOP]
    if not wanted:
        return None
    at = None
    for match in re.finditer(r"\w+", base):
        if _same(fold(match.group()), wanted[0]):
            at = match.start()
    return at


def _same(one: str, other: str) -> bool:
    """Equal but for a plural."""
    return one.rstrip("s") == other.rstrip("s")
