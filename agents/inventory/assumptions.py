"""Everything that a plan takes for granted, one sentence each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.inventory.phrases import counted, day, percent, periods, pieces
from agents.inventory.report import ProductPlan
from agents.inventory.request import InventoryRequest
from tools.sales import SalesHistory
from tools.stock import StockItem


@dataclass(frozen=True, slots=True)
class Known:
    """What the sentences are about."""

    products: Sequence[ProductPlan]
    stock: Mapping[str, StockItem]
    history: SalesHistory
    horizon: int
    inflation: float
    request: InventoryRequest


def assumptions(known: Known) -> list[str]:
    """In the request's language; only what applies."""
    spanish = known.request.lang == "es"
    return [es if spanish else en for es, en in (*_about_demand(known), *_about_supply(known), *_about_stock(known))]


def _about_demand(known: Known) -> list[tuple[str, str]]:
    history, freq = known.history, known.history.freq
    span = periods(known.horizon, freq, "es"), periods(known.horizon, freq, "en")
    out = [
        (
            "La demanda se toma igual a lo vendido: lo que faltó por no haber existencia no se ve en las ventas.",
            "Demand is taken to be what was sold: sales lost for lack of stock cannot be seen.",
        )
    ]
    if known.request.horizon_weeks is None:
        out.append(
            (
                f"Sin plazo en la petición, se pronostican {span[0]}.",
                f"No horizon was asked for: {span[1]} are forecast.",
            )
        )
    if history.periods < 2 * freq.season_length:
        out.append(
            (
                f"Hay {periods(history.periods, freq, 'es')} de historia, menos de dos años: no se puede ver la "
                f"temporada.",
                f"There are {periods(history.periods, freq, 'en')} of history, under two years: seasons cannot "
                f"be seen.",
            )
        )
    return out


def _about_supply(known: Known) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    products = known.products
    assumed = [p for p in products if p.terms.lead_time_assumed]
    if assumed:
        days = pieces(assumed[0].terms.lead_time_days)
        count = len(assumed)
        out.append(
            (
                f"Sin tiempo de entrega para {counted(count, 'product', 'es')}: se suponen {days} días.",
                f"No lead time for {counted(count, 'product', 'en')}: {days} days are assumed.",
            )
        )
    reviews = sorted({p.terms.review_days for p in products})
    if reviews == [reviews[0]] if reviews else False:
        out.append(
            (
                f"Se supone que se revisa y se pide cada {pieces(reviews[0])} días.",
                f"Stock is assumed to be reviewed and ordered every {pieces(reviews[0])} days.",
            )
        )
    out.append(
        (
            f"Los niveles buscan surtir {percent(known.request.fill_rate)} de las piezas pedidas (fill rate), "
            f"con plazos de entrega constantes.",
            f"Levels aim at serving {percent(known.request.fill_rate)} of the pieces asked for (fill rate), "
            f"with constant lead times.",
        )
    )
    if known.inflation > 1.05:
        out.append(
            (
                f"La variabilidad se multiplicó por {known.inflation:.2f}: con menos, los ciclos pasados no se "
                f"habrían surtido a ese nivel.",
                f"Variability was multiplied by {known.inflation:.2f}: with less, past cycles would not have "
                f"been served at that level.",
            )
        )
    return out


def _about_stock(known: Known) -> list[tuple[str, str]]:
    lang = known.request.lang
    first = known.history.freq.shift(known.history.last, 1)
    with_stock = [p for p in known.products if p.stock is not None]
    out: list[tuple[str, str]] = []
    if with_stock:
        when = day(first, lang)
        out.append((f"Las existencias se toman como las del {when}.", f"Stock is taken as of {when}."))
    missing = len(known.products) - len(with_stock)
    if missing:
        out.append(
            (
                f"Sin existencia para {counted(missing, 'product', 'es')}: se da el nivel hasta el cual pedir, "
                "no una cantidad.",
                f"No stock figure for {counted(missing, 'product', 'en')}: the level to order up to is given, "
                "not a quantity.",
            )
        )
    undated = [i for i in known.stock.values() if i.on_order and i.arrives is None]
    if undated:
        out.append(
            (
                f"Lo que viene en camino sin fecha ({counted(len(undated), 'product', 'es')}) "
                "se supone que llega en su tiempo de entrega.",
                f"What is on order without a date ({counted(len(undated), 'product', 'en')}) "
                "is assumed to arrive within its lead time.",
            )
        )
    costless = [p for p in with_stock if p.stock and p.stock.order > 0 and p.terms.cost is None]
    if costless:
        out.append(
            (
                f"Sin costo para {counted(len(costless), 'product', 'es')} por pedir: el total no se conoce.",
                f"No cost for {counted(len(costless), 'product', 'en')} to order: the total is not known.",
            )
        )
    return out
