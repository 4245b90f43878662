"""What an answer rests on: citations of documents and figures computed from rows.

Text refers to evidence by marker: ``[1]`` is the first citation, ``[F1]`` the first figure.
A citation resolves: ``document.text[start:end] == quote``, always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import Field


class Span(NamedTuple):
    """Half-open range of characters in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and the place where it stands."""

    document: str
    """Id of the document in the library."""
    name: str
    """File name as its owner knows it."""
    version: str
    """First 16 hexadecimal digits of the SHA-256 of the file's bytes."""
    start: int
    end: int
    quote: str
    page: int | None = None
    """1-based page of a PDF."""
    cell: str | None = None
    """Sheet and cell or range, as Excel writes it: ``Ventas!B7``."""
    path: str | None = None
    """XML path of a CFDI node."""
    heading: str | None = None
    """Headings above the quote, outermost first, joined by `` › ``."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class RowRef:
    """One row of a table that a figure was computed from."""

    document: str
    name: str
    version: str
    table: str
    """Sheet, CSV name or CFDI table."""
    row: int
    """1-based row as the owner sees it in the file; position of the line in a CFDI."""
    cell: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that code computed, with how and from which rows."""

    value: Annotated[Decimal | int | date | str, Field(union_mode="left_to_right")]
    unit: str | None
    """ISO 4217 code for money, else a unit of the data (``piezas``, ``kg``, ``%``)."""
    how: str
    """One phrase in the user's language: what was done to which rows."""
    rows: Sequence[RowRef] = ()
    """At most :data:`MAX_ROWS` of the rows; `row_count` tells how many there were."""
    row_count: int = 0
    text: str | None = None
    """The figure as the answer writes it, when that is not plainly the value."""


MAX_ROWS = 200
"""Rows kept with a figure; the rest are counted, and found again by the same query."""
