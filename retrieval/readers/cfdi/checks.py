"""Checks a CFDI's arithmetic exactly as Anexo 20 asks; a mismatch is told, never corrected."""

from collections.abc import Iterator
from decimal import Decimal

from retrieval.readers.cfdi.complements import Payment
from retrieval.readers.cfdi.invoice import ZERO, Invoice, Line

_CENT = Decimal("0.01")
Warning_ = tuple[str, str]
"""The same sentence in Spanish and in English."""


def mismatches(invoice: Invoice, payments: list[Payment]) -> Iterator[Warning_]:
    """What does not add up, one sentence per thing."""
    if invoice.type in ("I", "E", "N"):
        yield from _header(invoice)
    for number, line in enumerate(invoice.lines, start=1):
        if not _line_holds(line):
            yield (
                f"En el concepto {number}, cantidad por valor unitario no da el importe {line.amount}.",
                f"In line {number}, quantity times unit price is not the amount {line.amount}.",
            )
    for number, payment in enumerate(payments, start=1):
        yield from _payment(number, payment)
    if invoice.uuid is None:
        yield (
            "No tiene timbre fiscal (UUID): no es un comprobante válido ante el SAT.",
            "It carries no fiscal stamp (UUID): it is not a valid invoice before SAT.",
        )


def _header(invoice: Invoice) -> Iterator[Warning_]:
    lines = sum((line.amount for line in invoice.lines), ZERO)
    slack = _CENT * max(1, len(invoice.lines)) / 2
    if abs(lines - invoice.subtotal) > slack:
        yield (
            f"El subtotal es {invoice.subtotal}, pero los conceptos suman {lines}.",
            f"The subtotal is {invoice.subtotal}, but the lines add up to {lines}.",
        )
    withheld = invoice.tax(None, withheld=True) + invoice.local_withheld
    transferred = invoice.tax(None, withheld=False) + invoice.local_transferred
    expected = invoice.subtotal - invoice.discount + transferred - withheld
    if abs(expected - invoice.total) > _CENT:
        yield (
            f"El total es {invoice.total}, pero subtotal, descuento e impuestos dan {expected}.",
            f"The total is {invoice.total}, but subtotal, discount and taxes give {expected}.",
        )


def _line_holds(line: Line) -> bool:
    """The amount lies between the limits that rounding of quantity and price allows.

    As Anexo 20 of CFDI 4.0 has it, but numbers written with fewer than two decimals are taken for exact to two.
    """
    half_quantity, half_price = _half_step(line.quantity), _half_step(line.price)
    low = (line.quantity - half_quantity) * (line.price - half_price)
    high = (line.quantity + half_quantity) * (line.price + half_price)
    return low - _CENT <= line.amount <= high + _CENT


def _half_step(value: Decimal) -> Decimal:
    """Half a unit of the last decimal written, of the second at most."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(min(exponent, -2) - 1) if isinstance(exponent, int) else ZERO


def _payment(number: int, payment: Payment) -> Iterator[Warning_]:
    for part in payment.settled:
        if abs(part.before - part.paid - part.after) > _CENT:
            yield (
                f"En el pago {number}, el saldo anterior menos lo pagado no da el saldo insoluto {part.after}.",
                f"In payment {number}, the previous balance less what was paid is not the balance {part.after}.",
            )
    same_currency = all(part.currency in (None, payment.currency) for part in payment.settled)
    paid = sum((part.paid for part in payment.settled), ZERO)
    if payment.settled and same_currency and paid > payment.amount + _CENT * len(payment.settled):
        yield (
            f"El pago {number} es de {payment.amount}, pero lo aplicado a documentos suma {paid}.",
            f"Payment {number} is of {payment.amount}, but what it settles adds up to {paid}.",
        )
