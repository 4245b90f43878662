"""New workbooks: a specification that travels as JSON, and the one function that writes it to an `.xlsx` file.

Only new files: a workbook that exists is never touched. Text that a spreadsheet would take for a formula stays text.
"""

# openpyxl's types call every cell a possible part of a merged range, which a new sheet has none of.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false

import os
import re
import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from guardrails.errors import EditingRefused, InvalidRequest
from tools.workbook_charts import add_charts

if TYPE_CHECKING:
    from openpyxl.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | Decimal | date | bool | None
ColumnKind = Literal["text", "integer", "number", "money", "percent", "date"]
FORMATS: dict[ColumnKind, str] = {
    "text": "@",
    "integer": "#,##0",
    "number": "#,##0.0",
    "money": "$#,##0.00",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
}
FONT = "Calibri"
LINE_POINTS = 15.0
"""Height of one line of text."""
MOST_CHARACTERS = 32_767
"""Excel's limit for the text of a cell."""


class NotAWorkbookName(InvalidRequest):
    es = "Un libro nuevo se guarda con un nombre que termina en .xlsx; «{name}» no termina así."
    en = "A new workbook is saved under a name that ends in .xlsx; “{name}” does not."


class NoSuchFolder(InvalidRequest):
    es = "No existe la carpeta «{folder}». Créala, o elige una que exista."
    en = "There is no folder “{folder}”. Create it, or choose one that exists."


class Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnSpec(Spec):
    """A typed column; `kind` decides how values are read back from JSON and how they show."""

    label: str
    kind: ColumnKind = "text"
    number_format: str | None = None
    """An Excel number format in place of the kind's own."""
    total: bool = False
    """Whether a bold row under the data adds the column up, as a formula."""


class ChartSeries(Spec):
    column: str
    """Label of the column with the values."""
    role: Literal["history", "forecast", "low", "high", "level", "bar"] = "history"


class ChartSpec(Spec):
    """A native Excel chart over the rows of its sheet. A `low` and a `high` series are drawn as one band."""

    kind: Literal["line", "bar"]
    title: str
    categories: str
    """Label of the column for the horizontal axis."""
    series: list[ChartSeries] = Field(min_length=1)
    first_row: int = 0
    """Rows of `SheetSpec.rows` that the chart shows, counted from 0; `rows` None is up to the last."""
    rows: int | None = None
    y_title: str | None = None


class SheetSpec(Spec):
    name: str
    columns: list[ColumnSpec] = Field(min_length=1)
    rows: list[list[Value]]
    charts: list[ChartSpec] = []
    heading: str | None = None
    """One line above the table."""

    @model_validator(mode="after")
    def _typed(self) -> Self:
        """Rows as long as the columns, values of the column's kind; what does not fit the kind stays text."""
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise ValueError(f"every row of sheet {self.name!r} must have {width} values")
        labels = {column.label for column in self.columns}
        wanted = {s.column for chart in self.charts for s in chart.series} | {c.categories for c in self.charts}
        if wanted - labels:
            raise ValueError(f"charts name columns that are not there: {sorted(wanted - labels)}")
        typed = [[_typed(v, c.kind) for v, c in zip(row, self.columns, strict=True)] for row in self.rows]
        object.__setattr__(self, "rows", typed)
        return self


class WorkbookSpec(Spec):
    """Everything a new workbook will hold; survives a round trip through JSON."""

    title: str
    sheets: list[SheetSpec] = Field(min_length=1)


def write_workbook(spec: WorkbookSpec, path: Path) -> int:
    """Write `spec` to the new file `path`; the size in bytes.

    The file appears whole or not at all. Raises EditingRefused when `path` exists, NotAWorkbookName when it is not
    an ``.xlsx``, NoSuchFolder when its folder is not there.
    """
    if path.suffix.lower() != ".xlsx":
        raise NotAWorkbookName(name=path.name)
    if path.exists():
        raise EditingRefused(name=path.name)
    if not path.parent.is_dir():
        raise NoSuchFolder(folder=str(path.parent))
    handle, name = tempfile.mkstemp(suffix=".xlsx", prefix=".arriero-", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        _save(spec, draft)
        _publish(draft, path)
        return path.stat().st_size
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name; a file that appeared meanwhile is kept and refused."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise EditingRefused(name=path.name) from None
    except OSError:  # a file system without hard links
        try:
            with path.open("xb") as out:
                out.write(draft.read_bytes())
        except FileExistsError:
            raise EditingRefused(name=path.name) from None


def _save(spec: WorkbookSpec, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = spec.title
    book.properties.creator = "Arriero"
    taken: set[str] = set()
    for sheet in spec.sheets:
        _fill(book.create_sheet(_sheet_name(sheet.name, taken)), sheet)
    book.save(path)


def _fill(sheet: "Worksheet", spec: SheetSpec) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    top = 1
    if spec.heading:
        _put(sheet.cell(1, 1), spec.heading, "text")
        sheet.cell(1, 1).font = Font(name=FONT, bold=True, size=14)
        top = 3
    for x, column in enumerate(spec.columns, start=1):
        _header(sheet.cell(top, x), column)
        for y, row in enumerate(spec.rows, start=top + 1):
            cell = sheet.cell(y, x)
            _put(cell, row[x - 1], column.kind)
            if row[x - 1] is not None and not (isinstance(row[x - 1], str) and column.kind != "text"):
                cell.number_format = column.number_format or FORMATS[column.kind]
        sheet.column_dimensions[get_column_letter(x)].width = _width(spec, x - 1)
    _heights(sheet, spec, top)
    bottom = top + len(spec.rows)
    if spec.rows and any(c.total for c in spec.columns):
        _totals(sheet, spec, top, bottom)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    if spec.rows:
        sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(spec.columns))}{bottom}"
    _page(sheet, top)
    add_charts(sheet, spec, top)


