"""What a specialist hands to whoever asked: text with its evidence, tables, plots, files and actions."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.language import Engine, Lang
from guardrails.evidence import Citation, Figure

Cell = str | int | float | Decimal | date | bool | None


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Column(Frozen):
    """One column of a table to show."""

    label: str
    unit: str | None = None
    align: Literal["left", "right"] = "left"


class Table(Frozen):
    title: str
    columns: list[Column]
    rows: list[list[Cell]]


class Series(Frozen):
    """A line of a plot; None where the line has no point."""

    name: str
    values: list[float | None]
    role: Literal["history", "forecast", "low", "high", "level"] = "history"


class Plot(Frozen):
    """Lines over dates; `low` and `high` of one plot bound its band."""

    title: str
    unit: str | None
    x: list[date]
    series: list[Series]


class Attachment(Frozen):
    """A file written for the user, served under ``/api/files/{id}``."""

    id: str
    name: str
    bytes: int


class Handoff(Frozen):
    """A person must take over."""

    reason: str
    to: str
    urgency: str


class Answer(Frozen):
    """A finished part of a turn, by one specialist."""

    text: str
    """Markdown. Markers ``[1]`` and ``[F1]`` refer to `citations` and `figures`, counted from 1."""
    lang: Lang
    specialist: Literal["desk", "support", "contracts", "inventory"]
    engine: Engine = Engine.EMBEDDED
    fallback: str | None = None
    abstained: bool = False
    """True when what is known does not answer the question, and the text says so."""
    citations: list[Citation] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    plots: list[Plot] = Field(default_factory=list)
    files: list[Attachment] = Field(default_factory=list)
    short_reply: str | None = None
    """At most 600 characters, to copy into a message."""
    handoff: Handoff | None = None
    dropped: int = 0
    """Sentences removed because nothing supported them."""
    notes: list[str] = Field(default_factory=list)
    """Assumptions and warnings, one sentence each."""
