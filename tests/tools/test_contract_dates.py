"""Dates as contracts write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.contract_dates import dates, plus


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a los quince días del mes de marzo de 2025", date(2025, 3, 15)),
        ("a los 15 (quince) días del mes de marzo del año 2025", date(2025, 3, 15)),
        ("el 1° de enero de 2026", date(2026, 1, 1)),
        ("primero de enero de dos mil veinticinco", date(2025, 1, 1)),
        ("el treinta y uno de octubre de dos mil veinticuatro", date(2024, 10, 31)),
        ("15/03/2025", date(2025, 3, 15)),
        ("15-mar-2025", date(2025, 3, 15)),
        ("2025-03-15", date(2025, 3, 15)),
    ],
)
def test_spanish_dates(text: str, value: date) -> None:
    (found,) = dates(text, "es")
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("March 5, 2020", date(2020, 3, 5)),
        ("this 10th day of January 2000", date(2000, 1, 10)),
        ("the first day of July, 2017", date(2017, 7, 1)),
        ("5 March 2020", date(2020, 3, 5)),
        ("3/5/2020", date(2020, 3, 5)),
    ],
)
def test_english_dates(text: str, value: date) -> None:
    (found,) = dates(text, "en")
    assert found.value == value


def test_a_day_that_is_not_in_the_calendar_is_no_date() -> None:
    assert dates("el 31 de febrero de 2025", "es") == []


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)))
def test_what_is_written_in_spanish_is_read_back(day: date) -> None:
    months = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
    text = f"Firmado el {day.day} de {months[day.month - 1]} de {day.year}, en Puebla."
    (found,) = dates(text, "es")
    assert found.value == day
    assert text[found.start : found.end].endswith(str(day.year))


def test_months_are_added_by_the_calendar() -> None:
    assert plus(date(2024, 1, 31), months=1) == date(2024, 2, 29)
    assert plus(date(2025, 12, 31), months=2) == date(2026, 2, 28)
    assert plus(date(2024, 2, 29), years=1) == date(2025, 2, 28)
