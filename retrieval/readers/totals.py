"""Tells totals and group titles from data: a sum that stands among its own addends would be counted twice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import fsum
from typing import Literal

from retrieval.document import Value

_CERTAIN = re.compile(
    r"(?:(?:gran|grand)\s+)?(?:sub\s*-?\s*)?total(?:es|s)?(?:\s+(?:general(?:es)?|final|gral\.?))?|suma(?:s|torias?)?"
    r"|sum|promedio(?:s)?|average|media|mean",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"(?:(?:gran|grand)\s+)?(?:sub\s*-?\s*)?total(?:es)?\b.*|.*\btotal|suma\s+de\b.*", re.IGNORECASE)
_LONGEST_LABEL = 60
_MOST_SUMS = 100
"""Rows of a table that are added up to see whether they are totals; a table with more such names has other things."""

Rows = Sequence[Sequence[Value]]


def is_total_label(text: str) -> bool:
    """True for a cell that says no more than that its row is a total or an average."""
    return len(text) < _LONGEST_LABEL and bool(_CERTAIN.fullmatch(text.strip().rstrip(":")))


@dataclass(frozen=True, slots=True)
class Split:
    """Positions of the data rows, of the totals rows, and of the rows that only title the ones below them."""

    data: Sequence[int]
    totals: Sequence[int]
    groups: Sequence[int]


def split_rows(rows: Rows) -> Split:
    """A row is a total when it is called one, or when it is the last and its numbers add up what stands above."""
    groups = _groups(rows)
    totals: dict[int, None] = {}
    sums = 0
    for at, row in enumerate(rows):
        kind = _looks_like_total(row, last=at >= len(rows) - 2 and len(rows) > 2)
        sums += kind == "maybe"
        if kind == "surely" or (kind == "maybe" and sums <= _MOST_SUMS and _adds_up(rows, at, totals)):
            totals[at] = None
    apart = {*groups, *totals}
    data = [at for at in range(len(rows)) if at not in apart] if apart else range(len(rows))
    return Split(data, tuple(totals), groups)


def _looks_like_total(row: Sequence[Value], *, last: bool) -> Literal["surely", "maybe", "no"]:
    """By the row's first text; a row without any may be a total when it is among the last."""
    label = next((v for v in row if isinstance(v, str) and v), None)
    if label is None:
        return "maybe" if last else "no"
    sure = is_total_label(label)
    if not sure and (len(label) >= _LONGEST_LABEL or not _POSSIBLE.fullmatch(label)):
        return "no"
    if not _numbers(row) or (sure and sum(isinstance(v, str) for v in row) > 2):
        return "no"
    return "surely" if sure else "maybe"


def _adds_up(rows: Rows, at: int, totals: Mapping[int, None]) -> bool:
    """Some column is the sum, to the cent, of the rows above it: of all, or of those since the last total."""
    last = max(totals, default=-1)
    for column, number in _numbers(rows[at]).items():
        addends = [(i, n) for i in range(at) if i not in totals and (n := _number(rows[i][column])) is not None]
        for start in (0, last + 1):
            some = [n for i, n in addends if i >= start]
            if len(some) > 1 and abs(number) > 1 and abs(number - fsum(some)) <= 0.01 + abs(number) / 10**6:
                return True
    return False


def _numbers(row: Sequence[Value]) -> dict[int, float]:
    return {column: number for column, value in enumerate(row) if (number := _number(value)) is not None}


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def _groups(rows: Rows) -> Sequence[int]:
    """Rows of one text at the left (`Zona norte`) in a table whose rows are otherwise filled, with data below them."""
    if not rows or len(rows[0]) < 3:
        return ()
    width = len(rows[0])
    blanks = [row.count(None) for row in rows]
    lone = [at for at, row in enumerate(rows) if blanks[at] == width - 1 and isinstance(row[0], str)]
    if not lone or sum(width - n >= 3 for n in blanks) < 0.75 * len(rows):
        return ()
    return [at for at in lone if any(width - n >= 3 for n in blanks[at + 1 : at + 3])]
