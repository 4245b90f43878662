"""What a column is for: its role guessed from its header and its contents, its type and unit from its contents."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.analysis import fold
from retrieval.document import Value
from retrieval.row_cells import CURRENCIES, as_date, as_number, day_first, decimal_mark, parse_period
from retrieval.row_names import normal


class Role(StrEnum):
    """What a column says about a row."""

    PARTY = "party"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    PERSON = "person"
    PRODUCT = "product"
    CODE = "code"
    CATEGORY = "category"
    STATUS = "status"
    PLACE = "place"
    ID = "id"
    DATE = "date"
    QUANTITY = "quantity"
    PRICE = "price"
    COST = "cost"
    AMOUNT = "amount"
    SUBTOTAL = "subtotal"
    TAX = "tax"
    DISCOUNT = "discount"
    STOCK = "stock"
    LEAD_TIME = "lead_time"
    BALANCE = "balance"
    CURRENCY = "currency"
    UNIT = "unit"
    TEXT = "text"
    NUMBER = "number"


class ColumnType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


NAMED_ROLES = frozenset(
    {
        Role.PARTY,
        Role.CUSTOMER,
        Role.SUPPLIER,
        Role.PERSON,
        Role.PRODUCT,
        Role.CODE,
        Role.CATEGORY,
        Role.STATUS,
        Role.PLACE,
    }
)
"""Roles whose values people call by name."""
MONEY_ROLES = frozenset({Role.PRICE, Role.COST, Role.AMOUNT, Role.SUBTOTAL, Role.TAX, Role.DISCOUNT, Role.BALANCE})


@dataclass(frozen=True, slots=True)
class Column:
    """A column as queries see it."""

    label: str
    role: Role
    type: ColumnType
    unit: str | None = None
    """Unit of all its numbers: ISO 4217, ``$`` (money, currency not said), ``%``, a word; None when none is said."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the texts of a column are to be read."""

    type: ColumnType
    mark: str = "."
    day_first: bool = True
    unit: str | None = None
    rate: bool = False
    """True for numbers from 0 to 1 that stand for a percentage."""


