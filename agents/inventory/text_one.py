"""The answer about one product: what was asked first, then what it rests on."""

from collections.abc import Callable, Mapping

from agents.inventory.phrases import period_word, pieces
from agents.inventory.report import ProductPlan, Stock
from agents.inventory.request import Intent
from agents.inventory.wording import Wording


def _forecast(w: Wording, p: ProductPlan) -> str:
    span, interval = w.span(), w.interval(p.total_low, p.total_high)
    total = w.of(p, p.total, w.t(f"pronóstico para {span}; {interval}", f"forecast for {span}; {interval}"))
    if p.total == 0:
        return w.t(
            f"De **{p.label}** no espero ventas: {total} en {span}.",
            f"I expect no sales of **{p.label}**: {total} in {span}.",
        )
    step, point = period_word(w.report.freq, w.report.lang), p.forecast[0]
    near = w.of(p, point.mean, w.t(f"la primera {step}", f"the first {step}"))
    first = w.t("El primer mes" if step == "mes" else f"La primera {step}", f"The first {step}")
    return w.t(
        f"De **{p.label}** espero vender **{total}** {w.unit} en {span}; {interval}. {first}: {near}. {w.skill([p])}",
        f"I expect to sell **{total}** {w.unit} of **{p.label}** in {span}; {interval}. {first}: {near}. "
        f"{w.skill([p])}",
    )


def _levels(w: Wording, p: ProductPlan) -> str:
    how = w.levels_how(p)
    point, top, safety = (w.of(p, value, how) for value in (p.reorder_point, p.order_up_to, p.safety_stock))
    return w.t(
        f"**{p.label}**: pide cuando queden **{point}** o menos, contando lo que viene en camino, y hasta "
        f"llegar a {top}. "
        f"El inventario de seguridad es de {safety}.",
        f"**{p.label}**: order when **{point}** or fewer are left, counting what is on order, and up to {top}. "
        f"Safety stock is {safety}.",
    )


def _order(w: Wording, p: ProductPlan) -> str:
    if p.stock is None:
        return f"{w.no_stock(p)} {_levels(w, p)}"
    point, top = pieces(p.reorder_point), pieces(p.order_up_to)
    pack, least = pieces(p.terms.pack), pieces(p.terms.minimum)
    how = w.t(
        f"{w.have(p.stock)}; punto de reorden {point}, nivel máximo {top}, empaque de {pack}, mínimo {least}",
        f"{w.have(p.stock)}; reorder point {point}, order-up-to {top}, pack of {pack}, minimum {least}",
    )
    quantity = w.of(p, p.stock.order, how)
    why = w.t(
        f"{w.have(p.stock)}, y el punto de reorden es {point}.", f"{w.have(p.stock)}, and the reorder point is {point}."
    )
    tail = _lasting(w, p, p.stock, w.t("A este ritmo", "At this rate it"))
    if not p.stock.order:
        return w.t(
            f"De **{p.label}** no hace falta pedir hoy ({quantity}): {why} {tail}",
            f"**{p.label}** needs no order today ({quantity}): {why} {tail}",
        )
    supplier = w.t(f" a {p.terms.supplier}", f" from {p.terms.supplier}") if p.terms.supplier else ""
    return w.t(
        f"De **{p.label}** conviene pedir **{quantity}** {w.unit}{supplier}{_cost(w, p, p.stock)}: {why} {tail}",
        f"Order **{quantity}** {w.unit} of **{p.label}**{supplier}{_cost(w, p, p.stock)}: {why} {tail}",
    )


def _cost(w: Wording, p: ProductPlan, stock: Stock) -> str:
    if stock.order_cost is None:
        return ""
    how = w.t(f"{pieces(stock.order)} por el costo unitario", f"{pieces(stock.order)} times the unit cost")
    value = w.say.money(stock.order_cost, f"{p.label}: {how}", p.rows)
    return w.t(f", {value} a costo", f", {value} at cost")


def _stockout(w: Wording, p: ProductPlan) -> str:
    if p.stock is None:
        return f"{w.no_stock(p)} {_forecast(w, p)}"
    lasting = _lasting(w, p, p.stock, f"**{p.label}**")
    if not p.stock.order:
        return f"{lasting} {w.t('No hace falta pedir hoy.', 'No order is needed today.')}"
    point = w.t(f"punto de reorden {pieces(p.reorder_point)}", f"reorder point {pieces(p.reorder_point)}")
    quantity = w.of(p, p.stock.order, point)
    return f"{lasting} {w.t(f'Conviene pedir {quantity} hoy.', f'Order {quantity} today.')}"


def _lasting(w: Wording, p: ProductPlan, stock: Stock, subject: str) -> str:
    """Until when the stock lasts."""
    how = w.t(f"{w.have(stock)}, menos el pronóstico día por día", f"{w.have(stock)}, less the forecast day by day")
    if stock.runs_out is not None:
        when = w.when(p, stock.runs_out, how)
        late = _late(w, p) if stock.late else ""
        return w.t(f"{subject} se acaba hacia el {when}{late}.", f"{subject} runs out around {when}{late}.")
    if stock.cover_weeks is None:
        have = w.of(p, stock.on_hand, w.t("existencia, sin ventas recientes", "on hand, without recent sales"))
        return w.t(f"{subject} ya no se vende; quedan {have}.", f"{subject} no longer sells; {have} are left.")
    cover = w.of(p, stock.cover_weeks, how, w.weeks)
    return w.t(f"{subject} alcanza para {cover} semanas.", f"{subject} lasts {cover} weeks.")


def _late(w: Wording, p: ProductPlan) -> str:
    lead = w.of(p, p.terms.lead_time_days, w.t("días de entrega", "days of lead time"), w.t("días", "days"))
    return w.t(
        f", antes de que llegue un pedido de hoy ({lead} días)", f", before an order placed today arrives ({lead} days)"
    )


def _overstock(w: Wording, p: ProductPlan) -> str:
    if p.stock is None:
        return w.no_stock(p)
    have = w.have(p.stock)
    if p.stock.excess > 0:
        excess = w.of(p, p.stock.excess, have)
        return w.t(
            f"Sí: de **{p.label}** sobran unas **{excess}**; {have}.",
            f"Yes: about **{excess}** too many of **{p.label}**; {have}.",
        )
    cover = w.of(p, p.stock.cover_weeks or 0.0, have, w.weeks)
    return w.t(
        f"No: **{p.label}** tiene {cover} semanas de cobertura; {have}.",
        f"No: **{p.label}** has {cover} weeks of cover; {have}.",
    )


ONE: Mapping[Intent, Callable[[Wording, ProductPlan], str]] = {
    Intent.FORECAST: _forecast,
    Intent.ORDER: _order,
    Intent.STOCKOUT: _stockout,
    Intent.OVERSTOCK: _overstock,
    Intent.LEVELS: _levels,
}
