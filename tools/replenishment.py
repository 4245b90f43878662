"""How much to keep and to order so that a share of demand (the fill rate, P2) is met from the shelf.

The reorder point is the smallest level with which the expected shortage of a replenishment cycle stays within its share
of demand: see `tools.replenishment_shortage`. An order brings the position above the reorder point, in whole packs and
at least the minimum; the safety stock is what the reorder point holds beyond the expected demand over the lead time.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tools.forecasting import Forecast, Pattern
from tools.periods import Freq
from tools.replenishment_shortage import Cycles, reorder_points

FILL_RATE = 0.95
REVIEW_DAYS = 7.0
"""Days between two orders, when nobody says."""
LEAD_TIME_DAYS = 14.0
"""Lead time, when nobody says."""
OVERSTOCK_WEEKS = 26.0
"""Weeks of cover above which stock counts as too much, when it is also more than twice the order-up-to level."""


@dataclass(frozen=True, slots=True)
class Supply:
    """The terms on which one product is bought."""

    lead_time_days: float = LEAD_TIME_DAYS
    review_days: float = REVIEW_DAYS
    pack: float = 1.0
    minimum: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is on order, and the day it comes."""

    day: date
    pieces: float


@dataclass(frozen=True, slots=True)
class Levels:
    """What to keep of one product, in pieces."""

    demand: float
    """Expected over lead time and review period."""
    safety_stock: float
    """Reorder point less the demand over the lead time, at least 0: it also bridges the time to the next review."""
    reorder_point: float
    """Order when stock on hand and on order is at or below this."""
    order_up_to: float
    """Reorder point and one lot: the demand between two reviews, or the pack or minimum where that is more."""


@dataclass(frozen=True, slots=True)
class Position:
    """How a product's stock stands against its levels."""

    on_hand: float
    on_order: float
    order: float
    """Pieces to order now: a multiple of the pack, at least the minimum, or nothing."""
    cover_weeks: float | None
    """Weeks that stock on hand and on order lasts at the forecast; None when nothing is expected to sell."""
    runs_out: date | None
    """First day that the stock, with what arrives meanwhile, does not cover; None beyond the horizon."""
    late: bool
    """Whether it runs out before an order placed now can arrive."""
    excess: float
    """Pieces above twice the order-up-to level, when the cover is over `OVERSTOCK_WEEKS`; else 0."""


def levels(
    forecasts: Mapping[str, Forecast],
    supplies: Mapping[str, Supply],
    freq: Freq,
    *,
    fill_rate: float = FILL_RATE,
    inflation: float = 1.0,
) -> dict[str, Levels]:
    """Reorder points and order-up-to levels of many products, for a fill rate between 0 and 1.

    `inflation` multiplies the standard deviations: see `tools.replenishment_calibration`.
    """
    if not forecasts:
        return {}
    cycles = [cycle_of(forecast, freq, supplies[name]) for name, forecast in forecasts.items()]
    points = reorder_points(joined(cycles), fill_rate, inflation)
    return {name: _levels(cycle, point) for name, cycle, point in zip(forecasts, cycles, points.tolist(), strict=True)}


def _levels(cycle: Cycles, point: float) -> Levels:
    """In whole pieces: a reorder point is read off a shelf."""
    mean, mean_l, lot = float(cycle.mean[0]), float(cycle.mean_l[0]), float(cycle.lot[0])
    if mean <= 0:
        return Levels(0.0, 0.0, 0.0, 0.0)
    reorder = float(math.ceil(point - 1e-6))
    return Levels(mean, max(reorder - mean_l, 0.0), reorder, reorder + lot)


def joined(cycles: Sequence[Cycles]) -> Cycles:
    """Many products' cycles in one."""
    return Cycles(
        mean_r=np.concatenate([c.mean_r for c in cycles]),
        mean_l=np.concatenate([c.mean_l for c in cycles]),
        sigma_l=np.concatenate([c.sigma_l for c in cycles]),
        mean=np.concatenate([c.mean for c in cycles]),
        sigma=np.concatenate([c.sigma for c in cycles]),
        lot=np.concatenate([c.lot for c in cycles]),
        counted=np.concatenate([c.counted for c in cycles]),
    )


def cycle_of(forecast: Forecast, freq: Freq, supply: Supply) -> Cycles:
    """The cycle that `supply` makes of a forecast: arrays of one product."""
    lead, review = supply.lead_time_days / freq.days, max(supply.review_days / freq.days, 1e-6)
    mean_l, sigma_l = forecast.sum_to(lead)
    mean, sigma = forecast.sum_to(lead + review)
    mean_r = mean * review / (lead + review)
    lot = max(supply.pack, supply.minimum, math.ceil(mean_r), 1.0)
    return Cycles(
        mean_r=np.array([mean_r]),
        mean_l=np.array([mean_l]),
        sigma_l=np.array([sigma_l]),
        mean=np.array([mean]),
        sigma=np.array([sigma]),
        lot=np.array([lot]),
        counted=np.array([forecast.pattern is Pattern.INTERMITTENT]),
    )


def position(
    forecast: Forecast,
    freq: Freq,
    first: date,
    found: Levels,
    supply: Supply,
    *,
    on_hand: float,
    coming: Arrival | None = None,
) -> Position:
    """What stock means and what to order; `first` is the first day of the first period ahead."""
    on_order = coming.pieces if coming else 0.0
    available = on_hand + on_order
    quantity = 0.0
    if found.order_up_to > 0 and available <= found.reorder_point:
        quantity = rounded_order(found.order_up_to - available, supply)
    days = lasts(forecast, freq, first, on_hand, coming)
    runs_out = first + timedelta(days=days) if days is not None else None
    cover = _cover_weeks(forecast, freq, available)
    late = days is not None and days < supply.lead_time_days
    over = cover is not None and cover > OVERSTOCK_WEEKS and available > 2 * found.order_up_to
    dead = found.order_up_to == 0 and on_hand > 0
    excess = on_hand if dead else available - 2 * found.order_up_to if over else 0.0
    return Position(on_hand, on_order, quantity, cover, runs_out, late, excess)


def rounded_order(wanted: float, supply: Supply) -> float:
    """Up to whole packs and at least the minimum."""
    if wanted <= 0:
        return 0.0
    pack = max(supply.pack, 1.0)
    return math.ceil(round(max(wanted, supply.minimum) / pack, 6)) * pack


def lasts(forecast: Forecast, freq: Freq, first: date, stock: float, coming: Arrival | None = None) -> int | None:
    """Whole days until `stock`, and what arrives meanwhile, is used up at the forecast; None beyond the horizon."""
    left = stock
    day = 0
    for n, mean in enumerate(float(m) for m in forecast.mean):
        start = freq.shift(first, n)
        length = (freq.shift(start, 1) - start).days
        for d in range(length):
            if coming is not None and start + timedelta(days=d) == max(coming.day, first):
                left += coming.pieces
            left -= mean / length
            if left < -1e-9 and mean > 0:
                return day
            day += 1
    return None


def _cover_weeks(forecast: Forecast, freq: Freq, stock: float) -> float | None:
    """Weeks that `stock` covers: at the forecast, beyond the horizon at its mean rate."""
    total = float(forecast.mean.sum())
    if total <= 0:
        return None
    left = stock
    for n, mean in enumerate(float(m) for m in forecast.mean):
        if mean > 0 and left <= mean:
            return (n + left / mean) * freq.days / 7
        left -= mean
    return (len(forecast.mean) + left * len(forecast.mean) / total) * freq.days / 7
