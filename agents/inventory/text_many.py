"""The answer about several products: the sum or the list first, the few that matter most by name."""

from collections.abc import Callable, Mapping, Sequence

from agents.inventory.orders import NO_SUPPLIER
from agents.inventory.phrases import counted, pieces
from agents.inventory.report import OrderLine, ProductPlan, SupplierOrder
from agents.inventory.request import Intent
from agents.inventory.wording import Wording, rows_of, runs_out

MOST_NAMED = 6
"""Products or suppliers that a text names; the tables hold the rest."""

Products = Sequence[ProductPlan]


def _forecast(w: Wording, products: Products) -> str:
    count, span = counted(len(products), "product", w.report.lang), w.span()
    how = w.t(f"suma del pronóstico de {count}, {span}", f"sum of the forecasts of {count}, {span}")
    rows = rows_of(products)
    value = w.say.pieces(sum(p.total for p in products), w.unit, how, rows, sum(p.row_count for p in products))
    top = sorted(products, key=lambda p: -p.total)[:3]
    names = "; ".join(f"{p.label}, {w.of(p, p.total, w.t('pronóstico', 'forecast'))}" for p in top)
    return w.t(
        f"Espero vender **{value}** {w.unit} de {count} en {span}. Lo que más: {names}. {w.skill(products)}",
        f"I expect to sell **{value}** {w.unit} of {count} in {span}. The most: {names}. {w.skill(products)}",
    )


def _order(w: Wording, products: Products) -> str:
    if not any(p.stock for p in products):
        return f"{w.no_stock_at_all()} {_levels(w, products)}"
    wanted = {p.code for p in products}
    orders = [(o, lines) for o in w.report.orders if (lines := [n for n in o.lines if n.code in wanted])]
    if not orders:
        return w.t(
            "Hoy no hace falta pedir nada: todo está por encima de su punto de reorden.",
            "Nothing needs ordering today: everything is above its reorder point.",
        )
    listed = [_supplier(w, order, lines) for order, lines in orders[:MOST_NAMED]]
    return "\n".join([_order_head(w, products, orders), *listed]) + "\n\n" + _urgent(w, products)


def _order_head(w: Wording, products: Products, orders: Sequence[tuple[SupplierOrder, list[OrderLine]]]) -> str:
    lang, count = w.report.lang, sum(len(lines) for _, lines in orders)
    named = sum(order.supplier != NO_SUPPLIER[lang] for order, _ in orders)
    products_, suppliers = counted(count, "product", lang), counted(named, "supplier", lang)
    of = w.t(f", de {suppliers}", f", of {suppliers}") if named else ""
    how = w.t(f"{products_} en su punto de reorden o por debajo{of}", f"{products_} at or below the reorder point{of}")
    rows = rows_of([p for p in products if p.stock and p.stock.order])
    costs = [line.total for _, lines in orders for line in lines if line.total is not None]
    if not costs:
        number = w.say.text(str(count), how, rows)
        noun = products_.split(" ", 1)[1]
        return w.t(f"Conviene pedir **{number}** {noun}:", f"Order **{number}** {noun}:")
    value = w.say.money(sum(costs), how, rows)
    whom = w.t(f" a {suppliers}", f" from {suppliers}") if named else ""
    return w.t(
        f"Conviene pedir {products_}{whom}, por **{value}** a costo:", f"Order {products_}{whom}, **{value}** at cost:"
    )


def _supplier(w: Wording, order: SupplierOrder, lines: Sequence[OrderLine]) -> str:
    listed = "; ".join(f"{_named(line)}: {pieces(line.quantity)}" for line in lines[:8])
    listed += "; …" if len(lines) > 8 else ""
    return f"- **{order.supplier}**: {w.say.text(listed, f'{order.supplier}: {listed}')}"


def _named(line: OrderLine) -> str:
    """Code and name, or the code alone when there is no name of its own."""
    return f"{line.code} {line.name}" if line.name and line.name.casefold() != line.code.casefold() else line.code


