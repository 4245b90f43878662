"""Money, percentages and lengths of time as contracts write them."""

from datetime import date
from decimal import Decimal

import pytest

from tools.contract_amounts import durations, money, percents
from tools.contract_numbers import number_in_words


@pytest.mark.parametrize(
    ("text", "lang", "value", "currency"),
    [
        ("$480,000.00 (cuatrocientos ochenta mil pesos 00/100 M.N.)", "es", "480000.00", "MXN"),
        ("$12,500.00 USD", "es", "12500.00", "USD"),
        ("USD 5,000", "es", "5000", "USD"),
        ("10,000 dólares", "es", "10000", "USD"),
        ("Five Thousand Dollars ($5,000)", "en", "5000", "USD"),
        ("$2.5 million", "en", "2500000.0", "USD"),
        ("€300", "en", "300", "EUR"),
    ],
)
def test_amounts(text: str, lang: str, value: str, currency: str) -> None:
    (found,) = money(text, lang)
    assert (found.value, found.currency) == (Decimal(value), currency)


def test_figures_and_words_that_differ_are_noticed() -> None:
    (right,) = money("$100,000.00 (cien mil pesos 00/100 M.N.)", "es")
    (wrong,) = money("$100,000.00 (doscientos mil pesos 00/100 M.N.)", "es")
    assert not right.contradicts
    assert wrong.contradicts


def test_a_percentage_and_its_words_are_one() -> None:
    (found,) = percents("una pena del 25% (veinticinco por ciento) del valor")
    assert found.value == 25


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("90 (noventa) días naturales", 90, "day"),
        ("cinco días hábiles", 5, "business-day"),
        ("doce meses", 12, "month"),
        ("un año", 1, "year"),
        ("thirty (30) days", 30, "day"),
        ("sixty (60) business days", 60, "business-day"),
        ("three-year term", 3, "year"),
    ],
)
def test_durations(text: str, count: int, unit: str) -> None:
    (found,) = durations(text)
    assert (found.count, found.unit) == (count, unit)


def test_a_day_of_the_month_is_no_duration() -> None:
    assert durations("a los quince días del mes de marzo de 2025") == []


def test_a_year_before_and_after() -> None:
    (year,) = durations("un año")
    assert year.after(date(2025, 2, 1)) == date(2026, 2, 1)
    assert year.after(date(2025, 2, 1), -1) == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dos mil veinticinco", 2025),
        ("cuatrocientos ochenta mil", 480_000),
        ("un millón doscientos cincuenta mil", 1_250_000),
        ("treinta y uno", 31),
        ("one hundred twenty", 120),
        ("two thousand and twenty-five", 2025),
        ("doscientas mil", 200_000),
        ("una caja", None),
    ],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert number_in_words(words) == number
