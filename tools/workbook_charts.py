"""Native Excel charts of a sheet that has been filled: lines with a band, and bars."""

# openpyxl's types know neither the axes' attributes nor that a series has a marker.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.chart import AreaChart, BarChart, LineChart, Reference
    from openpyxl.chart.series import Series
    from openpyxl.worksheet.worksheet import Worksheet

    from tools.workbook import ChartSpec, SheetSpec

COLOURS = {
    "history": "1F4E5F",
    "forecast": "D9772B",
    "low": "F3C9A5",
    "high": "F3C9A5",
    "level": "8A9AA5",
    "bar": "2A7F8E",
}
GRIDLINES, GRIDLINE_EMU = "D9D9D9", 6_350
WIDTH_CM, HEIGHT_CM = 26.0, 11.0
LINES_PER_CHART = 24
"""Rows of the sheet that one chart covers."""


def add_charts(sheet: "Worksheet", spec: "SheetSpec", top: int) -> None:
    """Put the charts of `spec` to the right of the table whose header is in row `top`."""
    from openpyxl.utils import get_column_letter

    spare = len(spec.columns) + 1
    anchor = get_column_letter(spare + 1)
    for n, chart in enumerate(spec.charts):
        if not spec.rows:
            continue
        drawing = _Drawing(sheet, spec, chart, top, spare + 20 + 2 * n)
        built = drawing.line() if chart.kind == "line" else drawing.bar()
        built.width, built.height = WIDTH_CM, HEIGHT_CM
        sheet.add_chart(built, f"{anchor}{top + n * LINES_PER_CHART}")


