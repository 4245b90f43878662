"""The report as an answer: text with figures, tables, a plot, and what it assumes."""

from collections.abc import Sequence
from datetime import date

from agents.answer import Answer, Cell, Column, Plot, Series, Table
from agents.inventory.evidence import Evidence
from agents.inventory.phrases import periods
from agents.inventory.report import InventoryReport, Point, ProductPlan
from agents.inventory.request import Intent
from agents.inventory.text import compose

HISTORY_SHOWN = {"week": 78, "month": 48, "quarter": 24}
"""Periods of history in a plot."""
MOST_ROWS = 500
SHORT = 600


def to_answer(report: InventoryReport) -> Answer:
    """The answer by rules; a model may phrase its text anew from the same figures."""
    say = Evidence(report.lang)
    text = compose(report, say)
    lost = bool(report.unknown) and report.about_all
    return Answer(
        text=text,
        lang=report.lang,
        specialist="inventory",
        abstained=lost,
        figures=say.figures,
        tables=[] if lost else _tables(report),
        plots=[] if lost else [plot(report, report.selected())],
        short_reply=_short(report),
        notes=[*report.assumptions, *_doubts(report)],
    )


def _doubts(report: InventoryReport) -> list[str]:
    """The audit's sentences, unless they are the answer."""
    return [] if report.intent is Intent.AUDIT else [finding.text for finding in report.audit]


def _short(report: InventoryReport) -> str | None:
    """The order to paste, when there is one and it is short enough."""
    wanted = set(report.chosen)
    texts = [o.text for o in report.orders if any(line.code in wanted for line in o.lines)]
    whole = "\n\n".join(texts)
    return whole if report.intent is Intent.ORDER and texts and len(whole) <= SHORT else None


def _tables(report: InventoryReport) -> list[Table]:
    chosen = report.selected()
    tables = [_orders(report)] if report.intent is Intent.ORDER and report.orders else []
    tables.append(_products(report, chosen))
    if len(chosen) == 1:
        tables.append(_periods(report, chosen[0]))
    return tables


def _products(report: InventoryReport, products: Sequence[ProductPlan]) -> Table:
    es = report.lang == "es"
    span = periods(report.horizon, report.freq, report.lang)
    labels = [
        *(["Clave", "Producto", f"Pronóstico {span}"] if es else ["Code", "Product", f"Forecast {span}"]),
        *(["Existencia", "En camino"] if es else ["On hand", "On order"]),
        *(["Inv. de seguridad", "Punto de reorden"] if es else ["Safety stock", "Reorder point"]),
        *(["Pedir hasta", "Pedir hoy"] if es else ["Order up to", "Order now"]),
        *(["Se acaba", "Semanas"] if es else ["Runs out", "Weeks"]),
    ]
    columns = [Column(label=label, align="left" if n < 2 else "right") for n, label in enumerate(labels)]
    rows: list[list[Cell]] = [
        [
            p.code,
            p.name,
            round(p.total, 1),
            p.stock.on_hand if p.stock else None,
            p.stock.on_order if p.stock else None,
            round(p.safety_stock, 1),
            p.reorder_point,
            p.order_up_to,
            p.stock.order if p.stock else None,
            p.stock.runs_out if p.stock else None,
            round(p.stock.cover_weeks, 1) if p.stock and p.stock.cover_weeks is not None else None,
        ]
        for p in products[:MOST_ROWS]
    ]
    return Table(title="Plan por producto" if es else "Plan by product", columns=columns, rows=rows)


def _orders(report: InventoryReport) -> Table:
    es = report.lang == "es"
    labels = (
        ["Proveedor", "Clave", "Producto", "Cantidad", "Empaques", "Costo", "Total"]
        if es
        else ["Supplier", "Code", "Product", "Quantity", "Packs", "Cost", "Total"]
    )
    columns = [
        Column(label=label, unit="MXN" if n > 4 else None, align="left" if n < 3 else "right")
        for n, label in enumerate(labels)
    ]
    wanted = set(report.chosen)
    rows: list[list[Cell]] = [
        [o.supplier, line.code, line.name, line.quantity, round(line.packs, 2), line.cost, line.total]
        for o in report.orders
        for line in o.lines
        if line.code in wanted
    ]
    return Table(title="Pedido por proveedor" if es else "Order by supplier", columns=columns, rows=rows)


def _periods(report: InventoryReport, product: ProductPlan) -> Table:
    es = report.lang == "es"
    labels = (
        ["Periodo", "Pronóstico", "Bajo 95 %", "Alto 95 %"] if es else ["Period", "Forecast", "Low 95%", "High 95%"]
    )
    columns = [
        Column(label=label, unit=report.unit if n else None, align="right" if n else "left")
        for n, label in enumerate(labels)
    ]
    rows: list[list[Cell]] = [[p.period, round(p.mean, 1), round(p.low, 1), round(p.high, 1)] for p in product.forecast]
    return Table(title=product.label, columns=columns, rows=rows)


def plot(report: InventoryReport, products: Sequence[ProductPlan]) -> Plot:
    """History and forecast of one product, or of the sum of several, with its 95% band."""
    es = report.lang == "es"
    shown = min(HISTORY_SHOWN[report.freq.value], report.freq.between(report.history_first, report.first))
    past = [report.freq.shift(report.first, n - shown) for n in range(shown)]
    sold = [_sold(report, products, day) for day in past]
    ahead = _summed(products)
    gap: list[float | None] = [None] * shown
    lead: list[float | None] = [*gap[:-1], sold[-1]] if shown and sold[-1] is not None else gap
    one = products[0].label if len(products) == 1 else None
    return Plot(
        title=one or ("Ventas de todos los productos" if es else "Sales of all products")
        if one or report.about_all
        else ("Ventas de los productos elegidos" if es else "Sales of the chosen products"),
        unit=report.unit,
        x=[*past, *(p.period for p in ahead)],
        series=[
            Series(name="Ventas" if es else "Sales", values=[*sold, *([None] * len(ahead))], role="history"),
            Series(
                name="Pronóstico" if es else "Forecast",
                values=[*lead, *(round(p.mean, 2) for p in ahead)],
                role="forecast",
            ),
            Series(name="Bajo 95 %" if es else "Low 95%", values=[*gap, *(round(p.low, 2) for p in ahead)], role="low"),
            Series(
                name="Alto 95 %" if es else "High 95%", values=[*gap, *(round(p.high, 2) for p in ahead)], role="high"
            ),
        ],
    )


def _sold(report: InventoryReport, products: Sequence[ProductPlan], day: date) -> float | None:
    values = [p.history[n] for p in products if 0 <= (n := report.freq.between(p.history_start, day)) < len(p.history)]
    known = [v for v in values if v is not None]
    return sum(known) if known else None


def _summed(products: Sequence[ProductPlan]) -> list[Point]:
    """Sum over products; the band of a sum as if errors of different products were independent."""
    if len(products) == 1:
        return list(products[0].forecast)
    out: list[Point] = []
    for together in zip(*(p.forecast for p in products), strict=True):
        mean = sum(p.mean for p in together)
        down = sum((p.mean - p.low) ** 2 for p in together) ** 0.5
        up = sum((p.high - p.mean) ** 2 for p in together) ** 0.5
        out.append(Point(period=together[0].period, mean=mean, low=max(mean - down, 0.0), high=mean + up))
    return out
