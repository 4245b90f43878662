"""How much wider demand falls than the forecasts' own errors say, told from what their levels would have served.

The reorder points of `tools.replenishment` rest on distributions whose two moments are estimated; with short or lumpy
histories they serve less than they promise. So the levels are set as of each origin of the validation, and the standard
deviations are multiplied by the one factor with which the replenishment cycles after those origins would have been
served at the fill rate (Syntetos, Babai and Gardner 2015 judge inventory methods by what they serve).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from tools.forecasting import Forecast
from tools.forecasting_models import Values
from tools.periods import Freq
from tools.replenishment import Supply, cycle_of
from tools.replenishment_shortage import Cycles, missed, reorder_points

MOST = 4.0
PRIOR_CYCLES = 20
"""Weight of the usual factor beside the cycles seen."""
USUAL = 1.25


def inflation(forecasts: Mapping[str, Forecast], supplies: Mapping[str, Supply], freq: Freq, fill_rate: float) -> float:
    """The factor, between 1 and `MOST`; `USUAL` when there is nothing to tell it from."""
    cycles, after_l, after, weight = _replayed(forecasts, supplies, freq)
    asked = after - after_l
    count = len(asked)
    if not count or not asked.any():
        return USUAL

    def served(factor: float) -> float:
        short = missed(cycles, reorder_points(cycles, fill_rate, factor), after, after_l)
        return 1.0 - float(np.sum(short * weight) / np.sum(asked * weight))

    low, high = 1.0, MOST
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (middle, high) if served(middle) < fill_rate else (low, middle)
    return (count * high + PRIOR_CYCLES * USUAL) / (count + PRIOR_CYCLES)


def _replayed(
    forecasts: Mapping[str, Forecast], supplies: Mapping[str, Supply], freq: Freq
) -> tuple[Cycles, Values, Values, Values]:
    """Cycles as forecast at the origins, and what then sold over the lead time, and over lead and review.

    The last array holds the weight of each cycle: every product's demand counts the same.
    """
    rows: list[Sequence[float]] = []
    for name, forecast in forecasts.items():
        supply = supplies[name]
        now = cycle_of(forecast, freq, supply)
        lead, both = supply.lead_time_days / freq.days, (supply.lead_time_days + supply.review_days) / freq.days
        if now.mean[0] <= 0 or both > forecast.errors.shape[1]:
            continue
        size = max(float(np.nanmean(forecast.actual)) if forecast.actual.size else 0.0, 1e-9)
        for errors, actual in zip(forecast.errors, forecast.actual, strict=True):
            if not np.isfinite(actual[: int(np.ceil(both))]).all():
                continue
            guessed = actual - errors
            mean, mean_l = max(_over(guessed, both), 1e-9), max(_over(guessed, lead), 0.0)
            mean_r = mean * (both - lead) / both
            moments = (mean_r, mean_l, now.sigma_l[0], mean, now.sigma[0], now.lot[0])
            rows.append((*moments, now.counted[0], _over(actual, lead), _over(actual, both), 1 / size))
    t = np.array(rows, dtype=np.float64).reshape(len(rows), 10).T
    cycles = Cycles(mean_r=t[0], mean_l=t[1], sigma_l=t[2], mean=t[3], sigma=t[4], lot=t[5], counted=t[6] > 0)
    return cycles, t[7], t[8], t[9]


def _over(values: Values, periods: float) -> float:
    """Sum over the first `periods`, the last one in part."""
    whole = int(periods)
    part = periods - whole
    return float(values[:whole].sum() + (part * values[whole] if part > 1e-9 and whole < len(values) else 0.0))
