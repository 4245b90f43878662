"""What a query to the rows brings back: exact amounts by unit, groups, and the rows they come from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guardrails.evidence import Citation, RowRef


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number of one unit; money of two currencies makes two amounts."""

    value: Decimal
    unit: str | None
    rows: int
    """How many rows it was made of."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A typed cell: text, an exact number with its unit, or a day."""

    value: str | Decimal | date
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A row with all its filled cells, and where it stands."""

    ref: RowRef
    cells: dict[str, Cell]
    citation: Citation | None = None
    """The row's own words, where the document's text has them."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that share a value, and what they come to."""

    label: str
    amounts: tuple[Amount, ...]
    rows: int
    refs: tuple[RowRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """First and last day of the rows that there are."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class RowResult:
    count: int
    """Rows that match; different values when the query asked for those."""
    amounts: tuple[Amount, ...] = ()
    versus: tuple[Amount, ...] = ()
    """The same over the period compared with."""
    groups: tuple[Group, ...] = ()
    group_count: int = 0
    """All groups, also those beyond the query's limit."""
    records: tuple[Record, ...] = ()
    refs: tuple[RowRef, ...] = ()
    """At most MAX_ROWS of the rows that match."""
    coverage: Coverage | None = None
    """Days that the tables cover, whatever the filters; only where no row matches, and there is a date."""
    matching: Coverage | None = None
    """Days of the rows that match every filter but the period."""
    subtracted: int = 0
    """Credit notes that were subtracted."""
    documents: tuple[str, ...] = field(default=())
    """Names of the files that the rows come from, at most 20."""


def total(amounts: Sequence[Amount]) -> Decimal:
    """The greatest amount, to order by; currencies are never added."""
    return max((a.value for a in amounts), default=Decimal(0))
