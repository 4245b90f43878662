"""A CFDI as rows: `comprobante` (one), `conceptos` (one per line), `pagos` (one per document paid)."""

from collections.abc import Sequence

from retrieval.document import Table, Value
from retrieval.readers.cfdi.complements import Payment, Settled
from retrieval.readers.cfdi.invoice import Invoice
from retrieval.readers.cfdi.render import Rendered, Span

IVA, ISR, IEPS = "002", "001", "003"

Record = dict[str, Value]


def tables(invoice: Invoice, payments: list[Payment], rendered: Rendered) -> list[Table]:
    """The tables that a CFDI has; `pagos` only when it holds payments. Money is Decimal."""
    header = _table("comprobante", [comprobante(invoice)], [rendered.totals])
    lines = _table("conceptos", conceptos(invoice), rendered.lines)
    paid = _table("pagos", pagos(invoice, payments), rendered.payments)
    return [table for table in (header, lines, paid) if table.rows]


def comprobante(invoice: Invoice) -> Record:
    """The header as one row."""
    return {
        "uuid": invoice.uuid,
        "fecha": invoice.date,
        "serie": invoice.series,
        "folio": invoice.number,
        "tipo": invoice.type,
        "emisor_rfc": invoice.issuer.rfc,
        "emisor": invoice.issuer.name,
        "receptor_rfc": invoice.receiver.rfc,
        "receptor": invoice.receiver.name,
        "moneda": invoice.currency,
        "tipo_cambio": invoice.rate,
        "subtotal": invoice.subtotal,
        "descuento": invoice.discount,
        "iva_trasladado": invoice.tax(IVA, withheld=False),
        "ieps_trasladado": invoice.tax(IEPS, withheld=False),
        "iva_retenido": invoice.tax(IVA, withheld=True),
        "isr_retenido": invoice.tax(ISR, withheld=True),
        "retenciones": invoice.tax(None, withheld=True),
        "total": invoice.total,
        "metodo_pago": invoice.method,
        "forma_pago": invoice.form,
        "uso_cfdi": invoice.receiver.use,
        "condiciones_pago": invoice.terms,
        "lugar_expedicion": invoice.place,
        "version": invoice.version,
    }


def conceptos(invoice: Invoice) -> list[Record]:
    """One row per line, with the header columns needed to filter."""
    return [
        {
            **_shared(invoice),
            "clave": line.number,
            "clave_sat": line.sat_code,
            "descripcion": line.description,
            "cantidad": line.quantity,
            "unidad": line.unit or line.unit_code,
            "valor_unitario": line.price,
            "importe": line.amount,
            "descuento": line.discount,
            "iva": sum((t.amount for t in line.taxes if t.code == IVA and not t.withheld), invoice.subtotal * 0),
        }
        for line in invoice.lines
    ]


def pagos(invoice: Invoice, payments: list[Payment]) -> list[Record]:
    """One row per document that a payment settles; `importe_pagado` adds up, `monto_pago` repeats per document."""
    rows: list[Record] = []
    for number, payment in enumerate(payments, start=1):
        shared: Record = {
            **_shared(invoice),
            "pago": number,
            "fecha_pago": payment.date,
            "forma_pago": payment.form,
            "moneda": payment.currency,
            "monto_pago": payment.amount,
        }
        rows.extend(shared | _settled(part) for part in payment.settled)
        if not payment.settled:
            rows.append(shared | dict.fromkeys(SETTLED) | {"importe_pagado": payment.amount})
    return rows


SETTLED = (
    "uuid_relacionado",
    "serie_relacionada",
    "folio_relacionado",
    "moneda_relacionada",
    "parcialidad",
    "saldo_anterior",
    "importe_pagado",
    "saldo_insoluto",
)
"""Columns of `pagos` about the document paid."""


def _settled(part: Settled) -> Record:
    values = (part.uuid, part.series, part.number, part.currency, part.instalment, part.before, part.paid, part.after)
    return dict(zip(SETTLED, values, strict=True))


def _shared(invoice: Invoice) -> Record:
    return {
        "uuid": invoice.uuid,
        "fecha": invoice.date,
        "serie": invoice.series,
        "folio": invoice.number,
        "tipo": invoice.type,
        "emisor_rfc": invoice.issuer.rfc,
        "emisor": invoice.issuer.name,
        "receptor_rfc": invoice.receiver.rfc,
        "receptor": invoice.receiver.name,
        "moneda": invoice.currency,
    }


def _table(name: str, records: list[Record], spans: Sequence[Span]) -> Table:
    columns = tuple(records[0]) if records else ()
    rows = tuple(tuple(record.values()) for record in records)
    return Table(name, columns, rows, tuple(range(1, len(rows) + 1)), spans=tuple(spans))
