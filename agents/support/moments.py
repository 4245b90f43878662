"""Days and hours as people write them."""

from datetime import date, datetime

from agents.language import Lang
from tools.tickets_sla import BusinessHours

_DAYS: dict[Lang, tuple[str, ...]] = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: dict[Lang, tuple[str, ...]] = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip


def moment(value: datetime, lang: Lang) -> str:
    """``martes 17 de marzo de 2026, 11:00``; the hour counts from 0 to 23."""
    return f"{_DAYS[lang][value.weekday()]} {day(value.date(), lang)}, {value:%H:%M}"


def day(value: date, lang: Lang) -> str:
    """``17 de marzo de 2026``."""
    month = _MONTHS[lang][value.month - 1]
    return f"{value.day} de {month} de {value.year}" if lang == "es" else f"{value.day} {month} {value.year}"


def hours(value: float, lang: Lang) -> str:
    """``2 horas hábiles``."""
    number = f"{value:g}"
    if lang == "es":
        return f"{number} {'hora hábil' if value == 1 else 'horas hábiles'}"
    return f"{number} working {'hour' if value == 1 else 'hours'}"


def working(business: BusinessHours, lang: Lang) -> str:
    """``de lunes a viernes de 9:00 a 18:00, sin días festivos``."""
    days = sorted(business.days)
    names = [_DAYS[lang][one] for one in days]
    run = len(days) > 2 and days == list(range(days[0], days[-1] + 1))
    opens, closes = f"{business.opens:%H:%M}".lstrip("0"), f"{business.closes:%H:%M}".lstrip("0")
    if lang == "es":
        spoken = f"de {names[0]} a {names[-1]}" if run else ", ".join(names)
        return f"{spoken} de {opens} a {closes}, sin días festivos"
    spoken = f"{names[0]} to {names[-1]}" if run else ", ".join(names)
    return f"{spoken}, {opens} to {closes}, without public holidays"