class _Drawing:
    """One chart over its sheet: which cells, which colours."""

    def __init__(self, sheet: "Worksheet", spec: "SheetSpec", chart: "ChartSpec", top: int, spare: int) -> None:
        self._sheet, self._spec, self._chart = sheet, spec, chart
        self._labels = [column.label for column in spec.columns]
        self._top, self._spare = top, spare
        self._first = top + 1 + chart.first_row
        count = chart.rows if chart.rows is not None else len(spec.rows) - chart.first_row
        self._last = self._first + count - 1

    def line(self) -> "LineChart | AreaChart":
        """Lines over dates; the band is a stacked area under them: an invisible foot and the width on top of it."""
        from openpyxl.chart import LineChart

        lines = LineChart()
        self._dress(lines)
        for series in self._chart.series:
            if series.role not in ("low", "high"):
                lines.series.append(self._line_series(series.column, series.role))
        lines.set_categories(self._reference(self._labels.index(self._chart.categories) + 1))
        roles = {s.role: s.column for s in self._chart.series}
        if "low" in roles and "high" in roles:
            band = self._band(roles["low"], roles["high"])
            band += lines
            return band
        return lines

    def bar(self) -> "BarChart":
        """Horizontal bars, the first row on top."""
        from openpyxl.chart import BarChart

        bars = BarChart()
        bars.type, bars.gapWidth = "bar", 40
        self._dress(bars)
        for series in self._chart.series:
            one = self._series(series.column)
            one.graphicalProperties.solidFill = COLOURS[series.role]
            bars.series.append(one)
        bars.set_categories(self._reference(self._labels.index(self._chart.categories) + 1))
        bars.x_axis.scaling.orientation = "maxMin"
        bars.y_axis.number_format = "#,##0"
        if len(self._chart.series) == 1:
            bars.legend = None
        return bars

    def _dress(self, chart: "LineChart | BarChart | AreaChart") -> None:
        from openpyxl.chart.shapes import GraphicalProperties
        from openpyxl.drawing.line import LineProperties

        chart.title = self._chart.title
        chart.y_axis.title = self._chart.y_title
        # openpyxl leaves the axes deleted in recent Excel unless told otherwise.
        chart.x_axis.delete = chart.y_axis.delete = False
        if chart.y_axis.majorGridlines is not None:
            thin = LineProperties(solidFill=GRIDLINES, w=GRIDLINE_EMU)
            chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=thin)
        if chart.legend is not None:
            chart.legend.position = "b"
        if self._kind_of(self._chart.categories) == "date":
            chart.x_axis.number_format = "yyyy-mm-dd"
            chart.x_axis.tickLblSkip = max(1, (self._last - self._first + 1) // 12)

    def _band(self, low: str, high: str) -> "AreaChart":
        from openpyxl.chart import AreaChart
        from openpyxl.utils import get_column_letter

        for y, (bottom, width) in self._band_values(low, high).items():
            self._sheet.cell(y, self._spare, bottom)
            self._sheet.cell(y, self._spare + 1, width)
        self._sheet.cell(self._top, self._spare, low)
        self._sheet.cell(self._top, self._spare + 1, f"{low} – {high}")
        area = AreaChart()
        area.grouping = "stacked"
        for x, visible in ((self._spare, False), (self._spare + 1, True)):
            self._sheet.column_dimensions[get_column_letter(x)].hidden = True
            one = self._series_at(x)
            one.graphicalProperties.noFill = not visible
            if visible:
                one.graphicalProperties.solidFill = COLOURS["low"]
            one.graphicalProperties.line.noFill = True
            area.series.append(one)
        area.set_categories(self._reference(self._labels.index(self._chart.categories) + 1))
        self._dress(area)
        area.visible_cells_only = False  # the band's two columns are hidden
        from openpyxl.chart.legend import LegendEntry

        if area.legend is not None:
            area.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
        return area

    def _band_values(self, low: str, high: str) -> dict[int, tuple[float, float]]:
        """By row of the sheet: the band's foot and its width.

        An area takes an empty cell for 0. So that no flank falls to the axis, the row beside each end of the band
        closes it: no width, at the height of the lines there.
        """
        low_x, high_x = self._labels.index(low), self._labels.index(high)
        lines = [self._labels.index(s.column) for s in self._chart.series if s.role not in ("low", "high", "level")]
        found: dict[int, tuple[float, float]] = {}
        for y in range(self._first, self._last + 1):
            bottom, top = self._number(y, low_x), self._number(y, high_x)
            if bottom is not None and top is not None:
                found[y] = bottom, top - bottom
        for y, (bottom, width) in list(found.items()):
            for beside in (y - 1, y + 1):
                if self._first <= beside <= self._last and beside not in found:
                    near = (value for x in lines if (value := self._number(beside, x)) is not None)
                    found[beside] = next(near, bottom + width / 2), 0.0
        return found

    def _number(self, y: int, x: int) -> float | None:
        """The number in a row of the sheet and a column of the table."""
        value = self._spec.rows[y - self._top - 1][x]
        return float(value) if isinstance(value, int | float | Decimal) else None

    def _line_series(self, column: str, role: str) -> "Series":
        one = self._series(column)
        one.graphicalProperties.line.solidFill = COLOURS[role]
        one.graphicalProperties.line.width = 22_000
        if role == "level":
            one.graphicalProperties.line.dashStyle = "dash"
        one.marker.symbol = "none"
        one.smooth = False
        return one

    def _series(self, column: str) -> "Series":
        return self._series_at(self._labels.index(column) + 1)

    def _series_at(self, x: int) -> "Series":
        from openpyxl.chart import Series
        from openpyxl.chart.data_source import StrRef
        from openpyxl.chart.series import SeriesLabel
        from openpyxl.utils import get_column_letter, quote_sheetname

        one = Series(self._reference(x))
        title = f"{quote_sheetname(self._sheet.title)}!${get_column_letter(x)}${self._top}"
        one.tx = SeriesLabel(strRef=StrRef(title))
        return one

    def _reference(self, x: int) -> "Reference":
        from openpyxl.chart import Reference

        return Reference(self._sheet, min_col=x, max_col=x, min_row=self._first, max_row=self._last)

    def _kind_of(self, label: str) -> str:
        return self._spec.columns[self._labels.index(label)].kind
