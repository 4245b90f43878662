"""From tables to the inventory plan: read, audit, forecast, set levels, order. Picklable, for a child process."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from agents.inventory.alerts import alerts
from agents.inventory.assumptions import Known, assumptions
from agents.inventory.orders import supplier_orders
from agents.inventory.products import find
from agents.inventory.report import AuditFinding, InventoryReport, Point, ProductPlan, Stock, Terms
from agents.inventory.request import InventoryRequest
from tools.forecasting import Forecast, forecast
from tools.periods import Freq
from tools.replenishment import (
    LEAD_TIME_DAYS,
    REVIEW_DAYS,
    Arrival,
    Levels,
    Supply,
    levels,
    position,
)
from tools.replenishment_calibration import inflation
from tools.sales import ProductSales, SalesHistory, SalesTable, Status, read_sales
from tools.stock import StockItem, read_stock

DEFAULT_HORIZON = {Freq.WEEK: 13, Freq.MONTH: 6, Freq.QUARTER: 4}
MOST_ROWS = 60
"""Rows of evidence that a product keeps in the report."""


def plan(tables: Sequence[SalesTable], request: InventoryRequest) -> InventoryReport:
    """The plan for every product that `tables` hold.

    Raises MissingDates, MissingColumn or TooLittleHistory when the tables hold no sales that can be forecast.
    """
    history = read_sales(tables, rfc=request.rfc, today=request.today)
    stock = read_stock(tables)
    catalogue = {p.code: p.name for p in history.products.values()}
    found = find(request.about, catalogue)
    if not found.chosen and not found.unknown and request.about_before:
        found = find(request.about_before, catalogue)
    stock = _with_stated(stock, history, found.chosen, request)
    supplies = {key: _supply(stock.get(key), request) for key in history.products}
    horizon = _horizon(request, history.freq)
    forecasts = _forecasts(history, supplies, horizon)
    factor = inflation(forecasts, supplies, history.freq, request.fill_rate)
    kept = levels(forecasts, supplies, history.freq, fill_rate=request.fill_rate, inflation=factor)
    products = [
        _product(p, forecasts[key], kept[key], supplies[key], stock.get(key), history, horizon, request)
        for key, p in history.products.items()
    ]
    unit = history.unit or ("piezas" if request.lang == "es" else "pieces")
    first = history.freq.shift(history.last, 1)
    return InventoryReport(
        lang=request.lang,
        intent=request.intent,
        freq=history.freq,
        horizon=horizon,
        first=first,
        history_first=history.first,
        history_last=history.last,
        fill_rate=request.fill_rate,
        inflation=factor,
        unit=unit,
        sources=list(history.sources),
        products=products,
        chosen=found.chosen or [p.code for p in products],
        unknown=found.unknown,
        audit=[
            AuditFinding(
                issue=f.issue, count=f.count, text=f.say(request.lang), products=list(f.products), rows=list(f.rows)
            )
            for f in history.findings
        ],
        alerts=alerts(products, history.freq, request.lang),
        orders=supplier_orders(products, first, request.lang),
        assumptions=assumptions(Known(products, stock, history, horizon, factor, request)),
    )


def _horizon(request: InventoryRequest, freq: Freq) -> int:
    if request.horizon_weeks is None:
        return DEFAULT_HORIZON[freq]
    return max(1, round(request.horizon_weeks * 7 / freq.days))


def _supply(item: StockItem | None, request: InventoryRequest) -> Supply:
    """The sheet's terms, then the request's, then the usual ones."""
    lead = item.lead_time_days if item else None
    review = request.review_days or (item.review_days if item else None)
    return Supply(
        lead_time_days=lead if lead is not None else request.lead_time_days or LEAD_TIME_DAYS,
        review_days=review or REVIEW_DAYS,
        pack=(item.pack if item else None) or 1.0,
        minimum=(item.minimum if item else None) or 0.0,
    )


def _with_stated(
    stock: Mapping[str, StockItem], history: SalesHistory, chosen: Sequence[str], request: InventoryRequest
) -> dict[str, StockItem]:
    """What the user says is in stock stands in for what no sheet says, for the one product asked about."""
    out = dict(stock)
    if request.on_hand is not None and len(chosen) == 1:
        key = next(k for k, p in history.products.items() if p.code == chosen[0])
        known = out.get(key) or StockItem(chosen[0])
        out[key] = StockItem(
            known.code, known.name, request.on_hand, known.on_order, known.arrives, known.supplier,
            known.lead_time_days, known.pack, known.minimum, known.cost, known.review_days, known.rows,
        )  # fmt: skip
    return out


def _forecasts(history: SalesHistory, supplies: Mapping[str, Supply], horizon: int) -> dict[str, Forecast]:
    """Far enough for the longest lead time and review; what is discontinued is forecast as nothing."""
    longest = max((s.lead_time_days + s.review_days for s in supplies.values()), default=0.0)
    periods = max(horizon, min(math.ceil(longest / history.freq.days), 2 * history.freq.season_length))
    sold = {k: p.y if p.status in (Status.ACTIVE, Status.NEW) else () for k, p in history.products.items()}
    return forecast(sold, periods, history.freq.season_length)


def _product(
    sales: ProductSales,
    f: Forecast,
    found: Levels,
    supply: Supply,
    item: StockItem | None,
    history: SalesHistory,
    horizon: int,
    request: InventoryRequest,
) -> ProductPlan:
    freq, first = history.freq, history.freq.shift(history.last, 1)
    low, high = f.quantile(0.025), f.quantile(0.975)
    mean, sigma = f.sum_to(horizon)
    days = freq.range(first, horizon)
    return ProductPlan(
        code=sales.code,
        name=sales.name or (item.name if item else ""),
        status=sales.status,
        pattern=f.pattern,
        method=f.method,
        origins=f.origins,
        error=f.error,
        benchmark_error=f.benchmark_error,
        history_start=sales.start,
        history=list(sales.sold),
        forecast=[
            Point(period=d, mean=float(f.mean[n]), low=float(low[n]), high=float(high[n])) for n, d in enumerate(days)
        ],
        total=mean,
        total_low=max(mean - 1.96 * sigma, 0.0),
        total_high=mean + 1.96 * sigma,
        demand=found.demand,
        safety_stock=found.safety_stock,
        reorder_point=found.reorder_point,
        order_up_to=found.order_up_to,
        terms=_terms(supply, item),
        stock=_stock(f, freq, first, found, supply, item),
        rows=[*sales.rows[-MOST_ROWS:], *(item.rows if item else ())],
        row_count=len(sales.rows) + (len(item.rows) if item else 0),
    )


def _terms(supply: Supply, item: StockItem | None) -> Terms:
    return Terms(
        supplier=item.supplier if item else None,
        lead_time_days=supply.lead_time_days,
        lead_time_assumed=item is None or item.lead_time_days is None,
        review_days=supply.review_days,
        pack=supply.pack,
        minimum=supply.minimum,
        cost=item.cost if item else None,
    )


def _stock(f: Forecast, freq: Freq, first: date, found: Levels, supply: Supply, item: StockItem | None) -> Stock | None:
    if item is None or item.on_hand is None:
        return None
    on_order = item.on_order or 0.0
    coming = Arrival(item.arrives or first + timedelta(days=math.ceil(supply.lead_time_days)), on_order)
    p = position(f, freq, first, found, supply, on_hand=item.on_hand, coming=coming)
    return Stock(
        on_hand=p.on_hand,
        on_order=p.on_order,
        order=p.order,
        order_cost=p.order * item.cost if item.cost is not None else None,
        cover_weeks=p.cover_weeks,
        runs_out=p.runs_out,
        late=p.late,
        excess=p.excess,
    )
