"""Which column of a table holds what, told from its header in Spanish or English."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from tools.tables import folded


class Role(StrEnum):
    """What a column is for."""

    CODE = "code"
    NAME = "name"
    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    QUANTITY = "quantity"
    PRICE = "price"
    AMOUNT = "amount"
    DOCUMENT = "document"
    CUSTOMER = "customer"
    PROMOTION = "promotion"
    UNIT = "unit"
    BRANCH = "branch"
    ON_HAND = "on_hand"
    ON_ORDER = "on_order"
    SUPPLIER = "supplier"
    LEAD_TIME = "lead_time"
    PACK = "pack"
    MINIMUM = "minimum"
    COST = "cost"
    REVIEW = "review"
    ARRIVES = "arrives"


def roles(columns: Sequence[str]) -> dict[Role, int]:
    """The best column for each role; a column plays at most one."""
    offers = sorted(
        ((score, role, index) for index, label in enumerate(columns) for role, score in _scores(label).items()),
        key=lambda offer: (-offer[0], offer[2]),
    )
    found: dict[Role, int] = {}
    taken: set[int] = set()
    for _, role, index in offers:
        if role not in found and index not in taken:
            found[role] = index
            taken.add(index)
    if Role.CODE not in found and Role.NAME in found:
        found[Role.CODE] = found.pop(Role.NAME)
    return found


def _scores(label: str) -> dict[Role, int]:
    # What stands in brackets, a unit or a currency, does not say what a column is for.
    whole, bare = folded(label), folded(re.sub(r"[(\[].*?[)\]]", " ", label))
    found: dict[Role, int] = {}
    for role, patterns in _PATTERNS.items():
        for score, pattern in patterns:
            if pattern.fullmatch(whole) or pattern.fullmatch(bare):
                found[role] = max(found.get(role, 0), score)
    return found


def _words(*lines: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """One pattern per line, the first lines scoring highest."""
    return tuple((100 - 10 * n, re.compile(line)) for n, line in enumerate(lines))


_ITEM = r"(?:producto|articulo|item|material|product|stock|part|parte|mercancia|sku|insumo|prod|art)"
_SUPPLIER = r"(?:proveedor|supplier|vendor|fabricante|provider)"
_PATTERNS: Mapping[Role, tuple[tuple[int, re.Pattern[str]], ...]] = {
    Role.CODE: _words(
        rf"(?:sku|stock code|codigo|clave|cod|code|codigo (?:de |del )?{_ITEM}|clave (?:de |del )?{_ITEM}"
        rf"|no identificacion"
        rf"|numero de (?:parte|identificacion)|{_ITEM} (?:id|code|no|number|num)|id (?:de |del )?{_ITEM}"
        rf"|unique id|upc|ean"
        rf"|part number|cod {_ITEM}|clave interna|codigo interno|codigo sku|sku id|numero de articulo)",
        r"(?:referencia|ref|modelo|model|id|no parte|no de parte|codigo de barras|barcode)",
        rf"{_ITEM}",
        r"(?:clave prod serv|clave producto servicio)",
    ),
    Role.NAME: _words(
        rf"(?:descripcion|description|nombre (?:de |del )?{_ITEM}|{_ITEM} name|descripcion (?:de |del )?{_ITEM}"
        rf"|{_ITEM} description|concepto)",
        rf"(?:nombre|name|{_ITEM})",
        r"(?:detalle|titulo|brand|marca)",
    ),
    Role.DATE: _words(
        r"(?:fecha|date|ds|fecha (?:de |de la )?(?:venta|factura|emision|pedido|movimiento|documento)|dia"
        r"|(?:invoice|order|sale|sales|transaction) (?:date|timestamp|time)|fecha hora|timestamp|datetime|day)",
        r"(?:semana (?:del|lunes|que inicia|inicio|inicial)|inicio (?:de (?:la )?)?semana|week (?:start|starting|of"
        r"|beginning|ending)"
        r"|fecha (?:de )?(?:inicio|semana|mes)|periodo|period|semana inicio|lunes|fecha timbrado)",
        r"(?:semana|week|mes|month)",
    ),
    Role.YEAR: _words(r"(?:ano|anio|year|ejercicio|yr)"),
    Role.MONTH: _words(r"(?:mes|month|num mes|numero de mes|mes num)"),
    Role.WEEK: _words(
        r"(?:semana|week|sem|num semana|numero de semana|no semana|semana num|week (?:no|number)|semana iso"
        r"|iso week|wk)"
    ),
    Role.QUANTITY: _words(
        r"(?:cantidad|qty|quantity|unidades|units|piezas|pzas|pzs|pz|cant|y|cantidad vendida|unidades vendidas"
        r"|units sold"
        r"|piezas vendidas|qty sold|quantity sold|ventas? (?:en )?(?:unidades|piezas|pzas|pz|uds|u)|vendidas?"
        r"|vendidos?)",
        r"(?:ventas?|sales|demanda|demand|sold|consumo|salidas?|kilos|kg|cajas|litros|volumen|volume|move"
        r"|surtido|total unidades"
        r"|total piezas|venta semanal|ventas semanales|venta mensual|ventas mensuales|weekly sales|monthly sales)",
        r"(?:valor|value)",
    ),
    Role.PRICE: _words(
        r"(?:precio|precio unitario|unit price|price|p unitario|valor unitario|pu|precio (?:de )?(?:venta"
        r"|lista)|precio publico)"
    ),
    Role.AMOUNT: _words(
        r"(?:importe|monto|amount|total|subtotal|revenue|sales value|venta (?:total|en pesos|neta)"
        r"|importe total|line total"
        r"|ventas? (?:en )?(?:pesos|mxn|dinero))"
    ),
    Role.DOCUMENT: _words(
        r"(?:factura|folio|ticket|remision|invoice(?: (?:no|number|id))?|(?:no|num|numero) (?:de )?(?:factura"
        r"|ticket|pedido|nota|remision)"
        r"|pedido|order (?:no|id|number)|order|basket id|nota|transaction id|uuid|folio fiscal|receipt(?: no)?)"
    ),
    Role.CUSTOMER: _words(
        r"(?:cliente|customer(?: ?id| name)?|id cliente|client|comprador|household id|receptor|nombre (?:del )?cliente)"
    ),
    Role.PROMOTION: _words(
        r"(?:promo|promocion|promotion|en promocion|oferta|deal|feature|descuento especial|on promotion|campana)"
    ),
    Role.UNIT: _words(r"(?:unidad|unit|um|u m|unidad de medida|uom|medida)"),
    Role.BRANCH: _words(r"(?:sucursal|tienda|store|store id|branch|almacen|bodega|warehouse|location|ubicacion)"),
    Role.ON_HAND: _words(
        r"(?:existencias?|stock|on hand|inventario|existencias? (?:actual(?:es)?|fisicas?|hoy|disponibles?"
        r"|total(?:es)?)|total (?:de )?existencias?|total stock|stock total|inventario total|stock (?:actual"
        r"|disponible|fisico|on hand)"
        r"|inventario (?:actual|disponible|fisico|final)|en existencia|en almacen|qty on hand|quantity on hand"
        r"|inventory(?: on hand)?|current stock"
        r"|piezas en existencia|existencia (?:pzas|piezas|unidades))",
        r"(?:disponibles?|saldo|available|stock qty|en stock|in stock)",
    ),
    Role.ON_ORDER: _words(
        r"(?:en transito|por recibir|en camino|on order|in transit|pedido (?:pendiente|en camino|en transito"
        r"|abierto|a proveedor)|pendientes? (?:de|por) recibir"
        r"|ordenado|comprado por recibir|incoming|open orders?|backorder|qty on order|ya pedido"
        r"|pedidos? pendientes?|transito)"
    ),
    Role.SUPPLIER: _words(
        rf"(?:{_SUPPLIER}|nombre (?:del )?{_SUPPLIER}|{_SUPPLIER} name|{_SUPPLIER} principal)",
        rf"(?:id|clave|codigo) (?:del? )?{_SUPPLIER}|{_SUPPLIER} (?:id|code)",
    ),
    Role.LEAD_TIME: _words(
        r"(?:lead ?time|tiempo (?:de )?(?:entrega|surtido|reposicion|suministro)|plazo (?:de )?(?:entrega"
        r"|surtido)?|dias (?:de )?(?:entrega|surtido|reposicion)"
        r"|entrega|delivery (?:time|days)|semanas (?:de )?(?:entrega|surtido)|lead)"
        r"(?: (?:en )?(?:dias?|days?|sem|semanas?|weeks?|meses|mes|months?|d|naturales|dias naturales|dias habiles))?"
    ),
    Role.PACK: _words(
        r"(?:empaque(?: de (?:compra|pedido))?|pack(?: size)?|piezas por (?:caja|empaque|paquete)"
        r"|pzas? (?:por )?(?:caja|empaque)|unidades por (?:caja|empaque|paquete)|multiplo(?: de (?:compra"
        r"|pedido|empaque))?"
        r"|case (?:pack|size)|units per (?:case|pack|box)|caja de|contenido por caja|pz caja|pzas caja"
        r"|u por caja|unidad de compra)",
        r"(?:caja|paquete)",
    ),
    Role.MINIMUM: _words(
        r"(?:moq|minimo (?:de )?(?:compra|pedido|orden)|(?:compra|pedido|orden|order) minim[oa]"
        r"|(?:cantidad )?minima (?:de )?(?:compra|pedido|orden)|cantidad minima|minimum order(?: (?:qty|quantity))?"
        r"|min order(?: qty)?|min(?:imo)? a pedir|order minimum)(?: (?:en )?(?:pzas?|piezas|unidades|units))?"
    ),
    Role.COST: _words(
        r"(?:costo|costo unitario|unit cost|cost|coste|costo (?:de )?(?:compra|reposicion|proveedor|promedio"
        r"|ultimo)|ultimo costo|precio (?:de )?(?:compra|proveedor|costo)|purchase price|costo u|costo mxn|costo unit)"
    ),
    Role.ARRIVES: _words(
        r"(?:llega(?: el)?|fecha (?:de )?(?:llegada|arribo|recepcion|entrega)(?: (?:estimada|esperada))?"
        r"|arrival(?: date)?|eta|arrives(?: on)?|due date|expected(?: date)?)"
    ),
    Role.REVIEW: _words(
        r"(?:revision|review(?: period)?|cada cuanto se pide|frecuencia (?:de )?(?:pedido|compra)"
        r"|dias entre pedidos)(?: (?:en )?(?:dias|days|semanas|weeks))?"
    ),
}
