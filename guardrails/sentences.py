"""Where sentences end in Spanish and English text with abbreviations, decimals, Markdown lists and tables."""

import re
from collections.abc import Iterator
from itertools import pairwise

# A sentence's end: its mark, closing quotes and brackets, evidence markers, then white space (which belongs to it).
_END = re.compile(r"[.!?…]+[\"»”'’)\]*_]*(?:[ \t]*\[F?\d+(?:,\s*F?\d+)*\])*[.!?…]*(?=(\s))")
_SPACE = re.compile(r"[ \t\r]*\n\s*|[ \t]+")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$|[^\W_]+$")

# Followed by their noun, number or name, so never the end of a sentence.
_NEVER = frozenset(
    "art arts artículo sr sra srta sres dr dra lic ing arq mtro mtra profr c p pp pág págs fracc frac inc cap vol "
    "núm nums col av avda blvd prol carr edif depto dpto tel cel ext apdo fig sec secc cf cfr ej p.ej vs mr mrs "
    "ms jr st prof gral e.g i.e s s.a s.a.b s.a.p.i s.c s. r r.f.c rfc ref cta aprox máx mín prom cant pza pzas u "
    "ud uds dept approx est vgr c.p d.f q.e.p.d".split()
)
# May end a sentence: they do when a capital follows.
_MAYBE = frozenset("etc c.v s.r.l r.l ee.uu e.u.a u.s u.s.a a.m p.m a.c d.c corp ltd inc co m.n i.v.a".split())
_NUMBERED = frozenset({"no", "nos", "nro"})


def ends(text: str) -> Iterator[int]:
    """Offsets just after each sentence and its white space; a line's end ends one too. The text's end is left out."""
    place = 0
    while place < len(text):
        newline = text.find("\n", place)
        match = _END.search(text, place)
        if match and (newline < 0 or match.end() <= newline):
            place = match.end()
            after = _after_space(text, place)
            if _is_end(text, match.start(), after):
                yield after
                place = after
        elif newline >= 0:
            after = _after_space(text, newline)
            if after < len(text):
                yield after
            place = after
        else:
            return


def sentences(text: str) -> list[str]:
    """The text in sentences; joined, they are the text."""
    cuts = [0, *ends(text), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if b > a]


def _after_space(text: str, place: int) -> int:
    """Past the white space that belongs to a sentence, but not past the indentation of the next line."""
    match = _SPACE.match(text, place)
    if match is None:
        return place
    last_line = match[0].rfind("\n")
    return match.end() if last_line < 0 else match.start() + last_line + 1


def _is_end(text: str, mark: int, after: int) -> bool:
    if after >= len(text):
        return False
    if "\n" in text[mark:after]:
        return True
    following = text[after]
    if following.islower():
        return False
    if text[mark] != "." or text[mark : mark + 2] in ("..", ".…"):
        return True
    return not _is_abbreviation(text, mark, following)


def _is_abbreviation(text: str, mark: int, following: str) -> bool:
    match = _LAST_WORD.search(text, max(0, mark - 24), mark)
    if match is None:
        return False
    word = match[0].lower()
    if word.isdigit():  # the number of a list item: at the line's start
        return not text[text.rfind("\n", 0, mark) + 1 : match.start()].strip(" \t*->#|")
    if word in _NEVER or (len(word) == 1 and match[0].isupper()):
        return True
    if word in _NUMBERED:
        return following.isdigit()
    return word in _MAYBE and not following.isupper()
