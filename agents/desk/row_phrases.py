"""How a query is said: its rows, its column, its conditions and its period, Spanish and English."""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePath

from agents.desk import row_format
from agents.language import Lang
from retrieval.analysis import fold
from retrieval.row_columns import Role
from retrieval.row_names import core, singular
from retrieval.row_prepared import TableKind, key
from retrieval.row_query import BALANCE, NET, Filter, RowQuery, Source
from retrieval.row_state import TableInfo

_ROWS: dict[Lang, dict[Source, tuple[str, str]]] = {
    "es": {
        Source.ISSUED: ("factura emitida", "facturas emitidas"),
        Source.RECEIVED: ("factura recibida", "facturas recibidas"),
        Source.ISSUED_LINES: ("concepto facturado", "conceptos facturados"),
        Source.RECEIVED_LINES: ("concepto de facturas recibidas", "conceptos de facturas recibidas"),
        Source.PAID_IN: ("pago recibido", "pagos recibidos"),
        Source.PAID_OUT: ("pago hecho", "pagos hechos"),
        Source.SHEET: ("fila", "filas"),
    },
    "en": {
        Source.ISSUED: ("issued invoice", "issued invoices"),
        Source.RECEIVED: ("received invoice", "received invoices"),
        Source.ISSUED_LINES: ("line of issued invoices", "lines of issued invoices"),
        Source.RECEIVED_LINES: ("line of received invoices", "lines of received invoices"),
        Source.PAID_IN: ("payment received", "payments received"),
        Source.PAID_OUT: ("payment made", "payments made"),
        Source.SHEET: ("row", "rows"),
    },
}
_SPECIAL: dict[Lang, dict[str, tuple[str, str]]] = {
    "es": {"E": ("nota de crédito", "notas de crédito"), "N": ("recibo de nómina", "recibos de nómina")},
    "en": {"E": ("credit note", "credit notes"), "N": ("payroll receipt", "payroll receipts")},
}
_COLUMNS: dict[Lang, dict[str, str]] = {
    "es": {
        "total": "total (con IVA)",
        NET: "importe sin IVA (subtotal menos descuento)",
        BALANCE: "saldo por pagar",
        "iva_trasladado": "IVA trasladado",
        "iva": "IVA",
        "retenciones": "retenciones",
        "isr_retenido": "ISR retenido",
        "iva_retenido": "IVA retenido",
        "ieps_trasladado": "IEPS trasladado",
        "valor_unitario": "precio unitario",
        "importe_pagado": "importe pagado",
        "receptor_rfc": "RFC",
        "emisor_rfc": "RFC",
        "metodo_pago": "método de pago",
        "forma_pago": "forma de pago",
        "descripcion": "descripción",
        "subtotal": "subtotal",
        "fecha_pago": "fecha de pago",
    },
    "en": {
        "total": "total (with tax)",
        NET: "amount before tax (subtotal less discount)",
        BALANCE: "balance due",
        "iva_trasladado": "VAT",
        "iva": "VAT",
        "retenciones": "taxes withheld",
        "isr_retenido": "income tax withheld",
        "iva_retenido": "VAT withheld",
        "ieps_trasladado": "excise tax",
        "valor_unitario": "unit price",
        "importe_pagado": "amount paid",
        "receptor_rfc": "RFC",
        "emisor_rfc": "RFC",
        "metodo_pago": "payment method",
        "forma_pago": "form of payment",
        "descripcion": "description",
        "cantidad": "quantity",
        "importe": "amount",
        "fecha_pago": "payment date",
    },
}
_SPAN_NAMES: dict[Lang, dict[str, str]] = {
    "es": {"week": "semana", "month": "mes", "quarter": "trimestre", "year": "año"},
    "en": {"week": "week", "month": "month", "quarter": "quarter", "year": "year"},
}
_LIMITS: dict[Lang, dict[str, str]] = {
    "es": {"more": "más de", "less": "menos de", "at_least": "al menos", "at_most": "a lo más"},
    "en": {"more": "more than", "less": "less than", "at_least": "at least", "at_most": "at most"},
}
_ROW_NAMES = frozenset(
    "tickets casos quejas pedidos ordenes gastos facturas clientes proveedores empleados pagos "
    "cotizaciones devoluciones citas reservas reservaciones solicitudes incidencias visitas viajes".split()
)
_MARKS = {"si", "no", "yes", "x", "true", "false"}
_UNSAID = {"moneda", "tipo"}
"""Conditions that the answer's unit or noun says already."""
_PARTY_COLUMNS = {"receptor", "emisor", "party"}
_FORMS = {"sa", "cv", "rl", "sapi", "sc", "ac", "sab"}


_AGAINST: dict[Lang, dict[str, str]] = {
    "es": {"more": "por encima de", "less": "por debajo de", "at_least": "no menor que", "at_most": "no mayor que"},
    "en": {"more": "above", "less": "below", "at_least": "not below", "at_most": "not above"},
}


def _named_rows(table: TableInfo | None) -> tuple[str, str] | None:
    """``ticket, tickets`` for rows of a sheet called Tickets; else after what an undated table has one of per row."""
    if table is None or table.kind is not TableKind.SHEET:
        return None
    for word in re.findall(r"[^\W\d_]+", f"{table.name} {PurePath(table.document_name).stem}".lower()):
        if fold(word) in _ROW_NAMES:
            return singular(word), word
    roles = [c.role for c in table.columns]
    if Role.DATE not in roles and (Role.PRODUCT in roles or Role.CODE in roles[:2]):
        return "producto", "productos"
    return None


