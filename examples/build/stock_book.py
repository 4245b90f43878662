"""The sales and stock workbook: weekly sales, stock, suppliers, promotions, notes."""

from datetime import date, datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

from examples.build.archive import normalize
from examples.build.catalog import BY_SKU, PRODUCTS
from examples.build.demand import LOST_WEEKS, PROMOTIONS, WEEKS, recorded
from examples.build.parties import SUPPLIER_LABELS
from examples.build.sheet_style import MONEY, print_landscape, set_widths, write_header, write_row, write_title

STOCK: Final = {
    "CAF-001": (96, 72, 410, 0, None), "CAF-002": (38, 25, 132, 180, "2026-11-24"),
    "CAF-003": (30, 18, 64, 0, None), "CAF-004": (14, 9, 41, 50, "2026-11-26"),
    "CAF-005": (85, 60, 118, 0, None), "CAF-006": (10, 7, 52, 0, None),
    "CAF-007": (6, 5, 21, 0, None), "CAF-008": (12, 16, 38, 30, "2026-12-01"),
    "CAF-009": (40, 31, 150, 200, "2026-11-25"), "CAF-010": (9, 12, 96, 0, None),
    "JAR-101": (22, 19, 88, 0, None), "JAR-102": (25, 14, 61, 60, "2026-12-04"),
    "JAR-103": (12, 8, 57, 0, None), "JAR-104": (17, 22, 64, 0, None),
    "POL-111": (15, 11, 73, 0, None), "POL-112": (4, 3, 12, 90, "2026-11-27"),
    "POL-113": (10, 7, 58, 0, None), "POL-114": (8, 13, 190, 0, None),
    "TIS-121": (5, 4, 22, 0, None), "BEB-131": (16, 21, 104, 60, "2026-11-23"),
    "VAS-201": (14, 10, 71, 0, None), "VAS-202": (18, 23, 39, 80, "2026-11-24"),
    "VAS-203": (9, 11, 62, 0, None), "VAS-204": (6, 8, 118, 0, None),
    "TAP-211": (20, 17, 131, 0, None), "POP-220": (0, 4, 0, 0, None),
    "POP-221": (3, 4, 16, 10, "2026-12-02"), "SER-231": (12, 9, 48, 0, None),
    "FAJ-232": (7, 6, 29, 0, None), "AGI-233": (5, 5, 47, 0, None),
    "FIL-301": (4, 3, 9, 12, "2026-12-15"), "EMP-302": (14, 10, 36, 0, None),
    "REF-303": (1, 0, 2, 0, None), "REF-304": (1, 1, 3, 2, "2026-12-18"),
    "LIM-311": (11, 9, 26, 0, None), "LIM-312": (8, 7, 51, 0, None),
    "MAQ-401": (1, 1, 3, 0, None), "MAQ-402": (1, 0, 2, 2, "2027-01-14"),
    "MOL-411": (2, 1, 4, 3, "2026-12-18"), "CFE-421": (2, 3, 7, 0, None),
}  # fmt: skip
"""Per product: Guadalajara, Zapopan, CEDIS, on order, expected date."""


def _add_sales(book: Workbook) -> None:
    weeks = [week for week in WEEKS if week not in LOST_WEEKS]
    table = recorded()
    sheet = book.create_sheet("Ventas semanales")
    write_title(
        sheet,
        12,
        "La Jícara: ventas por semana, en unidades",
        "Guadalajara, Zapopan y ruta. Cada columna es el lunes con que empieza la semana.",
        "Fuente: punto de venta. Actualizado el 16/11/2026 por Baltazar Híjar.",
    )
    write_header(sheet, 5, ("Clave", "Producto", "Línea", "Unidad"))
    for column, week in enumerate(weeks, start=5):
        cell = sheet.cell(5, column, week)
        cell.number_format = "dd/mm/yyyy"
        cell.font = Font(bold=True, size=9)
        cell.alignment = Alignment(text_rotation=90, horizontal="center")
    sheet.row_dimensions[5].height = 62
    for row, product in enumerate(PRODUCTS, start=6):
        sales = table[product.sku]
        values = (product.sku, product.name, product.line, product.unit, *(sales.get(week) for week in weeks))
        write_row(sheet, row, values)
    last = 6 + len(PRODUCTS)
    numbers = [[value for sku in table if isinstance(value := table[sku].get(week), int)] for week in weeks]
    write_row(sheet, last, ("TOTAL", "Total de unidades", None, None, *(sum(column) for column in numbers)))
    for cell in sheet[last]:
        cell.font = Font(bold=True)
    set_widths(sheet, (10, 38, 24, 18))
    sheet.freeze_panes = "E6"
    typo = weeks.index(date(2025, 3, 10)) + 5
    row = 6 + [product.sku for product in PRODUCTS].index("JAR-103")
    sheet.cell(row, typo).comment = Comment("¿devolución? checar con Nayeli", "Baltazar")


