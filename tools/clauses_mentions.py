"""Short mentions that may be a clause of their own: the contract's title, its parties and its dates (English).

Only candidates; the classifier says which of them count.
"""

import itertools
import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tools.clauses_features import tokens

HEAD = 8_000
"""Characters from the start in which title, parties and dates are named."""
TAIL = 3_000
"""Characters at the end, where signatures stand."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DAY = (
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?:eleven|twelf|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th|(?:twenty|thirty)[- ](?:first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth))|\d{1,2}\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)?|\[[^\]]{0,12}\]|_{1,15})"
)
_YEAR = r"(?:\d{4}|_{2,12}|\[[^\]]{0,12}\])"
_DATE = re.compile(
    rf"(?:the\s+)?{_DAY}\s+day\s+of\s+(?:{_MONTH}|_+|\[[^\]]{{0,12}}\]|\s*)[\s,]*(?:in\s+the\s+year\s+)?{_YEAR}?"
    rf"|(?i:{_MONTH})\s*{_DAY}\s*,?\s*{_YEAR}|{_DAY}\s+(?i:{_MONTH}),?\s+{_YEAR}|(?i:{_MONTH})\s+\d{{4}}"
    r"|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|_{3,}\s*,?\s*(?:19|20)\d{2}"
)
_PAREN = re.compile(r"\(([^()]{0,120}?[\"“][^\"“”()]{1,60}[\"”][^()]{0,80})\)")
_QUOTED = re.compile(r"[\"“]([A-Z][\w&.' -]{1,40})[\"”]")
_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)(?!\s*\n)"
_FORM = r"(?:Inc|INC|Ltd|LTD|Co|CO|Corp|CORP|L\.?L\.?C|L\.?P|LLP|PLC|S\.?A|N\.?V|B\.?V|GmbH|AG|e\.?V)\b\.?"
_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w&.'’\-]*|\d{1,3}[A-Z]\w*)"
    rf"(?:,?{_GAP}(?:&|of|de|the|del|{_FORM}|\([A-Z][\w. ]{{1,20}}\)|[A-ZÀ-Þ0-9][\w&.'’\-]*)"
    rf"|{_GAP}and{_GAP}(?=[A-Z]\w+{_GAP}(?:Company|Co|Sons|Partners|Associates|Inc)))*"
)
_TITLE = re.compile(
    r"(?:[A-Z0-9][A-Z0-9&/,()'’\-]*\s+|(?:and|of|for|to|the|&|-|TO|OF)\s+){0,12}"
    r"(?:AGREEMENT|CONTRACT|AMENDMENT|LEASE|LICENSE|PLAN|ADDENDUM|POWER\s+OF\s+ATTORNEY|TERMS\s+AND\s+CONDITIONS|"
    r"Agreement|Contract|Amendment|Addendum)(?:\s+(?:NO\.?|No\.?|#)\s*\d+)?"
    r"(?:\s+(?:TO|OF|FOR)(?:\s+[A-Z0-9&,.'’\-]+){1,8})?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate: where it stands and which pattern found it."""

    start: int
    end: int
    kind: str
    """``date``, ``defined``, ``quoted``, ``name`` or ``title``."""


def mentions(text: str) -> list[Mention]:
    """Candidates near the start and the end of a contract, ordered by place."""
    found: set[tuple[int, int, str]] = set()
    tail = max(HEAD, len(text) - TAIL)
    for start, end in ((0, min(HEAD, len(text))), (tail, len(text))):
        found |= _in(text, start, end)
    return [Mention(*item) for item in sorted(found)]


def _in(text: str, start: int, end: int) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    for kind, pattern, group in (
        ("date", _DATE, 0),
        ("defined", _PAREN, 1),
        ("quoted", _QUOTED, 1),
        ("name", _NAME, 0),
        ("title", _TITLE, 0),
    ):
        if kind == "title" and start:
            continue
        for match in pattern.finditer(text, start, end if kind != "title" else min(end, 3_000)):
            a, b = match.span(group)
            piece = text[a:b].rstrip(" ,.")
            if 2 <= len(piece) <= 250 and not (kind == "name" and " " not in piece and len(piece) < 3):
                found.add((a, a + len(piece), kind))
    return found


def mention_features(text: str, found: list[Mention]) -> list[NDArray[np.uint32]]:
    """Distinct feature hashes of each mention: its words, shape and neighbours."""
    seen: dict[str, int] = {}
    order: dict[str, int] = {}
    result: list[NDArray[np.uint32]] = []
    for mention in found:
        names = _describe(text, mention)
        written = text[mention.start : mention.end].lower()
        seen[written] = seen.get(written, 0) + 1
        order[mention.kind] = order.get(mention.kind, 0) + 1
        names.add(f"{mention.kind} time:{min(3, seen[written])}")
        names.add(f"{mention.kind} nth:{min(6, order[mention.kind])}")
        result.append(np.fromiter((crc32(name.encode()) for name in names), dtype=np.uint32, count=len(names)))
    return result


def _describe(text: str, mention: Mention) -> set[str]:
    kind, written = mention.kind, text[mention.start : mention.end]
    before = tokens(text[max(0, mention.start - 90) : mention.start])
    after = tokens(text[mention.end : mention.end + 90])
    own = tokens(written)
    names = {f"{kind} own:{word}" for word in own}
    names |= {f"{kind} own:{a} {b}" for a, b in itertools.pairwise(own)}
    names |= {f"{kind} <{i}:{word}" for i, word in enumerate(reversed(before[-5:]))}
    names |= {f"{kind} <{a} {b}" for a, b in zip(before[-7:], before[-6:], strict=False)}
    names |= {f"{kind} >{i}:{word}" for i, word in enumerate(after[:5])}
    names |= {f"{kind} >{a} {b}" for a, b in itertools.pairwise(after)}
    names |= {f"{kind} ~{word}" for word in before + after}
    left, right = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 2]
    place = "tail" if mention.start >= HEAD else str(int(np.log2(1 + mention.start / 100)))
    names |= {
        kind,
        f"{kind} at:{place}",
        f"{kind} start:{mention.start < 40}",
        f"{kind} length:{min(10, len(own))}",
        f"{kind} upper:{written.isupper()}",
        f"{kind} edges:{left}|{right}",
        f"{kind} last:{own[-1] if own else ''}",
        f"{kind} first:{own[0] if own else ''}",
    }
    return names
