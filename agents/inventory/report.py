"""The inventory plan as typed data: what the CLI prints with ``--json`` and ``/api/forecasts`` returns."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from agents.inventory.request import Intent
from agents.language import Lang
from guardrails.evidence import RowRef
from tools.forecasting import Pattern
from tools.periods import Freq
from tools.sales import Status
from tools.sales_audit import Issue


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Point(Frozen):
    """One period ahead; `low` and `high` bound 95%."""

    period: date
    mean: float
    low: float
    high: float


class Terms(Frozen):
    """How a product is bought."""

    supplier: str | None
    lead_time_days: float
    lead_time_assumed: bool
    review_days: float
    pack: float
    minimum: float
    cost: float | None


class Stock(Frozen):
    """What there is, and what it means. Absent when no sheet and nobody says how much there is."""

    on_hand: float
    on_order: float
    order: float
    """Pieces to order now; 0 when nothing is needed."""
    order_cost: float | None
    cover_weeks: float | None
    runs_out: date | None
    """None beyond the horizon."""
    late: bool
    """It runs out before an order placed now can arrive."""
    excess: float


class ProductPlan(Frozen):
    """Everything about one product."""

    code: str
    name: str
    status: Status
    pattern: Pattern
    method: str
    """Models that the forecast rests on."""
    origins: int
    """Origins of the rolling validation; 0 when the history was too short for one."""
    error: float | None
    benchmark_error: float | None
    """Of the seasonal naive (the naive under two seasons), at the same origins."""
    history_start: date
    history: list[float | None]
    """As sold, by period; None where the file has nothing."""
    forecast: list[Point]
    total: float
    total_low: float
    total_high: float
    demand: float
    """Expected over lead time and review period."""
    safety_stock: float
    reorder_point: float
    order_up_to: float
    terms: Terms
    stock: Stock | None
    rows: list[RowRef]
    row_count: int

    @property
    def label(self) -> str:
        """Code and name, or the code alone when there is no name."""
        return f"{self.code} {self.name}" if self.name and self.name.casefold() != self.code.casefold() else self.code


class AlertKind(StrEnum):
    STOCKOUT = "stockout"
    OVERSTOCK = "overstock"


class Alert(Frozen):
    kind: AlertKind
    code: str
    text: str


class OrderLine(Frozen):
    code: str
    name: str
    quantity: float
    pack: float
    packs: float
    cost: float | None
    total: float | None


class SupplierOrder(Frozen):
    """One order; `total` is None when any cost is unknown."""

    supplier: str
    lines: list[OrderLine]
    total: float | None
    text: str
    """To paste into a mail or a message."""


class AuditFinding(Frozen):
    issue: Issue
    count: int
    text: str
    """What was found, where, and what was done about it."""
    products: list[str]
    rows: list[RowRef]


class InventoryReport(Frozen):
    """Forecasts, levels, orders and alerts for all products that the tables hold."""

    lang: Lang
    intent: Intent
    freq: Freq
    horizon: int
    """Periods."""
    first: date
    """First day of the first period ahead; stock figures are taken as of this day."""
    history_first: date
    history_last: date
    fill_rate: float
    inflation: float
    """Factor on the standard deviations with which past cycles would have been served at the fill rate."""
    unit: str
    sources: list[str]
    products: list[ProductPlan]
    chosen: list[str]
    """Codes that the request is about; all when it names none."""
    unknown: list[str]
    """What the request names and no table holds."""
    audit: list[AuditFinding]
    alerts: list[Alert]
    orders: list[SupplierOrder]
    assumptions: list[str]

    def selected(self) -> list[ProductPlan]:
        """The products that the request is about."""
        wanted = set(self.chosen)
        return [p for p in self.products if p.code in wanted]

    @property
    def about_all(self) -> bool:
        return len(self.chosen) == len(self.products)
