"""Quantiles around forecasts, from the errors that validation saw.

Errors of all series are put on one scale and pooled (normalised conformal prediction: Papadopoulos and Haralambous
2011), because one product's few origins say little about a tail. Each error is scaled by what the *other* origins of
its series say, as a new forecast's will be. Intermittent demand is a count: its quantiles are a negative binomial's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.forecasting_models import Pattern, Values
from tools.forecasting_validation import Validated

QUANTILES = (0.005, 0.025, 0.165, 0.25, 0.5, 0.75, 0.835, 0.975, 0.995)
"""The levels of the M5 uncertainty track: the median and the ends of 50, 67, 95 and 99% intervals."""
PRIOR_SCORES = 40
"""Weight of the Student t (5 degrees) that the pooled scores are mixed with, in scores."""
PRIOR_ORIGINS = 2.0
"""Weight of the naive error's scale beside that of the validation, in origins."""
USUAL_CORRELATION = 0.1
USUAL_COUNTED = 0.02
"""Single demands come by chance: one order says little about the next."""
PRIOR_SERIES = 20
"""Weight of the usual correlation beside that of a panel, in series."""
PRIOR_DEMANDS = 10
"""Weight of the panel's lumpiness beside a product's own, in demands."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far from its forecast a series may fall."""

    sigma: Values
    """[horizon] standard deviation of each period's error."""
    quantiles: Values
    """[horizon, len(QUANTILES)]"""
    correlation: float
    """How much the errors of one forecast stick together: variance of a sum of errors over the sum of variances, less
    one, per further period. Zero when they are independent."""


def spreads(panel: Sequence[Validated]) -> list[Spread]:
    """A spread for each series of the panel, in its order."""
    smooth = [v for v in panel if v.kind in (Pattern.SEASONAL, Pattern.SHORT)]
    pool = _Pool(smooth)
    counted = [v for v in panel if v.kind is Pattern.INTERMITTENT]
    stuck, stuck_counted = _correlation(smooth, USUAL_CORRELATION), _correlation(counted, USUAL_COUNTED)
    lumpiness = _lumpiness(counted)
    return [
        _nothing(v)
        if v.kind is Pattern.NONE
        else _counted(v, stuck_counted, lumpiness)
        if v.kind is Pattern.INTERMITTENT
        else pool.spread(v, stuck)
        for v in panel
    ]


def _nothing(v: Validated) -> Spread:
    return Spread(np.zeros(len(v.mean)), np.zeros((len(v.mean), len(QUANTILES))), 0.0)


class _Pool:
    """Scaled errors of many series, and what they say about one."""

    def __init__(self, panel: Sequence[Validated]) -> None:
        self._ratio = _ratio(panel)
        self._growth = _growth(panel)
        self._cuts = _cut_points(self._scores(panel))

    def spread(self, v: Validated, correlation: float) -> Spread:
        horizon = len(v.mean)
        scale = self._scale(v, None) * _grown(horizon, self._growth)
        quantiles = v.mean[:, None] + scale[:, None] * self._cuts[None, :]
        if np.all(v.y >= 0):
            quantiles = np.maximum(quantiles, 0.0)
        return Spread(scale, quantiles, correlation)

    def _scale(self, v: Validated, without: int | None) -> float:
        """Standard deviation of the first period's error, from all origins but `without` and the naive's errors."""
        errors = v.errors if without is None else np.delete(v.errors, without, axis=0)
        grown = errors / _grown(v.errors.shape[1], self._growth)
        own = float(np.nanmean(grown**2)) if np.isfinite(grown).any() else np.nan
        prior = (self._ratio * _naive_scale(v)) ** 2
        if not np.isfinite(own):
            return float(np.sqrt(prior))
        origins = len(errors)
        return float(np.sqrt((origins * own + PRIOR_ORIGINS * prior) / (origins + PRIOR_ORIGINS)))

    def _scores(self, panel: Sequence[Validated]) -> Values:
        found: list[Values] = [np.empty(0)]
        for v in panel:
            for origin in range(len(v.errors)):
                scale = self._scale(v, origin)
                if scale > 0:
                    found.append(v.errors[origin] / (scale * _grown(v.errors.shape[1], self._growth)))
        scores = np.concatenate(found)
        return scores[np.isfinite(scores)]


def _cut_points(scores: Values) -> Values:
    """Quantiles of the scores, mixed with a Student t that carries the tails when there are few."""
    from scipy.stats import t

    grid = (np.arange(PRIOR_SCORES) + 0.5) / PRIOR_SCORES
    prior = t.ppf(grid, 5) / np.sqrt(5 / 3)
    cuts: Values = np.quantile(np.concatenate([scores, prior]), QUANTILES)
    # The forecast is its own median: what the errors of a few past origins share is the drift of those years.
    cuts -= cuts[QUANTILES.index(0.5)]
    return np.asarray(np.maximum.accumulate(cuts), dtype=np.float64)


