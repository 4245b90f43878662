"""What is asked of the inventory specialist."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from agents.language import Lang
from tools.replenishment import FILL_RATE


class Intent(StrEnum):
    """What an answer should say first; the computation is the same."""

    FORECAST = "forecast"
    ORDER = "order"
    STOCKOUT = "stockout"
    OVERSTOCK = "overstock"
    LEVELS = "levels"
    AUDIT = "audit"


class InventoryRequest(BaseModel):
    """A plan to make; everything has a default."""

    model_config = ConfigDict(frozen=True)

    intent: Intent = Intent.FORECAST
    about: str = ""
    """Text that may name products by code or name; empty means all."""
    about_before: str = ""
    """What a follow-up is about when it names no product itself."""
    horizon_weeks: int | None = Field(default=None, ge=1, le=104)
    """None: 13 weeks, or 6 months when sales are monthly."""
    fill_rate: float = Field(default=FILL_RATE, gt=0.5, lt=1)
    """Share of demand to meet from stock."""
    lead_time_days: float | None = Field(default=None, gt=0, le=730)
    """For products whose lead time no sheet gives."""
    review_days: float | None = Field(default=None, gt=0, le=365)
    on_hand: float | None = Field(default=None, ge=0)
    """Pieces on hand of the one product asked about, when the user says so."""
    lang: Lang = "es"
    today: date | None = None
    rfc: str | None = None
    """The company's, to tell its invoices from those it received."""
