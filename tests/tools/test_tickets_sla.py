"""Working hours, Mexico's public holidays, and when a ticket is due."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.tickets_sla import BusinessHours, SlaPolicy, Tier, Urgency, mexican_holidays, tier_of

HERE = timezone(timedelta(hours=-6))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HERE)


def test_holidays_of_2026() -> None:
    assert mexican_holidays(2026) == {
        date(2026, 1, 1),
        date(2026, 2, 2),
        date(2026, 3, 16),
        date(2026, 5, 1),
        date(2026, 9, 16),
        date(2026, 11, 16),
        date(2026, 12, 25),
    }


def test_the_federal_executive_changes_every_six_years() -> None:
    assert date(2024, 10, 1) in mexican_holidays(2024)
    assert date(2030, 10, 1) in mexican_holidays(2030)
    assert date(2026, 10, 1) not in mexican_holidays(2026)


def test_hours_go_on_after_the_night() -> None:
    assert BusinessHours().after(at(10, 17), 2) == at(11, 10)


def test_hours_pass_over_weekend_and_holiday() -> None:
    # Friday the 13th; Monday the 16th is the third Monday of November.
    assert BusinessHours().after(at(13, 17, 30), 1) == at(17, 9, 30)


def test_what_comes_at_night_counts_from_the_morning() -> None:
    assert BusinessHours().after(at(10, 23), 1) == at(11, 10)
    assert BusinessHours().after(at(11, 5), 1) == at(11, 10)


def test_a_company_may_work_on_saturdays() -> None:
    saturdays = BusinessHours(days=frozenset(range(6)), closes=time(14))
    assert saturdays.after(at(6, 13), 2) == at(7, 10)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2031, 1, 1)), st.floats(0.25, 90), st.floats(0.25, 30))
def test_due_times_are_working_times_and_grow(start: datetime, hours: float, more: float) -> None:
    business = BusinessHours()
    due = business.after(start, hours)
    assert due >= start + timedelta(hours=hours) - timedelta(seconds=1)
    assert business.works(due.date())
    assert business.opens <= due.time() <= business.closes
    assert business.after(start, hours + more) >= due


def test_urgent_tickets_and_good_customers_come_first() -> None:
    policy, now = SlaPolicy(), at(10, 10)
    replies = [policy.due(now, Tier.STANDARD, urgency).first_reply for urgency in Urgency]
    assert replies == sorted(replies)
    assert (
        policy.due(now, Tier.PREMIUM, Urgency.HIGH).first_reply
        < policy.due(now, Tier.STANDARD, Urgency.HIGH).first_reply
    )
    assert (
        policy.due(now, Tier.BASIC, Urgency.HIGH).resolution > policy.due(now, Tier.STANDARD, Urgency.HIGH).resolution
    )


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("VIP", Tier.PREMIUM),
        ("nivel Oro", Tier.PREMIUM),
        ("Básico", Tier.BASIC),
        ("plata", Tier.STANDARD),
        (None, Tier.STANDARD),
    ],
)
def test_a_companys_own_word_for_a_tier(name: str | None, tier: Tier) -> None:
    assert tier_of(name) is tier
