"""What the order policy would have done: ``python -m benchmarks.replenishment --data DIR``.

``forecast/carparts`` (monthly, intermittent) and ``forecast/online_retail`` (a year of raw transactions, through the
product's own audit) are replayed behind the history that the policy saw. In each period what was ordered arrives, stock
is reviewed, then demand comes; what the shelf does not hold is lost. Both policies start at their own order-up-to
level, and see a new forecast every `REFIT` periods. The cover rule, under ``NAME/cover-rule/``, keeps a fixed number of
periods of the recent mean, as many small companies do.

`fill-rate` is the share of pieces served, `mean-stock` the pieces on hand after a period, added up over products, and
`stockout-lines` the share of product-periods with demand that were not served in full. Target: a fill rate of 0.95.
"""

import csv
import gzip
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.data import data_dir, emit, parser, progress
from benchmarks.forecast import read_panel
from tools.forecasting import forecast
from tools.forecasting_models import Values
from tools.periods import Freq
from tools.replenishment import FILL_RATE, Supply, levels
from tools.replenishment_calibration import inflation
from tools.sales import SalesTable, read_sales

REFIT = 4
MOST_LINES = 2_000_000


class Case(NamedTuple):
    """Histories, what came after, and the terms of supply; review every period."""

    name: str
    freq: Freq
    season: int
    lead: int
    """Periods between an order and its arrival."""
    cover: float
    """Periods that the cover rule keeps."""
    recent: int
    """Periods that its mean is taken over."""
    seen: dict[str, Values]
    after: dict[str, Values]


class Plan(NamedTuple):
    """When and up to what one product is ordered."""

    reorder: float
    up_to: float


Policy = Callable[[Case, Mapping[str, Values]], dict[str, Plan]]


def main() -> None:
    """Replay both sets."""
    args = parser("replenishment").parse_args()
    data = data_dir(args) / "forecast"
    figures: dict[str, float | int] = {}
    for case in (carparts(data / "carparts"), online_retail(data / "online_retail")):
        if case is None:
            continue
        progress(f"{case.name}: {len(case.seen)} products")
        figures |= {f"{case.name}/{key}": value for key, value in replay(case, ours).items()}
        figures |= {f"{case.name}/cover-rule/{key}": value for key, value in replay(case, cover_rule).items()}
        progress(f"{case.name}: fill rate {figures[f'{case.name}/fill-rate']:.3f}")
    emit(figures)


def carparts(folder: Path) -> Case | None:
    """Months; parts arrive one month after they were ordered."""
    if not (folder / "meta.json").is_file():
        return None
    panel = read_panel(folder)
    long = {name: y for name, y in panel.train.items() if len(y) >= 12 and name in panel.test}
    after = {name: panel.test[name] for name in long}
    return Case(folder.name, Freq.MONTH, panel.season, 1, 3.0, 6, long, after)


def online_retail(folder: Path, weeks: int = 13) -> Case | None:
    """Weeks; goods arrive two weeks after they were ordered. The last `weeks` are replayed."""
    path = folder / "transactions.csv.gz"
    if not path.is_file():
        return None
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        rows = [[cell or None for cell in row] for row in reader]
    history = read_sales([SalesTable("transactions.csv", "transactions", columns, rows, range(2, len(rows) + 2))])
    seen: dict[str, Values] = {}
    after: dict[str, Values] = {}
    for key, product in history.products.items():
        # Demand as it was, not as it was mended for forecasting: a replay may not be easier than the year was.
        sold = np.array([value or 0.0 for value in product.sold])
        if len(sold) >= weeks + 13 and sold[:-weeks].sum() > 0:
            seen[key], after[key] = np.asarray(product.y[:-weeks]), sold[-weeks:]
    return Case(folder.name, Freq.WEEK, 52, 2, 8.0, 13, seen, after)


def ours(case: Case, seen: Mapping[str, Values]) -> dict[str, Plan]:
    """The product's levels at a fill rate of 0.95."""
    supply = Supply(lead_time_days=case.lead * case.freq.days, review_days=case.freq.days)
    found = forecast({k: [float(v) for v in y] for k, y in seen.items()}, case.lead + REFIT, case.season)
    supplies = dict.fromkeys(found, supply)
    factor = inflation(found, supplies, case.freq, FILL_RATE)
    kept = levels(found, supplies, case.freq, inflation=factor)
    return {k: Plan(v.reorder_point, v.order_up_to) for k, v in kept.items()}


def cover_rule(case: Case, seen: Mapping[str, Values]) -> dict[str, Plan]:
    """So many periods of the recent mean, ordered up to at every review."""
    levels_ = {k: float(np.ceil(case.cover * y[-case.recent :].mean())) for k, y in seen.items()}
    return {k: Plan(level, level) for k, level in levels_.items()}


def replay(case: Case, policy: Policy) -> dict[str, float]:
    """Lost sales, period by period, over all products."""
    horizon = max(len(y) for y in case.after.values())
    plans = policy(case, case.seen)
    on_hand = {k: plan.up_to for k, plan in plans.items()}
    due: dict[str, list[tuple[int, float]]] = {k: [] for k in plans}
    served = asked = stock = 0.0
    short = busy = 0
    for t in range(horizon):
        if t and t % REFIT == 0:
            plans = policy(case, {k: np.concatenate([case.seen[k], case.after[k][:t]]) for k in case.seen})
        for k, plan in plans.items():
            if t >= len(case.after[k]):
                continue
            on_hand[k] += sum(amount for when, amount in due[k] if when == t)
            due[k] = [(when, amount) for when, amount in due[k] if when > t]
            position = on_hand[k] + sum(amount for _, amount in due[k])
            if position <= plan.reorder and plan.up_to > position:
                due[k].append((t + case.lead, plan.up_to - position))
            demand = float(case.after[k][t])
            sold = min(demand, on_hand[k])
            on_hand[k] -= sold
            served, asked, stock = served + sold, asked + demand, stock + on_hand[k]
            busy, short = busy + (demand > 0), short + (sold < demand)
    return {"fill-rate": served / asked, "mean-stock": stock / horizon, "stockout-lines": short / max(busy, 1)}


if __name__ == "__main__":
    main()
