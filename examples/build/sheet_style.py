"""The look shared by the example workbooks."""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

BROWN, PALE = "5A3622", "F3EBE3"
MONEY: Final = '"$"#,##0.00'
_THIN: Final = Side(style="thin", color="CBB9AA")
BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write_title(sheet: Worksheet, columns: int, *lines: str) -> None:
    """Merged lines above the table: the first large, the others small."""
    for row, line in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        cell = sheet.cell(row, 1, line)
        cell.font = Font(bold=row == 1, size=15 if row == 1 else 10, color=BROWN, italic=row > 2)
        cell.alignment = Alignment(horizontal="left", vertical="center")
    sheet.row_dimensions[1].height = 24


def write_header(sheet: Worksheet, row: int, labels: tuple[str, ...]) -> None:
    for column, label in enumerate(labels, start=1):
        cell = sheet.cell(row, column, label)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BROWN)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.border = BORDER
    sheet.row_dimensions[row].height = 32


def write_row(sheet: Worksheet, row: int, values: tuple[object, ...], formats: dict[int, str] | None = None) -> None:
    """`formats` maps a 1-based column to its number format."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column, value)  # type: ignore[arg-type]
        cell.border = BORDER
        if formats and column in formats:
            cell.number_format = formats[column]


def set_widths(sheet: Worksheet, widths: tuple[float, ...]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def print_landscape(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
