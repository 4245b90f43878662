"""Ruled tables of PDF pages, found by pdfplumber on the pages that draw rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from retrieval.readers.pdf_lines import Line
from retrieval.readers.source import Source

if TYPE_CHECKING:
    from pdfplumber.page import Page

_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with the lines of text that it is made of."""

    page: int
    rows: Sequence[Sequence[str]]
    lines: Sequence[Line]


def page_tables(source: Source, pages: Sequence[int], lines: Sequence[Line]) -> list[PageTable]:
    """Tables of the pages named; a layout grid, a box around prose, or a page that confuses the finder gives none."""
    if not pages:
        return []
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    found: list[PageTable] = []
    try:
        with pdfplumber.open(BytesIO(source.data), pages=list(pages)) as pdf:
            for page in pdf.pages:
                found.extend(_tables_of(page, by_page.get(page.page_number, [])))
                page.close()
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return found  # the text was read by PDFium; only the grid is lost where pdfminer can't follow the file
    return found


def _tables_of(page: "Page", lines: Sequence[Line]) -> list[PageTable]:
    found: list[PageTable] = []
    for table in page.find_tables():
        left, top, right, bottom = table.bbox
        high, low = float(page.height) - top, float(page.height) - bottom
        inside = [
            x for x in lines if low - 1 <= x.middle <= high + 1 and left - 3 <= (x.left + x.right) / 2 <= right + 3
        ]
        rows = [[" ".join((cell or "").split()) for cell in row] for row in table.extract()]
        if _is_table(rows) and _same_text(rows, inside):
            found.append(PageTable(page.page_number, rows, inside))
    return found


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    filled = sum(bool(cell) for row in rows for cell in row)
    cells = sum(len(row) for row in rows)
    wide = max((sum(map(bool, row)) for row in rows), default=0)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return len(rows) >= 2 and wide >= 2 and filled >= 0.5 * cells and longest <= _LONGEST_CELL


def _same_text(rows: Sequence[Sequence[str]], lines: Sequence[Line]) -> bool:
    """The grid holds what the lines hold, nothing lost and nothing twice."""
    in_rows = sum(len(cell.replace(" ", "")) for row in rows for cell in row)
    in_lines = sum(len(line.text.replace(" ", "")) for line in lines)
    return in_lines > 0 and abs(in_rows - in_lines) <= 0.1 * in_lines
