"""The invoices of the example company: what it issued and what it received."""

from decimal import Decimal
from typing import Final

from examples.build.catalog import BY_SKU, SERVICES
from examples.build.cfdi import INCOME_TAX, VAT, Invoice, Line
from examples.build.parties import COMPANY, CUSTOMERS, SUPPLIERS

_SERVICES = {service.sku: service for service in SERVICES}


def sold(sku: str, quantity: int) -> Line:
    """A line at list price, with the wholesale discount where the quantity earns it."""
    if sku in _SERVICES:
        service = _SERVICES[sku]
        return Line(
            sku, service.sat_code, service.sat_unit, service.unit, service.name, Decimal(quantity), service.price
        )
    product = BY_SKU[sku]
    earned = product.bulk_from and quantity >= product.bulk_from
    return Line(
        code=sku,
        sat_code=product.sat_code,
        sat_unit=product.sat_unit,
        unit=product.unit,
        description=product.name,
        quantity=Decimal(quantity),
        price=product.price,
        vat=product.vat,
        discount_percent=product.bulk_discount if earned else 0,
    )


def bought(sku: str, quantity: int, code: str, description: str, price: str | None = None) -> Line:
    """A line at the supplier's price (the workbook's cost), under the supplier's own code and wording."""
    product = BY_SKU[sku]
    cost = Decimal(price) if price else product.cost
    return Line(
        code, product.sat_code, product.sat_unit, product.unit, description, Decimal(quantity), cost, product.vat
    )


def issued(folio: str, stamp: str, customer: str, *lines: Line, method: str = "PUE", form: str = "03") -> Invoice:
    terms = "Crédito" if method == "PPD" else "Contado"
    return Invoice("F", folio, stamp, COMPANY, CUSTOMERS[customer], lines, method=method, form=form, terms=terms)


def received(series: str, folio: str, stamp: str, supplier: str, *lines: Line, form: str = "03") -> Invoice:
    return Invoice(series, folio, stamp, SUPPLIERS[supplier], COMPANY, lines, form=form)


def _receipt(number: str, vat: int, amount: str) -> Line:
    return Line(number, "01010101", "ACT", "Actividad", "Venta", Decimal(1), Decimal(amount), vat)


_ISSUED = (
    issued(
        "1151", "2026-01-15T11:22:41", "patio",
        sold("CAF-006", 6), sold("VAS-202", 10), sold("TAP-211", 10), sold("SER-231", 4),
    ),
    issued("1163", "2026-02-10T09:48:03", "nopal", sold("CAF-001", 24), sold("JAR-101", 6), sold("VAS-201", 5)),
    issued("1178", "2026-03-04T12:05:57", "alebrije", sold("CAF-005", 30), sold("BEB-131", 4), sold("VAS-202", 3)),
    issued("1182", "2026-03-11T10:31:18", "nopal", sold("CAF-001", 12), sold("CAF-007", 6), sold("VAS-201", 6)),
    issued("1190", "2026-03-24T16:40:22", "alebrije", sold("CAF-005", 12), sold("JAR-102", 6), sold("TAP-211", 2)),
    issued(
        "1204", "2026-04-14T13:17:09", "alebrije",
        sold("CAF-005", 20), sold("CAF-001", 6), sold("VAS-204", 3),
    ),
    issued(
        "1211", "2026-04-28T10:02:33", "migas",
        sold("CAF-002", 10), sold("CFE-421", 1), sold("SER-231", 6), form="28",
    ),
    issued("1226", "2026-05-19T15:55:46", "patio", sold("CAF-006", 8), sold("VAS-203", 4), sold("FAJ-232", 2)),
    issued(
        "1240", "2026-06-09T11:36:12", "nopal",
        sold("MAQ-402", 1), sold("MOL-411", 1), sold("SRV-507", 5), method="PPD", form="99",
    ),
    issued("1255", "2026-07-07T14:20:50", "colegio", sold("TIS-121", 4), sold("VAS-201", 2)),
    issued("1268", "2026-08-12T12:44:29", "agave", sold("MAQ-402", 1), sold("MOL-411", 1), method="PPD", form="99"),
    issued("1289", "2026-09-10T17:08:14", "bugambilia",
        sold("CAF-005", 8), sold("JAR-101", 10), sold("POL-114", 1), sold("VAS-201", 2), form="04",
    ),
    issued("1302", "2026-10-06T10:50:37", "migas", sold("CAF-005", 30), sold("POL-111", 4), sold("AGI-233", 1)),
    issued(
        "1309", "2026-10-15T09:27:55", "barra",
        sold("CAF-005", 20), sold("LIM-311", 2), sold("FIL-301", 1), sold("VAS-202", 5),
    ),
    issued(
        "1327", "2026-11-10T13:39:08", "alebrije",
        sold("CAF-005", 10), sold("CAF-009", 20), sold("JAR-104", 6), sold("EMP-302", 2),
    ),
)  # fmt: skip

BY_FOLIO: Final = {invoice.folio: invoice for invoice in _ISSUED}

GLOBAL: Final = Invoice(
    series="F",
    folio="1275",
    stamp="2026-08-31T20:15:00",
    issuer=COMPANY,
    receiver=CUSTOMERS["public"],
    lines=(
        _receipt("Z-20817", 0, "3264.00"),
        _receipt("Z-20817-G", 16, "1852.50"),
        _receipt("Z-20829", 0, "1479.00"),
        _receipt("Z-20834-G", 16, "2607.00"),
        _receipt("Z-20841", 0, "867.00"),
    ),
    form="01",
    global_period=("04", "08", "2026"),
)

