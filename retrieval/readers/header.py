"""Finds the header of a table: the row of labels under the titles and over the values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from retrieval.document import Value
from retrieval.readers.cells import Kind, show

Grid = Sequence[Sequence[Value]]
KindOf = Callable[[Value], Kind]

_LOOK = 15
"""Rows from the top among which a header is sought."""
_PERIOD = re.compile(
    r"(?:(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec)[a-z]*|sem(?:ana)?|week|w|s|q|t|mes|month)"
    r"[\s./_-]*\d{0,4}|\d{1,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of the grid that hold the labels, from `first` to `last`, and one label per column (None where empty)."""

    first: int
    last: int
    labels: Sequence[Value]


def find_header(grid: Grid, merged: Sequence[tuple[int, int, int]], kind_of: KindOf) -> Header | None:
    """The header of a region, or None when it has none: loose text, a form, or bare data."""
    if not grid or len(grid[0]) < 1:
        return None
    kinds = [[kind_of(v) for v in row] for row in grid]
    for at in range(min(_LOOK, len(grid) - 1)):
        if _reads_as_header(grid, kinds, at):
            return _with_groups(grid, kinds, at, merged)
    return None


def _reads_as_header(grid: Grid, kinds: Sequence[Sequence[Kind]], at: int) -> bool:
    filled = [c for c, k in enumerate(kinds[at]) if k is not Kind.BLANK]
    body = kinds[at + 1 : at + 31]
    width = len(kinds[at])
    typical = median(sum(k is not Kind.BLANK for k in row) for row in body)
    widest = max(sum(k is not Kind.BLANK for k in row) for row in body)
    if len(filled) < min(2, width) or len(filled) < 0.6 * typical or len(filled) < 0.5 * widest:
        return False
    if not all(_is_label(grid[at][c], kinds[at][c]) for c in filled) or _is_form(grid, kinds, at):
        return False
    if any(kinds[at][c] is not Kind.TEXT for c in filled) and not _periods([grid[at][c] for c in filled]):
        return False
    values = _value_columns(kinds[at], body)
    distinct = len({show(grid[at][c]).casefold() for c in filled})
    if values:
        return len(filled) >= 2 or width == 1
    return width >= 2 and len(filled) >= 0.8 * width and distinct == len(filled) and _unlike_body(grid, at, filled)


def _is_label(value: Value, kind: Kind) -> bool:
    if kind is Kind.TEXT:
        return len(show(value)) <= 80
    return kind in (Kind.DATE, Kind.NUMBER)


def _periods(values: Sequence[Value]) -> bool:
    """Dates among labels, or years, months or weeks as whole numbers: two at least, rising."""
    dates = [v.isoformat() for v in values if isinstance(v, date)]
    numbers = [n for v in values if (n := _whole(v)) is not None]
    mixed = [v for v in values if not isinstance(v, str | date) and _whole(v) is None]
    if dates and not numbers:
        return not mixed and len(dates) >= 2 and all(a < b for a, b in pairwise(dates))
    rising = all(a < b for a, b in pairwise(numbers))
    years = all(1950 <= n <= 2100 for n in numbers)
    steps = len(numbers) >= 3 and all(b - a == 1 for a, b in pairwise(numbers))
    return not mixed and len(numbers) >= 2 and rising and (years or (steps and numbers[0] in (0, 1)))


def _whole(value: Value) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,4}", value.strip()) else None


def _value_columns(header: Sequence[Kind], body: Sequence[Sequence[Kind]]) -> list[int]:
    """Columns with a label over what is mostly numbers, dates or flags: the surest sign of a header."""
    found: list[int] = []
    for column, label in enumerate(header):
        below = [row[column] for row in body if row[column] is not Kind.BLANK]
        if label is not Kind.BLANK and below and sum(k is not Kind.TEXT for k in below) > 0.5 * len(below):
            found.append(column)
    return found


