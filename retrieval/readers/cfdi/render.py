"""Writes a CFDI as a page that a person reads, each block tied to its node."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from retrieval.document import BlockKind
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.cfdi.catalogues import (
    DOCUMENTS,
    MONTHS,
    PAYMENT_FORMS,
    PAYMENT_METHODS,
    REGIMES,
    RELATIONS,
    TAXES,
    TYPES,
    UNITS,
    USES,
    labelled,
)  # fmt: skip
from retrieval.readers.cfdi.complements import Payment, Section
from retrieval.readers.cfdi.invoice import Invoice, Line, Party, Tax

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Where the parts that are also rows stand in the text."""

    totals: Span
    lines: Sequence[Span]
    payments: Sequence[Span]
    """One per document paid, or per payment that names none."""


def title_of(invoice: Invoice) -> str:
    """``Factura A-12 de Emisora SA a Cliente SC``."""
    kind = DOCUMENTS.get(invoice.type, "CFDI")
    issuer, receiver = invoice.issuer.name or invoice.issuer.rfc, invoice.receiver.name or invoice.receiver.rfc
    return f"{kind} {invoice.label}".strip() + f" de {issuer} a {receiver}"


def money(value: Decimal, currency: str | None = None) -> str:
    """``1,234.50 MXN``, with as many decimals as the file has, two at least; XXX is SAT's *no currency*."""
    exponent = value.as_tuple().exponent
    decimals = max(2, -exponent if isinstance(exponent, int) else 2)
    shown = f"{value:,.{decimals}f}"
    return f"{shown} {currency}" if currency and currency != "XXX" else shown


def render(builder: DocumentBuilder, invoice: Invoice, payments: list[Payment], extra: list[Section]) -> Rendered:
    """Add all blocks."""
    builder.add(title_of(invoice), BlockKind.HEADING, level=1, path=invoice.path)
    _header(builder, invoice)
    builder.add(_party("Emisor", invoice.issuer), path=invoice.issuer.path)
    builder.add(_party("Receptor", invoice.receiver), path=invoice.receiver.path)
    for relation, uuid, path in invoice.related:
        builder.add(f"CFDI relacionado: {uuid} ({labelled(RELATIONS, relation)})", path=path)
    if invoice.lines:
        builder.add("Conceptos", BlockKind.HEADING, level=2, path=invoice.lines[0].path.rpartition("/")[0])
    lines = [
        builder.add(_line(number, line, invoice.currency), BlockKind.ROW, path=line.path)
        for number, line in enumerate(invoice.lines, start=1)
    ]
    totals = _totals(builder, invoice)
    paid = _payments(builder, payments)
    for section in extra:
        builder.add(f"Complemento {section.name}", BlockKind.HEADING, level=2, path=section.path)
        for text, path in section.lines:
            builder.add(text, BlockKind.ROW, path=path)
    return Rendered(totals, lines, paid)


def _header(builder: DocumentBuilder, invoice: Invoice) -> None:
    period = invoice.global_period
    facts = [
        ("Folio fiscal (UUID)", invoice.uuid or "sin timbre"),
        ("Serie y folio", "-".join(p for p in (invoice.series, invoice.number) if p)),
        ("Fecha de emisión", invoice.date.isoformat(" ") if invoice.date else ""),
        ("Tipo de comprobante", labelled(TYPES, invoice.type)),
        ("Moneda", invoice.currency if invoice.currency != "XXX" else ""),
        ("Tipo de cambio", str(invoice.rate) if invoice.rate and invoice.rate != 1 else ""),
        ("Método de pago", labelled(PAYMENT_METHODS, invoice.method)),
        ("Forma de pago", labelled(PAYMENT_FORMS, invoice.form)),
        ("Condiciones de pago", invoice.terms or ""),
        ("Lugar de expedición (código postal)", invoice.place or ""),
        ("Factura global", f"{MONTHS.get(period[1], period[1])} {period[2]}".strip() if period else ""),
    ]
    builder.add("; ".join(f"{label}: {value}" for label, value in facts if value), path=invoice.path)