def _naive_scale(v: Validated) -> float:
    """Root mean square of the change from one period to the next."""
    changes = np.diff(v.y)
    return float(np.sqrt(np.mean(changes**2))) if len(changes) else float(np.abs(v.y).sum())


def _ratio(panel: Sequence[Validated]) -> float:
    """Median over the panel of the first periods' errors over the naive scale; 1 when unknown."""
    ratios = [
        float(np.sqrt(np.nanmean(v.errors[:, :3] ** 2))) / naive
        for v in panel
        if len(v.errors) and (naive := _naive_scale(v)) > 0
    ]
    return float(np.median(ratios)) if ratios else 1.0


def _growth(panel: Sequence[Validated]) -> float:
    """Exponent with which errors grow with the horizon, by least squares on logarithms, drawn to 0.2 when unsure."""
    rows = [v.errors / s for v in panel if len(v.errors) and (s := _rms(v.errors)) > 0]
    if not rows:
        return 0.2
    stacked = np.concatenate(rows)
    enough = np.isfinite(stacked).sum(axis=0) >= 2
    steps = np.log(np.arange(1, stacked.shape[1] + 1))[enough]
    if enough.sum() < 3:
        return 0.2
    rms = np.log(np.sqrt(np.nanmean(stacked[:, enough] ** 2, axis=0)) + 1e-9)
    slope = float(np.polyfit(steps, rms, 1)[0])
    trust = len(stacked) / (len(stacked) + 30)
    return float(np.clip(trust * slope + (1 - trust) * 0.2, 0.0, 1.0))


def _grown(horizon: int, exponent: float) -> Values:
    return np.asarray(np.arange(1, horizon + 1) ** exponent, dtype=np.float64)


def _rms(errors: Values) -> float:
    return float(np.sqrt(np.nanmean(errors**2))) if np.isfinite(errors).any() else 0.0


def _correlation(panel: Sequence[Validated], usual: float) -> float:
    """Mean correlation between the errors of one forecast's periods, pooled over the panel, in 0 to 0.9.

    With equal variances, Var(sum of h errors) = h·σ²·(1 + (h − 1)·ρ). Drawn to `usual` when there are few.
    """
    together, apart, count = 0.0, 0.0, 0
    for v in panel:
        whole = v.errors[np.isfinite(v.errors).all(axis=1)] if len(v.errors) else v.errors
        if len(whole) == 0 or whole.shape[1] < 2 or (variance := float(np.mean(whole**2))) == 0:
            continue
        h = whole.shape[1]
        together += float(np.mean(whole.sum(axis=1) ** 2)) / variance / h
        apart += h
        count += 1
    seen = (together - count) / (apart - count) if apart > count else 0.0
    drawn = (count * seen + PRIOR_SERIES * usual) / (count + PRIOR_SERIES)
    return float(np.clip(drawn, 0.0, 0.9))


def _lumpiness(panel: Sequence[Validated]) -> float:
    """Median over the panel of how much the variance of intermittent demand exceeds a Poisson's, over the mean.

    Variance = mean + lumpiness·mean·size, with size the mean of a single demand: a compound Poisson's (Adelson 1966).
    """
    found = [(_over(v.y) - 1) / _size(v.y) for v in panel]
    return float(np.median(found)) if found else 0.5


def _over(y: Values) -> float:
    """Variance over mean."""
    return float(np.var(y, ddof=1) / np.mean(y)) if len(y) > 1 else 1.0


def _size(y: Values) -> float:
    """Mean of the demands that are not zero."""
    return float(y[y > 0].mean())


def _counted(v: Validated, correlation: float, lumpiness: float) -> Spread:
    """Negative binomial around each period's mean; its variance is the history's, drawn to the panel's.

    One product's few demands say little about how large the next may be.
    """
    from scipy.stats import nbinom

    mean = np.maximum(v.mean, 1e-6)
    demands = int(np.count_nonzero(v.y))
    usual = 1 + lumpiness * _size(v.y)
    over = max((demands * _over(v.y) + PRIOR_DEMANDS * usual) / (demands + PRIOR_DEMANDS), 1.05)
    variance = mean * over
    n, p = mean**2 / (variance - mean), mean / variance
    quantiles = np.column_stack([nbinom.ppf(q, n, p) for q in QUANTILES])
    return Spread(np.sqrt(variance), np.asarray(quantiles, dtype=np.float64), correlation)
