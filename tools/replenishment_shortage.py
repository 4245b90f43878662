"""Expected shortage of a replenishment cycle, for many products at once, and the reorder points that bound it.

Stock is reviewed every R periods, what is ordered arrives L periods later. A cycle that begins with S pieces on hand
and on order falls short by E[(D_{L+R} − S)⁺] − E[(D_L − S)⁺] (Hadley and Whitin 1963, chapter 5; Johnson, Lee, Davis
and Hall 1995, Expressions for item fill rates in periodic inventory systems, Naval Research Logistics 42). When whole
lots of Q are ordered as soon as the position is at s or below, the position after a review is spread evenly over s to
s + Q.

Demand over T periods is gamma distributed, and negative binomial where it is intermittent (Burgin 1975; Syntetos and
Boylan 2006), with the forecast's mean and its own error as standard deviation.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.forecasting_models import Values

HALVINGS = 30
WIDEST = 20.0
"""Standard deviations above the mean where the search begins."""


class Cycles(NamedTuple):
    """Demand and lot of one replenishment cycle, [products] each."""

    mean_r: Values
    """Expected demand over the review period."""
    mean_l: Values
    sigma_l: Values
    """Over the lead time."""
    mean: Values
    sigma: Values
    """Over lead time and review period."""
    lot: Values
    """Least pieces that one order brings."""
    counted: NDArray[np.bool_]
    """Whether demand is intermittent: counts of pieces, mostly none."""


def reorder_points(cycles: Cycles, fill_rate: float, inflation: float = 1.0) -> Values:
    """[products] the smallest levels with which at most a share of 1 − `fill_rate` of demand falls short, by bisection.

    `inflation` multiplies the standard deviations.
    """
    allowed = (1 - fill_rate) * cycles.mean_r
    low = -np.minimum(cycles.lot, 1.0)
    high = np.ceil(cycles.mean + WIDEST * cycles.sigma * inflation + cycles.lot + 1)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        short = shortage(cycles, middle, inflation) > allowed
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.maximum(np.where(cycles.counted, np.ceil(high - 1e-6), high), 0.0)


def shortage(cycles: Cycles, reorder: Values, inflation: float) -> Values:
    """[products] expected shortage per review, the position being spread evenly over the lot above `reorder`."""
    both = _over_lot(reorder, cycles.lot, cycles.mean, cycles.sigma * inflation, cycles.counted)
    return both - _over_lot(reorder, cycles.lot, cycles.mean_l, cycles.sigma_l * inflation, cycles.counted)


def missed(cycles: Cycles, reorder: Values, demand: Values, demand_l: Values) -> Values:
    """[products] what would have fallen short of the demand that came, over lead and review and over the lead time."""

    def beyond(sold: Values, level: Values) -> Values:
        over = np.maximum(sold - level, 0.0)
        return np.where(cycles.counted, over * np.maximum(over - 1, 0.0), over**2) / 2

    top = reorder + cycles.lot
    both = beyond(demand, reorder) - beyond(demand, top)
    return (both - beyond(demand_l, reorder) + beyond(demand_l, top)) / cycles.lot


def _over_lot(reorder: Values, lot: Values, mean: Values, sigma: Values, counted: NDArray[np.bool_]) -> Values:
    """[products] mean of E[(D − S)⁺] over the positions S above `reorder`, up to one lot."""
    out = np.empty_like(reorder)
    for which, beyond in ((counted, _beyond_counted), (~counted, _beyond_gamma)):
        level, top = reorder[which], reorder[which] + lot[which]
        out[which] = beyond(level, mean[which], sigma[which]) - beyond(top, mean[which], sigma[which])
    return out / lot


def _beyond_gamma(level: Values, mean: Values, sigma: Values) -> Values:
    """[products] E[((D − level)⁺)²] / 2: the shortages of all positions above `level`, added up."""
    from scipy.special import gammaincc

    mean = np.maximum(mean, 1e-12)
    spread = np.maximum(sigma, 1e-4 * mean)
    shape, scale = (mean / spread) ** 2, spread**2 / mean
    x = np.maximum(level, 0.0) / scale
    # Partial moments of a gamma are upper incomplete gamma functions of a shape one and two higher.
    p0, p1, p2 = (gammaincc(shape + k, x) for k in range(3))
    return np.maximum(mean * (mean + scale) * p2 - 2 * level * mean * p1 + level**2 * p0, 0.0) / 2


def _beyond_counted(level: Values, mean: Values, sigma: Values) -> Values:
    """[products] E[(D − level)(D − level − 1); D > level] / 2, at whole pieces: a part of a piece serves nobody."""
    mean = np.maximum(mean, 1e-12)
    variance = np.maximum(sigma**2, 1.05 * mean)
    n, p = mean**2 / (variance - mean), mean / variance
    at = np.floor(level + 1e-9)
    # x·f(x; n) and x(x − 1)·f(x; n) are multiples of f(x − 1; n + 1) and f(x − 2; n + 2).
    second = mean**2 * (n + 1) / n
    p0, p1, p2 = (_tail(at - k, n + k, p) for k in range(3))
    return np.maximum(second * p2 - 2 * at * mean * p1 + at * (at + 1) * p0, 0.0) / 2


def _tail(k: Values, n: Values, p: Values) -> Values:
    """P(D > k) of a negative binomial: I_{1−p}(k + 1, n)."""
    from scipy.special import betainc

    return np.where(k < 0, 1.0, betainc(np.maximum(k, 0.0) + 1, n, 1 - p))
