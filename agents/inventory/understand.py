"""The first step of language: what is asked of the inventory specialist."""

import re
from pathlib import Path

from pydantic import Field

from agents.inventory.request import Intent
from agents.language import PRECISE, Lang, Prompt, Result, Task
from agents.text import fold

PROMPTS = Path(__file__).parent / "prompts"


class Asked(Result):
    """A message, understood."""

    intent: Intent | None = Field(default=None, description="What it asks for; null when it does not say.")
    products: list[str] = Field(default_factory=list, description="Products it names, in its own words.")
    horizon_weeks: int | None = Field(default=None, ge=1, le=104, description="Weeks ahead, when it says how far.")
    fill_rate: float | None = Field(default=None, gt=0.5, lt=1, description="Service level asked for, 0.5 to 1.")
    lead_time_days: float | None = Field(
        default=None, gt=0, le=730, description="Days a supplier takes, when it says so."
    )
    on_hand: float | None = Field(default=None, ge=0, description="Pieces the user says are in stock.")
    workbook: bool = Field(default=False, description="Whether an Excel file is asked for.")
    follow_up: bool = Field(default=False, description="Whether it leans on the message before.")


def by_rules(*, lang: Lang, question: str) -> Asked:
    """The twin: word patterns in both languages; products are found later, in the tables' own words."""
    text = fold(question)
    return Asked(
        intent=next((intent for intent, pattern in _INTENTS if re.search(pattern, text)), None),
        products=[question],
        horizon_weeks=_horizon(text),
        fill_rate=_fill_rate(text),
        lead_time_days=_lead_time(text),
        on_hand=_on_hand(text),
        workbook=bool(_WORKBOOK.search(text)),
        follow_up=bool(_FOLLOW_UP.match(text)) and len(text.split()) <= 14,
    )


understand = Task(
    name="inventory.understand",
    prompt=Prompt(PROMPTS, "understand"),
    result=Asked,
    embedded=by_rules,
    preset=PRECISE,
)

_INTENTS: tuple[tuple[Intent, str], ...] = (
    (Intent.AUDIT, r"\baudit|calidad de (?:los |mis )?datos|data quality|(?:revisa|checa|check"
        r"|review)\w* (?:\w+ ){0,3}(?:datos|data)|errores (?:de captura|en)|duplicad|datos faltantes"),
    (Intent.OVERSTOCK, r"sobre ?inventario|sobre ?stock|over ?stock|exceso|excess|de mas\b|lento movimiento"
        r"|slow.moving|no se (?:vende|mueve)|me sobra"),
    (Intent.LEVELS, r"punto de (?:reorden|pedido)|reorder (?:point|level)|(?:inventario|stock"
        r"|existencia) de seguridad|safety stock|nivel(?:es)? (?:maximo|minimo|objetivo)|order.up.to"
        r"|maximos y minimos"),
    (Intent.STOCKOUT, r"\b(?:se (?:me |nos )?(?:va[n]? a )?(?:acab|agot|termin))|agota|quiebre|desabasto"
        r"|faltante|runs? out|running out|stock.?outs?|cuanto (?:me |nos )?(?:dura|alcanza)|para cuanto (?:me "
        r"|nos )?alcanza|how long (?:will|does)"),
    (Intent.ORDER, r"\bpedi[rd]|\bpide|\bpedidos?\b|ordenar|orden(?:es)? de compra|\bcompr(?:ar|o|amos|as)\b"
        r"|resurt|\bsurtir|reabastec|\border\b|\borders\b|reorder|replenish|restock|\bbuy\b|purchase"),
    (Intent.FORECAST, r"pronostic|prever|prevision|proyec|predic|forecast|project|demanda|demand|vender"
        r"|venderemos|\bsell\b|ventas? (?:de |en )?(?:las |los )?(?:proxim|siguient)"),
)  # fmt: skip
_WORKBOOK = re.compile(
    r"\bexcel\b|xlsx|libro\b|workbook|spreadsheet|hoja de calculo|(?:en|un|a) archivo|descarg|download|export|"
    r"\b(?:haz|hazme|arma|armame|prepara|preparame|genera|generame|make|prepare|create"
    r"|generate)\b.{0,20}\b(?:pedido|orden|lista|order|list)"
)
_FOLLOW_UP = re.compile(r"^[\s¿¡]*(?:y|e|and|what about|how about|que tal|pero|but|entonces|then)\b")
_NUMBERS = {
    "un": 1, "una": 1, "one": 1, "dos": 2, "two": 2, "tres": 3, "three": 3, "cuatro": 4, "four": 4,
    "cinco": 5, "five": 5, "seis": 6, "six": 6,
    "ocho": 8, "eight": 8, "diez": 10, "ten": 10, "doce": 12, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_HORIZON = re.compile(
    rf"(?:proxim[oa]s|siguientes|next|a|en|para|for|de|las|los|over)\s+(?:las |los |the "
    rf"|next )?{_COUNT}\s+(?:proxim[oa]s |next )?"
    r"(semanas?|weeks?|meses|mes|months?|dias|days|trimestres?|quarters?|anos?|years?)"
)
_SINGLE = re.compile(r"(?:proxim[oa]|siguiente|next|este|this)\s+(semana|week|mes|month|trimestre|quarter|ano|year)")
_WEEKS = {"s": 1.0, "w": 1.0, "m": 52 / 12, "d": 1 / 7, "t": 13.0, "q": 13.0, "a": 52.0, "y": 52.0}


def _horizon(text: str) -> int | None:
    if _LEAD.search(text):
        text = _LEAD.sub(" ", text)
    if match := _HORIZON.search(text):
        count = _NUMBERS.get(match[1]) or int(match[1])
        return min(104, max(1, round(count * _WEEKS[match[2][0]])))
    if match := _SINGLE.search(text):
        return max(1, round(_WEEKS[match[1][0]]))
    return None


_RATE = re.compile(r"(\d{2}(?:[.,]\d+)?)\s*(?:%|por ciento|percent)")


def _fill_rate(text: str) -> float | None:
    match = _RATE.search(text)
    if match is None or not re.search(r"servicio|surtid|fill|service|nivel|disponib", text):
        return None
    rate = float(match[1].replace(",", ".")) / 100
    return rate if 0.5 < rate < 1 else None


_LEAD = re.compile(
    rf"(?:entrega\w*|tarda\w*|llega\w*|lead time|takes?|delivers?|surt\w+)\D{{0,20}}?{_COUNT}\s+(dias|days"
    rf"|semanas?|weeks?|meses|mes|months?)"
)


def _lead_time(text: str) -> float | None:
    match = _LEAD.search(text)
    return (_NUMBERS.get(match[1]) or int(match[1])) * _WEEKS[match[2][0]] * 7 if match else None


_STOCK = re.compile(
    r"(?:tengo|tenemos|hay|quedan|me quedan|nos quedan|i have|we have|there are|existencia(?: de| es)?:?)\s+"
    r"(\d[\d,]*)(?![\d,])(?!\s*(?:%|semanas|meses|dias|productos|weeks|months|days|products))"
)


def _on_hand(text: str) -> float | None:
    match = _STOCK.search(text)
    return float(match[1].replace(",", "")) if match else None
