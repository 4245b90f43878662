"""Follow-ups: «¿y para la sucursal Norte?» becomes a question that stands alone."""

import re

from agents.text import fold

_OPENING = re.compile(
    r"^[\s¿¡]*(?:y|e|pero|and|but|what about|how about|que tal|qué tal)\s+(?:si\s+|entonces\s+|then\s+)?"
    r"(?:(?:para|en|a|de|con|por|for|in|to|of|with|at)\s+)?",
    re.IGNORECASE,
)
_STOP = frozenset("el la los las un una de del para en a con por the an of for in to lo al que".split())
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+(?:de\s+|del\s+|la\s+)?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*")


def is_follow_up(question: str) -> bool:
    """Whether a message leans on the one before it."""
    return bool(_OPENING.match(question)) and len(question.split()) <= 14


def standalone(question: str, previous: str | None) -> str:
    """The question with what it takes over from `previous`; the question itself when it leans on nothing."""
    if not previous or not is_follow_up(question):
        return question
    asked = _OPENING.sub("", question).strip(" ?¿!¡.")
    base = previous.strip(" ?¿!¡.")
    shared = _shared_head(asked, base)
    if shared is not None:
        return f"¿{base[:shared].rstrip()} {asked}?"
    names = list(_NAME.finditer(base[1:]))
    if _NAME.search(asked) and names:
        last = names[-1]
        return f"¿{base[: last.start() + 1]}{asked}{base[last.end() + 1 :]}?"
    return f"¿{base} {asked}?"


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
