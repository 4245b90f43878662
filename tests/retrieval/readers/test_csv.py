"""CSV as companies export it."""

from datetime import date, datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given

from retrieval.document import BlockKind, Document
from retrieval.readers import read_bytes

MOST = 10**8
at = datetime.fromisoformat


def read(text: str, encoding: str = "utf-8", name: str = "ventas.csv") -> Document:
    return read_bytes(text.encode(encoding), name=name, max_bytes=MOST)


SPANISH = "Fecha;Producto;Importe\n01/02/2024;Café de Ñuñoa;1.234,50\n15/02/2024;Té;12,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp850"])
def test_every_usual_encoding_gives_the_same_table(encoding: str) -> None:
    [table] = read(SPANISH, encoding).tables
    assert table.name == "ventas"
    assert table.columns == ("Fecha", "Producto", "Importe")
    assert table.rows == ((date(2024, 2, 1), "Café de Ñuñoa", 1234.5), (date(2024, 2, 15), "Té", 12.5))
    assert table.row_numbers == (2, 3)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    rows = [["Clave", "Nombre", "Piezas"], ["A-1", "Tornillo", "20"], ["A-2", "Tuerca", "35"]]
    [table] = read("\n".join(separator.join(row) for row in rows)).tables
    assert table.columns == ("Clave", "Nombre", "Piezas")
    assert table.rows == (("A-1", "Tornillo", 20), ("A-2", "Tuerca", 35))


def test_excel_s_separator_line_is_obeyed_and_counts_as_a_row() -> None:
    [table] = read("sep=|\nClave|Nota\nA|uno, dos; tres\nB|cuatro\n").tables
    assert table.rows == (("A", "uno, dos; tres"), ("B", "cuatro"))
    assert table.row_numbers == (3, 4)


def test_titles_are_skipped_totals_left_out_and_row_numbers_are_excel_s() -> None:
    document = read(
        'Reporte de ventas,,\n\nFecha,Producto,Importe\n2024-01-05,"Té\nverde",10\n2024-01-06,Café,20\nTotal,,30\n'
    )
    [table] = document.tables
    assert table.rows == ((date(2024, 1, 5), "Té\nverde", 10), (date(2024, 1, 6), "Café", 20))
    assert table.row_numbers == (4, 5)
    assert "filas de totales: 6" in document.warnings[0]
    assert document.text.startswith("Reporte de ventas\n\nFecha: 2024-01-05; Producto: Té verde; Importe: 10\n")


def test_rows_stand_in_the_text_as_the_file_writes_them() -> None:
    document = read(SPANISH)
    [table] = document.tables
    assert [document.text[a:b] for a, b in table.spans] == [
        "Fecha: 01/02/2024; Producto: Café de Ñuñoa; Importe: 1.234,50",
        "Fecha: 15/02/2024; Producto: Té; Importe: 12,5",
    ]
    block = document.block_at(table.spans[1][0])
    assert block is not None
    assert (block.kind, block.cell) == (BlockKind.ROW, "A3:C3")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,234.50", "99.90"], [1234.5, 99.9]),
        (["$1,200", "$3,400"], [1200, 3400]),
        (["1.200", "3.400,5"], [1200, 3400.5]),
        (["(1,500.00)", "-20.00"], [-1500.0, -20.0]),
        (["16%", "8%"], [0.16, 0.08]),
        (["MXN 10.50", "$ 3.00 MXN"], [10.5, 3.0]),
        (["00123", "00045"], ["00123", "00045"]),
        (["032180000118359719", "012180001234567897"], ["032180000118359719", "012180001234567897"]),
        (["84029G", "22632", "85123", "71053", "22752"], ["84029G", "22632", "85123", "71053", "22752"]),
        (["5", "n/d", "7", "8", "9"], [5, "n/d", 7, 8, 9]),
        (["1/13/2024", "2/3/2024"], [date(2024, 1, 13), date(2024, 2, 3)]),
        (["13/1/2024", "2/3/2024"], [date(2024, 1, 13), date(2024, 3, 2)]),
        (["12/1/2010 8:26", "12/25/2010 17:05"], [at("2010-12-01 08:26"), at("2010-12-25 17:05")]),
        (["5-mar-24", "6-ago-2024"], [date(2024, 3, 5), date(2024, 8, 6)]),
        (["5 de marzo de 2024", "6 de agosto de 2024"], [date(2024, 3, 5), date(2024, 8, 6)]),
        (["31/02/2024", "hola"], ["31/02/2024", "hola"]),
    ],
)
def test_a_column_is_typed_by_what_most_of_it_is(cells: list[str], values: list[object]) -> None:
    lines = "\n".join(f'k{n},"{cell}"' for n, cell in enumerate(cells))
    [table] = read(f"Clave,Valor\n{lines}\n").tables
    assert [row[1] for row in table.rows] == values


def test_a_day_order_that_was_assumed_is_told() -> None:
    document = read("Fecha,Piezas\n03/04/2024,1\n05/06/2024,2\n")
    assert document.tables[0].rows[0][0] == date(2024, 4, 3)
    assert "día/mes/año" in document.warnings[0]


def test_without_a_header_columns_are_numbered() -> None:
    document = read("2024-01-01,10,5\n2024-01-02,11,6\n2024-01-03,12,7\n")
    [table] = document.tables
    assert table.columns == ("columna 1", "columna 2", "columna 3")
    assert len(table.rows) == 3
    assert "encabezado" in document.warnings[0]


def test_a_stray_quote_does_not_swallow_the_file() -> None:
    rows = "".join(f'{n},Tubo de {n}" de cobre,{n}\n' if n else f'{n},"Tubo roto,{n}\n' for n in range(500))
    [table] = read(f"Clave,Nombre,Piezas\n{rows}").tables
    assert len(table.rows) == 500


def test_long_tables_are_whole_though_their_text_is_not() -> None:
    document = read("Clave,Piezas\n" + "".join(f"A{n},{n}\n" for n in range(6000)))
    [table] = document.tables
    assert len(table.rows) == 6000
    assert len(table.spans) == 5000
    assert document.text[slice(*table.spans[-1])] == "Clave: A4999; Piezas: 4999"
    assert "5000" in document.warnings[0]


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters='\r\n"\x00', categories=("L", "N")), min_size=1, max_size=12
)


@given(st.lists(st.tuples(CELL, st.integers(-(10**6), 10**6), st.floats(0.01, 1e6)), min_size=2, max_size=30))
def test_numbers_survive_whatever_stands_beside_them(rows: list[tuple[str, int, float]]) -> None:
    lines = "".join(f'"x{name}","{piezas:,}","{precio:,.2f}"\n' for name, piezas, precio in rows)
    document = read(f"Nombre,Piezas,Precio\n{lines}")
    table = document.tables[0]
    kept = [(row[1], row[2]) for row in table.rows]
    assert kept == [(piezas, float(f"{precio:.2f}")) for _, piezas, precio in rows]