def _party(role: str, party: Party) -> str:
    facts = [
        f"{role}: {party.name}" if party.name else role,
        f"RFC: {party.rfc}",
        f"Régimen fiscal: {labelled(REGIMES, party.regime)}" if party.regime else "",
        f"Uso del CFDI: {labelled(USES, party.use)}" if party.use else "",
        f"Código postal: {party.postcode}" if party.postcode else "",
    ]
    return "; ".join(filter(None, facts))


def _line(number: int, line: Line, currency: str) -> str:
    unit = line.unit or UNITS.get(line.unit_code or "") or line.unit_code
    facts = [
        f"Concepto {number}: {line.description}",
        f"Clave: {line.number}" if line.number else "",
        f"Clave SAT: {line.sat_code}" if line.sat_code else "",
        f"Cantidad: {line.quantity:f}" + (f" {unit}" if unit else ""),
        f"Valor unitario: {money(line.price, currency)}",
        f"Importe: {money(line.amount, currency)}",
        f"Descuento: {money(line.discount, currency)}" if line.discount else "",
        *(_tax(tax, currency) for tax in line.taxes),
    ]
    return "; ".join(filter(None, facts))


def _tax(tax: Tax, currency: str) -> str:
    name = TAXES.get(tax.code, tax.code) + (" retenido" if tax.withheld else "")
    if tax.factor == "Exento":
        return f"{name}: exento"
    rate = f" {(tax.rate * 100).normalize():f}%" if tax.rate is not None and tax.factor != "Cuota" else ""
    return f"{name}{rate}: {money(tax.amount, currency)}"


def _totals(builder: DocumentBuilder, invoice: Invoice) -> Span:
    builder.add("Totales", BlockKind.HEADING, level=2, path=invoice.path)
    currency = invoice.currency
    facts = [
        f"Subtotal: {money(invoice.subtotal, currency)}",
        f"Descuento: {money(invoice.discount, currency)}" if invoice.discount else "",
        *(_tax(tax, currency) for tax in invoice.taxes),
        f"Impuestos locales trasladados: {money(invoice.local_transferred, currency)}"
        if invoice.local_transferred
        else "",
        f"Impuestos locales retenidos: {money(invoice.local_withheld, currency)}" if invoice.local_withheld else "",
        f"Total: {money(invoice.total, currency)}",
    ]
    return builder.add("; ".join(filter(None, facts)), path=invoice.path)


def _payments(builder: DocumentBuilder, payments: list[Payment]) -> list[Span]:
    spans: list[Span] = []
    if payments:
        builder.add("Pagos", BlockKind.HEADING, level=2, path=payments[0].path.rpartition("/")[0])
    for number, payment in enumerate(payments, start=1):
        facts = [
            f"Pago {number}: {money(payment.amount, payment.currency)}",
            f"Fecha de pago: {payment.date.isoformat(' ')}" if payment.date else "",
            f"Forma de pago: {labelled(PAYMENT_FORMS, payment.form)}" if payment.form else "",
            f"Número de operación: {payment.operation}" if payment.operation else "",
        ]
        span = builder.add("; ".join(filter(None, facts)), BlockKind.ROW, path=payment.path)
        if not payment.settled:
            spans.append(span)
        for part in payment.settled:
            name = "-".join(p for p in (part.series, part.number) if p)
            facts = [
                f"Paga el documento {name} {part.uuid}".replace("  ", " "),
                f"Parcialidad: {part.instalment}" if part.instalment else "",
                f"Saldo anterior: {money(part.before, part.currency)}",
                f"Importe pagado: {money(part.paid, part.currency)}",
                f"Saldo insoluto: {money(part.after, part.currency)}",
            ]
            spans.append(builder.add("; ".join(filter(None, facts)), BlockKind.ROW, path=part.path))
    return spans
