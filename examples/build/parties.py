"""Who the company trades with. Every name is invented; every RFC passes its check digit."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Party:
    """A taxpayer as a CFDI names it (upper case, without the kind of company)."""

    rfc: str
    name: str
    regime: str
    """SAT catalogue c_RegimenFiscal."""
    postcode: str
    use: str = "G01"
    """SAT catalogue c_UsoCFDI, as receiver."""


COMPANY: Final = Party("DCJ1203148T4", "DISTRIBUIDORA CAFETERA LA JICARA", "601", "44600", "G01")

CUSTOMERS: Final = {
    "alebrije": Party("CAE190522J57", "CAFETERIA EL ALEBRIJE", "601", "44160"),
    "nopal": Party("HCN150809R28", "HOTEL CASA NOPAL", "601", "45500"),
    "migas": Party("PTM200114U8A", "PANADERIA TRES MIGAS", "626", "45040"),
    "patio": Party("RPM110630GV4", "RESTAURANTES PATIO MORISCO", "601", "44100"),
    "agave": Party("CAA180927E62", "COWORKING AGAVE ALTO", "601", "45116", "G03"),
    "colegio": Party("CLE990816B14", "COLEGIO LAGO ESMERALDA", "603", "45010", "G03"),
    "barra": Party("BSC210305LN7", "BARRA SUR CAFE", "626", "45640"),
    "bugambilia": Party("OOMB880417C39", "BRENDA LIZETH OROZCO MACIAS", "612", "44860"),
    "public": Party("XAXX010101000", "PUBLICO EN GENERAL", "616", "44600", "S01"),
}

SUPPLIERS: Final = {
    "tzajalha": Party("PAT0405036K7", "PRODUCTORES DE ALTURA TZAJALHA", "601", "29370"),
    "istmo": Party("CIS071119M41", "CAFETALES DEL ISTMO", "601", "91500"),
    "tonallan": Party("ETO980320Q7A", "ENVASES TONALLAN", "601", "45400"),
    "bajio": Party("SJB0308277VA", "SABORES Y JARABES DEL BAJIO", "601", "37150"),
    "italmaq": Party("IRE1310029H0", "ITALMAQ REFACCIONES Y EQUIPOS", "601", "03100"),
    "quimica": Party("QLO060614KA3", "QUIMICA LIMPIA DE OCCIDENTE", "601", "45601"),
    "landlord": Party("IRH9409125ZA", "INMOBILIARIA RIO HONDO GDL", "601", "44190"),
    "accountant": Party("NACG740923P67", "GILBERTO NAVA CHAVARRIN", "612", "44620"),
}

SUPPLIER_LABELS: Final = {
    "tzajalha": "Productores de Altura Tzajalhá",
    "istmo": "Cafetales del Istmo",
    "tonallan": "Envases Tonallan",
    "bajio": "Sabores y Jarabes del Bajío",
    "italmaq": "Italmaq Refacciones y Equipos",
    "quimica": "Química Limpia de Occidente",
}
"""How the workbook writes the suppliers."""

COURIER: Final = Party("BARJ910612F45", "JESUS ALONSO BAÑUELOS RICO", "605", "45520", "CN01")
"""The employee of the one payroll receipt."""
