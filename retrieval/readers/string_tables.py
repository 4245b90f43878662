"""Tables of pages and letters: strings in a grid, whose first row is the header."""

import re
from collections.abc import Sequence

from retrieval.document import BlockKind, Value
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.cells import labels
from retrieval.readers.numbers import decimal_mark, typed_column
from retrieval.readers.table_text import TableWriter

_LONGEST_NAME = 60
_SIGNATURE = re.compile(r"_{4,}|\bfirma:|\bby:|\bsignature\b", re.IGNORECASE)
"""Marks of a block of signatures, which contracts set in a table of two columns."""


def add_string_table(
    builder: DocumentBuilder,
    writer: TableWriter,
    rows: Sequence[Sequence[str]],
    stem: str,
    *,
    name: str | None = None,
    page: int | None = None,
) -> None:
    """Add a grid of strings as a table, its numbers and dates typed; as plain lines when nothing labels the columns.

    It is called `name`, else after the heading it stands under, else `stem`.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    padded = [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]
    if width < 2 or len(padded) < 2 or not _labels_columns(padded):
        for row in padded:
            builder.add(" | ".join(filter(None, row)), BlockKind.ROW if width > 1 else BlockKind.PARAGRAPH, page=page)
        return
    body = padded[1:]
    mark = decimal_mark(cell for row in body for cell in row) or "."
    columns: list[Sequence[Value]] = [typed_column(cells, mark).values for cells in zip(*body, strict=True)]
    writer.add(
        _unique(name or builder.heading or stem, builder),
        labels(cell or None for cell in padded[0]),
        list(zip(*columns, strict=True)),
        range(2, len(body) + 2),
        shown=body,
        page=page,
    )


def _unique(name: str, builder: DocumentBuilder) -> str:
    base = name[:_LONGEST_NAME].strip()
    taken = {table.name for table in builder.tables}
    return next(n for n in (base, *(f"{base} ({k})" for k in range(2, len(taken) + 3))) if n not in taken)


def _labels_columns(rows: Sequence[Sequence[str]]) -> bool:
    """The first row reads as labels: filled, short, distinct."""
    head = [cell for cell in rows[0] if cell]
    distinct = len({cell.casefold() for cell in head}) == len(head)
    if any(_SIGNATURE.search(cell) for row in rows for cell in row):
        return False
    return len(head) >= max(2, 0.6 * len(rows[0])) and all(len(cell) <= 60 for cell in head) and distinct
