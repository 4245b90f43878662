"""A small company's rows: invoices as XML through the real reader, sheets as documents."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.document import Document, FileKind, Table, Value
from retrieval.readers import read_bytes
from retrieval.rows import Rows

RFC = "MVA150310AB1"
OWN = "MOLIENDA DEL VALLE SA DE CV"
RFCS = {
    "Café Luna SA de CV": "CLU100101AA1",
    "ABARROTES LA ESPERANZA": "AES090909BB2",
    "Hotel Mirador S. de R.L. de C.V.": "HMI120212CC3",
    "Empaques del Norte, S.A. de C.V.": "ENO010203DD4",
    "Tostadores Unidos": "TUN020304EE5",
    "JUANA PEREZ SOTO": "PESJ800101FF6",
}


def cfdi(
    folio: str,
    day: str,
    party: str,
    lines: Sequence[tuple[str, str, str, str]],
    *,
    issued: bool = True,
    kind: str = "I",
    currency: str = "MXN",
    method: str = "PUE",
) -> bytes:
    """A CFDI 4.0 with 16% VAT; lines are (code, description, quantity, unit price)."""
    ours = f'Rfc="{RFC}" Nombre="{OWN}"'
    theirs = f'Rfc="{RFCS[party]}" Nombre="{party}"'
    issuer, receiver = (ours, theirs) if issued else (theirs, ours)
    amounts = [Decimal(q) * Decimal(p) for _, _, q, p in lines]
    subtotal = sum(amounts, Decimal(0))
    tax = (subtotal * Decimal("0.16")).quantize(Decimal("0.01"))
    concepts = "".join(
        f'<cfdi:Concepto ClaveProdServ="50201706" NoIdentificacion="{c}" Cantidad="{q}" ClaveUnidad="H87" Unidad="pza" '
        f'Descripcion="{d}" ValorUnitario="{p}" Importe="{a}" ObjetoImp="02"/>'
        for (c, d, q, p), a in zip(lines, amounts, strict=True)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital"
 Version="4.0"
 Serie="A" Folio="{folio}" Fecha="{day}T10:00:00" SubTotal="{subtotal}" Moneda="{currency}" Total="{subtotal + tax}"
 TipoDeComprobante="{kind}" Exportacion="01" MetodoPago="{method}" FormaPago="03" LugarExpedicion="64000">
<cfdi:Emisor {issuer} RegimenFiscal="601"/><cfdi:Receptor {receiver} DomicilioFiscalReceptor="64000"
 RegimenFiscalReceptor="601" UsoCFDI="G03"/>
<cfdi:Conceptos>{concepts}</cfdi:Conceptos>
<cfdi:Impuestos TotalImpuestosTrasladados="{tax}"><cfdi:Traslados><cfdi:Traslado Base="{subtotal}"
 Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="{tax}"/></cfdi:Traslados></cfdi:Impuestos>
<cfdi:Complemento><tfd:TimbreFiscalDigital Version="1.1"
 UUID="{uuid(kind + folio if kind != "I" else folio, issued)}" FechaTimbrado="{day}T10:01:00"
 RfcProvCertif="SAT970701NN3" SelloCFD="x" NoCertificadoSAT="0" SelloSAT="x"/></cfdi:Complemento>
</cfdi:Comprobante>""".encode()


def uuid(folio: str, issued: bool = True) -> str:
    digits = hashlib.sha256(f"{folio}{issued}".encode()).hexdigest().upper()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"


def payment(folio: str, day: str, party: str, paid: Sequence[tuple[str, str, str, str]]) -> bytes:
    """A payment complement that we issued; `paid` are (folio, balance before, paid, balance after)."""
    parts = "".join(
        f'<pago20:DoctoRelacionado IdDocumento="{uuid(f)}" Serie="A" Folio="{f}" MonedaDR="MXN" EquivalenciaDR="1" '
        f'NumParcialidad="1" '
        f'ImpSaldoAnt="{before}" ImpPagado="{amount}" ImpSaldoInsoluto="{after}" ObjetoImpDR="01"/>'
        for f, before, amount, after in paid
    )
    total = sum((Decimal(p[2]) for p in paid), Decimal(0))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20"
 xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital"
 Version="4.0" Serie="P" Folio="{folio}" Fecha="{day}T12:00:00" SubTotal="0" Moneda="XXX" Total="0"
 TipoDeComprobante="P" Exportacion="01" LugarExpedicion="64000">
<cfdi:Emisor Rfc="{RFC}" Nombre="{OWN}" RegimenFiscal="601"/><cfdi:Receptor Rfc="{RFCS[party]}" Nombre="{party}"
 DomicilioFiscalReceptor="64000" RegimenFiscalReceptor="601" UsoCFDI="CP01"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="Pago"
 ValorUnitario="0" Importe="0" ObjetoImp="01"/></cfdi:Conceptos>
