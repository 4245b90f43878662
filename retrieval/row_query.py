"""A question to the rows as data: which table, which column, what to do with it, under which conditions."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Source(StrEnum):
    """Where the rows are: the invoices by direction and part, or sheets named one by one."""

    ISSUED = "issued"
    """CFDI that the company issued."""
    RECEIVED = "received"
    """CFDI that the company received."""
    ISSUED_LINES = "issued_lines"
    RECEIVED_LINES = "received_lines"
    PAID_IN = "paid_in"
    """Payments that the company received: payment complements that it issued, one row per invoice paid."""
    PAID_OUT = "paid_out"
    """Payments that the company made: payment complements that it received."""
    SHEET = "sheet"

    @property
    def lines(self) -> bool:
        return self in (Source.ISSUED_LINES, Source.RECEIVED_LINES)

    @property
    def invoices(self) -> bool:
        return self in (Source.ISSUED, Source.RECEIVED)

    @property
    def issued(self) -> bool:
        """Whether the company is the issuer, so that the other party is the receiver."""
        return self in (Source.ISSUED, Source.ISSUED_LINES, Source.PAID_IN)

    @property
    def payments(self) -> bool:
        return self in (Source.PAID_IN, Source.PAID_OUT)

    @property
    def cfdi(self) -> bool:
        return self is not Source.SHEET


class Operation(StrEnum):
    LOOKUP = "lookup"
    """The cells of the measure in the rows that match; the newest ones where rows have dates."""
    SUM = "sum"
    COUNT = "count"
    """Rows; or different values of `measure` when `distinct`."""
    AVERAGE = "average"
    MIN = "min"
    MAX = "max"
    """The row with the smallest or greatest measure."""
    LIST = "list"
    LATEST = "latest"
    """The newest row; with `order` asc the oldest."""
    TOP = "top"
    """Groups by the sum of the measure, greatest first."""
    COMPARE = "compare"
    """The sum of the measure in `period` against that in `versus`."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Period(Frozen):
    """Days from `start` to `end`, both included."""

    start: date | None = None
    end: date | None = None


class Via(Frozen):
    """A detour: the keys of the rows of another table that match, when the table itself lacks the column."""

    table: str
    column: str
    """Column of `table` that is compared with the filter's values."""
    key: str
    """Column of `table` whose values stand in the filter's column."""


class Filter(Frozen):
    """A condition on one column."""

    column: str = Field(
        description="Column label, or a role: party, product, code, category, status, place, person, date."
    )
    op: Literal["in", "not_in", "contains", "at_least", "at_most", "more", "less"] = "in"
    values: tuple[str, ...] = ()
    than: str | None = Field(
        default=None,
        description="Another column of numbers, compared with instead of a value: stock below its minimum.",
    )
    via: Via | None = None


class PriceTerms(Frozen):
    """What is to be worked out from the price in a row, with the other columns of that row."""

    quantity: str | None = Field(default=None, description="How many are bought: a decimal number.")
    counted_in: str | None = Field(default=None, description="What they are counted in, as the question says: cajas.")
    wholesale: bool = Field(default=False, description="Less the row's own discount.")
    discount: str | None = Field(default=None, description="Less a discount that the question gives, in percent.")
    tax: bool = Field(default=False, description="Plus the row's own tax.")


InvoiceType = Literal["I", "E", "T", "N", "P"]


class RowQuery(Frozen):
    """A typed question to the rows. Columns are labels or roles; nothing in it is SQL."""

    source: Source
    tables: tuple[str, ...] = Field(default=(), description="Ids of the sheets, for source `sheet`.")
    operation: Operation
    measure: str | None = Field(default=None, description="Column label or role that is summed, looked up or compared.")
    also: tuple[str, ...] = Field(default=(), description="More columns to show with what is looked up.")
    distinct: bool = False
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    versus: Period | None = None
    date_column: str | None = Field(default=None, description="Which date the periods mean, where a table has several.")
    group_by: str | None = Field(default=None, description="Column label, a role, or week, month, quarter, year.")
    order: Literal["asc", "desc"] = "desc"
    limit: int | None = Field(default=None, ge=1, le=1000)
    invoice_types: tuple[InvoiceType, ...] = Field(
        default=("I", "E"), description="SAT's TipoDeComprobante; with I and E together, credit notes (E) subtract."
    )
    terms: PriceTerms | None = Field(default=None, description="For a look-up of a price: what is computed from it.")
    size: str | None = Field(
        default=None,
        description="For a look-up: only rows with this size, in g, ml, mm, oz, in, lb or gal: ``500 ml``.",
    )
    unpaid: bool = Field(default=False, description="Only invoices in instalments (PPD) with a balance.")

    def __str__(self) -> str:
        return self.model_dump_json(exclude_defaults=True)


SPANS = frozenset({"week", "month", "quarter", "year"})
"""What `group_by` may be besides a column."""

BALANCE = "saldo"
"""Column of issued and received invoices that is computed: the total less the payments that refer to the invoice."""
NET = "neto"
"""Column of invoices and their lines that is computed: subtotal (or amount) less discount, before taxes."""
