"""Numbers, money, dates and periods as people write them, Spanish and English."""

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from agents.language import Lang
from retrieval.row_query import Period

MONTHS: dict[Lang, tuple[str, ...]] = {
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_DOLLAR_LIKE = frozenset({"MXN", "USD", "CAD", "COP", "ARS", "CLP", "UYU"})
_UNITS: dict[str, str] = {
    "dia": "día",
    "dias": "días",
    "dias habiles": "días hábiles",
    "dias naturales": "días naturales",
}
_PLURALS: dict[str, str] = {
    "dia": "días",
    "caja": "cajas",
    "pieza": "piezas",
    "pza": "pzas",
    "unidad": "unidades",
    "hora": "horas",
    "semana": "semanas",
    "mes": "meses",
    "bolsa": "bolsas",
    "paquete": "paquetes",
    "bulto": "bultos",
    "frasco": "frascos",
    "botella": "botellas",
    "costal": "costales",
    "juego": "juegos",
    "rollo": "rollos",
    "par": "pares",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "hour": "hours",
    "unit": "units",
    "piece": "pieces",
    "box": "boxes",
    "servicio": "servicios",
}
"""Units in the plural, by their one form in the rows."""


def is_currency(unit: str | None) -> bool:
    return unit == "$" or (unit is not None and len(unit) == 3 and unit.isupper())


def number(value: Decimal, unit: str | None = None) -> str:
    """``$12,528.00 MXN``, ``1,245``, ``12.5%``, ``15 días``: money with cents, other numbers without empty decimals."""
    if is_currency(unit):
        shown = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"
        sign = "-" if shown.startswith("-") else ""
        shown = shown.lstrip("-")
        if unit == "$":
            return f"{sign}${shown}"
        return f"{sign}${shown} {unit}" if unit in _DOLLAR_LIKE else f"{sign}{shown} {unit}"
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    if unit == "%":
        return f"{plain}%"
    return f"{plain} {_unit(unit, abs(value) == 1)}" if unit else plain


def _unit(unit: str, one: bool) -> str:
    """A unit, in the plural when it is a word: ``días``, ``cajas``; ``kg`` stays."""
    if not one and unit in _PLURALS:
        return _PLURALS[unit]
    return _UNITS.get(unit, unit)


def day(value: date, lang: Lang) -> str:
    """``15 de marzo de 2026``, ``15 March 2026``."""
    month = MONTHS[lang][value.month - 1]
    return f"{value.day} de {month} de {value.year}" if lang == "es" else f"{value.day} {month} {value.year}"


def period(value: Period, lang: Lang) -> str:
    """``en marzo de 2026``, ``en 2025``, ``del 3 al 15 de abril de 2026``, ``desde el …``."""
    start, end = value.start, value.end
    if start and end:
        return _closed(start, end, lang)
    if start:
        return f"desde el {day(start, lang)}" if lang == "es" else f"since {day(start, lang)}"
    if end:
        return f"hasta el {day(end, lang)}" if lang == "es" else f"until {day(end, lang)}"
    return ""


def _closed(start: date, end: date, lang: Lang) -> str:
    if start == end:
        return f"el {day(start, lang)}" if lang == "es" else f"on {day(start, lang)}"
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    names = MONTHS[lang]
    of = " de " if lang == "es" else " "
    one, other = names[start.month - 1], names[end.month - 1]
    within = "en" if lang == "es" else "in"
    if whole and start.year == end.year:
        if start.month == end.month:
            return f"{within} {one}{of}{start.year}"
        if (start.month, end.month) == (1, 12):
            return f"{within} {start.year}"
        return f"de {one} a {other} de {start.year}" if lang == "es" else f"from {one} to {other} {start.year}"
    if whole:
        return (
            f"de {one} de {start.year} a {other} de {end.year}"
            if lang == "es"
            else f"from {one} {start.year} to {other} {end.year}"
        )
    if (start.year, start.month) == (end.year, end.month):
        return f"del {start.day} al {day(end, lang)}" if lang == "es" else f"from {start.day} to {day(end, lang)}"
    return (
        f"del {day(start, lang)} al {day(end, lang)}"
        if lang == "es"
        else f"from {day(start, lang)} to {day(end, lang)}"
    )


def span(label: str, lang: Lang) -> str:
    """The label of a group of days: ``2026-03`` → ``marzo de 2026``; a Monday → its week; ``0001`` is no year."""
    parts = label.split("-")
    if len(parts) == 2 and parts[1].startswith("Q"):
        return f"trimestre {parts[1][1]} de {parts[0]}" if lang == "es" else f"quarter {parts[1][1]} of {parts[0]}"
    if len(parts) == 2 and parts[1].isdigit():
        name = MONTHS[lang][int(parts[1]) - 1]
        if parts[0] == "0001":
            return name
        return f"{name} de {parts[0]}" if lang == "es" else f"{name} {parts[0]}"
    if len(parts) == 3:
        monday = day(date.fromisoformat(label), lang)
        return f"semana del {monday}" if lang == "es" else f"week of {monday}"
    return label


def joined(items: list[str], lang: Lang) -> str:
    """``a, b y c``."""
    if len(items) < 2:
        return "".join(items)
    word = (
        ("e" if items[-1][:1].lower() in ("i", "í") and items[-1][:2].lower() != "ia" else "y")
        if lang == "es"
        else "and"
    )
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
