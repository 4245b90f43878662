"""How numbers, dates and plain words of inventory are written in each language."""

from datetime import date

from agents.language import Lang
from tools.periods import Freq

_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def pieces(value: float) -> str:
    """``1,234``; one decimal below ten when it is not whole."""
    return f"{value:,.0f}" if value >= 10 or abs(value - round(value)) < 0.05 else f"{value:.1f}"


def money(value: float) -> str:
    return f"${value:,.2f}"


def day(value: date, lang: Lang) -> str:
    """``25 de noviembre de 2026``, ``25 November 2026``."""
    month = _MONTHS[lang][value.month - 1]
    return f"{value.day} de {month} de {value.year}" if lang == "es" else f"{value.day} {month} {value.year}"


def percent(share: float) -> str:
    """``95 %``, ``97.5 %``."""
    return f"{round(100 * share, 4):g} %"


def periods(count: int, freq: Freq, lang: Lang) -> str:
    """``13 semanas``, ``1 month``."""
    words = {
        "es": {"week": ("semana", "semanas"), "month": ("mes", "meses"), "quarter": ("trimestre", "trimestres")},
        "en": {"week": ("week", "weeks"), "month": ("month", "months"), "quarter": ("quarter", "quarters")},
    }[lang][freq.value]
    return f"{count} {words[0] if count == 1 else words[1]}"


_NOUNS: dict[Lang, dict[str, tuple[str, str]]] = {
    "es": {"product": ("producto", "productos"), "supplier": ("proveedor", "proveedores"),
           "line": ("renglón", "renglones")},
    "en": {"product": ("product", "products"), "supplier": ("supplier", "suppliers"), "line": ("line", "lines")},
}  # fmt: skip


def counted(count: int, noun: str, lang: Lang) -> str:
    """``1 proveedor``, ``2,300 products``; `noun` is ``product``, ``supplier`` or ``line``."""
    one, many = _NOUNS[lang][noun]
    return f"{count:,} {one if count == 1 else many}"


def period_word(freq: Freq, lang: Lang) -> str:
    """The singular: ``semana``, ``month``."""
    return periods(1, freq, lang)[2:]