def _add_stock(book: Workbook) -> None:
    sheet = book.create_sheet("Existencias")
    header = (
        "Clave", "Producto", "Guadalajara", "Zapopan", "CEDIS", "Existencia total", "En camino", "Llega el", "Unidad",
    )  # fmt: skip
    title = "Existencias al 16 de noviembre de 2026"
    write_title(sheet, len(header), title, "Conteo de cierre. 'En camino' es lo pedido y no recibido.")
    write_header(sheet, 4, header)
    for row, (sku, (matriz, zapopan, cedis, coming, arrives)) in enumerate(STOCK.items(), start=5):
        product = BY_SKU[sku]
        day = datetime.fromisoformat(arrives) if arrives else None
        total = matriz + zapopan + cedis
        values = (sku, product.name, matriz, zapopan, cedis, total, coming, day, product.unit)
        write_row(sheet, row, values, {8: "dd/mm/yyyy"})
    set_widths(sheet, (10, 40, 12, 10, 10, 12, 11, 13, 20))
    sheet.freeze_panes = "C5"
    print_landscape(sheet)


def _add_suppliers(book: Workbook) -> None:
    sheet = book.create_sheet("Proveedores")
    header = (
        "Clave", "Producto", "Proveedor", "Plazo de entrega (días)", "Empaque de compra (unidades)",
        "Compra mínima (unidades)", "Costo unitario (MXN)",
    )  # fmt: skip
    write_title(sheet, len(header), "Proveedores y condiciones de compra", "Plazos en días naturales, costo sin IVA.")
    write_header(sheet, 4, header)
    for row, product in enumerate(PRODUCTS, start=5):
        name = SUPPLIER_LABELS[product.supplier]
        cost = float(product.cost)
        values = (product.sku, product.name, name, product.lead_days, product.pack, product.minimum, cost)
        write_row(sheet, row, values, {7: MONEY})
    set_widths(sheet, (10, 40, 34, 14, 16, 14, 14))
    sheet.freeze_panes = "C5"
    print_landscape(sheet)


def _add_promotions(book: Workbook) -> None:
    sheet = book.create_sheet("Promociones")
    write_header(sheet, 1, ("Clave", "Semana (lunes)", "Promoción"))
    for row, (sku, week, _, label) in enumerate(sorted(PROMOTIONS, key=lambda entry: entry[1]), start=2):
        write_row(sheet, row, (sku, week, label), {2: "dd/mm/yyyy"})
    set_widths(sheet, (10, 16, 40))


def _add_notes(book: Workbook) -> None:
    sheet = book.create_sheet("Notas")
    lines = (
        "Notas del archivo",
        "No hay datos de las semanas del 30/06/2025 y del 07/07/2025: cambio de punto de venta.",
        "POP-220 se descontinuó a finales de mayo de 2026. Quedan piezas en Zapopan en remate.",
        "CAF-008 se vende desde la semana del 04/05/2026.",
        "El matcha (POL-112) no tuvo existencia del 3 al 23 de agosto de 2026: ceros por falta de producto.",
        "Objetivo de surtido: 95 % de las unidades pedidas.",
    )
    for row, line in enumerate(lines, start=1):
        sheet.cell(row, 1, line).font = Font(bold=row == 1)
    sheet.column_dimensions["A"].width = 95


def write_stock_book() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for add in (_add_sales, _add_stock, _add_suppliers, _add_promotions, _add_notes):
        add(book)
    book.properties.creator = "Baltazar Híjar Covarrubias"
    book.properties.title = "Ventas e inventario"
    buffer = BytesIO()
    book.save(buffer)
    return normalize(buffer.getvalue())
