"""Demand forecasts: a table in (`unique_id`, `ds`, `y`), a table out with the mean and quantiles of each period ahead.

Every series is forecast by a combination of models, weighted by their errors at rolling origins; where the combination
did not beat the seasonal naive there (the naive, when there are under two seasons), the naive is the forecast.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from tools.forecasting_intervals import QUANTILES, spreads
from tools.forecasting_models import Pattern, Values
from tools.forecasting_validation import Validated, validate
from tools.periods import Freq, infer_freq

__all__ = ["QUANTILES", "Forecast", "ForecastRow", "Observation", "Pattern", "forecast", "forecast_table"]

FEW_SERIES = 150
"""Up to this many series, validation uses `MANY_ORIGINS` origins instead of `FEW_ORIGINS`."""
MANY_ORIGINS, FEW_ORIGINS = 5, 3


class Observation(NamedTuple):
    """One row of history."""

    unique_id: str
    ds: date | int
    """Start of the period; a number when periods are only counted."""
    y: float


class ForecastRow(NamedTuple):
    """One row of a forecast."""

    unique_id: str
    ds: date | int
    mean: float
    quantiles: tuple[float, ...]
    """At the levels of `QUANTILES`."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of one series."""

    unique_id: str
    mean: Values
    """[horizon] expected demand."""
    quantiles: Values
    """[horizon, len(QUANTILES)]"""
    sigma: Values
    """[horizon] standard deviation of each period's error."""
    correlation: float
    """Correlation between the errors of two periods of the same forecast."""
    pattern: Pattern
    method: str
    """Names of the models that carry it."""
    errors: Values
    """[origins, horizon] actual minus forecast, at the origins that validation used; nan where nothing is known."""
    actual: Values
    """[origins, horizon]"""
    error: float | None
    """Mean absolute error at those origins; the root mean squared one where the history has zeros."""
    benchmark_error: float | None
    """The seasonal naive's there, or the naive's."""

    def quantile(self, level: float) -> Values:
        """[horizon] one of `QUANTILES`."""
        return self.quantiles[:, QUANTILES.index(level)]

    @property
    def origins(self) -> int:
        """Origins that validation used."""
        return len(self.errors)

    def sum_to(self, periods: float) -> tuple[float, float]:
        """Mean and standard deviation of the demand over the first `periods`, which may be a fraction.

        Periods beyond the horizon repeat the last one.
        """
        whole = int(np.ceil(periods))
        share = np.ones(whole)
        if whole:
            share[-1] = periods - (whole - 1)
        mean = np.resize(np.concatenate([self.mean, np.full(max(whole - len(self.mean), 0), self.mean[-1])]), whole)
        last = np.full(max(whole - len(self.sigma), 0), self.sigma[-1])
        sigma = np.concatenate([self.sigma, last])[:whole]
        independent = float(np.sum(share * sigma**2))
        joint = float(np.sum(share * sigma)) ** 2
        variance = (1 - self.correlation) * independent + self.correlation * max(joint, 0.0)
        return float(np.sum(share * mean)), float(np.sqrt(variance))


def forecast(histories: Mapping[str, Sequence[float]], horizon: int, season_length: int) -> dict[str, Forecast]:
    """Forecast each history (regular, oldest first, without gaps) `horizon` periods ahead.

    Leading zeros count as the time before a product existed. Empty histories are forecast as zero.
    """
    origins = MANY_ORIGINS if len(histories) <= FEW_SERIES else FEW_ORIGINS
    names = list(histories)
    panel = [validate(_trimmed(histories[name]), horizon, season_length, origins) for name in names]
    found = zip(names, panel, spreads(panel), strict=True)
    return {name: _forecast(name, v, s.sigma, s.quantiles, s.correlation) for name, v, s in found}


def forecast_table(
    rows: Iterable[Observation], horizon: int, *, freq: Freq | None = None, season_length: int | None = None
) -> list[ForecastRow]:
    """The same for a table; missing periods count as zero. With counted periods, `season_length` must be given."""
    by_id: dict[str, dict[date | int, float]] = {}
    for row in rows:
        by_id.setdefault(row.unique_id, {})[row.ds] = row.y
    days = [ds for found in by_id.values() for ds in found if isinstance(ds, date)]
    clock = freq or infer_freq(days)
    season = season_length or clock.season_length
    histories = {name: _regular(found, clock) for name, found in by_id.items()}
    out: list[ForecastRow] = []
    for name, f in forecast(histories, horizon, season).items():
        last = max(by_id[name])  # pyright: ignore[reportArgumentType]  # all dates or all numbers
        for step in range(horizon):
            ds = clock.shift(last, step + 1) if isinstance(last, date) else last + step + 1
            out.append(ForecastRow(name, ds, float(f.mean[step]), tuple(float(q) for q in f.quantiles[step])))
    return out


def _regular(found: Mapping[date | int, float], freq: Freq) -> list[float]:
    """Values from the first to the last period, zero where there is none."""
    keys = sorted(found)  # pyright: ignore[reportArgumentType]
    first, last = keys[0], keys[-1]
    if isinstance(first, date) and isinstance(last, date):
        return [found.get(ds, 0.0) for ds in freq.range(first, freq.between(first, last) + 1)]
    return [found.get(n, 0.0) for n in range(int(first), int(last) + 1)]  # pyright: ignore[reportArgumentType]


def _trimmed(history: Sequence[float]) -> Values:
    y = np.asarray(history, dtype=np.float64)
    sold = np.flatnonzero(y)
    return y[sold[0] :] if len(sold) else y[:0]


def _forecast(name: str, v: Validated, sigma: Values, quantiles: Values, correlation: float) -> Forecast:
    return Forecast(
        unique_id=name,
        mean=v.mean,
        quantiles=quantiles,
        sigma=sigma,
        correlation=correlation,
        pattern=v.kind,
        method=v.method,
        errors=v.errors,
        actual=v.actual,
        error=v.error,
        benchmark_error=v.benchmark_error,
    )
