"""A CFDI as SAT's schema 3.3 or 4.0 holds it: header, parties, lines, taxes. Amounts are exact decimals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from retrieval.readers.safe_xml import Element, local, namespace

NAMESPACES = {"http://www.sat.gob.mx/cfd/3": "3.3", "http://www.sat.gob.mx/cfd/4": "4.0"}
ZERO = Decimal()


@dataclass(frozen=True, slots=True)
class Party:
    rfc: str
    name: str | None
    regime: str | None
    path: str
    postcode: str | None = None
    use: str | None = None


@dataclass(frozen=True, slots=True)
class Tax:
    """A transferred or withheld tax."""

    code: str
    """001 ISR, 002 IVA, 003 IEPS."""
    amount: Decimal
    rate: Decimal | None
    factor: str | None
    withheld: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A Concepto."""

    path: str
    number: str | None
    """The company's own product code."""
    sat_code: str
    description: str
    quantity: Decimal
    unit_code: str | None
    unit: str | None
    price: Decimal
    amount: Decimal
    discount: Decimal
    taxes: Sequence[Tax]


@dataclass(frozen=True, slots=True)
class Invoice:
    """A Comprobante."""

    version: str
    path: str
    uuid: str | None
    stamped: datetime | None
    date: datetime | None
    series: str | None
    number: str | None
    type: str
    currency: str
    rate: Decimal | None
    subtotal: Decimal
    discount: Decimal
    total: Decimal
    method: str | None
    form: str | None
    terms: str | None
    place: str | None
    issuer: Party
    receiver: Party
    lines: Sequence[Line]
    taxes: Sequence[Tax]
    """As the header sums them; empty when it does not."""
    local_transferred: Decimal
    local_withheld: Decimal
    related: Sequence[tuple[str, str, str]]
    """(code of the relation, UUID, path)."""
    global_period: tuple[str, str, str] | None
    """Periodicity, months and year of a global invoice."""

    def tax(self, code: str | None, *, withheld: bool) -> Decimal:
        """Sum of a tax over the header, or over the lines when the header has none; all taxes for None."""
        taxes = self.taxes or [tax for line in self.lines for tax in line.taxes]
        return sum((t.amount for t in taxes if t.withheld is withheld and code in (None, t.code)), ZERO)

    @property
    def label(self) -> str:
        """Series and number as people say them; the UUID's beginning when there are none."""
        return "-".join(part for part in (self.series, self.number) if part) or (self.uuid or "")[:8]


def amount(text: str | None) -> Decimal:
    """A decimal attribute; zero when it is missing, ValueError when it is no number."""
    if text is None or not text.strip():
        return ZERO
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite():
        raise ValueError(text)
    return value


def path_of(element: Element) -> str:
    """XML path with the file's own prefixes: ``/cfdi:Comprobante/cfdi:Conceptos/cfdi:Concepto[2]``."""
    path = str(element.getroottree().getpath(element))
    if "*" not in path:
        return path
    steps: list[str] = []
    node: Element | None = element
    while node is not None:
        parent = node.getparent()
        same = [c for c in parent if c.tag == node.tag] if parent is not None else [node]
        step = f"{node.prefix}:{local(node)}" if node.prefix else local(node)
        steps.append(f"{step}[{same.index(node) + 1}]" if len(same) > 1 else step)
        node = parent
    return "/" + "/".join(reversed(steps))


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Descendants along a path of local names, one level each."""
    if element is None:
        return
    for child in element:
        if local(child) == names[0]:
            if len(names) == 1:
                yield child
            else:
                yield from children(child, *names[1:])


def moment(text: str | None) -> datetime | None:
    """A date and time as SAT writes it; ValueError when it is another text."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=None) if text and text.strip() else None