def _urgent(w: Wording, products: Products) -> str:
    late = sorted((p for p in products if p.stock and p.stock.late), key=runs_out)
    if not late:
        return w.t(
            "Nada se acaba antes de que llegue un pedido de hoy.",
            "Nothing runs out before an order placed today arrives.",
        )
    how = w.t("se acaba a este ritmo", "runs out at this rate")
    named = "; ".join(f"{p.label}, {w.when(p, runs_out(p), how)}" for p in late[:3])
    return w.t(
        f"Lo urgente, porque se acaba antes de que llegue un pedido de hoy: {named}.",
        f"Urgent, running out before an order placed today arrives: {named}.",
    )


def _stockout(w: Wording, products: Products) -> str:
    if not any(p.stock for p in products):
        return w.no_stock_at_all()
    out = sorted((p for p in products if p.stock and p.stock.runs_out), key=runs_out)
    if not out:
        span = w.say.text(w.span(), w.t("plazo del pronóstico", "horizon of the forecast"))
        return w.t(f"Nada se acaba en {span}.", f"Nothing runs out in {span}.")
    late = w.t(", **antes de que llegue un pedido de hoy**", ", **before an order placed today arrives**")
    lines = [
        f"- {p.label}: {w.when(p, runs_out(p), w.have(p.stock))}{late if p.stock.late else ''}"
        for p in out[: MOST_NAMED + 2]
        if p.stock
    ]
    head = w.t(
        "Lo que se acaba primero, con lo que hay y lo que viene en camino:",
        "What runs out first, with what there is and what is on order:",
    )
    return "\n".join([head, *lines])


def _overstock(w: Wording, products: Products) -> str:
    if not any(p.stock for p in products):
        return w.no_stock_at_all()
    over = sorted((p for p in products if p.stock and p.stock.excess > 0), key=_tied_up)
    if not over:
        return w.t(
            "No hay sobreinventario: nada rebasa medio año de cobertura.",
            "There is no overstock: nothing exceeds half a year of cover.",
        )
    lines = [
        w.t("- {label}: sobran unas {n}; {have}", "- {label}: about {n} too many; {have}").format(
            label=p.label, n=w.of(p, p.stock.excess, w.have(p.stock)), have=w.have(p.stock)
        )
        for p in over[: MOST_NAMED + 2]
        if p.stock
    ]
    return "\n".join([w.t("Esto sobra:", "There is too much of this:"), *lines])


def _tied_up(p: ProductPlan) -> float:
    """Sorts by the money that lies still, most first."""
    return -(p.stock.excess * (p.terms.cost or 1.0)) if p.stock else 0.0


def _levels(w: Wording, products: Products) -> str:
    sold = sorted((p for p in products if p.order_up_to > 0), key=lambda p: -p.total)[:MOST_NAMED]
    lines = [
        w.t("- {label}: pide con {s}, hasta {top}", "- {label}: order at {s}, up to {top}").format(
            label=p.label, s=w.of(p, p.reorder_point, w.levels_how(p)), top=w.of(p, p.order_up_to, w.levels_how(p))
        )
        for p in sold
    ]
    head = w.t(
        "Cuándo pedir y hasta cuánto, de lo que más se vende; la tabla tiene todo:",
        "When to order and up to what, for the best sellers; the table has all:",
    )
    return "\n".join([head, *lines])


def _audit(w: Wording, products: Products) -> str:
    if not w.report.audit:
        return w.t("Revisé los datos y no encontré nada raro.", "I checked the data and found nothing odd.")
    lines = [f"- {w.say.text(f.text, f.text, f.rows, f.count)}" for f in w.report.audit]
    head = w.t(
        "Esto encontré en los datos, y qué hice con ello:", "This is what I found in the data, and what I did about it:"
    )
    return "\n".join([head, *lines])


MANY: Mapping[Intent, Callable[[Wording, Products], str]] = {
    Intent.FORECAST: _forecast,
    Intent.ORDER: _order,
    Intent.STOCKOUT: _stockout,
    Intent.OVERSTOCK: _overstock,
    Intent.LEVELS: _levels,
    Intent.AUDIT: _audit,
}
