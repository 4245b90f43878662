"""A workbook's sheets as rows: calamine for speed, openpyxl where that fails or would take too much memory."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from guardrails.errors import CorruptFile
from retrieval.document import Value
from retrieval.readers.cells import clean
from retrieval.readers.regions import Merged, Row
from retrieval.readers.source import Source

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_COLUMNS = 1_000
_DAMAGED = (
    KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError, zipfile.BadZipFile,
    SyntaxError,
)  # fmt: skip
"""What openpyxl raises on workbooks that break the standard; XML errors are SyntaxErrors."""


@dataclass(frozen=True, slots=True)
class SheetName:
    name: str
    hidden: bool


class Book(Protocol):
    """An open workbook."""

    @property
    def sheets(self) -> Sequence[SheetName]:
        """Worksheets in order; charts and macros are left out."""
        ...

    def rows(self, name: str) -> tuple[list[Row], Merged]:
        """Rows that hold something, numbered as Excel does, and the merged ranges; CorruptFile."""
        ...


def opened_book(source: Source) -> Book:
    """The workbook, by the fast library if it can; CorruptFile when neither can."""
    try:
        return FastBook(source)
    except CalamineError:
        return SparseBook(source)


class FastBook:
    """Through calamine: whole sheets at once, in Rust."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._book = CalamineWorkbook.from_filelike(BytesIO(source.data))
        self.sheets = [
            SheetName(sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
            for sheet in self._book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]

    def rows(self, name: str) -> tuple[list[Row], Merged]:
        try:
            sheet = self._book.get_sheet_by_name(name)
        except CalamineError as error:
            raise CorruptFile(name=self._source.name) from error
        rows: list[Row] = []
        for number, raw in enumerate(sheet.iter_rows(), start=1):
            values = [clean(value) for value in raw]
            if any(value is not None for value in values):
                rows.append((number, values))
        return rows, sheet.merged_cell_ranges or ()


class SparseBook:
    """Through openpyxl, row by row: memory grows with the filled rows only; columns past 1,000 are left out."""

    def __init__(self, source: Source) -> None:
        from openpyxl import load_workbook

        self._source = source
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features that do not matter for reading values
            try:
                self._book = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
            except _DAMAGED as error:
                raise CorruptFile(name=source.name) from error
        self.sheets = [SheetName(s.title, s.sheet_state != "visible") for s in self._book.worksheets]

    def rows(self, name: str) -> tuple[list[Row], Merged]:
        rows: list[Row] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                for number, cells in _filled_cells(self._book, name):
                    if cells:
                        width = max(cells) + 1
                        rows.append((number, [cells.get(column) for column in range(width)]))
            except _DAMAGED as error:
                raise CorruptFile(name=self._source.name) from error
        return rows, ()


def _filled_cells(book: "Workbook", name: str) -> Iterator[tuple[int, dict[int, Value]]]:
    """Row number and its filled cells by 0-based column. `iter_rows` would yield every empty row up to the last one."""
    from openpyxl.worksheet._reader import WorkSheetParser

    sheet = book[name]
    with sheet._get_source() as part:  # pyright: ignore[reportAttributeAccessIssue]
        parser = WorkSheetParser(
            part,
            sheet._shared_strings,  # pyright: ignore[reportAttributeAccessIssue]
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # pyright: ignore[reportAttributeAccessIssue]
            timedelta_formats=book._timedelta_formats,  # pyright: ignore[reportAttributeAccessIssue]
        )
        for number, cells in parser.parse():
            values = {cell["column"] - 1: clean(cell["value"]) for cell in cells if cell["column"] <= _MOST_COLUMNS}
            yield number, {column: value for column, value in values.items() if value is not None}