def invoice(root: Element) -> Invoice:
    """Read a Comprobante; KeyError when a required attribute is missing, ValueError when one does not parse."""
    stamp = next((e for e in root.iter() if local(e) == "TimbreFiscalDigital"), None)
    taxes = next(children(root, "Impuestos"), None)
    locals_ = next((e for e in root.iter() if local(e) == "ImpuestosLocales"), None)
    period = next(children(root, "InformacionGlobal"), None)
    return Invoice(
        version=NAMESPACES[namespace(root)],
        path=path_of(root),
        uuid=_clean(stamp.get("UUID")).upper() or None if stamp is not None else None,
        stamped=moment(stamp.get("FechaTimbrado")) if stamp is not None else None,
        date=moment(root.attrib["Fecha"]),
        series=_clean(root.get("Serie")) or None,
        number=_clean(root.get("Folio")) or None,
        type=_clean(root.attrib["TipoDeComprobante"])[:1].upper(),
        currency=_clean(root.get("Moneda")) or "MXN",
        rate=amount(root.get("TipoCambio")) if root.get("TipoCambio") else None,
        subtotal=amount(root.attrib["SubTotal"]),
        discount=amount(root.get("Descuento")),
        total=amount(root.attrib["Total"]),
        method=_clean(root.get("MetodoPago")) or None,
        form=_clean(root.get("FormaPago")) or None,
        terms=_clean(root.get("CondicionesDePago")) or None,
        place=_clean(root.get("LugarExpedicion")) or None,
        issuer=_party(root, "Emisor"),
        receiver=_party(root, "Receptor"),
        lines=tuple(_line(e) for e in children(root, "Conceptos", "Concepto")),
        taxes=tuple(_taxes(taxes)),
        local_transferred=amount(locals_.get("TotaldeTraslados")) if locals_ is not None else ZERO,
        local_withheld=amount(locals_.get("TotaldeRetenciones")) if locals_ is not None else ZERO,
        related=tuple(_related(root)),
        global_period=_period(period),
    )


def _party(root: Element, tag: str) -> Party:
    element = next(children(root, tag), None)
    if element is None:
        raise KeyError(tag)
    return Party(
        rfc=_clean(element.attrib["Rfc"]).upper(),
        name=_clean(element.get("Nombre")) or None,
        regime=element.get("RegimenFiscal") or element.get("RegimenFiscalReceptor"),
        path=path_of(element),
        postcode=element.get("DomicilioFiscalReceptor"),
        use=element.get("UsoCFDI"),
    )


def _line(element: Element) -> Line:
    return Line(
        path=path_of(element),
        number=_clean(element.get("NoIdentificacion")) or None,
        sat_code=_clean(element.get("ClaveProdServ")),
        description=_clean(element.get("Descripcion")),
        quantity=amount(element.attrib["Cantidad"]),
        unit_code=_clean(element.get("ClaveUnidad")) or None,
        unit=_clean(element.get("Unidad")) or None,
        price=amount(element.get("ValorUnitario")),
        amount=amount(element.attrib["Importe"]),
        discount=amount(element.get("Descuento")),
        taxes=tuple(_taxes(next(children(element, "Impuestos"), None))),
    )


def _taxes(element: Element | None) -> Iterator[Tax]:
    for group, single, withheld in (("Traslados", "Traslado", False), ("Retenciones", "Retencion", True)):
        for tax in children(element, group, single):
            rate = tax.get("TasaOCuota")
            yield Tax(
                _clean(tax.get("Impuesto")), amount(tax.get("Importe")), amount(rate) if rate else None,
                tax.get("TipoFactor"), withheld,
            )  # fmt: skip


def _related(root: Element) -> Iterator[tuple[str, str, str]]:
    for group in children(root, "CfdiRelacionados"):
        for one in children(group, "CfdiRelacionado"):
            yield group.get("TipoRelacion", ""), _clean(one.get("UUID")).upper(), path_of(one)


def _period(element: Element | None) -> tuple[str, str, str] | None:
    if element is None:
        return None
    return element.get("Periodicidad", ""), element.get("Meses", ""), element.get("Año", "")


def _clean(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()
