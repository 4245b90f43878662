"""Three years of weekly demand of 40 products: level, trend, season, promotions, and what goes wrong in real files."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from examples.build.catalog import PRODUCTS

WEEKS: Final = tuple(date(2023, 11, 20) + timedelta(weeks=index) for index in range(156))
"""Mondays; the last week is the one before the examples' day."""
LOST_WEEKS: Final = frozenset({date(2025, 6, 30), date(2025, 7, 7)})
"""Nobody recorded them: the till was being replaced."""
LAUNCHED: Final = {"CAF-008": date(2026, 5, 4)}
RETIRED_ON: Final = {"POP-220": date(2026, 5, 25)}
OUT_OF_STOCK: Final = {
    "POL-112": (date(2026, 8, 3), date(2026, 8, 17)),
    "POL-114": (date(2026, 6, 15), date(2026, 6, 22)),
}
PROMOTIONS: Final = (
    ("CAF-005", date(2024, 9, 30), 1.7, "Día del café: 10 % de descuento"),
    ("CAF-005", date(2025, 9, 29), 1.8, "Día del café: 10 % de descuento"),
    ("CAF-005", date(2026, 9, 28), 1.75, "Día del café: 10 % de descuento"),
    ("CAF-001", date(2024, 5, 13), 1.5, "2 kg con taza de regalo"),
    ("CAF-001", date(2026, 3, 9), 1.55, "2 kg con taza de regalo"),
    ("JAR-101", date(2025, 2, 10), 1.9, "3 × 2 en vainilla"),
    ("JAR-102", date(2025, 8, 11), 1.8, "3 × 2 en caramelo"),
    ("VAS-202", date(2025, 11, 17), 1.6, "Buen Fin: 8 % de descuento"),
    ("VAS-202", date(2024, 11, 18), 1.6, "Buen Fin: 8 % de descuento"),
    ("BEB-131", date(2026, 4, 20), 2.1, "Segunda caja a mitad de precio"),
    ("CFE-421", date(2024, 11, 18), 4.0, "Buen Fin: 12 % de descuento"),
    ("CFE-421", date(2025, 11, 17), 4.0, "Buen Fin: 12 % de descuento"),
)
_SPECS = """
CAF-001 92 .06 hot .25|CAF-002 41 .02 hot .22|CAF-003 33 .00 hot .20|CAF-004 19 .10 hot .18|CAF-005 148 .09 hot .24
CAF-006 17 .12 flat 0|CAF-007 11 .05 flat 0|CAF-008 21 .55 flat 0|CAF-009 24 .08 winter 1.1|CAF-010 26 .22 cold .75
JAR-101 31 .04 hot .15|JAR-102 28 .04 hot .15|JAR-103 15 -.03 hot .20|JAR-104 16 .10 pumpkin 1|POL-111 22 .03 hot .45
POL-112 15 .42 flat 0|POL-113 13 .05 hot .35|POL-114 21 .06 cold .85|TIS-121 7 .00 hot .25|BEB-131 34 .30 flat 0
VAS-201 29 .02 school .22|VAS-202 54 .06 school .24|VAS-203 23 .07 school .20|VAS-204 19 .08 cold .80
TAP-211 47 .05 school .22
POP-220 9 -.55 cold .35|POP-221 5 .45 cold .45|SER-231 16 .03 school .15|FAJ-232 11 .04 hot .30|AGI-233 9 -.05 hot .15
FIL-301 2.6 .05 flat 0|EMP-302 5.2 .02 rare .45|REF-303 .12 .00 rare .09|REF-304 .55 .05 rare .30|LIM-311 13 .05 flat 0
LIM-312 6 .00 flat 0|MAQ-401 .50 .10 rare .34|MAQ-402 .34 .15 rare .26|MOL-411 .80 .10 rare .46|CFE-421 .95 .00 rare .50
"""


@dataclass(frozen=True, slots=True)
class Spec:
    """Units per week in mid 2025, growth per year, kind of season and its strength (for `rare`: chance of a sale)."""

    level: float
    growth: float
    season: str
    strength: float


