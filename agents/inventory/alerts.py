"""What needs attention: products that run out before help can come, and products there is too much of."""

from collections.abc import Sequence
from datetime import date

from agents.inventory.phrases import day, pieces
from agents.inventory.report import Alert, AlertKind, ProductPlan
from agents.language import Lang
from tools.periods import Freq


def alerts(products: Sequence[ProductPlan], freq: Freq, lang: Lang) -> list[Alert]:
    """Stock-outs by date, then overstock by how much."""
    out = sorted((p for p in products if p.stock and p.stock.late), key=lambda p: _runs_out(p))
    over = sorted((p for p in products if p.stock and p.stock.excess > 0), key=lambda p: -_excess(p))
    return [
        *(Alert(kind=AlertKind.STOCKOUT, code=p.code, text=_stockout(p, lang)) for p in out),
        *(Alert(kind=AlertKind.OVERSTOCK, code=p.code, text=_overstock(p, lang)) for p in over),
    ]


def _runs_out(p: ProductPlan) -> date:
    return p.stock.runs_out if p.stock and p.stock.runs_out else date.max


def _excess(p: ProductPlan) -> float:
    return p.stock.excess if p.stock else 0.0


def _stockout(p: ProductPlan, lang: Lang) -> str:
    assert p.stock is not None
    assert p.stock.runs_out is not None
    when, lead = day(p.stock.runs_out, lang), pieces(p.terms.lead_time_days)
    if lang == "es":
        return f"{p.label} se acaba hacia el {when}; un pedido de hoy tarda {lead} días."
    return f"{p.label} runs out around {when}; an order placed today takes {lead} days."


def _overstock(p: ProductPlan, lang: Lang) -> str:
    assert p.stock is not None
    have, excess = pieces(p.stock.on_hand + p.stock.on_order), pieces(p.stock.excess)
    if p.stock.cover_weeks is None:
        tail = "y ya no se vende" if lang == "es" else "and it no longer sells"
    else:
        weeks = pieces(p.stock.cover_weeks)
        tail = f"alcanzan para {weeks} semanas" if lang == "es" else f"enough for {weeks} weeks"
    if lang == "es":
        return f"{p.label}: hay {have}, {tail}; sobran unas {excess}."
    return f"{p.label}: {have} in stock or on order, {tail}; about {excess} too many."
