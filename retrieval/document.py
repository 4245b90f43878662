"""What every reader makes of a file: one text with anchors, and the tables in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Value = str | int | float | Decimal | date | datetime | bool | None
"""A cell's value, typed as the file types it; money of a CFDI is Decimal."""


class FileKind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    MARKDOWN = "md"
    HTML = "html"
    TEXT = "txt"
    EMAIL = "eml"
    CFDI = "cfdi"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text with the place where its owner finds it."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    """1 to 6 for a heading, else 0."""
    page: int | None = None
    cell: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its file holds it: a sheet's region, a CSV, the lines of a CFDI."""

    name: str
    columns: Sequence[str]
    """Header labels, unique, stripped; ``columna 3`` where the header is empty."""
    rows: Sequence[Sequence[Value]]
    """As long as `columns`, each."""
    row_numbers: Sequence[int]
    """1-based row in the file of each of `rows`."""
    hidden: bool = False
    spans: Sequence[tuple[int, int]] = ()
    """Where each of `rows` stands in the document's text; of a long table the first rows only, or none."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read."""

    name: str
    kind: FileKind
    version: str
    """First 16 hexadecimal digits of the SHA-256 of the file's bytes."""
    text: str
    """All text, in reading order. Every offset anywhere refers to it."""
    blocks: Sequence[Block]
    """In order, not overlapping; text between blocks is white space."""
    tables: Sequence[Table] = ()
    title: str | None = None
    pages: int | None = None
    lang: Literal["es", "en"] | None = None
    """The language most of it is written in; None when it is neither or can't be told."""
    warnings: Sequence[str] = ()
    """What was skipped or doubtful, one sentence each, in Spanish and English as `es / en`."""
    facts: dict[str, str] = field(default_factory=dict)
    """Header facts of a kind: subject and sender of a mail; UUID, parties, total of a CFDI."""

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character of the text; the nearest one before it when it stands between two."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[at] if at >= 0 else None

    def headings_at(self, offset: int) -> str | None:
        """Headings above a character, outermost first, joined by `` › ``; its own heading included."""
        above: list[Block] = []
        for block in self.blocks:
            if block.start > offset:
                break
            if block.kind is BlockKind.HEADING:
                above = [*(h for h in above if h.level < block.level), block]
        return " › ".join(" ".join(self.text[h.start : h.end].split()) for h in above) or None