def specs() -> dict[str, Spec]:
    table: dict[str, Spec] = {}
    for entry in _SPECS.replace("\n", "|").split("|"):
        if entry:
            sku, level, growth, season, strength = entry.split()
            table[sku] = Spec(float(level), float(growth), season, float(strength))
    return table


def _season(kind: str, strength: float, week: date) -> float:
    day = week.timetuple().tm_yday
    wave = math.cos(2 * math.pi * (day - 10) / 365.25)
    match kind:
        case "hot":
            return 1 + strength * wave
        case "cold":
            return 1 + strength * math.cos(2 * math.pi * (day - 140) / 365.25)
        case "winter":
            return 0.25 + 2.2 * strength * max(0.0, wave) ** 2
        case "pumpkin":
            return 0.06 + 3.4 * math.exp(-(((day - 288) / 27) ** 2))
        case "school":
            return 1 - strength if week.month in (7, 8) and day < 232 else 1 + strength / 5
        case _:
            return 1.0


def _holiday(week: date) -> float:
    """Weeks with few working days: the turn of the year and Holy Week."""
    if (week.month, week.day) >= (12, 22) or (week.month == 1 and week.day <= 2):
        return 0.55
    holy = {date(2024, 3, 25), date(2025, 4, 14), date(2026, 3, 30)}
    return 0.7 if week in holy else 1.0


def _poisson(mean: float, random: Random) -> int:
    """Knuth's method: exact, and the same on every platform that has the same `random()`."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def _normal(random: Random) -> float:
    return math.sqrt(-2 * math.log(1 - random.random())) * math.cos(2 * math.pi * random.random())


def _draw(spec: Spec, mean: float, random: Random) -> int:
    if spec.season == "rare":
        sold = random.random() < spec.strength * mean / spec.level
        return 1 + _poisson(max(spec.level / spec.strength - 1, 0.02), random) if sold else 0
    if mean > 60:
        return max(0, round(mean * (1 + 0.11 * _normal(random))))
    return _poisson(mean * math.exp(0.09 * _normal(random)), random)


def history(sku: str) -> dict[date, int]:
    """Units sold by week as they truly were; weeks before launch and after retirement are missing."""
    spec, random = specs()[sku], Random(f"jicara/{sku}")
    lifts = {week: lift for code, week, lift, _ in PROMOTIONS if code == sku}
    low, high = OUT_OF_STOCK.get(sku, (date.max, date.min))
    sales: dict[date, int] = {}
    for week in WEEKS:
        years = (week - date(2025, 6, 1)).days / 365.25
        mean = spec.level * math.exp(math.log1p(spec.growth) * years) * _season(spec.season, spec.strength, week)
        drawn = _draw(spec, mean * _holiday(week) * lifts.get(week, 1.0), random)
        if low <= week <= high:
            drawn = 0
        if week >= LAUNCHED.get(sku, date.min) and week < RETIRED_ON.get(sku, date.max):
            sales[week] = drawn
    return sales


def recorded() -> dict[str, dict[date, int | str]]:
    """What the workbook says: `history` less the lost weeks, with the slips of whoever typed it."""
    table: dict[str, dict[date, int | str]] = {}
    for product in PRODUCTS:
        table[product.sku] = {w: n for w, n in history(product.sku).items() if w not in LOST_WEEKS}
    cups = table["VAS-202"]
    cups[date(2026, 2, 16)] = int(cups[date(2026, 2, 16)]) * 10
    table["JAR-103"][date(2025, 3, 10)] = -14
    table["CAF-007"][date(2025, 10, 6)] = "s/inv"
    table["LIM-312"][date(2024, 8, 19)] = "N/D"
    table["TIS-121"][date(2026, 1, 19)] = "8 cajas"
    for sku, week in (("AGI-233", date(2024, 12, 30)), ("FAJ-232", date(2025, 12, 29))):
        del table[sku][week]
    return table