CREDIT_NOTE: Final = Invoice(
    series="NC",
    folio="31",
    stamp="2026-09-29T12:11:05",
    issuer=COMPANY,
    receiver=CUSTOMERS["bugambilia"],
    lines=(sold("JAR-101", 6), sold("POL-114", 1)),
    kind="E",
    form="15",
    related=("03", BY_FOLIO["1289"].uuid),
    use="G02",
)

_CUPS_INVOICE = received(
    "FB", "2352", "2026-05-06T08:40:19", "tonallan",
    bought("VAS-202", 50, "VC12B", "VASO CALIENTE 12 OZ BLANCO C/1000"),
    bought("VAS-203", 30, "VC16B", "VASO CALIENTE 16 OZ BLANCO C/1000"),
    bought("VAS-204", 40, "VF16P", "VASO FRIO PET 16 OZ C/1000"),
)  # fmt: skip

_FEES = Line(
    code="HON",
    sat_code="84111502",
    sat_unit="E48",
    unit="Servicio",
    description="Honorarios por servicios contables, octubre de 2026",
    quantity=Decimal(1),
    price=Decimal("8500.00"),
    withheld=((INCOME_TAX, Decimal("0.10")), (VAT, Decimal("0.106667"))),
)
_RENT = Line(
    "RTA", "80131502", "E48", "Mes", "Renta de bodega en Calle Horno 55, noviembre de 2026", Decimal(1),
    Decimal("46000.00"),
)  # fmt: skip

_RECEIVED = (
    received(
        "A", "402", "2026-02-20T18:03:27", "tzajalha",
        bought("CAF-001", 600, "TZ-G1", "Café tostado de altura en grano, bolsa 1 kg"),
        bought("CAF-002", 240, "TZ-M1", "Café tostado de altura molido, bolsa 1 kg"),
    ),
    received(
        "FB", "2291", "2026-03-06T09:12:44", "tonallan",
        bought("VAS-201", 40, "VC08B", "VASO CALIENTE 8 OZ BLANCO C/1000"),
        bought("VAS-202", 60, "VC12B", "VASO CALIENTE 12 OZ BLANCO C/1000"),
        bought("TAP-211", 50, "TV1216", "TAPA VIAJERA 12/16 NEGRA C/1000"),
    ),
    received(
        "", "7781", "2026-04-22T11:58:30", "bajio",
        bought("JAR-101", 60, "10010", "Jarabe sabor vainilla 750 ml"),
        bought("JAR-102", 60, "10020", "Jarabe sabor caramelo 750 ml"),
        bought("POL-112", 90, "30500", "Matcha en polvo culinario 500 g"),
        bought("POL-114", 48, "31150", "Base neutra frappé 1.5 kg"),
    ),
    _CUPS_INVOICE,
    Invoice(
        "E", "558", "2026-05-27T13:30:00", SUPPLIERS["italmaq"], COMPANY,
        (
            bought("MAQ-402", 2, "BRV-2G-220", "Máquina de espresso Brava 2 grupos 220 V", "3320.00"),
            bought("MOL-411", 3, "TLV-64", "Molino a demanda Talavera 64 mm", "561.00"),
        ),
        currency="USD", exchange_rate="18.6120",
    ),
    received(
        "", "3310", "2026-09-08T16:21:36", "quimica",
        bought("LIM-311", 36, "DR-900", "Detergente en polvo retrolavado 900 g"),
        bought("LIM-312", 24, "DC-1L", "Descalcificador líquido 1 L"),
    ),
    received(
        "A", "467", "2026-10-21T17:45:12", "tzajalha",
        bought("CAF-001", 720, "TZ-G1", "Café tostado de altura en grano, bolsa 1 kg"),
        bought("CAF-002", 180, "TZ-M1", "Café tostado de altura molido, bolsa 1 kg"),
    ),
    received("H", "118", "2026-10-30T19:02:58", "accountant", _FEES),
    received("R", "2026-11", "2026-11-02T10:00:00", "landlord", _RENT),
    Invoice(
        "NC", "88", "2026-05-28T10:17:23", SUPPLIERS["tonallan"], COMPANY,
        (bought("VAS-202", 3, "VC12B", "Bonificación: vaso 12 oz con mal sellado"),),
        kind="E", form="15", related=("01", _CUPS_INVOICE.uuid), use="G02",
    ),
)  # fmt: skip


def _old(line: Line, price: str) -> Line:
    return Line(
        line.code, line.sat_code, line.sat_unit, line.unit, line.description, line.quantity, Decimal(price), line.vat
    )


_OLD = (
    Invoice(
        "F", "0512", "2022-11-08T12:30:15", COMPANY, CUSTOMERS["patio"],
        (_old(sold("CAF-006", 4), "980.00"), _old(sold("VAS-203", 5), "845.00")), version="3.3",
    ),
    Invoice(
        "FB", "0988", "2022-10-19T09:05:40", SUPPLIERS["tonallan"], COMPANY,
        (
            bought("VAS-201", 30, "VC08B", "VASO CALIENTE 8 OZ BLANCO C/1000", "395.00"),
            bought("TAP-211", 25, "TV1216", "TAPA VIAJERA 12/16 NEGRA C/1000", "301.00"),
        ),
        version="3.3",
    ),
)  # fmt: skip

ISSUED: Final = (*_ISSUED, GLOBAL, CREDIT_NOTE, _OLD[0])
RECEIVED: Final = (*_RECEIVED, _OLD[1])
