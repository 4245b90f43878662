"""Which documents an inventory plan is made from, and what is said when there are none."""

from collections.abc import Sequence

from agents.inventory.tables import tables_of
from agents.language import Lang
from retrieval.document import Document, FileKind
from tools.sales_layout import recognise
from tools.stock import read_stock
from tools.tables import SalesTable

NO_SALES: dict[Lang, str] = {
    "es": "No encuentro ventas entre tus archivos. Sube un Excel o CSV con producto, fecha o semana y cantidad "
    "vendida, "
    "o los CFDI que emites; si trae existencias y proveedores, también calculo qué pedir.",
    "en": "I find no sales among your files. Upload an Excel or CSV file with product, date or week and quantity sold, "
    "or the CFDI that you issue; with stock and suppliers in it, I also work out what to order.",
}
STILL_READING: dict[Lang, str] = {
    "es": " Todavía estoy leyendo archivos; vuelve a preguntar en un momento.",
    "en": " I am still reading files; ask again in a moment.",
}


def choose(given: Sequence[tuple[str, Document]], others: Sequence[tuple[str, Document]]) -> list[SalesTable]:
    """The tables to plan from: those of the files sent along, else of the library; empty when none holds sales.

    When the given files hold no stock, the library's stock and suppliers join their sales. Invoices are only looked at
    when no sheet holds sales.
    """
    own = _tables(given)
    if _any_sales(own):
        return own if read_stock(own) else own + [t for t in _tables(others) if recognise(t) is None]
    everything = own + _tables(others)
    return everything if _any_sales(everything) else []


def _tables(documents: Sequence[tuple[str, Document]]) -> list[SalesTable]:
    sheets = [(i, d) for i, d in documents if d.kind is not FileKind.CFDI]
    tables = [table for document_id, document in sheets for table in tables_of(document, document_id)]
    if _any_sales(tables):
        return tables
    return tables + [t for i, d in documents if d.kind is FileKind.CFDI for t in tables_of(d, i)]


def _any_sales(tables: Sequence[SalesTable]) -> bool:
    return any(recognise(table) is not None for table in tables)
