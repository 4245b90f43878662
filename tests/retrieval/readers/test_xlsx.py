"""Workbooks as people lay them out."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from guardrails.errors import EmptyFile, UnreadableFile
from retrieval.document import Document, Table
from retrieval.readers import read as read_file
from retrieval.readers import read_bytes

Cells = Sequence[Sequence[object]]


def read(book: Workbook) -> Document:
    book.save(made := BytesIO())
    return read_bytes(made.getvalue(), name="libro.xlsx", max_bytes=10**8)


def sheet(book: Workbook, rows: Cells, title: str = "Ventas") -> Worksheet:
    made = book["Sheet"] if "Sheet" in book.sheetnames else book.create_sheet()
    made.title = title
    for row in rows:
        made.append(list(row))
    return made


def tables_of(*rows: Sequence[object]) -> Sequence[Table]:
    book = Workbook()
    sheet(book, rows)
    return read(book).tables


HEADER = ("Fecha", "Producto", "Piezas", "Precio")
A = (date(2024, 1, 5), "Café", 3, 120.5)
B = (date(2024, 1, 6), "Té", 2, 80)
C = (date(2024, 1, 7), "Cacao", 5, 95)


def test_a_plain_table_keeps_types_and_row_numbers() -> None:
    [table] = tables_of(HEADER, A, B)
    assert table.name == "Ventas"
    assert table.columns == HEADER
    assert table.rows == (A, B)
    assert table.row_numbers == (2, 3)


def test_title_rows_above_the_header_are_no_data() -> None:
    book = Workbook()
    sheet(book, [("La Jícara, S.A.",), ("Ventas de enero",), (), HEADER, A, B, C])
    document = read(book)
    [table] = document.tables
    assert table.rows == (A, B, C)
    assert table.row_numbers == (5, 6, 7)
    assert "La Jícara, S.A." in document.text


def test_titles_right_above_the_header_too() -> None:
    [table] = tables_of(("Reporte de ventas",), ("Sucursal:", "Centro"), HEADER, A, B, C)
    assert table.columns == HEADER
    assert table.rows == (A, B, C)


def test_blank_rows_part_two_tables_and_titles_name_the_second() -> None:
    first, second = tables_of(HEADER, A, B, (), ("Proveedores",), ("Clave", "Nombre", "Días"), ("P1", "Norte", 7))
    assert (first.name, second.name) == ("Ventas", "Ventas › Proveedores")
    assert first.rows == (A, B)
    assert second.rows == (("P1", "Norte", 7),)
    assert second.row_numbers == (7,)


def test_a_gap_inside_one_table_does_not_part_it() -> None:
    [table] = tables_of(HEADER, A, B, (), C)
    assert table.rows == (A, B, C)
    assert table.row_numbers == (2, 3, 5)


def test_tables_side_by_side_are_parted() -> None:
    first, second = tables_of(
        ("Clave", "Piezas", None, "Proveedor", "Días"), ("A", 1, None, "Norte", 7), ("B", 2, None, "Sur", 9), ("C", 3)
    )
    assert first.columns == ("Clave", "Piezas")
    assert len(first.rows) == 3
    assert second.rows == (("Norte", 7), ("Sur", 9))


def test_a_spacer_column_does_not_part_a_table() -> None:
    [table] = tables_of(("Clave", None, "Piezas", "Costo"), ("A", None, 1, 2.5), ("B", None, 2, 3.5))
    assert table.columns == ("Clave", "Piezas", "Costo")
    assert table.rows == (("A", 1, 2.5), ("B", 2, 3.5))


@pytest.mark.parametrize("label", ["Total", "TOTAL GENERAL", "Subtotal:", "Suma", "Promedio"])
def test_totals_are_not_data_but_can_be_read(label: str) -> None:
    book = Workbook()
    sheet(book, [HEADER, A, B, C, (label, None, 10, 295.5)])
    document = read(book)
    assert document.tables[0].rows == (A, B, C)
    assert "filas de totales: 5" in document.warnings[0]
    assert f"Fecha: {label}; Piezas: 10; Precio: 295.5" in document.text


def test_a_total_with_a_longer_name_counts_when_it_adds_up() -> None:
    rows = [("Zona", "Importe"), ("Norte", 10), ("Sur", 5)]
    assert len(tables_of(*rows, ("Total zona centro", 15))[0].rows) == 2
    assert len(tables_of(*rows, ("Total Play, S.A.", 99))[0].rows) == 3


def test_an_unlabelled_last_row_that_adds_up_is_a_total() -> None:
    assert tables_of(HEADER, A, B, C, (None, None, 10, 295.5))[0].rows == (A, B, C)


def test_a_wide_table_of_months_keeps_them_as_columns() -> None:
    [table] = tables_of(
        ("Producto", date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)), ("Café", 1, 2, 3), ("Té", 4, 5, 6)
    )
    assert table.columns == ("Producto", "2024-01-01", "2024-02-01", "2024-03-01")
    [years] = tables_of(("Producto", 2022, 2023, 2024), ("Café", 1, 2, 3), ("Té", 4, 5, 6))
    assert years.columns == ("Producto", "2022", "2023", "2024")
    assert years.rows == (("Café", 1, 2, 3), ("Té", 4, 5, 6))


def test_a_header_in_two_rows_is_joined() -> None:
    book = Workbook()
    made = sheet(
        book, [("Producto", "2023", None, "2024", None), (None, "Ene", "Feb", "Ene", "Feb"), ("Café", 1, 2, 3, 4)]
    )
    made.append(["Té", 5, 6, 7, 8])
    for cells in ("B1:C1", "D1:E1", "A1:A2"):
        made.merge_cells(cells)
    [table] = read(book).tables
    assert table.columns == ("Producto", "2023 Ene", "2023 Feb", "2024 Ene", "2024 Feb")
    assert table.rows == (("Café", 1, 2, 3, 4), ("Té", 5, 6, 7, 8))


def test_empty_and_repeated_labels_become_unique() -> None:
    [table] = tables_of(("Clave", None, "Piezas", "Piezas"), ("A", "x", 1, 2), ("B", "y", 3, 4))
    assert table.columns == ("Clave", "columna 2", "Piezas", "Piezas (2)")


def test_a_form_is_read_as_text_not_as_a_table() -> None:
    book = Workbook()
    sheet(book, [("Cliente:", "La Jícara"), ("RFC:", "JIC010101AB1"), ("Fecha:", date(2024, 3, 5)), ("Monto:", 1500)])
    document = read(book)
    assert document.tables == ()
    assert "Cliente: La Jícara" in document.text
    assert "Monto: 1500" in document.text


def test_a_table_of_texts_finds_its_header() -> None:
    [table] = tables_of(
        ("Pregunta", "Respuesta"), ("¿Cuál es el horario?", "De 9 a 6."), ("¿Hay envíos?", "Sí, a todo el país.")
    )
    assert table.columns == ("Pregunta", "Respuesta")
    assert len(table.rows) == 2


def test_notes_under_a_table_are_text() -> None:
    book = Workbook()
    sheet(book, [HEADER, A, B, ("Nota: precios sin IVA",)])
    document = read(book)
    assert document.tables[0].rows == (A, B)
    assert "Nota: precios sin IVA" in document.text


def test_blocks_name_their_cells() -> None:
    book = Workbook()
    sheet(book, [(), ("Título",), (), HEADER, A])
    document = read(book)
    where = {document.text[b.start : b.end]: b.cell for b in document.blocks}
    assert where["Título"] == "Ventas!A2"
    assert where["Fecha: 2024-01-05; Producto: Café; Piezas: 3; Precio: 120.5"] == "Ventas!A5:D5"


def test_hidden_sheets_and_rows_are_read_and_told() -> None:
    book = Workbook()
    sheet(book, [HEADER, A, B]).row_dimensions[3].hidden = True
    sheet(book, [("Clave", "Costo"), ("X", 5), ("Y", 6)], "Costos").sheet_state = "hidden"
    document = read(book)
    assert [(t.name, t.hidden) for t in document.tables] == [("Ventas", False), ("Costos", True)]
    assert any("«Costos» está oculta" in w for w in document.warnings)
    assert any("«Ventas» hay filas o columnas ocultas" in w for w in document.warnings)


def test_formulas_without_saved_values_are_told() -> None:
    book = Workbook()
    sheet(book, [("Clave", "Piezas", "Doble"), ("A", 1, "=B2*2"), ("B", 2, "=B3*2")])
    document = read(book)
    assert document.tables[0].rows == (("A", 1, None), ("B", 2, None))
    assert any("2 fórmulas sin valor guardado" in w for w in document.warnings)


def test_a_stray_cell_at_the_far_end_takes_no_memory() -> None:
    book = Workbook()
    made = sheet(book, [HEADER, A, B, C])
    made["XFD1048576"] = "x"
    document = read(book)
    assert document.tables[0].rows == (A, B, C)


def test_dates_and_times_come_typed() -> None:
    [table] = tables_of(
        ("Momento", "Piezas"),
        (datetime.fromisoformat("2024-01-05 10:30"), 1),
        (datetime.fromisoformat("2024-01-06 11:00"), 2),
    )
    assert table.rows[0][0] == datetime.fromisoformat("2024-01-05 10:30")


def test_a_workbook_without_values_is_empty() -> None:
    with pytest.raises(EmptyFile):
        read(Workbook())


def test_group_titles_inside_a_table_are_headings_not_data() -> None:
    book = Workbook()
    sheet(book, [HEADER, A, B, ("De temporada",), C, C])
    document = read(book)
    assert document.tables[0].rows == (A, B, C, C)
    assert document.headings_at(document.text.index("Cacao")) == "Ventas › De temporada"


def test_a_row_without_figures_stays_a_row() -> None:
    rows = tables_of(HEADER, A, B, ("CAF-9",))[0].rows
    assert rows[-1] == ("CAF-9", None, None, None)


def test_percentages_are_written_as_excel_shows_them() -> None:
    book = Workbook()
    made = sheet(book, [("Clave", "Descuento"), ("A", 0.08), ("B", 0.125)])
    for cell in ("B2", "B3"):
        made[cell].number_format = "0.0%"
    document = read(book)
    assert document.tables[0].rows == (("A", 0.08), ("B", 0.125))
    assert document.text.endswith("Clave: A; Descuento: 8%\nClave: B; Descuento: 12.5%")


def test_a_row_of_many_weeks_is_written_in_part_and_kept_whole() -> None:
    weeks = [f"s{n}" for n in range(200)]
    book = Workbook()
    sheet(book, [("Producto", *weeks, "Nota"), ("Café", *range(200), "se vende"), ("Té", *range(200), "también")])
    document = read(book)
    assert len(document.tables[0].rows[0]) == 202
    assert len(document.text) < 2 * 1000
    assert document.text.endswith("Nota: también")


def test_a_header_repeated_page_by_page_is_dropped() -> None:
    [table] = tables_of(HEADER, A, B, HEADER, C)
    assert table.rows == (A, B, C)


def test_a_header_that_comes_back_under_a_title_begins_a_table() -> None:
    first, second = tables_of(
        ("Ingresos",), ("Concepto", "Monto"), ("Ventas", 50), ("Gastos",), ("Concepto", "Monto"), ("Renta", 20)
    )
    assert (first.name, first.rows) == ("Ventas", (("Ventas", 50),))
    assert (second.name, second.rows) == ("Ventas › Gastos", (("Renta", 20),))


@pytest.mark.data
@pytest.mark.slow
def test_real_workbooks_are_read_or_refused(data: Path) -> None:
    files = [file for file in sorted((data / "sheets").iterdir()) if file.suffix in (".xlsx", ".xlsm")]
    assert files
    for file in files:
        try:
            document = read_file(file, max_bytes=10**8)
        except UnreadableFile:
            continue
        for table in document.tables:
            assert {len(row) for row in table.rows} <= {len(table.columns)}
            assert len(table.rows) == len(table.row_numbers) >= len(table.spans)
            assert len(set(table.columns)) == len(table.columns)
        assert len({table.name for table in document.tables}) == len(document.tables)
