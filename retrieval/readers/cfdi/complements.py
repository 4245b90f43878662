"""Complements of a CFDI: payments in full, payroll, transport and foreign trade at header level, others by name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from retrieval.readers.cfdi.catalogues import PAYROLL_FREQUENCIES, labelled
from retrieval.readers.cfdi.invoice import amount, children, moment, path_of
from retrieval.readers.safe_xml import Element, local

NAMES = {
    "Pagos": "Recepción de pagos",
    "Nomina": "Nómina",
    "CartaPorte": "Carta Porte",
    "ComercioExterior": "Comercio Exterior",
    "ImpuestosLocales": "Impuestos locales",
    "LeyendasFiscales": "Leyendas fiscales",
    "Donatarias": "Donatarias",
    "INE": "INE",
    "VentaVehiculos": "Venta de vehículos",
    "VehiculoUsado": "Vehículo usado",
    "NotariosPublicos": "Notarios públicos",
    "Aerolineas": "Aerolíneas",
    "ConsumoDeCombustibles": "Consumo de combustibles",
    "EstadoDeCuentaCombustible": "Estado de cuenta de combustibles",
    "detallista": "Detallista",
    "PagoEnEspecie": "Pago en especie",
    "obrasarteantiguedades": "Obras de arte y antigüedades",
    "certificadodedestruccion": "Certificado de destrucción",
    "renovacionysustitucionvehiculos": "Renovación y sustitución de vehículos",
    "parcialesconstruccion": "Servicios parciales de construcción",
    "PFintegranteCoordinado": "Persona física integrante de coordinado",
    "TuristaPasajeroExtranjero": "Turista pasajero extranjero",
    "GastosHidrocarburos": "Gastos de hidrocarburos",
    "IngresosHidrocarburos": "Ingresos de hidrocarburos",
}
_NEVER_SHOWN = re.compile(r"sello|cert|cadena|^cad|schemaLocation|^version$", re.IGNORECASE)
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Settled:
    """What a payment pays of one document."""

    path: str
    uuid: str
    series: str | None
    number: str | None
    currency: str | None
    instalment: int | None
    before: Decimal
    paid: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """A Pago of the complement Pagos 1.0 or 2.0."""

    path: str
    date: datetime | None
    form: str | None
    currency: str
    rate: Decimal | None
    amount: Decimal
    operation: str | None
    settled: Sequence[Settled]


@dataclass(frozen=True, slots=True)
class Section:
    """A complement as lines of text, each with its path."""

    name: str
    path: str
    lines: Sequence[tuple[str, str]]
    """(text, path)."""


def payments(root: Element) -> list[Payment]:
    """All payments of the document; ValueError when an amount or date does not parse."""
    return [_payment(e) for top in _complements(root) if local(top) == "Pagos" for e in children(top, "Pago")]


def sections(root: Element) -> list[Section]:
    """Every complement but the stamp and the payments, in order."""
    skipped = ("TimbreFiscalDigital", "Pagos")
    return [_section(e) for e in _complements(root) if local(e) not in skipped]


def _complements(root: Element) -> Iterator[Element]:
    for holder in children(root, "Complemento"):
        yield from (e for e in holder if local(e))


def _payment(element: Element) -> Payment:
    rate = element.get("TipoCambioP")
    return Payment(
        path=path_of(element),
        date=moment(element.get("FechaPago")),
        form=element.get("FormaDePagoP"),
        currency=element.get("MonedaP", "MXN"),
        rate=amount(rate) if rate else None,
        amount=amount(element.get("Monto")),
        operation=element.get("NumOperacion"),
        settled=tuple(_settled(e, amount(element.get("Monto"))) for e in children(element, "DoctoRelacionado")),
    )


def _settled(element: Element, whole: Decimal) -> Settled:
    """Version 1.0 may leave out what was paid when the payment settles one document: then it is the whole payment."""
    instalment = element.get("NumParcialidad", "")
    paid = element.get("ImpPagado")
    before, after = amount(element.get("ImpSaldoAnt")), element.get("ImpSaldoInsoluto")
    part = amount(paid) if paid else whole
    return Settled(
        path=path_of(element),
        uuid=element.get("IdDocumento", "").strip().upper(),
        series=element.get("Serie"),
        number=element.get("Folio"),
        currency=element.get("MonedaDR"),
        instalment=int(instalment) if instalment.isdigit() else None,
        before=before,
        paid=part,
        after=amount(after) if after else max(before - part, Decimal()),
    )


def _section(element: Element) -> Section:
    tag = local(element)
    name = NAMES.get(tag, " ".join(re.findall(r"[A-ZÁÉÍÓÚÑ]?[a-záéíóúñ]+|[A-Z]+(?![a-z])|\d+", tag)) or tag)
    lines = [(text, path_of(e)) for e in _head(element) if (text := _attributes(e))]
    return Section(name, path_of(element), lines[:_MOST_LINES])


def _head(element: Element) -> Iterator[Element]:
    """The complement and what is in it, in document order."""
    return (e for e in element.iter() if local(e))


def _attributes(element: Element) -> str:
    """``Receptor: Puesto: Programador; …``, with SAT's camel case opened and seals left out."""
    pairs = [
        f"{_words(local_name)}: {_value(local_name, str(value))}"
        for name, value in element.attrib.items()
        if not _NEVER_SHOWN.search(local_name := str(name).rpartition("}")[2]) and str(value).strip()
    ]
    own_text = (element.text or "").strip()
    said = "; ".join([*pairs, *([own_text] if own_text else [])])
    return f"{_words(local(element))}: {said}" if said else ""


def _value(name: str, value: str) -> str:
    return labelled(PAYROLL_FREQUENCIES, value) if name == "PeriodicidadPago" else " ".join(value.split())


def _words(name: str) -> str:
    words = re.findall(r"[A-ZÁÉÍÓÚÑ]+(?![a-záéíóúñ])|[A-ZÁÉÍÓÚÑ]?[a-záéíóúñ]+|\d+", name)
    return " ".join([words[0], *(w if w.isupper() else w.lower() for w in words[1:])]) if words else name
