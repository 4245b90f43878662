"""CSV as it comes: any usual encoding and separator, decimal commas, titles above the header, totals below."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import chain, islice

from guardrails.errors import CorruptFile, EmptyFile
from retrieval.document import BlockKind, Document, FileKind, Value
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.cells import cell_range, show
from retrieval.readers.decoding import decode
from retrieval.readers.numbers import DecimalMark, decimal_mark, text_kind, typed_column
from retrieval.readers.regions import Region, find_regions
from retrieval.readers.source import Source
from retrieval.readers.table_text import TableWriter

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_MOST_CELL = 10_000_000


def read(source: Source) -> Document:
    """A CSV file as tables (usually one, named after the file) and their rows as text."""
    text = decode(source)
    builder = DocumentBuilder()
    builder.title = source.stem
    separator, body = _separator(text, source)
    rows = [
        (number, row)
        for number, row in enumerate(_records(body, separator, source), start=1)
        if any(map(str.strip, row))
    ]
    if not rows:
        raise EmptyFile(name=source.name)
    mark = decimal_mark(chain.from_iterable(row for _, row in islice(rows, 2000))) or ("," if separator == ";" else ".")
    writer = TableWriter(builder)
    for region in find_regions(rows, kind_of=text_kind):
        _add_region(builder, writer, region, source.stem, mark, whole=len(rows))
    return builder.build(source, FileKind.CSV)


def _separator(text: str, source: Source) -> tuple[str, str]:
    """The separator, and the text without Excel's ``sep=`` line."""
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        return first.strip().strip('"')[4], "\n" + rest
    if first.lower().startswith("sep=\t"):
        return "\t", "\n" + rest
    if source.suffix in (".tsv", ".tab") and "\t" in text[:4000]:
        return "\t", text
    return sniff_separator(text), text


def sniff_separator(text: str) -> str:
    """The separator that gives the most even rows of two fields or more; a comma when none does."""
    sample = "\n".join(islice((line for line in text[:200_000].split("\n") if line.strip()), _SAMPLE_LINES))
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(StringIO(sample), delimiter=separator) if row)
        except csv.Error:  # a field longer than any cell: not this separator
            continue
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide:
            width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
            score = count / widths.total() + 0.01 * min(width, 20)
            best, best_score = (separator, score) if score > best_score else (best, best_score)
    return best


def _records(text: str, separator: str, source: Source) -> Sequence[Sequence[str]]:
    """Rows; where quotes are not paired, line by line, so that a stray one can't swallow the rest of the file."""
    before = csv.field_size_limit(_MOST_CELL)
    try:
        return list(csv.reader(StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        return [_fields(line, separator, source) for line in text.split("\n")]
    finally:
        csv.field_size_limit(before)


def _fields(line: str, separator: str, source: Source) -> Sequence[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        pass
    try:
        return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])
    except csv.Error as error:
        raise CorruptFile(name=source.name) from error


def _add_region(
    builder: DocumentBuilder, writer: TableWriter, region: Region, stem: str, mark: DecimalMark, *, whole: int
) -> None:
    for number, cells in region.above:
        _add_loose(builder, number, cells)
    if region.header is None and (len(region.columns) == 1 or len(region.rows) == 1) and whole > len(region.rows):
        for number, cells in region.rows:
            _add_loose(builder, number, cells)
        return
    if region.header is None:
        builder.warn(
            "No se halló encabezado: las columnas van numeradas.", "No header was found: columns are numbered."
        )
    shown = [region.values(row) for row in region.rows]
    columns: list[Sequence[Value]] = []
    for label, cells in zip(region.labels, zip(*shown, strict=True), strict=True):
        typed = typed_column([c if isinstance(c, str) else "" for c in cells], mark)
        columns.append(typed.values)
        if typed.day_order_assumed:
            builder.warn(
                f"En «{label}» las fechas se leyeron como día/mes/año.",
                f"Dates in “{label}” were read as day/month/year.",
            )
    if not shown:
        columns = [[] for _ in region.columns]
    tables = len(builder.tables)
    writer.add(
        stem if not tables else f"{stem} {tables + 1}",
        region.labels,
        list(zip(*columns, strict=True)),
        [number for number, _ in region.rows],
        sheet_columns=region.columns,
        shown=shown,
    )


def _add_loose(builder: DocumentBuilder, number: int, cells: Sequence[Value]) -> None:
    filled = [c for c, v in enumerate(cells) if show(v)]
    if filled:
        builder.add(
            " ".join(show(cells[c]) for c in filled), BlockKind.PARAGRAPH, cell=cell_range(None, number, filled)
        )
