"""CFDI: exact amounts, the rows that questions are asked of, and what does not add up."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from guardrails.errors import CorruptFile, UnreadableFile, UnsupportedFile
from retrieval.chunks import chunks
from retrieval.document import Document, FileKind, Table, Value
from retrieval.readers import read, read_bytes

UUID = "6F1C2A9E-0B7D-4E55-9A61-2D8C3B7E4F10"
STAMP = (
    '<tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="1.1" '
    f'UUID="{UUID.lower()}" FechaTimbrado="2024-03-05T10:16:00" SelloCFD="x" SelloSAT="y"/>'
)
LINES = """
  <cfdi:Conceptos>
    <cfdi:Concepto ClaveProdServ="50201706" NoIdentificacion="CAF-1" Cantidad="10" ClaveUnidad="KGM" Unidad="kg"
      Descripcion="Café de altura  molido" ValorUnitario="100.25" Importe="1002.50" Descuento="2.50" ObjetoImp="02">
      <cfdi:Impuestos><cfdi:Traslados>
        <cfdi:Traslado Base="1000.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="160.00"/>
      </cfdi:Traslados></cfdi:Impuestos>
    </cfdi:Concepto>
    <cfdi:Concepto ClaveProdServ="78101800" Cantidad="1" ClaveUnidad="E48" Descripcion="Flete" ValorUnitario="500"
      Importe="500.00" ObjetoImp="02">
      <cfdi:Impuestos>
        <cfdi:Traslados>
          <cfdi:Traslado Base="500.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="80.00"/>
        </cfdi:Traslados>
        <cfdi:Retenciones>
          <cfdi:Retencion Base="500.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.040000" Importe="20.00"/>
        </cfdi:Retenciones>
      </cfdi:Impuestos>
    </cfdi:Concepto>
  </cfdi:Conceptos>
  <cfdi:Impuestos TotalImpuestosTrasladados="240.00" TotalImpuestosRetenidos="20.00">
    <cfdi:Retenciones><cfdi:Retencion Impuesto="002" Importe="20.00"/></cfdi:Retenciones>
    <cfdi:Traslados>
      <cfdi:Traslado Base="1500.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="240.00"/>
    </cfdi:Traslados>
  </cfdi:Impuestos>
"""
PARTIES = """
  <cfdi:Emisor Rfc="JIC010101AB1" Nombre="LA JICARA" RegimenFiscal="601"/>
  <cfdi:Receptor Rfc="CEN020202CD2" Nombre="CAFETERIA CENTRAL" DomicilioFiscalReceptor="68000"
    RegimenFiscalReceptor="626" UsoCFDI="G01"/>
"""
PAYMENTS = """
  <pago20:Pagos xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="2.0">
    <pago20:Totales MontoTotalPagos="1500.00"/>
    <pago20:Pago FechaPago="2024-04-02T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="1500.00">
      <pago20:DoctoRelacionado IdDocumento="aaaaaaaa-0b7d-4e55-9a61-2d8c3b7e4f10" Serie="A" Folio="7" MonedaDR="MXN"
        EquivalenciaDR="1" NumParcialidad="1" ImpSaldoAnt="1720.00" ImpPagado="1000.00" ImpSaldoInsoluto="720.00"/>
      <pago20:DoctoRelacionado IdDocumento="bbbbbbbb-0b7d-4e55-9a61-2d8c3b7e4f10" Serie="A" Folio="8" MonedaDR="MXN"
        EquivalenciaDR="1" NumParcialidad="2" ImpSaldoAnt="500.00" ImpPagado="500.00" ImpSaldoInsoluto="0.00"/>
    </pago20:Pago>
  </pago20:Pagos>