def rows_noun(query: RowQuery, count: int, lang: Lang, table: TableInfo | None = None) -> str:
    """``facturas emitidas``, ``tickets``, ``filas``: what the rows are called, in the number of `count`."""
    special = (
        _SPECIAL[lang].get(query.invoice_types[0]) if query.source.invoices and len(query.invoice_types) == 1 else None
    )
    one, many = special or _named_rows(table) or _ROWS[lang][query.source]
    return one if count == 1 else many


def column_name(label: str | None, query: RowQuery, lang: Lang) -> str:
    """A column as people call it; a sheet's own header as it stands."""
    if label is None:
        return ""
    return label if query.source is Source.SHEET else _COLUMNS[lang].get(label, label.replace("_", " "))


def group_name(query: RowQuery, lang: Lang) -> str:
    """What the groups are: a column's name, or cliente and proveedor for the other party."""
    if query.group_by in _PARTY_COLUMNS:
        if query.source.issued:
            return "clientes" if lang == "es" else "customers"
        return "proveedores" if lang == "es" else "suppliers"
    return _SPAN_NAMES[lang].get(query.group_by or "") or column_name(query.group_by, query, lang)


def place(tables: Sequence[TableInfo], query: RowQuery, lang: Lang) -> str:
    """Where the rows are: ``«Ventas» de ventas.xlsx``; nothing for invoices, whose files are many."""
    if query.source.cfdi:
        return ""
    names = list(dict.fromkeys(t.name for t in tables))[:3]
    files = list(dict.fromkeys(t.document_name for t in tables))[:3]
    of = "de" if lang == "es" else "in"
    bare = [f.rsplit(".", 1)[0] for f in files]
    if names == bare:
        return ", ".join(files)
    return f"{', '.join(f'«{n}»' for n in names)} {of} {', '.join(files)}"


def names_of(query: RowQuery, roles: set[str] | None = None) -> list[str]:
    """The names that the filters ask for, as the rows write them; only of columns in `roles` when given."""
    found: list[str] = []
    for condition in query.filters:
        if condition.op in ("in", "contains") and (roles is None or condition.column in roles):
            found += [
                f"«{condition.column}» {name}" if key(name) in _MARKS else proper(name) for name in _written(condition)
            ]
    return list(dict.fromkeys(found))


def _written(condition: Filter) -> list[str]:
    """Values of a filter; spellings of one company once."""
    once: dict[str, str] = {}
    for value in condition.values:
        once.setdefault(core(value) or key(value), value)
    return list(once.values())


def proper(name: str) -> str:
    """A name that an invoice shouts, in title case; legal forms stay capitals."""
    if not name.isupper() or len(name) < 4 or any(c.isdigit() for c in name) or " " not in name:
        return name
    words = [w if w.lower().strip(".,") in _FORMS or "." in w else w.capitalize() for w in name.split()]
    small = {"De", "Del", "Y", "E"}
    return " ".join(w.lower() if i and w in small else w for i, w in enumerate(words))


def listed(names: Sequence[str], lang: Lang, most: int = 4) -> str:
    """Names joined; beyond `most` they are counted in words only."""
    if len(names) > most:
        return ", ".join(names[:most]) + (" y otros" if lang == "es" else " and others")
    return row_format.joined(list(names), lang)


def limits(query: RowQuery, lang: Lang, unit: str | None) -> str:
    """``con «total» de más de $5,000.00 MXN``."""
    said = [
        f"«{column_name(f.column, query, lang)}» {'de ' if lang == 'es' else ''}{_LIMITS[lang][f.op]} "
        f"{row_format.number(Decimal(f.values[0]), unit)}"
        for f in query.filters
        if f.op in _LIMITS[lang] and f.values
    ]
    said += [
        f"«{f.column}» {_AGAINST[lang][f.op]} «{f.than}»" for f in query.filters if f.than and f.op in _AGAINST[lang]
    ]
    return (("con " if lang == "es" else "with ") + row_format.joined(said, lang)) if said else ""


def parties(query: RowQuery) -> list[str]:
    """Names of the other party that an invoice query asks for."""
    return names_of(query, _PARTY_COLUMNS) if query.source.cfdi else []


def others(query: RowQuery) -> list[str]:
    """Names that the filters ask for besides the other party of invoices."""
    known = parties(query)
    shown = (
        query.model_copy(update={"filters": tuple(f for f in query.filters if f.column not in _UNSAID)})
        if query.source.cfdi
        else query
    )
    return [name for name in names_of(shown) if name not in known]


def conditions(query: RowQuery, lang: Lang, unit: str | None = None) -> str:
    """``a Café Luna, de Jabón de lavanda, de más de $500, en marzo de 2026``: everything the rows were chosen by."""
    parts: list[str] = []
    if query.source.cfdi and (who := parties(query)):
        to = ("a" if query.source.issued else "de") if lang == "es" else ("to" if query.source.issued else "from")
        if query.source.payments:
            to = ("de" if query.source.issued else "a") if lang == "es" else ("from" if query.source.issued else "to")
        parts.append(f"{to} {listed(who, lang)}")
    if rest := others(query):
        parts.append(f"{'de' if lang == 'es' else 'of'} {listed(rest, lang)}")
    if left_out := [name for f in query.filters if f.op == "not_in" for name in map(proper, _written(f))]:
        parts.append(f"{'sin contar' if lang == 'es' else 'leaving out'} {listed(left_out, lang)}")
    if query.unpaid:
        parts.append("con saldo pendiente" if lang == "es" else "with a balance due")
    if amount := limits(query, lang, unit):
        parts.append(amount)
    if query.period:
        parts.append(row_format.period(query.period, lang))
    return " ".join(parts)


def role_of(label: str | None, tables: Sequence[TableInfo]) -> Role | None:
    """Role of a column of the tables asked."""
    return next((c.role for t in tables for c in t.columns if c.label == label), None)
