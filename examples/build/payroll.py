"""The one payroll receipt (Nómina 1.2): a courier's first fortnight of November 2026."""

from decimal import Decimal
from typing import Final

from lxml import etree

from examples.build.cfdi import XSI, add_parties, add_stamp, child, root, serialize, sign
from examples.build.parties import COMPANY, COURIER

NOMINA = "http://www.sat.gob.mx/nomina12"
STAMP: Final = "2026-11-13T08:30:00"
KEY: Final = f"{COMPANY.rfc}/NOM/2026-21"
EARNINGS: Final = (
    ("001", "001", "Sueldo", Decimal("6300.00")),
    ("010", "010", "Premio de puntualidad", Decimal("315.00")),
)
DEDUCTIONS: Final = (
    ("001", "301", "IMSS", Decimal("178.64")),
    ("002", "302", "ISR", Decimal("541.28")),
    ("004", "304", "Fondo de ahorro", Decimal("315.00")),
)
EARNED: Final = sum((amount for *_, amount in EARNINGS), Decimal())
DEDUCTED: Final = sum((amount for *_, amount in DEDUCTIONS), Decimal())
INCOME_TAX: Final = Decimal("541.28")


def _node(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NOMINA}}}{name}")
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _add_nomina(complement: etree._Element) -> None:
    nomina = _node(
        complement,
        "Nomina",
        Version="1.2",
        TipoNomina="O",
        FechaPago="2026-11-13",
        FechaInicialPago="2026-11-01",
        FechaFinalPago="2026-11-15",
        NumDiasPagados="15",
        TotalPercepciones=str(EARNED),
        TotalDeducciones=str(DEDUCTED),
    )
    _node(nomina, "Emisor", RegistroPatronal="C6341874105")
    receiver = _node(nomina, "Receptor", Curp="BARJ910612HJCXCS00", NumSeguridadSocial="04149178230")
    receiver.set("FechaInicioRelLaboral", "2022-05-16")
    receiver.set("Antigüedad", "P235W")
    for name, value in (
        ("TipoContrato", "01"),
        ("TipoJornada", "01"),
        ("TipoRegimen", "02"),
        ("NumEmpleado", "0027"),
        ("Departamento", "CEDIS"),
        ("Puesto", "Repartidor"),
        ("RiesgoPuesto", "3"),
        ("PeriodicidadPago", "04"),
        ("SalarioBaseCotApor", "447.95"),
        ("SalarioDiarioIntegrado", "447.95"),
        ("ClaveEntFed", "JAL"),
    ):
        receiver.set(name, value)
    total = str(EARNED)
    earnings = _node(nomina, "Percepciones", TotalSueldos=total, TotalGravado=total, TotalExento="0.00")
    for kind, code, concept, amount in EARNINGS:
        item = _node(earnings, "Percepcion", TipoPercepcion=kind, Clave=code, Concepto=concept)
        item.set("ImporteGravado", str(amount))
        item.set("ImporteExento", "0.00")
    deductions = _node(nomina, "Deducciones", TotalOtrasDeducciones=str(DEDUCTED - INCOME_TAX))
    deductions.set("TotalImpuestosRetenidos", str(INCOME_TAX))
    for kind, code, concept, amount in DEDUCTIONS:
        _node(deductions, "Deduccion", TipoDeduccion=kind, Clave=code, Concepto=concept, Importe=str(amount))


def write_payroll() -> bytes:
    comprobante = root("4.0", {"nomina12": NOMINA})
    location = comprobante.get(f"{{{XSI}}}schemaLocation")
    schema = "http://www.sat.gob.mx/sitio_internet/cfd/nomina/nomina12.xsd"
    comprobante.set(f"{{{XSI}}}schemaLocation", f"{location} {NOMINA} {schema}")
    comprobante.set("Serie", "NOM")
    comprobante.set("Folio", "2026-21")
    comprobante.set("Fecha", STAMP)
    sign(comprobante, KEY, COMPANY)
    for name, value in (
        ("SubTotal", str(EARNED)),
        ("Descuento", str(DEDUCTED)),
        ("Moneda", "MXN"),
        ("Total", str(EARNED - DEDUCTED)),
        ("TipoDeComprobante", "N"),
        ("Exportacion", "01"),
        ("MetodoPago", "PUE"),
        ("LugarExpedicion", COMPANY.postcode),
    ):
        comprobante.set(name, value)
    add_parties(comprobante, "4.0", COMPANY, COURIER, "CN01")
    concept = {"ClaveProdServ": "84111505", "Cantidad": "1", "ClaveUnidad": "ACT", "Descripcion": "Pago de nómina"}
    amounts = {"ValorUnitario": str(EARNED), "Importe": str(EARNED), "Descuento": str(DEDUCTED)}
    child(child(comprobante, "Conceptos"), "Concepto", **concept, **amounts, ObjetoImp="01")
    complement = child(comprobante, "Complemento")
    _add_nomina(complement)
    add_stamp(complement, KEY, STAMP)
    return serialize(comprobante)
