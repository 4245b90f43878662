"""The 40 products: what the price list, the workbook and the invoices all agree on."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

COFFEE, DRINKS, DISPOSABLES, CARE, EQUIPMENT = (
    "Café",
    "Jarabes, polvos y bebidas",
    "Desechables",
    "Refacciones y limpieza",
    "Equipo",
)


@dataclass(frozen=True, slots=True)
class Product:
    """One stock-keeping unit; money in MXN before VAT."""

    sku: str
    name: str
    line: str
    unit: str
    price: Decimal
    vat: int
    """Percent: 0 or 16."""
    bulk_from: int
    """Units from which the wholesale discount applies; 0 for none."""
    bulk_discount: int
    """Percent."""
    cost: Decimal
    supplier: str
    lead_days: int
    pack: int
    minimum: int
    sat_code: str
    sat_unit: str = "H87"


_ROWS = """
CAF-001|Café Chiapas Altura, grano 1 kg|0|Bolsa 1 kg|289.00|0|24|8|182.00|tzajalha|14|12|120|50201706|KGM
CAF-002|Café Chiapas Altura, molido 1 kg|0|Bolsa 1 kg|296.00|0|24|8|186.00|tzajalha|14|12|60|50201706|KGM
CAF-003|Café Coatepec, grano 1 kg|0|Bolsa 1 kg|305.00|0|24|8|201.00|istmo|10|10|50|50201706|KGM
CAF-004|Café Pluma Hidalgo, grano 1 kg|0|Bolsa 1 kg|338.00|0|24|6|229.50|istmo|10|10|30|50201706|KGM
CAF-005|Blend Espresso Jícara, grano 1 kg|0|Bolsa 1 kg|272.00|0|30|10|168.00|istmo|10|10|100|50201706|KGM
CAF-006|Blend Espresso Jícara, grano 5 kg|0|Costal 5 kg|1295.00|0|6|7|815.00|istmo|10|4|20|50201706|H87
CAF-007|Descafeinado agua de montaña, grano 1 kg|0|Bolsa 1 kg|352.00|0|24|5|244.00|istmo|18|10|20|50201706|KGM
CAF-008|Café Nayarit orgánico, grano 1 kg|0|Bolsa 1 kg|319.00|0|24|6|214.00|istmo|12|10|30|50201706|KGM
CAF-009|Café de olla, molido 500 g|0|Bolsa 500 g|148.00|0|20|8|89.00|istmo|12|20|40|50201706|H87
CAF-010|Cold brew concentrado 1 L|0|Botella 1 L|124.00|16|24|10|76.50|bajio|21|12|48|50202306|H87
JAR-101|Jarabe de vainilla 750 ml|1|Botella 750 ml|139.00|16|12|8|84.00|bajio|21|6|36|50161814|H87
JAR-102|Jarabe de caramelo 750 ml|1|Botella 750 ml|139.00|16|12|8|84.00|bajio|21|6|36|50161814|H87
JAR-103|Jarabe de avellana 750 ml|1|Botella 750 ml|145.00|16|12|8|88.00|bajio|21|6|24|50161814|H87
JAR-104|Jarabe de calabaza y especias 750 ml|1|Botella 750 ml|159.00|16|12|6|98.00|bajio|21|6|24|50161814|H87
POL-111|Chocolate en polvo 1 kg|1|Bolsa 1 kg|186.00|0|10|7|118.00|bajio|21|10|20|50161511|KGM
POL-112|Matcha culinario 500 g|1|Bolsa 500 g|465.00|0|8|5|309.00|bajio|28|6|30|50201713|H87
POL-113|Chai en polvo 1 kg|1|Bolsa 1 kg|258.00|16|10|7|161.00|bajio|21|10|20|50201713|KGM
POL-114|Base neutra para frappé 1.5 kg|1|Bolsa 1.5 kg|214.00|16|10|7|133.00|bajio|21|8|24|50192301|H87
TIS-121|Tisana de frutos rojos, 100 sobres|1|Caja 100 sobres|198.00|0|10|6|121.00|bajio|25|12|12|50201713|XBX
BEB-131|Bebida de avena barista 1 L|1|Caja 12 L|468.00|16|5|6|331.00|bajio|15|1|20|50202306|XBX
VAS-201|Vaso bebida caliente 8 oz|2|Caja 1,000 pzas|742.00|16|10|9|489.00|tonallan|7|1|20|52151504|XBX
VAS-202|Vaso bebida caliente 12 oz|2|Caja 1,000 pzas|918.00|16|10|9|604.00|tonallan|7|1|20|52151504|XBX
VAS-203|Vaso bebida caliente 16 oz|2|Caja 1,000 pzas|1086.00|16|10|9|717.00|tonallan|7|1|20|52151504|XBX
VAS-204|Vaso frío PET 16 oz|2|Caja 1,000 pzas|1235.00|16|10|7|842.00|tonallan|9|1|15|52151504|XBX
TAP-211|Tapa viajera 12 y 16 oz|2|Caja 1,000 pzas|586.00|16|10|9|372.00|tonallan|7|1|20|52151504|XBX
POP-220|Popote de plástico|2|Caja 5,000 pzas|412.00|16|5|5|268.00|tonallan|7|1|5|52151506|XBX
POP-221|Popote compostable|2|Caja 5,000 pzas|935.00|16|5|6|634.00|tonallan|12|1|5|52151506|XBX
SER-231|Servilleta kraft|2|Paquete 4,000 pzas|388.00|16|6|6|251.00|tonallan|7|1|10|14111705|XPK
FAJ-232|Faja térmica kraft|2|Caja 1,000 pzas|497.00|16|6|6|318.00|tonallan|12|1|10|24111503|XBX
AGI-233|Agitador de madera 14 cm|2|Caja 10,000 pzas|365.00|16|6|6|229.00|tonallan|12|1|10|52151600|XBX
FIL-301|Filtro de agua para máquina, cartucho|3|Pieza|1140.00|16|6|5|742.00|italmaq|35|1|6|40161502|H87
EMP-302|Empaque de grupo 58 mm|3|Pieza|96.00|16|20|10|41.00|italmaq|35|10|20|31181506|H87
REF-303|Bomba rotativa 200 l/h|3|Pieza|4380.00|16|0|0|2910.00|italmaq|60|1|2|40151503|H87
REF-304|Muelas 64 mm para molino, juego|3|Juego|1675.00|16|0|0|1080.00|italmaq|45|1|2|48101506|SET
LIM-311|Detergente para retrolavado 900 g|3|Bote 900 g|327.00|16|12|8|198.00|quimica|8|12|24|47131811|H87
LIM-312|Descalcificador líquido 1 L|3|Botella 1 L|189.00|16|12|8|109.00|quimica|8|12|24|47131821|LTR
MAQ-401|Máquina de espresso Brava 1G|4|Pieza|48900.00|16|0|0|33150.00|italmaq|75|1|1|48101505|H87
MAQ-402|Máquina de espresso Brava 2G|4|Pieza|89500.00|16|0|0|61800.00|italmaq|75|1|1|48101505|H87
MOL-411|Molino a demanda Talavera 64|4|Pieza|15800.00|16|3|4|10450.00|italmaq|60|1|2|48101506|H87
CFE-421|Cafetera de filtro Faro 12|4|Pieza|4350.00|16|4|5|2790.00|italmaq|45|1|4|48101505|H87
"""


def _product(row: str) -> Product:
    sku, name, line, unit, price, vat, start, off, cost, supplier, lead, pack, least, code, sat_unit = row.split("|")
    lines = (COFFEE, DRINKS, DISPOSABLES, CARE, EQUIPMENT)
    return Product(
        sku=sku,
        name=name,
        line=lines[int(line)],
        unit=unit,
        price=Decimal(price),
        vat=int(vat),
        bulk_from=int(start),
        bulk_discount=int(off),
        cost=Decimal(cost),
        supplier=supplier,
        lead_days=int(lead),
        pack=int(pack),
        minimum=int(least),
        sat_code=code,
        sat_unit=sat_unit,
    )


PRODUCTS: Final = tuple(_product(row) for row in _ROWS.strip().splitlines())
BY_SKU: Final = {product.sku: product for product in PRODUCTS}


@dataclass(frozen=True, slots=True)
class Service:
    """A workshop service of the price list; MXN before VAT at 16 %."""

    sku: str
    name: str
    unit: str
    price: Decimal
    note: str
    sat_code: str = "72154066"
    sat_unit: str = "E48"


SERVICES: Final = (
    Service("SRV-501", "Mantenimiento preventivo Brava 1G", "Servicio", Decimal("1350.00"), "Incluye empaque"),
    Service("SRV-502", "Mantenimiento preventivo Brava 2G", "Servicio", Decimal("2150.00"), "Incluye empaques"),
    Service("SRV-503", "Póliza anual Brava 1G", "Año", Decimal("2980.00"), "2 preventivos y prioridad"),
    Service("SRV-504", "Póliza anual Brava 2G", "Año", Decimal("6190.00"), "3 preventivos y prioridad"),
    Service("SRV-505", "Visita de diagnóstico", "Visita", Decimal("420.00"), "Se abona a la reparación; zonas 1 y 2"),
    Service("SRV-506", "Descalcificación de caldera", "Servicio", Decimal("1780.00"), "Solo en taller"),
    Service("SRV-507", "Curso de barismo básico", "Persona", Decimal("1450.00"), "12 horas; mínimo 4 personas"),
    Service("SRV-508", "Calibración de molino", "Servicio", Decimal("380.00"), "A domicilio en zona 1"),
)
