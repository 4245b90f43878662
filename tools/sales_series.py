"""From single sales to one regular series per product: gaps, typing errors, and what state a product is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from guardrails.evidence import RowRef
from tools.periods import Freq
from tools.sales_audit import Findings, Issue

TYPO_FACTOR = 6.0
"""A value this many times its neighbours, and `ALONE` times all others, is an error or a single large order."""
ALONE = 2.5
NEIGHBOURS = 6
"""Known periods on each side that say what level is usual."""
SILENT = {Freq.WEEK: 13, Freq.MONTH: 6, Freq.QUARTER: 3}
"""Periods without a sale from which a product may be discontinued."""


class Status(StrEnum):
    ACTIVE = "active"
    NEW = "new"
    DISCONTINUED = "discontinued"
    NEVER_SOLD = "never_sold"


@dataclass(frozen=True, slots=True)
class ProductSales:
    """The history of one product, regular and without gaps."""

    code: str
    name: str
    start: date
    """First day of the first period with a sale."""
    y: Sequence[float]
    """What is forecast from: as sold, with gaps and errors replaced."""
    sold: Sequence[float | None]
    """As the file has it; None where it has nothing."""
    status: Status
    rows: Sequence[RowRef]
    """Rows of the file that it was added up from, latest last."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What was added up for one product, before anything was mended."""

    code: str
    name: str
    sold: list[float | None]
    """From the first to the last period of the whole table."""
    refs: Mapping[int, RowRef]
    """By period, one of its rows."""
    promoted: frozenset[int]
    rows: Sequence[RowRef]
    known_gaps: frozenset[int]
    """Periods that are missing for a reason already told: no data of any product, a cell without a number."""


def mend(raw: Raw, periods: Sequence[date], freq: Freq, counted: bool, findings: Findings) -> ProductSales:
    """Replace what cannot be true, say so in `findings`, and tell the product's state.

    `counted` is true for sums of transactions, whose extremes are large orders and not typing errors.
    """
    sold = list(raw.sold)
    told = set(raw.known_gaps)
    for n, value in enumerate(sold):
        if value is not None and value < 0:
            detail = f"{periods[n]}: {value:,.0f}"
            findings.add(Issue.NEGATIVE_PERIOD, product=raw.code, row=raw.refs.get(n), detail=detail)
            sold[n] = None
            told.add(n)
    first = next((n for n, value in enumerate(sold) if value), None)
    if first is None:
        findings.add(Issue.NEVER_SOLD, product=raw.code)
        return ProductSales(raw.code, raw.name, periods[-1], (), (), Status.NEVER_SOLD, raw.rows)
    sold, days = sold[first:], periods[first:]
    refs = {n - first: ref for n, ref in raw.refs.items()}
    promoted = {n - first for n in raw.promoted}
    status = _status(sold, first, freq)
    y = _without_extremes(raw, sold, days, refs, promoted, freq, counted, findings)
    y = _without_gaps(raw, y, days, refs, freq, {n - first for n in told}, findings)
    if status is Status.DISCONTINUED:
        findings.add(Issue.DISCONTINUED, product=raw.code, detail=f"{_last_sale(sold, days)}")
    elif status is Status.NEW:
        findings.add(Issue.NEW_PRODUCT, product=raw.code)
    elif len(y) < 2 * freq.season_length:
        findings.add(Issue.SHORT_HISTORY, product=raw.code)
    return ProductSales(raw.code, raw.name, days[0], tuple(y), tuple(sold), status, raw.rows)


def _status(sold: Sequence[float | None], late: int, freq: Freq) -> Status:
    """`late` is how many periods of the table passed before the first sale."""
    at = [n for n, value in enumerate(sold) if value]
    silence = len(sold) - 1 - at[-1]
    longest = max((b - a - 1 for a, b in pairwise(at)), default=0)
    if silence >= SILENT[freq] and silence > 2 * longest:
        return Status.DISCONTINUED
    new = late >= 4 and len(sold) <= freq.season_length // 2
    return Status.NEW if new else Status.ACTIVE


def _last_sale(sold: Sequence[float | None], days: Sequence[date]) -> date:
    return next(day for value, day in zip(reversed(sold), reversed(days), strict=True) if value)


def _without_extremes(
    raw: Raw,
    sold: Sequence[float | None],
    days: Sequence[date],
    refs: Mapping[int, RowRef],
    promoted: set[int],
    freq: Freq,
    counted: bool,
    findings: Findings,
) -> list[float | None]:
    """The largest values first: each is judged against what is left when it is gone."""
    y = list(sold)
    if sum(1 for value in y if value) < 8:
        return y
    for _ in range(3):
        n = max(range(len(y)), key=lambda n: y[n] or 0.0)
        value = y[n] or 0.0
        others = max((v for m, v in enumerate(y) if v is not None and m != n), default=0.0)
        usual = _usual(y, n)
        seasonal = max((y[m] or 0.0 for m in _same_season(n, len(y), freq)), default=0.0)
        if value < TYPO_FACTOR * usual or value < ALONE * others or n in promoted or value < ALONE * seasonal:
            break
        issue = Issue.SPIKE if counted else Issue.TYPO
        y[n] = others if counted else _around(y, n)
        detail = f"{days[n]}: {value:,.0f}"
        findings.add(issue, product=raw.code, row=refs.get(n), detail=detail)
    return y


def _without_gaps(
    raw: Raw,
    y: list[float | None],
    days: Sequence[date],
    refs: Mapping[int, RowRef],
    freq: Freq,
    told: set[int],
    findings: Findings,
) -> list[float]:
    """Missing values, and zeros where a product that always sells cannot have had none, from their neighbours."""
    known = [value for value in y if value is not None]
    zeros = sum(1 for value in known if value == 0)
    steady = zeros <= max(2, len(known) // 20) and median(known) >= 5
    known_y: list[float | None] = []
    for n, value in enumerate(y):
        gap = value == 0 and steady and n < len(y) - 3 and not any(y[m] == 0 for m in _same_season(n, len(y), freq))
        known_y.append(None if gap else value)
        if known_y[n] is None and n not in told:
            issue = Issue.STOCKOUT_GAP if gap else Issue.MISSING_PERIOD
            findings.add(issue, product=raw.code, row=refs.get(n), detail=str(days[n]))
    return [_around(known_y, n) if value is None else value for n, value in enumerate(known_y)]


def _around(y: Sequence[float | None], n: int) -> float:
    """Mean of up to four known values on each side."""
    before = [v for v in y[max(0, n - 12) : n] if v is not None][-4:]
    after = [v for v in y[n + 1 : n + 13] if v is not None][:4]
    near = before + after
    return sum(near) / len(near) if near else 0.0


def _usual(y: Sequence[float | None], n: int) -> float:
    """Median of the sales next to period `n`."""
    before = [v for v in y[:n] if v][-NEIGHBOURS:]
    after = [v for v in y[n + 1 :] if v][:NEIGHBOURS]
    return float(median(before + after)) if before or after else 0.0


def _same_season(n: int, length: int, freq: Freq) -> list[int]:
    """The same period, and those beside it, one and two years away."""
    year = freq.season_length
    near = [n + k * year + d for k in (-2, -1, 1, 2) for d in (-1, 0, 1)]
    return [m for m in near if 0 <= m < length]
