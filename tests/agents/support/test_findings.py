"""Deadlines: on whose clock the working hours are counted."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from agents.support.findings import sla
from agents.support.ticket import Ticket, read_ticket
from agents.support.triage import Hints, triage_by_signs
from tools.tickets_sla import SlaPolicy

CENTRE = timezone(timedelta(hours=-6))
NOW = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
MAIL = "De: Ana <ana@example.com>\nAsunto: No prende\nFecha: {date}\n\nEl horno no prende desde ayer."


def due(ticket: Ticket, now: datetime = NOW) -> tuple[str, float]:
    hints = Hints(category="Falla", probability=0.9, known=True)
    triage = triage_by_signs(lang="es", ticket=ticket, categories=["Falla"], hints=hints)
    found = sla(ticket, triage, SlaPolicy(), now)
    counted = SlaPolicy().business.after(found.received, found.first_reply_hours)
    assert counted == found.first_reply
    return found.received.isoformat(), found.first_reply_hours


@pytest.mark.parametrize(
    ("date", "received"),
    [
        ("Thu, 12 Mar 2026 10:00:00 -0600", "2026-03-12T10:00:00-06:00"),
        ("2026-03-12T10:00:00-06:00", "2026-03-12T10:00:00-06:00"),
        ("Thu, 12 Mar 2026 16:00:00 +0000", "2026-03-12T16:00:00+00:00"),
    ],
)
def test_a_mail_keeps_its_own_clock(date: str, received: str) -> None:
    assert due(read_ticket(MAIL.format(date=date)))[0] == received


def test_a_mail_stamped_in_utc_is_read_on_our_clock() -> None:
    ticket = read_ticket(MAIL.format(date="Thu, 12 Mar 2026 16:00:00 +0000"))
    assert due(ticket, NOW.astimezone(CENTRE))[0] == "2026-03-12T10:00:00-06:00"


def test_without_an_offset_our_clock_counts() -> None:
    ticket = Ticket(text="El horno no prende", received=datetime(2026, 3, 12, 10, 0))
    assert due(ticket, NOW.astimezone(CENTRE))[0] == "2026-03-12T10:00:00-06:00"


def test_a_mail_from_the_future_counts_from_now() -> None:
    ticket = read_ticket(MAIL.format(date="Fri, 13 Mar 2026 10:00:00 -0600"))
    assert due(ticket)[0] == "2026-03-12T14:00:00-06:00"
