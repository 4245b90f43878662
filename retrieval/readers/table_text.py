"""Writes a table's rows into a document's text, one line each: ``Producto: Café; Precio: 120``."""

from collections.abc import Sequence

from retrieval.document import BlockKind, Table, Value
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.cells import cell_range, show
from retrieval.readers.totals import split_rows

MOST_ROWS = 5_000
"""Rows of a document that are written into its text; tables are complete whatever their length."""

LONG_ROW = 900
"""Characters of a row after which its numbers are not written any more: nobody searches the 150th week as text."""


def row_text(columns: Sequence[str], values: Sequence[Value], shown: Sequence[Value]) -> str:
    """The filled cells of a row with their labels, as `shown`; past `LONG_ROW` numbers are left out, words never."""
    parts: list[str] = []
    length = 0
    for column, value, written in zip(columns, values, shown, strict=True):
        text = show(written)
        if text and (length < LONG_ROW or isinstance(value, str)):
            parts.append(f"{column}: {text}")
            length += len(parts[-1]) + 2
    return "; ".join(parts)


class TableWriter:
    """Adds tables to a document: their data rows as a `Table`, all rows as text."""

    def __init__(self, builder: DocumentBuilder, *, most_rows: int = MOST_ROWS) -> None:
        self._builder, self._left = builder, most_rows

    def add(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Value]],
        row_numbers: Sequence[int],
        *,
        sheet: str | None = None,
        sheet_columns: Sequence[int] = (),
        hidden: bool = False,
        shown: Sequence[Sequence[Value]] | None = None,
        page: int | None = None,
    ) -> None:
        """Add one table; `shown` are the rows as the file writes them, when typing changed them."""
        split = split_rows(rows)
        titles = set(split.groups)
        spans: dict[int, tuple[int, int]] = {}
        for at in range(min(len(rows), self._left)):
            cell = cell_range(sheet, row_numbers[at], sheet_columns) if sheet_columns else None
            if at in titles:
                self._builder.add(show(rows[at][0]), BlockKind.HEADING, level=2, cell=cell, page=page)
                continue
            text = row_text(columns, rows[at], (shown or rows)[at])
            spans[at] = self._builder.add(text, BlockKind.ROW, cell=cell, page=page)
        if len(rows) > self._left:
            self._builder.warn(
                f"De «{name}» se buscan por texto las primeras {self._left} filas; los cálculos usan todas.",
                f"Of “{name}” the first {self._left} rows can be searched as text; computations use all.",
            )
        self._left -= min(len(rows), self._left)
        if split.totals:
            self._warn_totals(name, [row_numbers[at] for at in split.totals])
        data = [at for at in split.data if any(v is not None for v in rows[at])]
        self._builder.tables.append(
            Table(
                name=name,
                columns=tuple(columns),
                rows=tuple(tuple(rows[at]) for at in data),
                row_numbers=tuple(row_numbers[at] for at in data),
                hidden=hidden,
                spans=tuple(spans[at] for at in data if at in spans),
            )
        )

    def _warn_totals(self, name: str, numbers: list[int]) -> None:
        listed = ", ".join(map(str, numbers[:10])) + ("…" if len(numbers) > 10 else "")
        self._builder.warn(
            f"En «{name}» no se cuentan como datos las filas de totales: {listed}.",
            f"In “{name}” the totals rows are not counted as data: {listed}.",
        )