def _is_form(grid: Grid, kinds: Sequence[Sequence[Kind]], at: int) -> bool:
    """Two columns of labels and values, as on a cover sheet: labels end in a colon, or the values are of all kinds."""
    rows = range(at, min(len(grid), at + 20))
    used = [[c for c, k in enumerate(kinds[r]) if k is not Kind.BLANK] for r in rows]
    if any(len(columns) > 2 for columns in used):
        return False
    pairs = [(grid[r][c[0]], kinds[r][c[1]]) for r, c in zip(rows, used, strict=True) if len(c) == 2]
    colons = sum(show(label).endswith(":") for label, _ in pairs)
    varied = len({kind for _, kind in pairs[1:]}) > 1 and pairs[0][1] is not Kind.TEXT
    return bool(pairs) and (2 * colons >= len(pairs) or varied)


def _unlike_body(grid: Grid, at: int, filled: Sequence[int]) -> bool:
    """In a table of nothing but text, labels are short, carry no digits to speak of, and do not come back below."""
    head = [show(grid[at][c]) for c in filled]
    below = {show(v).casefold() for row in grid[at + 1 :] for v in row}
    digits = sum(any(ch.isdigit() for ch in label) and not _PERIOD.fullmatch(label) for label in head)
    return (
        all(len(label) <= 50 and not label.endswith((".", ";")) for label in head)
        and digits <= 0.34 * len(head)
        and not any(label.casefold() in below for label in head)
    )


def _with_groups(
    grid: Grid, kinds: Sequence[Sequence[Kind]], at: int, merged: Sequence[tuple[int, int, int]]
) -> Header:
    """Join a header in two rows: groups (`2024`, merged over its months) above, labels under them."""
    groups_here = [m for m in merged if m[0] == at]
    if groups_here and at + 2 < len(grid) and _is_second_row(grid, kinds, at + 1, groups_here):
        return Header(at, at + 1, _joined(grid[at], grid[at + 1], groups_here))
    groups_above = [m for m in merged if m[0] == at - 1 and m[2] - m[1] + 1 < len(grid[at])]
    above = [v for v in grid[at - 1] if show(v)] if at else []
    if at and groups_above and len(above) >= 2:
        return Header(at - 1, at, _joined(grid[at - 1], grid[at], groups_above))
    repeated = len({show(v) for v in grid[at]}) < sum(bool(show(v)) for v in grid[at])
    if at and repeated and len(above) >= 2:
        return Header(at - 1, at, _joined(grid[at - 1], grid[at], _runs(grid[at - 1])))
    return Header(at, at, list(grid[at]))


def _is_second_row(
    grid: Grid, kinds: Sequence[Sequence[Kind]], at: int, groups: Sequence[tuple[int, int, int]]
) -> bool:
    """Labels under the merged groups: text or periods where the rows below hold values."""
    under = [c for _, first, last in groups for c in range(first, last + 1) if kinds[at][c] is not Kind.BLANK]
    text = all(kinds[at][c] is Kind.TEXT for c in under) or _periods([grid[at][c] for c in under])
    return len(under) >= 2 and text and bool(_value_columns(kinds[at], kinds[at + 1 : at + 31]))


def _runs(row: Sequence[Value]) -> list[tuple[int, int, int]]:
    """Each label reaches to the next one."""
    at = [c for c, v in enumerate(row) if show(v)]
    return [(0, c, following - 1) for c, following in zip(at, [*at[1:], len(row)], strict=True)]


def _joined(top: Sequence[Value], low: Sequence[Value], groups: Sequence[tuple[int, int, int]]) -> list[Value]:
    group_of = {c: show(top[first]) for _, first, last in groups for c in range(first, last + 1)}
    joined: list[Value] = []
    for column, label in enumerate(low):
        over = group_of.get(column) or show(top[column])
        joined.append(" ".join(part for part in (over, show(label)) if part) or None)
    return joined
