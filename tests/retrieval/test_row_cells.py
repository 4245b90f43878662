"""Cells kept as text become exact numbers with their unit, and dates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.row_cells import as_date, as_number, day_first, decimal_mark, parse_date, parse_number, parse_period


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1,234.50", "1234.50", "$"),
        ("1.234,50", "1234.50", None),
        ("12%", "12", "%"),
        ("15 pzas", "15", "pzas"),
        ("(1,234.50)", "-1234.50", None),
        ("-5", "-5", None),
        ("5-", "-5", None),
        ("US$ 20", "20", "USD"),
        ("20 USD", "20", "USD"),
        ("$ 20.00 MXN", "20.00", "MXN"),
        ("$1,234.50 M.N.", "1234.50", "MXN"),
        ("1 234,50", "1234.50", None),
        ("1,234", "1234", None),
        ("0.5", "0.5", None),
        (".5", "0.5", None),
        ("3 días", "3", "dias"),
        ("1e5", "100000", None),
        ("1,234,567", "1234567", None),
        ("1.234.567", "1234567", None),
        ("−40", "-40", None),
        ("€ 9,90", "9.90", "EUR"),
        ("12.5 kg", "12.5", "kg"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: str | None) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["A-12", "2026-01-05", "1,2,3", "12.5.3", "Total", "", "(5", "12 de mayo", "1-2", "10:30"]
)
def test_what_is_no_number_stays_text(text: str) -> None:
    assert parse_number(text) is None


def test_a_lone_separator_is_read_as_the_rest_of_its_column_says() -> None:
    comma = decimal_mark(["1.234,50", "1.234", "0,5"])
    assert comma == ","
    number = parse_number("1.234", comma)
    assert number is not None
    assert number.value == 1234
    assert decimal_mark(["1,234.50", "1.234"]) == "."


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_money_written_with_commas_or_points_comes_back_exact(value: Decimal) -> None:
    mexican = f"{value:,.2f}"
    european = mexican.translate(str.maketrans(",.", ".,"))
    for text, mark in ((f"${mexican}", "."), (european, ",")):
        number = parse_number(text, mark)
        assert number is not None
        assert number.value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("15/03/2026", date(2026, 3, 15)),
        ("15-mar-26", date(2026, 3, 15)),
        ("15 de marzo de 2026", date(2026, 3, 15)),
        ("March 5, 2026", date(2026, 3, 5)),
        ("2026-03-01T10:00:00", date(2026, 3, 1)),
        ("lunes 3 de marzo de 2026", date(2026, 3, 3)),
        ("31/02/2026", None),
        ("Enero", None),
        ("12", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_slashed_dates_are_month_first_only_where_the_column_says_so() -> None:
    assert day_first(["03/04/2026", "12/05/2026"])
    assert not day_first(["03/04/2026", "12/25/2026"])
    assert parse_date("12/25/2026", day_first=False) == date(2026, 12, 25)


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("mar-26", date(2026, 3, 1)),
        ("2026-W12", date(2026, 3, 16)),
        ("S12 2026", date(2026, 3, 16)),
        ("ene 2026", date(2026, 1, 1)),
        ("03/2026", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("SKU-26", None),
        ("2026-W60", None),
    ],
)
def test_labels_of_periods_give_their_first_day(label: str, day: date | None) -> None:
    assert parse_period(label) == day


def test_typed_cells_keep_their_type() -> None:
    assert as_number(True) is None
    assert as_number(0.1) == as_number(Decimal("0.1"))
    assert as_number(float("nan")) is None
    assert as_date(datetime(2026, 3, 1, 10, tzinfo=UTC)) == date(2026, 3, 1)