# Header words, folded; the first line that matches wins, so the particular stands before the general.
_HEADERS: tuple[tuple[Role, str, str], ...] = (
    (Role.CURRENCY, r"^(moneda|divisa|currency)$", "text"),
    (Role.UNIT, r"^(unidad|unidades?( de)? medida|u\.?m\.?|udm|presentacion|unit|uom|unit of measure)$", "text"),
    (
        Role.LEAD_TIME,
        r"(plazo|tiempo|dias|semanas).*(entrega|surtid|reposicion|suministro)|lead ?time|^entrega \(?d",
        "any",
    ),
    (Role.STOCK, r"^(?!.*\bmin)(?:.*(?:existencia|\bexist\b|stock|inventario|on.?hand|disponible|in stock))", "number"),
    (Role.BALANCE, r"saldo|adeudo|por (cobrar|pagar)|balance|outstanding|pendiente", "number"),
    (Role.TAX, r"\b(iva|ieps|isr|impuestos?|tax|vat|retencion(es)?)\b", "number"),
    (Role.DISCOUNT, r"descuento|discount|bonificacion|\bdesc(to)?\b|\bdc?to\b", "number"),
    (Role.SUBTOTAL, r"sub ?total|\bneto\b|\bnet\b", "number"),
    (
        Role.PRICE,
        r"precio|\bp\.? ?u\.?\b|\bpvp\b|\bp\.? ?unit|tarifa|\bprice\b|valor.?unitario|unit.?price|"
        r"\bmenudeo\b|mayoreo",
        "number",
    ),
    (Role.COST, r"\bcostos?\b|\bcostes?\b|\bcost\b", "number"),
    (
        Role.QUANTITY,
        r"cantidad|\bcant\b|\bqty\b|quantity|unidades|piezas|\bpzas?\b|\bunits\b|\bkilos\b|\bcajas\b|"
        r"\bbultos\b|vendid[ao]s|pedid[ao]s",
        "number",
    ),
    (
        Role.AMOUNT,
        r"importe|monto|\btotal\b|\bventas?\b|ingresos?|gastos?|\bamount\b|revenue|\bsales\b|\bvalor\b|"
        r"\bpago\b|cobrado|facturado",
        "number",
    ),
    (
        Role.DATE,
        r"fecha|\bdate\b|^dia$|^semana|^mes$|^month|^week|periodo|period|vencimiento|vigencia|creado|created|"
        r"abierto|cerrado|\bds\b",
        "date",
    ),
    (
        Role.ID,
        r"folio|\bno\.? (de )?(ticket|factura|pedido|orden|caso)|^(id|uuid|ticket|pedido|orden|caso|factura|cita|reserva|reservacion|expediente|solicitud|"
        r"remision|cotizacion)$|^(id|no\.?|num\.?|numero|n°|#) |^(no\.?|num\.?|#|n°)$|ticket.?(id|no|num)|"
        r"order.?(id|no)|invoice|_id$| id$",
        "any",
    ),
    (
        Role.CODE,
        r"\bsku\b|\bclave\b|codigo|\bcode\b|^ref(erencia)?\.?$|n[uo]m?(ero)?\.? de parte|part.?n|upc|ean|"
        r"modelo|model|unique_id",
        "any",
    ),
    (Role.CUSTOMER, r"cliente|customer|client|comprador|buyer|receptor|deudor|cuenta$|account", "text"),
    (Role.SUPPLIER, r"proveedor|supplier|vendor|fabricante|emisor|acreedor", "text"),
    (Role.PARTY, r"empresa|company|razon social|contraparte|beneficiario|pagado a|tercero", "text"),
    (
        Role.PRODUCT,
        r"producto|articulo|product|\bitem\b|descripcion|description|mercancia|material|concepto|servicio",
        "text",
    ),
    (
        Role.CATEGORY,
        r"categoria|category|\btipo\b|\btype\b|rubro|\blinea\b|familia|departamento|department|\bgrupo\b|"
        r"\bclase\b|segmento|\barea\b|seccion|prioridad|priority|canal|nivel|urgencia|metodo|forma de pago",
        "text",
    ),
    (Role.STATUS, r"estatus|\bestado\b|status|situacion|etapa|\bstate\b", "text"),
    (
        Role.PERSON,
        r"vendedor|agente|empleado|responsable|atendi|asignado|employee|assigne|agent|ejecutivo|tecnico|"
        r"colaborador|contacto|encargado|\b(?:agendo|elaboro|capturo|levanto)\b|\bpersona\b|sales ?rep",
        "text",
    ),
    (
        Role.PLACE,
        r"sucursal|tienda|ciudad|almacen|bodega|region|plaza|\bcity\b|store|branch|warehouse|pais|country|"
        r"zona|ubicacion|municipio|entidad|\bsede\b|consultorio|\bplanta\b",
        "text",
    ),
)
_RATE = re.compile(
    r"\biva\b|ieps|descuento|discount|\bdesc(?:to)?\b|\bdc?to\b|porcentaje|percent|tasa|\brate\b|margen|margin|comision|%"
)
_SIGNS = frozenset({"mxn", "usd", "eur", "cop", "dolares", "euros", "$", "%", "pesos"})
_BLANK = re.compile(
    r"[-–—.*?]*|n/?a\.?|n/?d|s/?[dn]|nan|null|none|pendiente|tbd|(?:gran |sub ?)?total(?:es)?\b.{0,20}|promedio|suma"
)
"""Texts that say nothing about a column's type."""
_NAME = re.compile(r"^(nombre|name|razon social)\b")
_TEXTS = frozenset({Role.CUSTOMER, Role.SUPPLIER, Role.PRODUCT, Role.PERSON})