"""


def cfdi(body: str = LINES, *, complement: str = STAMP, version: str = "4.0", **changed: str) -> bytes:
    header = {
        "Version": version, "Serie": "A", "Folio": "12", "Fecha": "2024-03-05T10:15:30", "Moneda": "MXN",
        "SubTotal": "1502.50", "Descuento": "2.50", "Total": "1720.00", "TipoDeComprobante": "I", "MetodoPago": "PPD",
        "FormaPago": "99", "LugarExpedicion": "68000", "Exportacion": "01", **changed,
    }  # fmt: skip
    attributes = " ".join(f'{name}="{value}"' for name, value in header.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/{version[0]}" {attributes}>'
        f"{PARTIES}{body}<cfdi:Complemento>{complement}</cfdi:Complemento></cfdi:Comprobante>"
    ).encode()


def opened(data: bytes) -> Document:
    return read_bytes(data, name="factura.xml", max_bytes=10**7)


def records(table: Table) -> list[dict[str, Value]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def table(document: Document, name: str) -> list[dict[str, Value]]:
    return records(next(t for t in document.tables if t.name == name))


@pytest.mark.parametrize("version", ["3.3", "4.0"])
def test_the_header_is_one_row_of_exact_values(version: str) -> None:
    document = opened(cfdi(version=version))
    assert document.kind is FileKind.CFDI
    assert document.warnings == ()
    [row] = table(document, "comprobante")
    assert row == {
        "uuid": UUID, "fecha": datetime.fromisoformat("2024-03-05T10:15:30"), "serie": "A", "folio": "12", "tipo": "I",
        "emisor_rfc": "JIC010101AB1", "emisor": "LA JICARA", "receptor_rfc": "CEN020202CD2",
        "receptor": "CAFETERIA CENTRAL", "moneda": "MXN", "tipo_cambio": None, "subtotal": Decimal("1502.50"),
        "descuento": Decimal("2.50"), "iva_trasladado": Decimal("240.00"), "ieps_trasladado": Decimal(0),
        "iva_retenido": Decimal("20.00"), "isr_retenido": Decimal(0), "retenciones": Decimal("20.00"),
        "total": Decimal("1720.00"), "metodo_pago": "PPD", "forma_pago": "99", "uso_cfdi": "G01",
        "condiciones_pago": None, "lugar_expedicion": "68000", "version": version,
    }  # fmt: skip


def test_each_line_is_a_row_with_what_it_takes_to_filter() -> None:
    first, second = table(opened(cfdi()), "conceptos")
    assert first["clave"] == "CAF-1"
    assert first["descripcion"] == "Café de altura molido"
    assert (first["cantidad"], first["unidad"], first["valor_unitario"]) == (Decimal(10), "kg", Decimal("100.25"))
    assert (first["importe"], first["descuento"], first["iva"]) == (Decimal("1002.50"), Decimal("2.50"), Decimal(160))
    assert (second["clave"], second["clave_sat"], second["unidad"]) == (None, "78101800", "E48")
    assert all(row["uuid"] == UUID and row["receptor_rfc"] == "CEN020202CD2" for row in (first, second))


def test_rows_stand_in_the_text_and_carry_their_xml_path() -> None:
    document = opened(cfdi())
    lines = next(t for t in document.tables if t.name == "conceptos")
    start, end = lines.spans[1]
    assert document.text[start:end] == (
        "Concepto 2: Flete; Clave SAT: 78101800; Cantidad: 1 Unidad de servicio; Valor unitario: 500.00 MXN; "
        "Importe: 500.00 MXN; IVA 16%: 80.00 MXN; IVA retenido 4%: 20.00 MXN"
    )
    block = document.block_at(start)
    assert block is not None
    assert block.path == "/cfdi:Comprobante/cfdi:Conceptos/cfdi:Concepto[2]"
    [header] = [t for t in document.tables if t.name == "comprobante"]
    assert "Total: 1,720.00 MXN" in document.text[slice(*header.spans[0])]


def test_the_text_reads_as_a_person_would_say_it() -> None:
    document = opened(cfdi())
    assert document.title == "Factura A-12 de LA JICARA a CAFETERIA CENTRAL"
    assert document.lang == "es"
    for said in (
        f"Folio fiscal (UUID): {UUID}",
        "Método de pago: PPD – Pago en parcialidades o diferido",
        "Forma de pago: 99 – Por definir",
        "Régimen fiscal: 626 – Régimen Simplificado de Confianza",
        "Uso del CFDI: G01 – Adquisición de mercancías",
    ):
        assert said in document.text
    assert document.facts["uuid"] == UUID
    assert document.facts["total"] == "1720.00"


def test_payments_are_rows_per_document_paid() -> None:
    data = cfdi(
        '<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="Pago" '
        'ValorUnitario="0" Importe="0" ObjetoImp="01"/></cfdi:Conceptos>',
        complement=PAYMENTS + STAMP,
        TipoDeComprobante="P", Moneda="XXX", SubTotal="0", Descuento="0", Total="0",
    )  # fmt: skip
    document = opened(data)
    first, second = table(document, "pagos")
    assert first["fecha_pago"] == datetime.fromisoformat("2024-04-02T12:00:00")
    assert (first["monto_pago"], first["importe_pagado"]) == (Decimal(1500), Decimal(1000))
    assert first["uuid_relacionado"] == "AAAAAAAA-0B7D-4E55-9A61-2D8C3B7E4F10"
    assert (second["parcialidad"], second["saldo_anterior"], second["saldo_insoluto"]) == (2, Decimal(500), Decimal(0))
    assert document.warnings == ()
    assert "Paga el documento A-8 BBBBBBBB" in document.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Total": "1720.50"}, "El total es 1720.50, pero subtotal, descuento e impuestos dan 1720.00"),
        ({"SubTotal": "1500.00", "Total": "1717.50"}, "El subtotal es 1500.00, pero los conceptos suman 1502.50"),
    ],
)
def test_amounts_that_do_not_add_up_are_told(changed: dict[str, str], said: str) -> None:
    [warning] = opened(cfdi(**changed)).warnings
    assert said in warning


def test_a_line_whose_product_is_off_is_told_and_rounding_is_not() -> None:
    off = LINES.replace('ValorUnitario="500"', 'ValorUnitario="450"')
    assert "En el concepto 2" in opened(cfdi(off)).warnings[0]
    rounded = LINES.replace('Cantidad="10"', 'Cantidad="10.00"').replace('"100.25"', '"100.2499"')
    assert opened(cfdi(rounded)).warnings == ()


def test_an_invoice_without_a_stamp_is_told() -> None:
    document = opened(cfdi(complement=""))
    assert "uuid" not in document.facts
    assert "timbre" in document.warnings[0]


def test_payroll_transport_and_trade_are_in_the_text() -> None:
    extra = (
        '<nomina12:Nomina xmlns:nomina12="http://www.sat.gob.mx/nomina12" Version="1.2" FechaPago="2024-03-15" '
        'TotalPercepciones="9000.00"><nomina12:Receptor Puesto="Tostador" PeriodicidadPago="04"/></nomina12:Nomina>'
    )
    document = opened(cfdi(complement=extra + STAMP))
    assert "Complemento Nómina" in document.text
    assert "Nomina: Fecha pago: 2024-03-15; Total percepciones: 9000.00" in document.text
    assert "Receptor: Puesto: Tostador; Periodicidad pago: 04 – Quincenal" in document.text


def test_chunks_of_an_invoice_keep_one_line_each() -> None:
    made = chunks(opened(cfdi()))
    lines = [c for c in made if c.path and "/cfdi:Concepto[" in c.path]
    assert [c.path for c in lines] == [f"/cfdi:Comprobante/cfdi:Conceptos/cfdi:Concepto[{n}]" for n in (1, 2)]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (cfdi(version="4.0").replace(b"sat.gob.mx/cfd/4", b"sat.gob.mx/cfd/2"), UnsupportedFile),
        (cfdi(Total="mil"), CorruptFile),
        (cfdi(Fecha="ayer"), CorruptFile),
        (cfdi().replace(b"<cfdi:Emisor", b"<cfdi:Otro"), CorruptFile),
        (cfdi()[:-30], CorruptFile),
        (cfdi().replace(b"?>", b'?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1), UnsupportedFile),
        (cfdi(Total="NaN"), CorruptFile),
    ],
)
def test_what_is_no_sound_cfdi_is_refused(data: bytes, error: type[UnreadableFile]) -> None:
    with pytest.raises(error):
        opened(data)


@pytest.mark.data
def test_every_sample_invoice_is_read(data: Path) -> None:
    files = sorted((data / "cfdi").glob("*.xml"))
    assert files
    for file in files:
        document = read(file, max_bytes=10**7)
        [header] = table(document, "comprobante")
        assert header["emisor_rfc"]
        assert all(document.text[a:b].startswith("Concepto") for a, b in document.tables[1].spans)
        assert all(block.path for block in document.blocks)
