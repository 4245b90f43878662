"""The resolved tickets as the help desk exports them."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Final

from examples.build.markup import TEXTS

HEADER: Final = ("folio", "fecha", "cliente", "canal", "categoria", "producto", "prioridad", "texto", "resolucion")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A line of `texts/tickets-*.in`."""

    day: str
    customer: str
    channel: str
    category: str
    product: str
    priority: str
    text: str
    resolution: str


def tickets() -> list[Ticket]:
    lines = [line for path in sorted(TEXTS.glob("tickets-*.in")) for line in path.read_text("utf-8").splitlines()]
    return sorted((Ticket(*line.split("|")) for line in lines), key=lambda ticket: ticket.day)


def write_tickets() -> bytes:
    """CSV in UTF-8 with a byte order mark, as Excel wants it."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, ticket in enumerate(tickets(), start=1):
        writer.writerow(
            (
                f"T-{number:04d}",
                ticket.day,
                ticket.customer,
                ticket.channel,
                ticket.category,
                ticket.product,
                ticket.priority,
                ticket.text,
                ticket.resolution,
            )
        )
    return buffer.getvalue().encode("utf-8-sig")
