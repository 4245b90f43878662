"""Rolling-origin validation of one series: how each model would have done, and how much each counts for it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tools.forecasting_models import Pattern, Values, benchmark, candidates, pattern, run

SHARPNESS = 2
"""A model weighs its error to the power of minus this."""


@dataclass(frozen=True, slots=True)
class Validated:
    """One series, tried at several origins and forecast from the last."""

    kind: Pattern
    y: Values
    mean: Values
    """[horizon]"""
    weights: Mapping[str, float]
    """By model; they add up to one."""
    errors: Values
    """[origins, horizon], actual minus forecast; nan behind the end of the history."""
    actual: Values
    """[origins, horizon]"""
    error: float | None
    """Over the origins; None without origins. The mean absolute error; the root mean squared one where the history has
    zeros, because there the absolute error is least for a forecast of nothing."""
    benchmark_error: float | None
    """The seasonal naive's, or the naive's."""

    @property
    def method(self) -> str:
        """The names of the models that count for a tenth or more, heaviest first."""
        heavy = sorted((w, name) for name, w in self.weights.items() if w >= 0.1)
        return " + ".join(name for _, name in reversed(heavy))


def validate(y: Values, horizon: int, season: int, origins: int) -> Validated:
    """Try the models that suit `y` at up to `origins` origins, weigh them, and forecast `horizon` periods."""
    kind = pattern(y, season)
    if kind is Pattern.NONE:
        nothing = np.zeros((0, horizon))
        return Validated(kind, y, np.zeros(horizon), {"zero": 1.0}, nothing, nothing, None, None)
    models = candidates(kind, season)
    cuts = _cuts(len(y), horizon, season if kind is not Pattern.SHORT else 1, origins)
    actual = np.array([_ahead(y, cut, horizon) for cut in cuts]).reshape(len(cuts), horizon)
    naive = np.array([benchmark(y[:cut], horizon, season) for cut in cuts]).reshape(len(cuts), horizon)
    tried = {name: [run(model, y[:cut], horizon) for cut in cuts] for name, model in models.items()}
    final = {name: run(model, y, horizon) for name, model in models.items()}
    usable = {
        name: np.array([f for f in tried[name] if f is not None]).reshape(len(cuts), horizon)
        for name, values in final.items()
        if values is not None and all(f is not None for f in tried[name])
    }
    score = _rmse if kind is Pattern.INTERMITTENT or not np.all(y) else _mae
    weights = _weights({name: score(actual - f) for name, f in usable.items()})
    errors = actual - sum((w * usable[name] for name, w in weights.items()), np.zeros_like(actual))
    mean = sum((w * final[name] for name, w in weights.items()), np.zeros(horizon))  # pyright: ignore
    ours, floor = score(errors), score(actual - naive)
    beaten = ours is not None and floor is not None and ours > floor
    # A naive of intermittent demand repeats single orders, or zero: it may win over a few origins, and says nothing.
    if not weights or (beaten and kind is not Pattern.INTERMITTENT):
        weights, errors, ours = {_benchmark_name(y, season): 1.0}, actual - naive, floor
        mean = benchmark(y, horizon, season)
    if np.all(y >= 0):
        mean = np.maximum(mean, 0.0)
    return Validated(kind, y, mean, weights, errors, actual, ours, floor)


def _benchmark_name(y: Values, season: int) -> str:
    return "seasonal naive" if season > 1 and len(y) >= 2 * season else "naive"


def _cuts(n: int, horizon: int, season: int, origins: int) -> list[int]:
    """Lengths of the histories to forecast from, latest first; each leaves two seasons, and something to compare.

    A horizon apart where the history is long enough, so that no period is judged twice.
    """
    least = max(2 * season, 6)
    latest = max(n - horizon, (n + least) // 2)
    step = min(horizon, max(1, (latest - least) // max(1, origins - 1)))
    return [cut for cut in range(latest, least - 1, -step) if cut < n][:origins]


def _ahead(y: Values, cut: int, horizon: int) -> Values:
    """What happened after `cut`, filled up with nan."""
    seen = y[cut : cut + horizon]
    return np.concatenate([seen, np.full(horizon - len(seen), np.nan)])


def _mae(errors: Values) -> float | None:
    return float(np.nanmean(np.abs(errors))) if errors.size and np.isfinite(errors).any() else None


def _rmse(errors: Values) -> float | None:
    return float(np.sqrt(np.nanmean(errors**2))) if errors.size and np.isfinite(errors).any() else None


def _weights(errors: Mapping[str, float | None]) -> dict[str, float]:
    """Weights by inverse error; equal ones where nothing could be tried."""
    known = {name: e for name, e in errors.items() if e is not None}
    if not known:
        return {name: 1 / len(errors) for name in errors}
    floor = max(max(known.values()) * 1e-3, 1e-9)
    raw = {name: max(e, floor) ** -SHARPNESS for name, e in known.items()}
    total = sum(raw.values())
    return {name: w / total for name, w in raw.items()}
