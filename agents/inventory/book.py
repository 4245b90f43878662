"""The plan as a new workbook: order, plan, forecast with a chart, what was found in the data, what is assumed."""

from collections.abc import Sequence

from agents.inventory.answer import plot
from agents.inventory.phrases import counted, day, periods
from agents.inventory.report import InventoryReport, ProductPlan
from tools.workbook import ChartSeries, ChartSpec, ColumnSpec, SheetSpec, Value, WorkbookSpec

MOST_BARS = 25
MOST_FORECAST = 300
"""Products whose every period has a row; the plan's sheet has all products."""


def workbook(report: InventoryReport) -> WorkbookSpec:
    """Sheets for what the request is about; the order only when there is one."""
    es = report.lang == "es"
    chosen = report.selected()
    sheets = (
        [_orders(report)] if any(line.code in set(report.chosen) for o in report.orders for line in o.lines) else []
    )
    sheets += [_plan(report, chosen), _chart(report, chosen), _forecast(report, chosen), _notes(report)]
    return WorkbookSpec(title="Plan de inventario" if es else "Inventory plan", sheets=sheets)


def file_name(report: InventoryReport) -> str:
    """``plan-de-inventario-2026-11-16.xlsx``."""
    return f"{'plan-de-inventario' if report.lang == 'es' else 'inventory-plan'}-{report.first}.xlsx"


def summary(report: InventoryReport) -> str:
    """One sentence for whoever approves it."""
    count = counted(len(report.chosen), "product", report.lang)
    span = periods(report.horizon, report.freq, report.lang)
    lines = sum(line.code in set(report.chosen) for order in report.orders for line in order.lines)
    if report.lang == "es":
        order = f", con un pedido de {counted(lines, 'line', 'es')}" if lines else ""
        return f"Libro nuevo con el plan de {count} a {span}{order}."
    order = f", with an order of {counted(lines, 'line', 'en')}" if lines else ""
    return f"A new workbook with the plan of {count} for {span}{order}."


def _columns(report: InventoryReport, *specs: tuple[str, str, ColumnSpec]) -> list[ColumnSpec]:
    return [spec.model_copy(update={"label": es if report.lang == "es" else en}) for es, en, spec in specs]


_TEXT, _WHOLE, _NUMBER = (
    ColumnSpec(label="", kind="text"),
    ColumnSpec(label="", kind="integer"),
    ColumnSpec(label="", kind="number"),
)
_MONEY, _DATE = ColumnSpec(label="", kind="money"), ColumnSpec(label="", kind="date")


def _orders(report: InventoryReport) -> SheetSpec:
    wanted = set(report.chosen)
    rows: list[list[Value]] = [
        [o.supplier, line.code, line.name, line.quantity, line.pack, line.packs, line.cost, line.total]
        for o in report.orders
        for line in o.lines
        if line.code in wanted
    ]
    columns = _columns(
        report,
        ("Proveedor", "Supplier", _TEXT),
        ("Clave", "Code", _TEXT),
        ("Producto", "Product", _TEXT),
        ("Cantidad", "Quantity", ColumnSpec(label="", kind="integer")),
        ("Empaque", "Pack", _WHOLE),
        ("Empaques", "Packs", _NUMBER),
        ("Costo", "Cost", _MONEY),
        ("Total", "Total", ColumnSpec(label="", kind="money", total=True)),
    )
    es = report.lang == "es"
    bars = ChartSpec(
        kind="bar",
        title="Total por producto" if es else "Total by product",
        categories=columns[1].label,
        series=[ChartSeries(column=columns[7].label, role="bar")],
        rows=min(len(rows), MOST_BARS),
    )
    heading = f"Pedido del {day(report.first, 'es')}" if es else f"Order of {day(report.first, 'en')}"
    return SheetSpec(name="Pedido" if es else "Order", heading=heading, columns=columns, rows=rows, charts=[bars])


