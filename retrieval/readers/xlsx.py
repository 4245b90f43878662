"""Excel workbooks: every table of every sheet, with its rows as text that search can find."""

import re
from collections.abc import Sequence

from guardrails.errors import EmptyFile
from retrieval.document import BlockKind, Document, FileKind, Value
from retrieval.readers import archive
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.cells import cell_range, show
from retrieval.readers.regions import Region, Row, find_regions
from retrieval.readers.sheet_xml import SheetFacts, sheet_facts
from retrieval.readers.source import Source
from retrieval.readers.table_text import TableWriter
from retrieval.readers.workbook import Book, SheetName, SparseBook, opened_book

_DENSE_CELLS = 4_000_000
"""Cells of a sheet's rectangle up to which it is read whole; a vaster one that is mostly empty is read by row."""
_NOTE = re.compile(r"(?:nota|notas|note|notes|fuente|source|obs|observaciones|\*)\b|\*", re.IGNORECASE)


def read(source: Source) -> Document:
    """A workbook: tables, titles and notes per sheet; hidden sheets are marked. EmptyFile when no cell is filled."""
    with archive.opened(source) as container:
        archive.verify(container, source)
        facts = {fact.name: fact for fact in sheet_facts(container, source)}
    vast = any(fact.area > _DENSE_CELLS and fact.area > 20 * fact.cells for fact in facts.values())
    book = SparseBook(source) if vast else opened_book(source)
    builder = DocumentBuilder()
    builder.title = source.stem
    writer = TableWriter(builder)
    for sheet in book.sheets:
        _add_sheet(builder, writer, book, sheet, facts.get(sheet.name))
    if builder.empty:
        raise EmptyFile(name=source.name)
    return builder.build(source, FileKind.XLSX)


def _add_sheet(
    builder: DocumentBuilder, writer: TableWriter, book: Book, sheet: SheetName, facts: SheetFacts | None
) -> None:
    name = sheet.name
    regions = find_regions(*book.rows(name))
    if not regions:
        return
    builder.add(name, BlockKind.HEADING, level=1, cell=f"{name}!A1")
    if sheet.hidden:
        builder.warn(f"La hoja «{name}» está oculta y también se leyó.", f"Sheet “{name}” is hidden and was read too.")
    if facts:
        _warn(builder, name, facts)
    taken: set[str] = set()
    percent = facts.percent_columns if facts else frozenset[int]()
    for region in regions:
        _add_region(builder, writer, region, sheet, taken, percent)


def _warn(builder: DocumentBuilder, name: str, facts: SheetFacts) -> None:
    if facts.formulas_without_value:
        builder.warn(
            f"En «{name}» hay {facts.formulas_without_value} fórmulas sin valor guardado: ábrelo y guárdalo en Excel.",
            f"“{name}” has {facts.formulas_without_value} formulas without a saved value: open and save it in Excel.",
        )
    if facts.hidden_rows or facts.hidden_columns:
        builder.warn(
            f"En «{name}» hay filas o columnas ocultas y también se leyeron.",
            f"“{name}” has hidden rows or columns, and they were read too.",
        )


def _add_region(
    builder: DocumentBuilder,
    writer: TableWriter,
    region: Region,
    in_sheet: SheetName,
    taken: set[str],
    percent: frozenset[int],
) -> None:
    sheet = in_sheet.name
    for row in region.above:
        _add_loose(builder, sheet, row)
    if region.header is None and not _bare_data(region):
        for row in region.rows:
            _add_loose(builder, sheet, (row[0], _within(row, region.columns)))
        return
    notes = _notes(region)
    rows = region.rows[: len(region.rows) - len(notes)]
    if region.header is None:
        builder.warn(
            f"En «{sheet}» hay una tabla sin encabezado: sus columnas van numeradas.",
            f"“{sheet}” has a table without a header: its columns are numbered.",
        )
    values = [region.values(row) for row in rows]
    writer.add(
        _table_name(region, sheet, taken),
        region.labels,
        values,
        [number for number, _ in rows],
        sheet=sheet,
        sheet_columns=region.columns,
        hidden=in_sheet.hidden,
        shown=_as_percent(values, [column in percent for column in region.columns]),
    )
    for row in notes:
        _add_loose(builder, sheet, row)


def _as_percent(values: Sequence[Sequence[Value]], percent: Sequence[bool]) -> Sequence[Sequence[Value]] | None:
    """Rows as Excel shows them: ``8%`` for 0.08 in a column of percentages; None when there is none."""
    if not any(percent):
        return None
    return [
        [f"{v * 100:.10g}%" if p and isinstance(v, int | float) else v for v, p in zip(row, percent, strict=True)]
        for row in values
    ]


def _bare_data(region: Region) -> bool:
    """Rows of numbers without a header still are a table, when there are several columns and rows of them."""
    numbers = sum(isinstance(v, int | float) for row in region.rows[:50] for v in region.values(row))
    return len(region.columns) >= 2 and len(region.rows) >= 3 and numbers >= min(len(region.rows), 50)


def _within(row: Row, columns: Sequence[int]) -> list[Value]:
    return [value if column in columns else None for column, value in enumerate(row[1])]


def _notes(region: Region) -> list[Row]:
    """Lines of text under a table: one filled cell that is long or begins like a note."""
    notes: list[Row] = []
    for row in reversed(region.rows):
        filled = [v for v in region.values(row) if v is not None]
        if len(region.columns) < 2 or len(filled) != 1 or not isinstance(filled[0], str):
            break
        if not (_NOTE.match(filled[0]) or len(filled[0]) > 60):
            break
        notes.insert(0, row)
    return notes


def _table_name(region: Region, sheet: str, taken: set[str]) -> str:
    """The sheet's name; further tables of a sheet are named after the title above them, or counted."""
    title = next((show(v) for row in reversed(region.above) for v in row[1] if isinstance(v, str)), None)
    base = sheet if not taken else f"{sheet} › {title[:60]}" if title else f"{sheet} {len(taken) + 1}"
    name, again = base, 2
    while name in taken:
        name, again = f"{base} ({again})", again + 1
    taken.add(name)
    return name


def _add_loose(builder: DocumentBuilder, sheet: str, row: Row) -> None:
    """Titles, notes and forms: the filled cells of a row as one line."""
    filled = [c for c, v in enumerate(row[1]) if v is not None]
    if filled:
        text = " ".join(show(row[1][c]) for c in filled)
        builder.add(text, BlockKind.PARAGRAPH, cell=cell_range(sheet, row[0], filled), gap="\n")