<cfdi:Complemento><pago20:Pagos Version="2.0"><pago20:Totales MontoTotalPagos="{total}"/><pago20:Pago
 FechaPago="{day}T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="{total}">{parts}
</pago20:Pago></pago20:Pagos>
<tfd:TimbreFiscalDigital Version="1.1" UUID="{uuid("P" + folio)}" FechaTimbrado="{day}T12:01:00"
 RfcProvCertif="SAT970701NN3" SelloCFD="x" NoCertificadoSAT="0" SelloSAT="x"/></cfdi:Complemento>
</cfdi:Comprobante>""".encode()


def document(name: str, *tables: Table) -> Document:
    kind = FileKind.CSV if name.endswith(".csv") else FileKind.XLSX
    return Document(name, kind, hashlib.sha256(name.encode()).hexdigest()[:16], "", (), tables)


def table(name: str, columns: str, *rows: Sequence[Value], start: int = 2) -> Table:
    """A table of ``a | b | c`` columns whose rows stand one after the other."""
    return Table(name, [c.strip() for c in columns.split("|")], rows, list(range(start, start + len(rows))))


HOUSE, GROUND, DARK = (
    ("CAF-001", "Café molido de la casa 500 g"),
    ("CAF-002", "Café en grano Altura 1 kg"),
    ("CAF-003", "Café tostado oscuro 250 g"),
)
FILTERS, CUPS = ("ACC-010", "Filtros de papel no. 4"), ("ACC-020", "Taza de barro esmaltada")

INVOICES: dict[str, bytes] = {
    "A-101.xml": cfdi("101", "2026-03-05", "Café Luna SA de CV", [(*HOUSE, "10", "180.00"), (*FILTERS, "5", "45.50")]),
    "A-102.xml": cfdi("102", "2026-03-20", "Café Luna SA de CV", [(*GROUND, "4", "320.00")]),
    "A-103.xml": cfdi("103", "2026-03-22", "ABARROTES LA ESPERANZA", [(*HOUSE, "30", "175.00")], method="PPD"),
    "A-104.xml": cfdi("104", "2026-04-02", "Café Luna SA de CV", [(*HOUSE, "8", "180.00")], method="PPD"),
    "A-105.xml": cfdi(
        "105", "2026-04-10", "Hotel Mirador S. de R.L. de C.V.", [(*GROUND, "20", "18.50")], currency="USD"
    ),
    "A-106.xml": cfdi("106", "2025-11-15", "Hotel Mirador S. de R.L. de C.V.", [(*CUPS, "50", "60.00")]),
    "NC-9.xml": cfdi("9", "2026-03-28", "Café Luna SA de CV", [(*HOUSE, "1", "180.00")], kind="E"),
    "R-501.xml": cfdi(
        "501",
        "2026-03-03",
        "Empaques del Norte, S.A. de C.V.",
        [("BOL-1", "Bolsa kraft 500 g", "1000", "2.10")],
        issued=False,
    ),
    "R-502.xml": cfdi(
        "502", "2026-04-15", "Tostadores Unidos", [("TUE-1", "Café verde lavado", "120", "95.00")], issued=False
    ),
    "R-503.xml": cfdi(
        "503",
        "2026-04-20",
        "Empaques del Norte, S.A. de C.V.",
        [("CAJ-2", "Caja corrugada 30x30", "200", "11.25")],
        issued=False,
        method="PPD",
    ),
    "NOM-1.xml": cfdi("1", "2026-03-15", "JUANA PEREZ SOTO", [("", "Pago de nómina", "1", "9000.00")], kind="N"),
    "P-1.xml": payment("1", "2026-04-25", "ABARROTES LA ESPERANZA", [("103", "6090.00", "2000.00", "4090.00")]),
}


def weekly() -> Table:
    """Ten weeks of two products, by code only; a total at the end."""
    rows: list[list[Value]] = []
    for week in range(10):
        monday = date.fromordinal(date(2026, 2, 2).toordinal() + 7 * week)
        rows += [[monday, "CAF-001", 10 + week, "No"], [monday, "CAF-002", 5, "Sí" if week == 3 else "No"]]
    total = sum(int(str(r[2])) for r in rows)
    return table("Ventas semanales", "Semana | SKU | Unidades | Promoción", *rows, ["Total", None, total, None])


SHEETS: list[Document] = [
    document(
        "lista_de_precios.xlsx",
        table(
            "Precios",
            "SKU | Producto | Categoría | Precio menudeo | Precio mayoreo",
            ["CAF-001", "Café molido de la casa 500 g", "Café", "$195.00", "$175.00"],
            ["CAF-002", "Café en grano Altura 1 kg", "Café", "$350.00", "$320.00"],
            ["CAF-003", "Café tostado oscuro 250 g", "Café", "$120.00", "$105.00"],
            ["ACC-010", "Filtros de papel no. 4", "Accesorios", "$55.00", "$45.50"],
            ["ACC-020", "Taza de barro esmaltada", "Accesorios", "$89.00", "$70.00"],
        ),
    ),
    document(
        "inventario.xlsx",
        weekly(),
        table(
            "Existencias",
            "SKU | Existencia | En tránsito | Proveedor | Costo unitario | Piezas por caja",
            ["CAF-001", 140, 0, "Tostadores Unidos", 98.5, 12],
            ["CAF-002", 36, 24, "Tostadores Unidos", 190, 6],
            ["CAF-003", 0, 60, "Tostadores Unidos", 60, 24],
            ["ACC-010", 410, 0, "Papelera Central", 18, 50],
            ["ACC-020", 75, 0, "Barro Vivo", 31.2, 10],
        ),
        table(
            "Proveedores",
            "Proveedor | Contacto | Teléfono | Plazo de entrega (días) | Pedido mínimo",
            ["Tostadores Unidos", "Rosa Campos", "8112345678", 10, 5000],
            ["Papelera Central", "Luis Prado", "8119876543", 4, 1500],
            ["Barro Vivo", "Inés Roa", "3312345678", 21, 3000],
        ),
    ),
    document(
        "tickets.csv",
        table(
            "tickets",
            "Ticket | Fecha | Cliente | Categoría | Asunto | Estado | Resolución | Horas",
            [
                "TK-001",
                date(2026, 1, 12),
                "Café Luna",
                "Garantía",
                "Taza rota al abrir la caja",
                "Cerrado",
                "Se repuso la pieza",
                4,
            ],
            [
                "TK-002",
                date(2026, 2, 3),
                "Hotel Mirador",
                "Entrega",
                "Pedido incompleto",
                "Cerrado",
                "Se envió el faltante",
                20,
            ],
            [
                "TK-003",
                date(2026, 2, 17),
                "Café Luna",
                "Facturación",
                "Error en el RFC de la factura",
                "Cerrado",
                "Se canceló y se emitió otra",
                6,
            ],
            [
                "TK-004",
                date(2026, 3, 9),
                "Abarrotes La Esperanza",
                "Garantía",
                "Filtros manchados",
                "Abierto",
                None,
                None,
            ],
            [
                "TK-005",
                date(2026, 3, 30),
                "Hotel Mirador",
                "Entrega",
                "Llegó tarde el pedido",
                "Cerrado",
                "Se bonificó el flete",
                30,
            ],
        ),
    ),
    document(
        "gastos_2026.xlsx",
        table(
            "Gastos",
            "Fecha | Concepto | Rubro | Proveedor | Importe",
            ["05/01/2026", "Renta del local", "Renta", "Inmobiliaria Cumbres", "$18,000.00"],
            ["05/02/2026", "Renta del local", "Renta", "Inmobiliaria Cumbres", "$18,000.00"],
            ["14/02/2026", "Anuncios en redes", "Publicidad", "Agencia Brío", "$4,350.50"],
            ["05/03/2026", "Renta del local", "Renta", "Inmobiliaria Cumbres", "$18,500.00"],
            ["18/03/2026", "Volantes", "Publicidad", "Imprenta Tres", "$1,200.00"],
            ["TOTAL", None, None, None, "$60,050.50"],
        ),
    ),
    document(
        "empleados.xlsx",
        table(
            "Plantilla",
            "Nombre | Puesto | Sucursal | Fecha de ingreso | Sueldo mensual",
            ["Laura Núñez", "Gerente", "Centro", date(2019, 5, 2), 28000],
            ["Pedro Gil", "Barista", "Centro", date(2022, 9, 1), 11500],
            ["Ana Sosa", "Barista", "Norte", date(2023, 1, 16), 11800],
            ["Iván Ríos", "Chofer", "Norte", date(2021, 3, 8), 12400],
        ),
    ),
]


@pytest.fixture
def invoices() -> dict[str, bytes]:
    """The company's CFDI by file name."""
    return INVOICES


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[Rows]:
    """The store with all of the company's rows under tenant ``t``."""
    store = await Rows.open(tmp_path / "rows.db")
    for name, data in INVOICES.items():
        await store.add("t", name, read_bytes(data, name=name, max_bytes=10**6))
    for made in SHEETS:
        await store.add("t", made.name, made)
    yield store
    await store.close()
