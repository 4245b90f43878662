"""Forecasts against what happened: ``python -m benchmarks.forecast --data DIR``.

Each set of ``DIR/forecast`` that has ``meta.json``, ``train.csv.gz`` and ``test.csv.gz`` is forecast by
`tools.forecasting.forecast` and by the seasonal naive, whose figures stand under ``NAME/snaive/``.

Measures of absolute error (sMAPE, MASE, WAPE) are taken at the median, the squared one (RMSSE) at the mean: each point
forecast is judged by the measure that it is optimal for (Kolassa 2020). sMAPE, MASE and OWA are the M4 competition's
(Makridakis, Spiliotis and Assimakopoulos 2020), RMSSE and the scaled pinball loss the M5's.
"""

import csv
import gzip
import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.data import data_dir, emit, parser, progress
from tools.forecasting import QUANTILES, forecast
from tools.forecasting_models import Values
from tools.periods import Freq


class Panel(NamedTuple):
    """One set: histories and what came after."""

    name: str
    season: int
    horizon: int
    train: dict[str, Values]
    test: dict[str, Values]


class Guess(NamedTuple):
    """A forecast of one series, as it is judged."""

    mean: Values
    median: Values
    quantiles: Values
    """[horizon, len(QUANTILES)]"""


def main() -> None:
    """Measure every set in the folder."""
    args = parser("forecast").parse_args()
    figures: dict[str, float | int] = {}
    for folder in sorted(p.parent for p in (data_dir(args) / "forecast").glob("*/meta.json")):
        panel = read_panel(folder)
        progress(f"{panel.name}: {len(panel.test)} series, {panel.horizon} periods ahead")
        before = time.process_time()
        ours = guesses(panel)
        seconds = time.process_time() - before
        figures |= {f"{panel.name}/{key}": value for key, value in measured(panel, ours).items()}
        figures[f"{panel.name}/cpu-s"] = seconds
        naive = measured(panel, seasonal_naive(panel))
        figures |= {f"{panel.name}/snaive/{key}": value for key, value in naive.items()}
        progress(f"{panel.name}: OWA {figures[f'{panel.name}/owa']:.3f}, {seconds:.0f} s of CPU")
    emit(figures)


def read_panel(folder: Path) -> Panel:
    """A set in the format of the data's own page; periods that a series lacks count as zero."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    train, test = _read(folder / "train.csv.gz"), _read(folder / "test.csv.gz")
    season, horizon = int(meta["season_length"]), int(meta["horizon"])
    return Panel(folder.name, season, horizon, train, {k: v[:horizon] for k, v in test.items() if k in train})


def _read(path: Path) -> dict[str, Values]:
    found: dict[str, list[tuple[int, float]]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["unique_id"], []).append((_period(row["ds"]), float(row["y"] or "nan")))
    return {name: _regular(sorted(rows)) for name, rows in found.items()}


def _period(ds: str) -> int:
    """A count of periods: the number itself, or months since year zero."""
    if ds.lstrip("-").isdigit():
        return int(ds)
    day = date.fromisoformat(ds[:10])
    return Freq.MONTH.between(date(1, 1, 1), day) if day.day == 1 else Freq.WEEK.between(date(1, 1, 1), day)


def _regular(rows: Sequence[tuple[int, float]]) -> Values:
    first, last = rows[0][0], rows[-1][0]
    values = np.zeros(last - first + 1)
    for period, y in rows:
        values[period - first] = y if np.isfinite(y) else 0.0
    return values


def guesses(panel: Panel) -> dict[str, Guess]:
    """The product's forecasts."""
    found = forecast({k: [float(y) for y in panel.train[k]] for k in panel.test}, panel.horizon, panel.season)
    return {name: Guess(f.mean, f.quantile(0.5), f.quantiles) for name, f in found.items()}


def seasonal_naive(panel: Panel) -> dict[str, Guess]:
    """The last season again, with the quantiles of its own errors in the history."""
    found: dict[str, Guess] = {}
    for name in panel.test:
        y = panel.train[name]
        season = panel.season if len(y) > panel.season else 1
        mean = np.resize(y[-season:], panel.horizon)
        errors = y[season:] - y[:-season] if len(y) > season else np.zeros(1)
        found[name] = Guess(mean, mean, mean[:, None] + np.quantile(errors, QUANTILES)[None, :])
    return found


