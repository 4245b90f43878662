"""The payment complements (Pagos 2.0) of invoices sold on instalments."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from lxml import etree

from examples.build.cfdi import VAT, XSI, Invoice, add_parties, add_stamp, cents, child, rate, root, serialize, sign
from examples.build.invoices import BY_FOLIO
from examples.build.parties import COMPANY

PAGO = "http://www.sat.gob.mx/Pagos20"
RATE = Decimal("0.16")


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer that pays part of one invoice, all of it at 16 %."""

    day: str
    amount: Decimal
    instalment: int
    balance: Decimal
    """What was owed before it."""

    @property
    def base(self) -> Decimal:
        return cents(self.amount / (1 + RATE))

    @property
    def tax(self) -> Decimal:
        return self.amount - self.base


@dataclass(frozen=True, slots=True)
class Receipt:
    """A comprobante of type P."""

    folio: str
    stamp: str
    invoice: Invoice
    payments: tuple[Payment, ...]

    @property
    def key(self) -> str:
        return f"{COMPANY.rfc}/CP/{self.folio}"


def _receipt(folio: str, stamp: str, invoice: Invoice, days: tuple[str, ...], parts: int) -> Receipt:
    """Equal parts of the invoice's total, one paid on each of `days`."""
    share = cents(invoice.total / parts)
    payments = tuple(Payment(day, share, index + 1, invoice.total - share * index) for index, day in enumerate(days))
    return Receipt(folio, stamp, invoice, payments)


RECEIPTS: Final = (
    _receipt("12", "2026-07-03T09:20:11", BY_FOLIO["1240"], ("2026-06-09", "2026-06-16"), 2),
    _receipt("13", "2026-09-24T10:05:42", BY_FOLIO["1268"], ("2026-09-22",), 3),
)


def _pago(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{PAGO}}}{name}")
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _add_payment(pagos: etree._Element, invoice: Invoice, payment: Payment) -> None:
    pago = _pago(
        pagos,
        "Pago",
        FechaPago=f"{payment.day}T12:00:00",
        FormaDePagoP="03",
        MonedaP="MXN",
        TipoCambioP="1",
        Monto=str(payment.amount),
    )
    document = _pago(
        pago,
        "DoctoRelacionado",
        IdDocumento=invoice.uuid,
        Serie=invoice.series,
        Folio=invoice.folio,
        MonedaDR="MXN",
        EquivalenciaDR="1",
        NumParcialidad=str(payment.instalment),
        ImpSaldoAnt=str(payment.balance),
        ImpPagado=str(payment.amount),
        ImpSaldoInsoluto=str(payment.balance - payment.amount),
        ObjetoImpDR="02",
    )
    for holder, suffix in ((document, "DR"), (pago, "P")):
        taxes = _pago(_pago(holder, f"Impuestos{suffix}"), f"Traslados{suffix}")
        values = {"Base": str(payment.base), "Impuesto": VAT, "TipoFactor": "Tasa", "TasaOCuota": rate(RATE)}
        values["Importe"] = str(payment.tax)
        _pago(taxes, f"Traslado{suffix}", **{name + suffix: value for name, value in values.items()})


def write_receipt(receipt: Receipt) -> bytes:
    comprobante = root("4.0", {"pago20": PAGO})
    location = comprobante.get(f"{{{XSI}}}schemaLocation")
    schema = "http://www.sat.gob.mx/sitio_internet/cfd/Pagos/Pagos20.xsd"
    comprobante.set(f"{{{XSI}}}schemaLocation", f"{location} {PAGO} {schema}")
    comprobante.set("Serie", "CP")
    comprobante.set("Folio", receipt.folio)
    comprobante.set("Fecha", receipt.stamp)
    sign(comprobante, receipt.key, COMPANY)
    for name, value in (("SubTotal", "0"), ("Moneda", "XXX"), ("Total", "0"), ("TipoDeComprobante", "P")):
        comprobante.set(name, value)
    comprobante.set("Exportacion", "01")
    comprobante.set("LugarExpedicion", COMPANY.postcode)
    add_parties(comprobante, "4.0", COMPANY, receipt.invoice.receiver, "CP01")
    concept = {"ClaveProdServ": "84111506", "Cantidad": "1", "ClaveUnidad": "ACT", "Descripcion": "Pago"}
    child(child(comprobante, "Conceptos"), "Concepto", **concept, ValorUnitario="0", Importe="0", ObjetoImp="01")
    complement = child(comprobante, "Complemento")
    pagos = _pago(complement, "Pagos", Version="2.0")
    _pago(
        pagos,
        "Totales",
        TotalTrasladosBaseIVA16=str(sum((payment.base for payment in receipt.payments), Decimal())),
        TotalTrasladosImpuestoIVA16=str(sum((payment.tax for payment in receipt.payments), Decimal())),
        MontoTotalPagos=str(sum((payment.amount for payment in receipt.payments), Decimal())),
    )
    for payment in receipt.payments:
        _add_payment(pagos, receipt.invoice, payment)
    add_stamp(complement, receipt.key, receipt.stamp)
    return serialize(comprobante)
