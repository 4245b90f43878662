"""Writes a CFDI 3.3 or 4.0 from its lines, every total to the cent (Anexo 20 of the SAT)."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from examples.build.parties import Party
from examples.build.stamps import CERTIFICATE_NUMBER, SAT_CERTIFICATE_NUMBER, certificate, fiscal_uuid, seal

NAMESPACES = {"3.3": "http://www.sat.gob.mx/cfd/3", "4.0": "http://www.sat.gob.mx/cfd/4"}
SCHEMAS = {
    "3.3": "http://www.sat.gob.mx/cfd/3 http://www.sat.gob.mx/sitio_internet/cfd/3/cfdv33.xsd",
    "4.0": "http://www.sat.gob.mx/cfd/4 http://www.sat.gob.mx/sitio_internet/cfd/4/cfdv40.xsd",
}
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TFD = "http://www.sat.gob.mx/TimbreFiscalDigital"
VAT, INCOME_TAX = "002", "001"
Withholding = tuple[str, Decimal]
"""(tax, rate)."""


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def rate(value: Decimal) -> str:
    return f"{value:.6f}"


@dataclass(frozen=True, slots=True)
class Line:
    """One concept; money in the invoice's currency before taxes."""

    code: str
    sat_code: str
    sat_unit: str
    unit: str
    description: str
    quantity: Decimal
    price: Decimal
    vat: int = 16
    discount_percent: int = 0
    withheld: tuple[Withholding, ...] = ()

    @property
    def amount(self) -> Decimal:
        return cents(self.quantity * self.price)

    @property
    def discount(self) -> Decimal:
        return cents(self.amount * self.discount_percent / 100)

    @property
    def base(self) -> Decimal:
        return self.amount - self.discount

    @property
    def vat_rate(self) -> Decimal:
        return Decimal(self.vat) / 100

    @property
    def vat_amount(self) -> Decimal:
        return cents(self.base * self.vat_rate)


@dataclass(frozen=True, slots=True)
class Invoice:
    """A comprobante of type I (income) or E (credit note)."""

    series: str
    folio: str
    stamp: str
    """Local date and time, ISO."""
    issuer: Party
    receiver: Party
    lines: tuple[Line, ...]
    kind: str = "I"
    version: str = "4.0"
    method: str = "PUE"
    form: str = "03"
    currency: str = "MXN"
    exchange_rate: str | None = None
    terms: str | None = None
    related: tuple[str, str] | None = None
    """(TipoRelacion, UUID)."""
    global_period: tuple[str, str, str] | None = None
    """(Periodicidad, Meses, Año) of the invoice to the general public."""
    use: str | None = None

    @property
    def key(self) -> str:
        return f"{self.issuer.rfc}/{self.series}/{self.folio}"

    @property
    def uuid(self) -> str:
        return fiscal_uuid(self.key)

    @property
    def subtotal(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal())

    @property
    def discount(self) -> Decimal:
        return sum((line.discount for line in self.lines), Decimal())

    @property
    def transferred(self) -> Decimal:
        return sum((line.vat_amount for line in self.lines), Decimal())

    @property
    def withheld(self) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for line in self.lines:
            for tax, share in line.withheld:
                sums[tax] += cents(line.base * share)
        return dict(sums)

    @property
    def total(self) -> Decimal:
        return self.subtotal - self.discount + self.transferred - sum(self.withheld.values(), Decimal())


def root(version: str, extra_ns: dict[str, str] | None = None) -> etree._Element:
    namespace = NAMESPACES[version]
    element = etree.Element(f"{{{namespace}}}Comprobante", nsmap={"cfdi": namespace, "xsi": XSI, **(extra_ns or {})})
    element.set(f"{{{XSI}}}schemaLocation", SCHEMAS[version])
    element.set("Version", version)
    return element


def child(parent: etree._Element, name: str, **attributes: str | None) -> etree._Element:
    """A child in the parent's namespace; attributes that are None are left out."""
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    for key, value in attributes.items():
        if value is not None:
            element.set(key, value)
    return element


def sign(comprobante: etree._Element, key: str, issuer: Party) -> None:
    comprobante.set("Sello", seal(key))
    comprobante.set("NoCertificado", CERTIFICATE_NUMBER)
    comprobante.set("Certificado", certificate(issuer.rfc))


def add_parties(comprobante: etree._Element, version: str, issuer: Party, receiver: Party, use: str) -> None:
    child(comprobante, "Emisor", Rfc=issuer.rfc, Nombre=issuer.name, RegimenFiscal=issuer.regime)
    receptor = child(comprobante, "Receptor", Rfc=receiver.rfc, Nombre=receiver.name)
    if version == "4.0":
        receptor.set("DomicilioFiscalReceptor", receiver.postcode)
        receptor.set("RegimenFiscalReceptor", receiver.regime)
    receptor.set("UsoCFDI", use)