def _heights(sheet: "Worksheet", spec: SheetSpec, top: int) -> None:
    """Room for wrapped text: a file says how high its rows are, Excel does not work it out on opening."""
    from openpyxl.styles import Alignment

    for y, row in enumerate(spec.rows, start=top + 1):
        longest = max((len(value) for value in row if isinstance(value, str)), default=0)
        if longest > _WIDEST:
            sheet.row_dimensions[y].height = LINE_POINTS * min(-(-longest // (_WIDEST - 5)), 25)
            for cell in sheet[y]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _page(sheet: "Worksheet", top: int) -> None:
    """Prints on one page's width with the header on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{top}"


def _header(cell: "XlsxCell | MergedCell", column: ColumnSpec) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    _put(cell, column.label, "text")
    cell.font = Font(name=FONT, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color="1F4E5F")
    side = "left" if column.kind == "text" else "right"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


def _totals(sheet: "Worksheet", spec: SheetSpec, top: int, bottom: int) -> None:
    from openpyxl.styles import Border, Font, Side
    from openpyxl.utils import get_column_letter

    for x, column in enumerate(spec.columns, start=1):
        cell = sheet.cell(bottom + 1, x)
        cell.font = Font(name=FONT, bold=True)
        cell.border = Border(top=Side(style="thin"))
        if column.total:
            letter = get_column_letter(x)
            # SUBTOTAL(109) leaves out rows that the user's filter hides.
            cell.value = f"=SUBTOTAL(109,{letter}{top + 1}:{letter}{bottom})"
            cell.number_format = column.number_format or FORMATS[column.kind]
        elif x == 1:
            cell.value = "Total"


def _put(cell: "XlsxCell | MergedCell", value: Value, kind: ColumnKind) -> None:
    """Set a value; text is always stored as text, also when it begins like a formula (CWE-1236)."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = _ILLEGAL.sub("", value)
    cell.value = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    cell.data_type = "s"
    if text[:1] in _FORMULA_STARTS:
        cell.style = "Normal"
        cell.quotePrefix = True  # stays text when the cell is edited


def _typed(value: Value, kind: ColumnKind) -> Value:
    """A value that came through JSON, in its column's type again."""
    if not isinstance(value, str) or kind == "text":
        return value
    try:
        if kind == "date":
            return date.fromisoformat(value)
        return int(value) if kind == "integer" else Decimal(value)
    except (ValueError, InvalidOperation):
        return value


def _width(spec: SheetSpec, x: int) -> float:
    """A column's width in characters: its longest value as shown, its total among them, within reason."""
    column, values = spec.columns[x], [row[x] for row in spec.rows]
    shown = [len(_shown(value, column)) + 2 for value in values[:500]]
    if column.total:
        total = sum(float(v) for v in values if isinstance(v, int | float | Decimal))
        shown.append(len(_shown(total, column)) + 4)  # bold is wider
    return min(max([len(column.label) + 2, 9, *shown]), _WIDEST)


_SHOWN: dict[ColumnKind, str] = {"integer": ",.0f", "number": ",.1f", "money": ",.2f", "percent": ".1%"}


def _shown(value: Value, column: ColumnSpec) -> str:
    """About what Excel shows of a value; a format of the column's own may take two decimals and a sign."""
    if value is None:
        return ""
    if not isinstance(value, int | float | Decimal):
        return str(value)
    text = format(value, ",.2f" if column.number_format else _SHOWN.get(column.kind, ",.2f"))
    return f"${text}" if column.kind == "money" or column.number_format else text


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts: at most 31 characters, none of ``[]:*?/\\``, unique without regard to case."""
    base = re.sub(r"[\[\]:*?/\\]", " ", _ILLEGAL.sub("", name)).strip(" '")[:31] or "Hoja"
    tries: Sequence[str] = [base, *(f"{base[:27]} ({n})" for n in range(2, 100))]
    chosen = next(t for t in tries if t.casefold() not in taken)
    taken.add(chosen.casefold())
    return chosen


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST = 60
