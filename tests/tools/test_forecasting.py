"""Forecasts: what they promise about tables, naives, intervals and odd histories."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.forecasting import QUANTILES, Observation, Pattern, forecast, forecast_table
from tools.forecasting_models import benchmark, pattern
from tools.periods import Freq, infer_freq


def seasonal(n: int, *, level: float = 100, noise: float = 5, seed: int = 0, season: int = 12) -> list[float]:
    random = np.random.default_rng(seed)
    t = np.arange(n)
    return list(np.maximum(level * (1 + 0.4 * np.sin(2 * np.pi * t / season)) + random.normal(0, noise, n), 0))


def test_a_season_is_foreseen_better_than_by_its_average() -> None:
    y = seasonal(84)
    found = forecast({"a": y[:72]}, 12, 12)["a"]
    assert found.pattern is Pattern.SEASONAL
    flat = np.abs(np.array(y[72:]) - np.mean(y[:72])).mean()
    assert np.abs(np.array(y[72:]) - found.mean).mean() < 0.4 * flat


def test_validation_never_picks_what_the_seasonal_naive_beats() -> None:
    panel = {str(n): seasonal(60, noise=20 * n, seed=n) for n in range(1, 6)}
    for found in forecast(panel, 6, 12).values():
        assert found.error is not None
        assert found.benchmark_error is not None
        assert found.error <= found.benchmark_error + 1e-9


def test_under_two_seasons_the_naive_is_the_rival() -> None:
    y = np.array([3.0, 4.0, 9.0])
    assert list(benchmark(y, 2, 12)) == [9.0, 9.0]
    assert list(benchmark(np.arange(24.0), 3, 12)) == [12.0, 13.0, 14.0]
    assert forecast({"a": seasonal(20)}, 4, 12)["a"].pattern is Pattern.SHORT


def test_intermittent_demand_keeps_its_rate_and_is_never_negative() -> None:
    random = np.random.default_rng(1)
    y = list(random.poisson(0.25, 60).astype(float))
    y[0] = 1.0
    found = forecast({"a": y}, 6, 12)["a"]
    assert found.pattern is Pattern.INTERMITTENT
    assert 0.1 < found.mean[0] < 0.5
    assert (found.quantiles >= 0).all()


def test_many_zeros_that_return_every_year_are_a_season() -> None:
    year = [0, 0, 0, 0, 0, 0, 0, 0, 30, 60, 50, 20]
    assert pattern(np.array(year * 4, dtype=float), 12) is Pattern.SEASONAL


def test_nothing_sold_is_forecast_as_nothing() -> None:
    found = forecast({"never": [0.0] * 30, "empty": [], "sold": seasonal(40)}, 3, 12)
    assert found["never"].mean.tolist() == [0, 0, 0]
    assert found["empty"].pattern is Pattern.NONE
    assert found["empty"].sum_to(2) == (0, 0)


def test_the_interval_of_95_holds_about_95_in_100() -> None:
    inside = []
    panel = {str(n): seasonal(72, noise=4 + n % 7, seed=n) for n in range(40)}
    for name, found in forecast({k: y[:60] for k, y in panel.items()}, 12, 12).items():
        after = np.array(panel[name][60:])
        inside.extend((after >= found.quantile(0.025)) & (after <= found.quantile(0.975)))
    assert 0.90 <= np.mean(inside) <= 0.995


def test_sums_of_periods_take_parts_and_go_beyond_the_horizon() -> None:
    found = forecast({"a": [10.0] * 30}, 4, 12)["a"]
    assert found.sum_to(2.5)[0] == pytest.approx(25, rel=0.02)
    assert found.sum_to(10)[0] == pytest.approx(100, rel=0.02)
    assert found.sum_to(0) == (0, 0)


def test_a_table_goes_in_and_a_table_comes_out() -> None:
    days = Freq.MONTH.range(date(2021, 1, 1), 36)
    rows = [Observation("a", ds, y) for ds, y in zip(days, seasonal(36), strict=True)]
    out = forecast_table(rows, 2)
    assert [(row.unique_id, row.ds) for row in out] == [("a", date(2024, 1, 1)), ("a", date(2024, 2, 1))]
    assert len(out[0].quantiles) == len(QUANTILES)


def test_counted_periods_need_no_dates() -> None:
    rows = [Observation("a", n, y) for n, y in enumerate(seasonal(30, season=52), start=40)]
    assert [row.ds for row in forecast_table(rows, 3, season_length=52)] == [70, 71, 72]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 1e6, allow_nan=False), max_size=40))
def test_any_history_gives_ordered_finite_quantiles(y: list[float]) -> None:
    found = forecast({"a": y}, 4, 12)["a"]
    assert np.isfinite(found.mean).all()
    assert np.isfinite(found.quantiles).all()
    assert (np.diff(found.quantiles, axis=1) >= -1e-6).all()
    assert (found.quantiles >= 0).all()


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-500, 500), st.sampled_from(list(Freq)))
def test_periods_count_there_and_back(day: date, count: int, freq: Freq) -> None:
    start = freq.start(day)
    assert freq.between(start, freq.shift(start, count)) == count
    assert freq.start(freq.last_day(start)) == start


def test_the_period_is_told_from_the_dates() -> None:
    assert infer_freq(Freq.WEEK.range(date(2024, 1, 1), 9)) is Freq.WEEK
    assert infer_freq(Freq.MONTH.range(date(2024, 1, 1), 9)) is Freq.MONTH
    assert infer_freq(Freq.QUARTER.range(date(2024, 1, 1), 9)) is Freq.QUARTER
