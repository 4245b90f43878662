"""The tables of a document, as the inventory tools take them."""

from collections.abc import Sequence

from retrieval.document import Document, FileKind, Table
from tools.tables import SalesTable

_CFDI_FACTS = ("uuid", "fecha", "tipo", "emisor_rfc", "receptor_rfc")


def tables_of(document: Document, document_id: str = "") -> list[SalesTable]:
    """Every visible table with rows; of a CFDI only its lines, with the header's facts."""
    if document.kind is FileKind.CFDI:
        lines = [table for table in document.tables if table.name == "conceptos" and table.rows]
        return [_sales_table(document, document_id, table, _facts(table)) for table in lines]
    shown = (table for table in document.tables if not table.hidden and table.rows)
    return [_sales_table(document, document_id, table, {}) for table in shown]


def _sales_table(document: Document, document_id: str, table: Table, facts: dict[str, str]) -> SalesTable:
    return SalesTable(
        name=document.name,
        table=table.name,
        columns=table.columns,
        rows=table.rows,
        row_numbers=table.row_numbers,
        document=document_id,
        version=document.version,
        facts=facts,
    )


def _facts(table: Table) -> dict[str, str]:
    """What every line repeats of the invoice's header."""
    first: Sequence[object] = table.rows[0]
    held = {name: str(first[n]) for n, name in enumerate(table.columns) if name in _CFDI_FACTS and first[n] is not None}
    return {"uuid": document_key(table), **held}


def document_key(table: Table) -> str:
    """Stands in for the fiscal folio of an invoice that has none yet."""
    return f"{table.name}:{hash(tuple(map(tuple, table.rows))):x}"