def measured(panel: Panel, found: Mapping[str, Guess]) -> dict[str, float]:
    """All measures of one set of forecasts, means over the series."""
    sums: dict[str, list[float]] = {}
    missed, total = 0.0, 0.0
    for name, actual in panel.test.items():
        guess, train = found[name], panel.train[name]
        median, n = guess.median[: len(actual)], len(actual)
        error = float(np.abs(actual - median).sum())
        missed, total = missed + error, total + float(np.abs(actual).sum())
        naive2 = naive_2(train, panel.season, panel.horizon)[:n]
        scale = seasonal_scale(train, panel.season)
        step = np.diff(train)
        absolute = float(np.mean(np.abs(step))) if len(step) else 0.0
        squared = float(np.mean(step**2)) if len(step) else 0.0
        each = {
            "smape": smape(actual, median),
            "smape2": smape(actual, naive2),
            "mase": _over(float(np.mean(np.abs(actual - median))), scale),
            "mase2": _over(float(np.mean(np.abs(actual - naive2))), scale),
            "rmsse": _over(float(np.sqrt(np.mean((actual - guess.mean[:n]) ** 2))), squared**0.5),
            "wape<=15%": float(error <= 0.15 * np.abs(actual).sum()),
            "pinball": _over(pinball(actual, guess.quantiles[:n]), absolute),
            "coverage95": coverage(actual, guess.quantiles[:n]),
        }
        for key, value in each.items():
            sums.setdefault(key, []).append(value)
    mean = {key: float(np.nanmean(values)) for key, values in sums.items()}
    owa = (mean["smape"] / mean.pop("smape2") + mean["mase"] / mean.pop("mase2")) / 2
    return {**mean, "owa": owa, "wape": missed / total}


def smape(actual: Values, guess: Values) -> float:
    """Symmetric mean absolute percentage error, 0 to 200; right zeros count as 0."""
    size = np.abs(actual) + np.abs(guess)
    ratio = np.divide(200 * np.abs(actual - guess), size, out=np.zeros_like(size), where=size > 0)
    return float(ratio.mean())


def seasonal_scale(train: Values, season: int) -> float:
    """In-sample mean absolute error of the seasonal naive, which MASE divides by; of the naive under two seasons."""
    lag = season if len(train) > season else 1
    return float(np.mean(np.abs(train[lag:] - train[:-lag]))) if len(train) > lag else float("nan")


def pinball(actual: Values, quantiles: Values) -> float:
    """Mean over periods and levels."""
    over = actual[:, None] - quantiles
    levels = np.array(QUANTILES)[None, :]
    return float(np.mean(np.maximum(levels * over, (levels - 1) * over)))


def coverage(actual: Values, quantiles: Values) -> float:
    """Share of periods inside the 95% interval."""
    low, high = quantiles[:, QUANTILES.index(0.025)], quantiles[:, QUANTILES.index(0.975)]
    return float(np.mean((actual >= low - 1e-9) & (actual <= high + 1e-9)))


def naive_2(train: Values, season: int, horizon: int) -> Values:
    """M4's Naive2: the naive on a seasonally adjusted history, when a test at 90% finds a season."""
    if not _is_seasonal(train, season):
        return np.full(horizon, train[-1])
    index = _indices(train, season)
    n = len(train)
    return train[-1] / index[(n - 1) % season] * index[np.arange(n, n + horizon) % season]


def _is_seasonal(y: Values, season: int) -> bool:
    if season < 2 or len(y) < 3 * season or np.var(y) == 0:
        return False
    centred = y - y.mean()
    acf = np.array([np.sum(centred[k:] * centred[:-k]) for k in range(1, season + 1)]) / np.sum(centred**2)
    limit = 1.645 * np.sqrt((1 + 2 * np.sum(acf[:-1] ** 2)) / len(y))
    return bool(abs(acf[-1]) > limit)


def _indices(y: Values, season: int) -> Values:
    """Multiplicative classical decomposition; means of one where it is undefined."""
    half = season // 2
    kernel = np.ones(season) / season if season % 2 else np.r_[0.5, np.ones(season - 1), 0.5] / season
    trend = np.convolve(y, kernel, mode="valid")
    ratio = np.full(len(y), np.nan)
    ratio[half : half + len(trend)] = np.divide(
        y[half : half + len(trend)], trend, out=np.full(len(trend), np.nan), where=trend > 0
    )
    raw = np.array([np.nanmean(ratio[k::season]) for k in range(season)])
    raw = np.where(np.isfinite(raw) & (raw > 0), raw, 1.0)
    return raw / raw.mean()


def _over(value: float, scale: float) -> float:
    """nan for a series that never changed: it has no scale, and the mean leaves it out."""
    return value / scale if scale > 0 else float("nan")


if __name__ == "__main__":
    main()
