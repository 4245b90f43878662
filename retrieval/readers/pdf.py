"""PDF: text in reading order, whole sentences, headings by type size, ruled tables as rows, a page for every block."""

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from guardrails.errors import CorruptFile, EmptyFile, PasswordProtected, ScannedDocument
from retrieval.document import BlockKind, Document, FileKind
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.pdf_drawn import drawn_on
from retrieval.readers.pdf_lines import Line, page_lines
from retrieval.readers.pdf_paragraphs import Paragraph, Typography, paragraphs, without_furniture, words_of
from retrieval.readers.pdf_tables import PageTable, page_tables
from retrieval.readers.source import Source
from retrieval.readers.string_tables import add_string_table
from retrieval.readers.table_text import TableWriter

_FEWEST_LETTERS = 15
"""A page with fewer letters than this and an image on it is taken for a scan."""
_MOST_TABLE_PAGES = 40


def read(source: Source) -> Document:
    """A PDF with text; PasswordProtected, ScannedDocument, CorruptFile or EmptyFile when there is none to be had."""
    pdf = _opened(source)
    try:
        pages, images, ruled = _scan(pdf, source)
        title = (pdf.get_metadata_dict().get("Title") or "").strip()
    finally:
        pdf.close()
    lines = without_furniture(pages)
    builder = DocumentBuilder()
    builder.pages = len(pages)
    _refuse_scans(builder, lines, images, len(pages), source)
    tables = page_tables(source, ruled[:_MOST_TABLE_PAGES], lines)
    _add_pages(builder, lines, tables, source.stem)
    if builder.empty:
        raise EmptyFile(name=source.name)
    builder.title = title if _is_title(title) else None
    return builder.build(source, FileKind.PDF)


def _opened(source: Source) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise (PasswordProtected if locked else CorruptFile)(name=source.name) from error
    if len(pdf) == 0:
        pdf.close()
        raise CorruptFile(name=source.name)
    return pdf


def _scan(pdf: pdfium.PdfDocument, source: Source) -> tuple[list[list[Line]], set[int], list[int]]:
    """Lines per page, numbers of the pages with images, and of those with rules that could be a table's."""
    pages: list[list[Line]] = []
    images: set[int] = set()
    ruled: list[int] = []
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            pages.append(page_lines(page, number))
        except pdfium.PdfiumError as error:
            raise CorruptFile(name=source.name) from error
        drawn = drawn_on(page)
        if drawn.images:
            images.add(number)
        if drawn.is_ruled:
            ruled.append(number)
        page.close()
    return pages, images, ruled


def _refuse_scans(builder: DocumentBuilder, lines: list[Line], images: set[int], count: int, source: Source) -> None:
    letters = dict.fromkeys(range(1, count + 1), 0)
    odd = total = 0
    for line in lines:
        letters[line.page] += sum(c.isalpha() for c in line.text)
        odd += sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in line.text)
        total += len(line.text)
    scanned = [page for page, n in letters.items() if n < _FEWEST_LETTERS and page in images]
    readable = [page for page, n in letters.items() if n >= _FEWEST_LETTERS]
    if (not readable and scanned) or (total and odd > 0.3 * total):
        raise ScannedDocument(name=source.name)
    if scanned:
        listed = ", ".join(map(str, scanned[:20])) + ("…" if len(scanned) > 20 else "")
        builder.warn(
            f"Estas páginas son imágenes sin texto y no se leyeron: {listed}.",
            f"These pages are images without text and were not read: {listed}.",
        )


def _add_pages(builder: DocumentBuilder, lines: list[Line], tables: list[PageTable], name: str) -> None:
    """Paragraphs in order, each table in the place of its first line."""
    typography = Typography.of(lines)
    vocabulary = words_of(lines)
    writer = TableWriter(builder)
    previous: Paragraph | None = None
    for part in _parts(lines, tables):
        if isinstance(part, PageTable):
            add_string_table(builder, writer, part.rows, name, page=part.page)
            previous = None
            continue
        for paragraph in paragraphs(part, typography, vocabulary):
            goes_on = previous is not None and paragraph.continues(previous)
            builder.add(
                paragraph.text, paragraph.kind, level=paragraph.level, page=paragraph.page, gap=" " if goes_on else None
            )
            previous = paragraph if paragraph.kind is not BlockKind.HEADING else None


def _parts(lines: list[Line], tables: list[PageTable]) -> Iterator[list[Line] | PageTable]:
    """Runs of lines between tables, and the tables."""
    inside = {id(line): table for table in tables for line in table.lines}
    told: set[int] = set()
    run: list[Line] = []
    for line in lines:
        table = inside.get(id(line))
        if table is None:
            run.append(line)
        elif id(table) not in told:
            told.add(id(table))
            if run:
                yield run
            run = []
            yield table
    if run:
        yield run


def _is_title(title: str) -> bool:
    """Names that programs put there say nothing."""
    low = title.lower()
    generic = ("untitled", "sin título", "documento1", "document1", "microsoft word", "(anonymous)")
    return 3 < len(title) <= 200 and not low.startswith(generic) and not low.endswith((".doc", ".docx", ".pdf", ".htm"))