def read_column(values: Sequence[Value], label: str) -> Reading:
    """Type of a column by what at least four fifths of its filled cells are."""
    filled = [v for v in values if v is not None and not (isinstance(v, str) and _BLANK.fullmatch(fold(v.strip())))]
    if not filled:
        return Reading(ColumnType.TEXT)
    texts = [v for v in filled if isinstance(v, str)]
    mark, first = decimal_mark(texts), day_first(texts)
    sample = filled[:: max(1, len(filled) // 2000)]
    need = 0.8 * len(sample)
    if sum(as_date(v, first=first) is not None or _period(v) for v in sample) >= need:
        return Reading(ColumnType.DATE, day_first=first)
    numbers = [n for v in sample if (n := as_number(v, mark)) is not None]
    if len(numbers) >= need and not _codes(sample):
        unit = _unit(label, Counter(n.unit for n in numbers))
        rate = _RATE.search(fold(label)) is not None and unit is None and all(0 <= n.value <= 1 for n in numbers)
        return Reading(ColumnType.NUMBER, mark, first, "%" if rate else unit, rate)
    return Reading(ColumnType.TEXT, mark, first)


def _period(value: Value) -> bool:
    return isinstance(value, str) and not value.strip().isdigit() and parse_period(value) is not None


def _codes(sample: Sequence[Value]) -> bool:
    """Texts of digits that are no quantities: leading zeros, or all as long as a telephone number or a code of bars."""
    digits = [v.strip() for v in sample if isinstance(v, str) and v.strip().isdigit()]
    return bool(digits) and (any(len(d) > 1 and d[0] == "0" for d in digits) or all(len(d) >= 8 for d in digits))


_UNIT_WORDS = frozenset(
    "kg kilos litros piezas pzas cajas dias days semanas weeks meses months horas hours unidades units bolsas".split()
)


def _unit(label: str, units: Counter[str | None]) -> str | None:
    """The unit that most cells say, else the one in the header: ``Importe (USD)``, ``Peso kg``, ``Plazo (días)``."""
    most, count = max(((u, n) for u, n in units.items() if u), key=lambda pair: pair[1], default=(None, 0))
    if most and count >= 0.5 * units.total():
        return unit_name(most)
    folded = fold(label)
    inside = re.search(r"[(\[]\s*(?:en )?([^)\]]{1,16})\s*[)\]]", folded)
    words = (
        [inside[1].strip()]
        if inside
        else [w for w in re.findall(r"[a-z$%.]+", folded) if w in _UNIT_WORDS or w in _SIGNS]
    )
    for word in words:
        if word in CURRENCIES:
            return CURRENCIES[word]
        if re.fullmatch(r"%|[a-z]+(?: [a-z]+)?\.?", word):
            return unit_name(word)
    return None


def unit_name(word: str) -> str:
    """A unit in one form: ``cajas`` and ``caja`` are the same; codes of currencies and ``%`` stay."""
    return word if word in ("$", "%") or word.isupper() or " " in word else normal(word)


def guess_role(label: str, reading: Reading, values: Sequence[Value], table: str = "") -> Role:
    """The role of a column: by its header, else by what it holds."""
    folded = re.sub(r"\s+", " ", fold(label).replace("_", " ")).strip()
    for role, pattern, needs in _HEADERS:
        if needs not in ("any", reading.type.value) or not re.search(pattern, folded):
            continue
        if role in _TEXTS and re.search(
            r"\b(rfc|id|codigo|clave|telefono|correo|email|direccion|no|num|numero)\b", folded
        ):
            return Role.CODE if role is Role.PRODUCT else Role.TEXT
        if role in MONEY_ROLES and reading.unit and reading.unit != "%" and not _money(reading.unit):
            return Role.QUANTITY  # «Mayoreo desde (unidades)» is no price
        if role is Role.AMOUNT and re.search(r"ventas?|sales", folded) and _counts(values, reading):
            return Role.QUANTITY
        return role
    if reading.type is ColumnType.DATE:
        return Role.DATE
    if reading.type is ColumnType.NUMBER:
        return Role.AMOUNT if _money(reading.unit) else Role.NUMBER
    if _NAME.match(folded):
        return _named_after(fold(table))
    return _by_contents(values)


def _counts(values: Sequence[Value], reading: Reading) -> bool:
    """Whether sales are counted in pieces: whole numbers without a sign of money."""
    numbers = [n.value for v in values if (n := as_number(v, reading.mark)) is not None]
    return not _money(reading.unit) and all(n == n.to_integral_value() for n in numbers)


def _money(unit: str | None) -> bool:
    return unit == "$" or (unit is not None and len(unit) == 3 and unit.isupper())


def _named_after(table: str) -> Role:
    """Role of a column headed ``Nombre``, by the name of its table."""
    for role, words in (
        (Role.SUPPLIER, "proveedor supplier vendor"),
        (Role.CUSTOMER, "cliente customer client"),
        (Role.PRODUCT, "producto articulo product catalogo lista inventario precio"),
        (Role.PERSON, "empleado personal nomina plantilla employee staff equipo vendedor"),
    ):
        if any(word in table for word in words.split()):
            return role
    return Role.PARTY


def _by_contents(values: Sequence[Value]) -> Role:
    """Short texts that repeat are a category; the rest is text."""
    texts = [v.strip() for v in values if isinstance(v, str) and v.strip()]
    distinct = {fold(t) for t in texts}
    short = all(len(t) <= 40 for t in texts)
    return Role.CATEGORY if texts and short and len(distinct) <= max(1, len(texts) // 3) else Role.TEXT
