"""Forecasting models to choose from: each takes a history and a horizon and gives one value per period ahead.

The models are Nixtla's statsforecast where it has them. Which ones stand for election depends on how much history there
is, and on whether demand is intermittent.
"""

import warnings
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Model = Callable[[Values, int], Values]

INTERMITTENT_ADI = 1.32
"""Mean periods between demands from which demand counts as intermittent (Syntetos, Boylan and Croston 2005)."""

SAME_SEASON = 0.6
"""Correlation of one year with the next from which zeros are taken for the rest of a season."""


class Pattern(StrEnum):
    """What kind of demand a history shows."""

    SEASONAL = "seasonal"
    """Two seasons or more: seasonal models are tried."""
    SHORT = "short"
    """Under two seasons."""
    INTERMITTENT = "intermittent"
    NONE = "none"
    """Nothing was ever sold, or nothing any more."""


def pattern(y: Values, season: int) -> Pattern:
    """The pattern of one history, leading zeros left out."""
    sold = int(np.count_nonzero(y))
    if not sold:
        return Pattern.NONE
    seasonal = season > 1 and len(y) >= 2 * season
    if len(y) / sold > INTERMITTENT_ADI and np.all(y >= 0) and not (seasonal and _repeats(y, season)):
        return Pattern.INTERMITTENT
    return Pattern.SEASONAL if seasonal else Pattern.SHORT


def _repeats(y: Values, season: int) -> bool:
    """Whether demand with many zeros is that of a season rather than of chance: one year is like the next."""
    now, before = y[season:], y[:-season]
    if not now.std() or not before.std():
        return False
    return float(np.corrcoef(now, before)[0, 1]) > SAME_SEASON


def benchmark(y: Values, horizon: int, season: int) -> Values:
    """The seasonal naive, or the naive when there are under two seasons."""
    if season > 1 and len(y) >= 2 * season:
        return np.resize(y[-season:], horizon)
    return np.full(horizon, y[-1])


def candidates(kind: Pattern, season: int) -> Mapping[str, Model]:
    """The models that a history of this pattern is forecast with, by name."""
    if kind is Pattern.INTERMITTENT:
        # Croston's kin (SBA, TSB) start from the first demand and stay far too high for a few dozen periods.
        return {
            "ADIDA": _adida,
            "IMAPA": _imapa,
            "mean of a season": _mean_of(season),
            "mean of two seasons": _mean_of(2 * season),
        }
    if kind is Pattern.SEASONAL and season <= 24:
        return {
            "AutoETS": _ets(season),
            "Theta": _theta(season),
            "AutoCES": _ces(season),
            "seasonal average": _seasonal_average(season),
        }
    if kind is Pattern.SEASONAL:
        return {
            "SES": _ses,
            "Theta": _theta(1),
            "harmonics": _harmonics(season, 2),
            "more harmonics": _harmonics(season, 5),
            "seasonal average": _seasonal_average(season),
        }
    return {"SES": _ses, "Theta": _theta(1), "naive": _naive, "mean": _mean_of(8)}


def run(model: Model, y: Values, horizon: int) -> Values | None:
    """The model's forecast; None where it fails, gives no numbers, or runs away from all that was ever seen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            values = np.asarray(model(y, horizon), dtype=np.float64)
        except Exception:  # noqa: BLE001 - a vendor's model that cannot take this history: the others stand in
            return None
    if values.shape != (horizon,) or not np.isfinite(values).all():
        return None
    return None if np.abs(values).max() > _MOST_GROWTH * max(np.abs(y).max(), 1e-9) else values


_MOST_GROWTH = 4.0


def _mean(model: Any, y: Values, horizon: int) -> Values:
    return model.forecast(y=y, h=horizon)["mean"]


def _ets(season: int) -> Model:
    def model(y: Values, horizon: int) -> Values:
        from statsforecast.models import AutoETS

        return _mean(AutoETS(season_length=season), y, horizon)

    return model


def _theta(season: int) -> Model:
    def model(y: Values, horizon: int) -> Values:
        from statsforecast.models import DynamicOptimizedTheta

        return _mean(DynamicOptimizedTheta(season_length=season), y, horizon)

    return model


def _ces(season: int) -> Model:
    def model(y: Values, horizon: int) -> Values:
        from statsforecast.models import AutoCES

        return _mean(AutoCES(season_length=season), y, horizon)

    return model


def _ses(y: Values, horizon: int) -> Values:
    from statsforecast.models import SimpleExponentialSmoothingOptimized

    return _mean(SimpleExponentialSmoothingOptimized(), y, horizon)


def _adida(y: Values, horizon: int) -> Values:
    from statsforecast.models import ADIDA

    return _mean(ADIDA(), y, horizon)


def _imapa(y: Values, horizon: int) -> Values:
    from statsforecast.models import IMAPA

    return _mean(IMAPA(), y, horizon)


def _naive(y: Values, horizon: int) -> Values:
    return np.full(horizon, y[-1])


def _mean_of(periods: int) -> Model:
    def model(y: Values, horizon: int) -> Values:
        return np.full(horizon, y[-periods:].mean())

    return model


def _seasonal_average(season: int) -> Model:
    """Mean of the same period in the last two seasons."""

    def model(y: Values, horizon: int) -> Values:
        return np.resize((y[-season:] + y[-2 * season : -season]) / 2, horizon)

    return model


def _harmonics(season: int, pairs: int) -> Model:
    """A few sine waves over the season, fitted by ridge regression to the logarithm, under exponential smoothing.

    With 52 periods a season and two or three seasons, a wave of four numbers is what the data can carry; an index per
    week would follow the noise (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 12.1).
    """

    def model(y: Values, horizon: int) -> Values:
        n = len(y)
        t = np.arange(n + horizon)
        angles = [2 * np.pi * k * t / season for k in range(1, pairs + 1)]
        waves = np.column_stack([f(a) for a in angles for f in (np.sin, np.cos)])
        logs = np.log1p(y)
        x, residual = waves[:n], logs - _centred_mean(logs, season)
        beta = np.linalg.solve(x.T @ x + 0.05 * n * np.eye(2 * pairs), x.T @ residual)
        wave = waves @ beta
        # The floor keeps a deep trough from being divided up into a peak.
        level = _ses(np.maximum((y + 1) / np.exp(wave[:n]) - 1, 0.0), horizon)
        return np.maximum((level + 1) * np.exp(wave[n:]) - 1, 0.0)

    return model


def _centred_mean(y: Values, season: int) -> Values:
    """Mean over one season around each point; near the ends, over what there is."""
    total = np.concatenate([[0.0], np.cumsum(y)])
    at = np.arange(len(y))
    first, last = np.maximum(at - season // 2, 0), np.minimum(at + season // 2 + 1, len(y))
    return (total[last] - total[first]) / (last - first)