def _plan(report: InventoryReport, products: Sequence[ProductPlan]) -> SheetSpec:
    es, span = report.lang == "es", periods(report.horizon, report.freq, report.lang)
    columns = _columns(
        report,
        ("Clave", "Code", _TEXT),
        ("Producto", "Product", _TEXT),
        ("Proveedor", "Supplier", _TEXT),
        (f"Pronóstico {span}", f"Forecast {span}", _NUMBER),
        ("Bajo 95 %", "Low 95%", _NUMBER),
        ("Alto 95 %", "High 95%", _NUMBER),
        ("Existencia", "On hand", _WHOLE),
        ("En camino", "On order", _WHOLE),
        ("Inventario de seguridad", "Safety stock", _NUMBER),
        ("Punto de reorden", "Reorder point", _WHOLE),
        ("Pedir hasta", "Order up to", _WHOLE),
        ("Pedir hoy", "Order now", _WHOLE),
        ("Se acaba", "Runs out", _DATE),
        ("Semanas de cobertura", "Weeks of cover", _NUMBER),
        ("Entrega (días)", "Lead time (days)", _NUMBER),
        ("Método", "Method", _TEXT),
    )
    return SheetSpec(
        name="Plan",
        columns=columns,
        rows=[_plan_row(p) for p in products],
        heading="Plan por producto" if es else "Plan by product",
    )


def _plan_row(p: ProductPlan) -> list[Value]:
    s = p.stock
    return [
        p.code, p.name, p.terms.supplier, p.total, p.total_low, p.total_high,
        s.on_hand if s else None, s.on_order if s else None, p.safety_stock, p.reorder_point, p.order_up_to,
        s.order if s else None, s.runs_out if s else None, s.cover_weeks if s else None,
        p.terms.lead_time_days, p.method,
    ]  # fmt: skip


def _chart(report: InventoryReport, products: Sequence[ProductPlan]) -> SheetSpec:
    drawn = plot(report, products)
    labels = ["Periodo" if report.lang == "es" else "Period", *(s.name for s in drawn.series)]
    columns = [
        ColumnSpec(label=labels[0], kind="date"),
        *(ColumnSpec(label=label, kind="number") for label in labels[1:]),
    ]
    rows: list[list[Value]] = [[x, *(s.values[n] for s in drawn.series)] for n, x in enumerate(drawn.x)]
    line = ChartSpec(
        kind="line",
        title=drawn.title,
        categories=labels[0],
        series=[ChartSeries(column=s.name, role=s.role) for s in drawn.series],
        y_title=report.unit,
    )
    name = "Gráfica" if report.lang == "es" else "Chart"
    return SheetSpec(name=name, columns=columns, rows=rows, charts=[line], heading=drawn.title)


def _forecast(report: InventoryReport, products: Sequence[ProductPlan]) -> SheetSpec:
    columns = _columns(
        report,
        ("Clave", "Code", _TEXT),
        ("Producto", "Product", _TEXT),
        ("Periodo", "Period", _DATE),
        ("Pronóstico", "Forecast", _NUMBER),
        ("Bajo 95 %", "Low 95%", _NUMBER),
        ("Alto 95 %", "High 95%", _NUMBER),
    )
    best = sorted(products, key=lambda p: -p.total)[:MOST_FORECAST] if len(products) > MOST_FORECAST else products
    rows: list[list[Value]] = [[p.code, p.name, f.period, f.mean, f.low, f.high] for p in best for f in p.forecast]
    return SheetSpec(name="Pronóstico" if report.lang == "es" else "Forecast", columns=columns, rows=rows)


def _notes(report: InventoryReport) -> SheetSpec:
    es = report.lang == "es"
    found, assumed = ("Hallazgo", "Supuesto") if es else ("Finding", "Assumption")
    rows: list[list[Value]] = [
        *([found, f.text, ", ".join(dict.fromkeys(str(r.row) for r in f.rows[:20]))] for f in report.audit),
        *([assumed, text, None] for text in report.assumptions),
    ]
    columns = _columns(report, ("Tipo", "Kind", _TEXT), ("Qué", "What", _TEXT), ("Filas", "Rows", _TEXT))
    return SheetSpec(name="Datos y supuestos" if es else "Data and assumptions", columns=columns, rows=rows)
