"""New workbooks: what is written, what is refused, and that text never becomes a formula."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import ValidationError

from guardrails.errors import EditingRefused, InvalidRequest
from tools.workbook import ChartSeries, ChartSpec, ColumnSpec, SheetSpec, WorkbookSpec, write_workbook


def one(rows: list, *columns: ColumnSpec, **more: object) -> WorkbookSpec:
    return WorkbookSpec(title="t", sheets=[SheetSpec(name="Hoja", columns=list(columns), rows=rows, **more)])


def test_values_come_back_with_their_types_and_formats(tmp_path: Path) -> None:
    spec = one(
        [["Ñandú", 12, 3.5, Decimal("10.50"), date(2026, 1, 5)], [None, None, None, None, None]],
        ColumnSpec(label="Nombre"),
        ColumnSpec(label="Piezas", kind="integer"),
        ColumnSpec(label="Peso", kind="number"),
        ColumnSpec(label="Costo", kind="money"),
        ColumnSpec(label="Día", kind="date"),
    )
    size = write_workbook(spec, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["Hoja"]
    assert size == (tmp_path / "a.xlsx").stat().st_size
    assert [c.value for c in sheet[1]] == ["Nombre", "Piezas", "Peso", "Costo", "Día"]
    assert [c.value for c in sheet[2]][:4] == ["Ñandú", 12, 3.5, 10.5]
    assert sheet["E2"].value.date() == date(2026, 1, 5)
    assert sheet["D2"].number_format == "$#,##0.00"


@settings(max_examples=20, deadline=None)
@given(st.sampled_from("=+-@\t\r"), st.text(max_size=20))
def test_text_that_begins_like_a_formula_stays_text(
    tmp_path_factory: pytest.TempPathFactory, start: str, rest: str
) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    write_workbook(one([[start + rest, 1]], ColumnSpec(label="=cmd"), ColumnSpec(label="n", kind="integer")), path)
    sheet = load_workbook(path)["Hoja"]
    assert sheet["A2"].data_type != "f"
    assert sheet["A1"].data_type == "s"


def test_text_in_a_column_of_numbers_is_no_formula_either(tmp_path: Path) -> None:
    write_workbook(one([["=1+1"]], ColumnSpec(label="n", kind="integer")), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx")["Hoja"]["A2"].data_type == "s"


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(EditingRefused):
        write_workbook(one([["x"]], ColumnSpec(label="a")), path)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_other_types_and_missing_folders_are_refused(tmp_path: Path) -> None:
    spec = one([["x"]], ColumnSpec(label="a"))
    with pytest.raises(InvalidRequest):
        write_workbook(spec, tmp_path / "a.xlsm")
    with pytest.raises(InvalidRequest):
        write_workbook(spec, tmp_path / "no" / "a.xlsx")


def test_a_spec_survives_json() -> None:
    spec = one(
        [[date(2026, 1, 5), Decimal("1.10"), "x"]],
        ColumnSpec(label="d", kind="date"),
        ColumnSpec(label="m", kind="money"),
        ColumnSpec(label="t"),
    )
    assert WorkbookSpec.model_validate_json(spec.model_dump_json()) == spec


def test_a_row_of_another_length_and_a_chart_of_nothing_are_refused() -> None:
    with pytest.raises(ValidationError):
        one([["x", "y"]], ColumnSpec(label="a"))
    chart = ChartSpec(kind="bar", title="c", categories="a", series=[ChartSeries(column="gone", role="bar")])
    with pytest.raises(ValidationError):
        one([["x"]], ColumnSpec(label="a"), charts=[chart])


def test_totals_are_formulas_over_the_rows(tmp_path: Path) -> None:
    columns = ColumnSpec(label="a"), ColumnSpec(label="n", kind="integer", total=True)
    write_workbook(one([["x", 1], ["y", 2]], *columns), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx")["Hoja"]["B4"].value == "=SUBTOTAL(109,B2:B3)"


def test_charts_are_native_and_the_band_is_an_area(tmp_path: Path) -> None:
    start = date(2026, 1, 5)
    rows = [[start + timedelta(weeks=n), 5.0, 4.0 if n > 5 else None, 6.0 if n > 5 else None] for n in range(10)]
    labels = ("Semana", "Venta", "Bajo", "Alto")
    columns = [ColumnSpec(label=x, kind="number" if x != "Semana" else "date") for x in labels]
    roles = ("history", "low", "high")
    series = [ChartSeries(column=c, role=r) for c, r in zip(labels[1:], roles, strict=True)]
    chart = ChartSpec(kind="line", title="Ventas", categories="Semana", series=series)
    write_workbook(one(rows, *columns, charts=[chart]), tmp_path / "a.xlsx")
    drawn = load_workbook(tmp_path / "a.xlsx")["Hoja"]._charts
    assert [type(c).__name__ for c in drawn] == ["AreaChart"]
    assert len(drawn[0]._charts) == 2


def test_sheet_names_are_made_to_fit_excel(tmp_path: Path) -> None:
    columns = [ColumnSpec(label="a")]
    names = ["Plan [2026]/a", "plan  2026  a", "x" * 40, "X" * 40]
    sheets = [SheetSpec(name=name, columns=columns, rows=[]) for name in names]
    write_workbook(WorkbookSpec(title="t", sheets=sheets), tmp_path / "a.xlsx")
    written = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert all(len(name) <= 31 for name in written)
    assert len({name.casefold() for name in written}) == 4


def test_a_column_has_room_for_its_total(tmp_path: Path) -> None:
    columns = ColumnSpec(label="a"), ColumnSpec(label="n", kind="money", total=True)
    write_workbook(one([["x", 999_999.5]] * 200, *columns), tmp_path / "a.xlsx")
    width = load_workbook(tmp_path / "a.xlsx")["Hoja"].column_dimensions["B"].width
    assert width > len("$199,999,900.00")


def test_the_band_opens_from_the_last_sale_and_not_from_the_axis(tmp_path: Path) -> None:
    start = date(2026, 1, 5)
    rows = [[start + timedelta(weeks=n), 50.0 if n < 6 else None, *((40.0, 60.0) if n > 5 else (None, None))]
            for n in range(10)]  # fmt: skip
    columns = [ColumnSpec(label="Semana", kind="date"), *(ColumnSpec(label=x, kind="number") for x in "VBA")]
    series = [ChartSeries(column=c, role=r) for c, r in zip("VBA", ("history", "low", "high"), strict=True)]
    chart = ChartSpec(kind="line", title="Ventas", categories="Semana", series=series)
    write_workbook(one(rows, *columns, charts=[chart]), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["Hoja"]
    hidden = [d.min for d in sheet.column_dimensions.values() if d.hidden]
    foot, width = ([sheet.cell(y, min(hidden) + n).value for y in range(2, 12)] for n in (0, 1))
    assert foot == [None] * 5 + [50.0] + [40.0] * 4
    assert width == [None] * 5 + [0.0] + [20.0] * 4


def test_gridlines_are_light(tmp_path: Path) -> None:
    series = [ChartSeries(column="n", role="bar")]
    chart = ChartSpec(kind="bar", title="c", categories="a", series=series)
    columns = ColumnSpec(label="a"), ColumnSpec(label="n", kind="number")
    write_workbook(one([["x", 1.0]], *columns, charts=[chart]), tmp_path / "a.xlsx")
    lines = load_workbook(tmp_path / "a.xlsx")["Hoja"]._charts[0].y_axis.majorGridlines
    assert lines.spPr.ln.solidFill.srgbClr == "D9D9D9"


@pytest.mark.parametrize(
    ("name", "es"),
    [
        ("no/a.xlsx", "No existe la carpeta «{folder}/no». Créala, o elige una que exista."),
        ("a.pdf", "Un libro nuevo se guarda con un nombre que termina en .xlsx; «a.pdf» no termina así."),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_one_sentence(tmp_path: Path, name: str, es: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        write_workbook(one([["x"]], ColumnSpec(label="a")), tmp_path / name)
    assert refused.value.say("es") == es.format(folder=tmp_path)