def add_stamp(complement: etree._Element, key: str, stamp: str) -> None:
    """The TimbreFiscalDigital 1.1, last inside the Complemento."""
    tfd = etree.SubElement(complement, f"{{{TFD}}}TimbreFiscalDigital", nsmap={"tfd": TFD})
    where = "http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/TimbreFiscalDigitalv11.xsd"
    tfd.set(f"{{{XSI}}}schemaLocation", f"{TFD} {where}")
    for name, value in (
        ("Version", "1.1"),
        ("UUID", fiscal_uuid(key)),
        ("FechaTimbrado", stamp),
        ("RfcProvCertif", "SAT970701NN3"),
        ("SelloCFD", seal(key)),
        ("NoCertificadoSAT", SAT_CERTIFICATE_NUMBER),
        ("SelloSAT", seal("sat/" + key)),
    ):
        tfd.set(name, value)


def _add_line(concepts: etree._Element, invoice: Invoice, line: Line) -> None:
    concept = child(
        concepts,
        "Concepto",
        ClaveProdServ=line.sat_code,
        NoIdentificacion=line.code,
        Cantidad=str(line.quantity),
        ClaveUnidad=line.sat_unit,
        Unidad=line.unit,
        Descripcion=line.description,
        ValorUnitario=str(line.price),
        Importe=str(line.amount),
        Descuento=str(line.discount) if invoice.discount else None,
        ObjetoImp="02" if invoice.version == "4.0" else None,
    )
    taxes = child(concept, "Impuestos")
    child(
        child(taxes, "Traslados"),
        "Traslado",
        Base=str(line.base),
        Impuesto=VAT,
        TipoFactor="Tasa",
        TasaOCuota=rate(line.vat_rate),
        Importe=str(line.vat_amount),
    )
    if line.withheld:
        holder = child(taxes, "Retenciones")
        for tax, share in line.withheld:
            amount = str(cents(line.base * share))
            child(
                holder,
                "Retencion",
                Base=str(line.base),
                Impuesto=tax,
                TipoFactor="Tasa",
                TasaOCuota=rate(share),
                Importe=amount,
            )


def _add_tax_totals(comprobante: etree._Element, invoice: Invoice) -> None:
    withheld = invoice.withheld
    taxes = child(
        comprobante,
        "Impuestos",
        TotalImpuestosRetenidos=str(sum(withheld.values(), Decimal())) if withheld else None,
        TotalImpuestosTrasladados=str(cents(invoice.transferred)),
    )
    if withheld:
        holder = child(taxes, "Retenciones")
        for tax, amount in withheld.items():
            child(holder, "Retencion", Impuesto=tax, Importe=str(amount))
    holder = child(taxes, "Traslados")
    for share in sorted({line.vat_rate for line in invoice.lines}):
        lines = [line for line in invoice.lines if line.vat_rate == share]
        child(
            holder,
            "Traslado",
            Base=str(sum((line.base for line in lines), Decimal())) if invoice.version == "4.0" else None,
            Impuesto=VAT,
            TipoFactor="Tasa",
            TasaOCuota=rate(share),
            Importe=str(sum((line.vat_amount for line in lines), Decimal())),
        )


def _header(invoice: Invoice) -> etree._Element:
    comprobante = root(invoice.version)
    if invoice.series:
        comprobante.set("Serie", invoice.series)
    comprobante.set("Folio", invoice.folio)
    comprobante.set("Fecha", invoice.stamp)
    sign(comprobante, invoice.key, invoice.issuer)
    optional = {
        "FormaPago": invoice.form,
        "CondicionesDePago": invoice.terms,
        "SubTotal": str(invoice.subtotal),
        "Descuento": str(invoice.discount) if invoice.discount else None,
        "Moneda": invoice.currency,
        "TipoCambio": invoice.exchange_rate,
        "Total": str(invoice.total),
        "TipoDeComprobante": invoice.kind,
        "Exportacion": "01" if invoice.version == "4.0" else None,
        "MetodoPago": invoice.method,
        "LugarExpedicion": invoice.issuer.postcode,
    }
    for name, value in optional.items():
        if value is not None:
            comprobante.set(name, value)
    return comprobante


def write_invoice(invoice: Invoice) -> bytes:
    """The XML of an invoice or credit note, as its issuer would send it."""
    comprobante = _header(invoice)
    if invoice.global_period:
        period, month, year = invoice.global_period
        child(comprobante, "InformacionGlobal", Periodicidad=period, Meses=month, Año=year)
    if invoice.related:
        relation, other = invoice.related
        child(child(comprobante, "CfdiRelacionados", TipoRelacion=relation), "CfdiRelacionado", UUID=other)
    use = invoice.use or invoice.receiver.use
    add_parties(comprobante, invoice.version, invoice.issuer, invoice.receiver, use)
    concepts = child(comprobante, "Conceptos")
    for line in invoice.lines:
        _add_line(concepts, invoice, line)
    _add_tax_totals(comprobante, invoice)
    add_stamp(child(comprobante, "Complemento"), invoice.key, invoice.stamp)
    return serialize(comprobante)


def serialize(comprobante: etree._Element) -> bytes:
    return etree.tostring(comprobante, xml_declaration=True, encoding="UTF-8", pretty_print=True)
