"""The price list workbook: a sheet per line, services, terms, and a hidden sheet of costs."""

from decimal import Decimal
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from examples.build.archive import normalize
from examples.build.catalog import CARE, COFFEE, DISPOSABLES, DRINKS, EQUIPMENT, PRODUCTS, SERVICES, Product
from examples.build.sheet_style import (
    BROWN,
    MONEY,
    PALE,
    print_landscape,
    set_widths,
    write_header,
    write_row,
    write_title,
)

RETIRED: Final = {"POP-220"}
"""Still in the sales history, no longer for sale."""
HEADER: Final = (
    "Clave", "Producto", "Presentación", "Precio de lista (MXN)", "IVA", "Mayoreo desde (unidades)",
    "Descuento mayoreo", "Notas",
)  # fmt: skip
SHEETS: Final = {
    "Café": COFFEE,
    "Jarabes y bebidas": DRINKS,
    "Desechables": DISPOSABLES,
    "Refacciones y limpieza": CARE,
    "Equipo": EQUIPMENT,
}
SECTIONS: Final = {"CAF-007": "Especiales y de temporada", "POL-111": "Polvos, tisanas y otras bebidas"}
"""Band written above that product."""
NOTES: Final = {
    "CAF-002": "Molido a pedido sin devolución",
    "CAF-006": "Rinde unas 275 bebidas dobles",
    "CAF-008": "Nuevo desde mayo de 2026",
    "CAF-009": "Mayor surtido de noviembre a febrero",
    "CAF-010": "Diluir 1 a 4; refrigerar al abrir",
    "JAR-104": "Temporada: septiembre a noviembre",
    "POL-112": "Surtido limitado, consultar",
    "BEB-131": "Precio por caja de 12 litros",
    "VAS-204": "Sin impresión de logotipo",
    "TAP-211": "No ajusta al vaso de 8 oz",
    "POP-221": "Guardar en lugar seco",
    "FIL-301": "Para Brava 1G y 2G",
    "REF-303": "Solo Brava 2G; la instala el taller",
    "LIM-312": "No usar en calderas Brava",
    "MAQ-401": "127 V; instalación incluida en zonas 1 y 2",
    "MAQ-402": "220 V; instalación incluida en zonas 1 y 2",
    "MOL-411": "Incluye calibración inicial",
}


def _percent(value: int) -> float:
    return value / 100


def _money(value: Decimal) -> float:
    return float(value)


def _values(product: Product) -> tuple[object, ...]:
    bulk = product.bulk_from or None
    discount = _percent(product.bulk_discount) if bulk else "N/A"
    note = NOTES.get(product.sku)
    price = _money(product.price)
    return product.sku, product.name, product.unit, price, _percent(product.vat), bulk, discount, note


def _add_line_sheet(book: Workbook, title: str, line: str) -> None:
    sheet = book.create_sheet(title)
    write_title(
        sheet,
        len(HEADER),
        "Distribuidora Cafetera La Jícara, S.A. de C.V.",
        f"Lista de precios 2026: {line}",
        "Vigente del 1 de enero de 2026 al 28 de febrero de 2027. Precios en pesos mexicanos, sin IVA.",
    )
    write_header(sheet, 5, HEADER)
    row = 6
    for product in PRODUCTS:
        if product.line != line or product.sku in RETIRED:
            continue
        if section := SECTIONS.get(product.sku):
            _add_band(sheet, row, section)
            row += 1
        write_row(sheet, row, _values(product), {4: MONEY, 5: "0%", 7: "0%"})
        row += 1
    note = "El descuento de mayoreo aplica por clave y por pedido; no se suman claves distintas."
    sheet.cell(row + 1, 1, note).font = Font(italic=True, size=9)
    set_widths(sheet, (11, 40, 20, 14, 8, 14, 13, 44))
    sheet.freeze_panes = "C6"
    print_landscape(sheet)


def _add_band(sheet: Worksheet, row: int, label: str) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADER))
    cell = sheet.cell(row, 1, label)
    cell.font = Font(bold=True, color=BROWN)
    cell.fill = PatternFill("solid", fgColor=PALE)


def _add_services(book: Workbook) -> None:
    sheet = book.create_sheet("Servicios")
    write_title(
        sheet,
        5,
        "Distribuidora Cafetera La Jícara, S.A. de C.V.",
        "Lista de precios 2026: Taller y capacitación",
        "Precios en pesos mexicanos, más 16 % de IVA. Refacciones aparte, salvo donde se indica.",
    )
    write_header(sheet, 5, ("Clave", "Servicio", "Unidad", "Precio (MXN)", "Notas"))
    for row, service in enumerate(SERVICES, start=6):
        values = (service.sku, service.name, service.unit, _money(service.price), service.note)
        write_row(sheet, row, values, {4: MONEY})
    set_widths(sheet, (11, 40, 12, 14, 44))
    print_landscape(sheet)


def _add_terms(book: Workbook) -> None:
    sheet = book.create_sheet("Condiciones")
    lines = (
        "Condiciones de venta",
        "1. Los precios no incluyen IVA. Café, chocolate, matcha y tisana causan tasa 0 %.",
        "2. El descuento de mayoreo se calcula sobre el precio de lista, antes de IVA.",
        "3. Descuentos mayores al de mayoreo los autoriza la Gerencia comercial.",
        "4. Envíos: ver el documento de zonas y costos de entrega.",
        "5. Equipo: 50 % de anticipo y resto contra entrega.",
        "Elaboró: Mauricio Celis Anguiano, 15 de diciembre de 2025. Última revisión: 4 de mayo de 2026.",
    )
    for row, line in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, line)
        cell.font = Font(bold=row == 1, size=13 if row == 1 else 10.5)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 90


def _add_costs(book: Workbook) -> None:
    sheet = book.create_sheet("Costos (interno)")
    write_header(sheet, 1, ("Clave", "Costo (MXN)", "Margen sobre lista"))
    for row, product in enumerate((p for p in PRODUCTS if p.sku not in RETIRED), start=2):
        margin = round(float(1 - product.cost / product.price), 4)
        write_row(sheet, row, (product.sku, _money(product.cost), margin), {2: MONEY, 3: "0.0%"})
    sheet.sheet_state = "hidden"


def write_price_list() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, line in SHEETS.items():
        _add_line_sheet(book, title, line)
    _add_services(book)
    _add_terms(book)
    _add_costs(book)
    book.properties.creator = "Mauricio Celis Anguiano"
    book.properties.title = "Lista de precios 2026"
    buffer = BytesIO()
    book.save(buffer)
    return normalize(buffer.getvalue())
