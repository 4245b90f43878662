"""The kind of answer that a question wants, and whether a text shows one."""

import re
from collections.abc import Collection
from enum import StrEnum


class Wanted(StrEnum):
    """What a question word announces."""

    NUMBER = "number"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    HOURS = "hours"
    PERSON = "person"
    PLACE = "place"
    EMAIL = "email"
    PHONE = "phone"
    CONSEQUENCE = "consequence"
    COLOR = "color"
    ANYTHING = "anything"


# Folded text; the first that is found decides.
_ASKS: tuple[tuple[Wanted, tuple[str, ...]], ...] = (
    (Wanted.CONSEQUENCE, (r"que (pasa|sucede|ocurre) (si|cuando|en caso)", r"what happens (if|when)")),
    (Wanted.COLOR, (r"(que|cual es el) color", r"(what|which) colou?r")),
    (Wanted.EMAIL, (r"\b(correos?|e-?mails?|mail)\b(?! (enviad|recibid))",)),
    (Wanted.PHONE, (r"\b(telefonos?|celular|whatsapp|phone|telephone)\b",)),
    (
        Wanted.HOURS,
        (r"\bhorarios?\b", r"\b(a|hasta|desde) que horas?\b", r"\b(what|opening|business|office) (time|hours)\b"),
    ),
    (
        Wanted.DURATION,
        (
            r"cuant[oa]s? (tiempo|dias?|horas?|meses|mes|anos?|semanas?|minutos?)",
            r"cuanto (dura|tarda|demora|lleva)\w*",
            r"\bplazo",
            r"how (long|soon)",
            r"how many (days|hours|months|weeks|minutes|years)",
            r"(que|cual es la) (duracion|vigencia)",
            r"time limit",
        ),
    ),
    (
        Wanted.MONEY,
        (
            r"\b(cuesta|cuestan|costo|coste|precio|tarifa|vale|valen|cobran|cobra)\b",
            r"how much (is|are|does|do|did|will|would)\b(?!.*\b(weigh|hold))",
            r"\b(price|cost|fee)\b",
            r"cuanto (hay que |debo |tengo que |se )?(pag|abon|deposit|invert)",
            r"cuanto (gana|dinero|sale)",
        ),
    ),
    (
        Wanted.NUMBER,
        (
            r"\bcuant[oa]s?\b",
            r"how (much|many)",
            r"que (porcentaje|cantidad|monto|importe|capacidad|temperatura)",
            r"cual (es|son|fue|era) (el|la|los|las) (monto|importe|tasa|porcentaje|cantidad|minimo|maximo|limite|tope"
            r"|peso|capacidad|temperatura|edad|altura|numero)",
            r"what (percent|rate|amount|percentage)",
        ),
    ),
    (Wanted.PERSON, (r"\bquien(es)?\b", r"\bwho(m|se)?\b")),
    (
        Wanted.DATE,
        (
            r"\bcuando\b",
            r"(que|cual) (fecha|dia|ano|mes|siglo)",
            r"(el|cual es el) (ultimo|primer) dia",
            r"(es|era|fue) la fecha",
            r"en que (ano|fecha|dia|mes|siglo|decada)",
            r"\bwhen\b",
            r"(what|which|in what) (date|day|year|month|century|decade)",
        ),
    ),
    (Wanted.PLACE, (r"\ba?donde\b", r"\bwhere\b", r"\b(direccion|domicilio|ubicacion|address)\b")),
)

_MONTH = (
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAY = (
    r"lunes|martes|miercoles|jueves|viernes|sabados?|domingos?"
    r"|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?"
)
_COUNT = (
    r"un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cien|ciento|mil"
    r"|millones?|medio|media|mitad|doble|ningun[oa]?|gratis|gratuit[oa]s?|sin costo"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|million|half|double|none|free"
)
_ORDINAL = r"primer|segundo|tercer|cuarto|quinto|first|second|third|fourth|fifth"
_SPELL = (
    r"segundos?|minutos?|horas?|dias?|semanas?|quincenas?|mes|meses|anos?|siglos?|decadas?"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|centur(?:y|ies)|decades?"
)
_CURRENCY = r"pesos|dolares|euros|dollars"
_SHOWS: dict[Wanted, tuple[str, ...]] = {
    Wanted.CONSEQUENCE: (
        r"\b(si|cuando|caso|contrario|al|debera?n?|debe|hay que|multa|pena\w*|sancion\w*|interes\w*|recargo\w*)\b",
        r"\b(if|when|case|otherwise|must|should|will|penalt\w*|fine|fee|interest|terminat\w*|rescis\w*)\b",
    ),
    Wanted.NUMBER: (r"\d", rf"\b({_COUNT})\b"),
    Wanted.MONEY: (
        r"[$€£]\s?\d",
        rf"\d\s?(?:[$€£%]|mxn|usd|eur|m\.n|{_CURRENCY}|cents|mil(?:lon)?)",
        rf"\b(?:{_COUNT}) (?:{_CURRENCY})",
        r"\b(?:gratis|gratuit[oa]s?|sin (?:costo|cargo)|free|no (?:charge|cost))\b",
        r"\b(?:precio|costo|importe|tarifa|cuota|monto|price|cost|fee|amount)\b[^:;.]{0,20}: ?\d",
    ),
    Wanted.DURATION: (
        rf"(\d|\b({_COUNT})\b)[^.;]{{0,25}}?\b({_SPELL})\b",
        rf"\b({_SPELL}) (habil|natural|siguiente)",
        rf"\b({_SPELL})\b[^:;]{{0,40}}: \d",
        r"inmediat",
    ),
    Wanted.DATE: (
        rf"\b({_MONTH}|{_DAY}|siglo|century|decada|decade)\b",
        r"\b1\d{3}\b|\b20\d\d\b|\d{1,2}[/-]\d{1,2}|\d:\d\d",
        r"\b(dia|day|cada|every|antes|before|despues|after|dentro|within|primer\w*|first|ultim\w*|last)\b.{0,30}"
        rf"\b({_SPELL}|habil\w*)\b",
        rf"(\d|\b({_COUNT}|{_ORDINAL})\b) ({_SPELL})",
    ),
    Wanted.HOURS: (
        r"\d{1,2}:\d\d",
        r"\b\d{1,2} ?(a\.? ?m\b|p\.? ?m\b|hrs?\b|h\b|horas\b|hours\b)",
        r"24/7|\bde \d{1,2} a \d{1,2}\b|medio ?dia|noon",
    ),
    Wanted.COLOR: (
        r"\b(roj[oa]|azul(es)?|verdes?|amarill[oa]|negr[oa]|blanc[oa]|gris(es)?|naranja|morad[oa]|rosa|cafe|beige|vino"
        r"|guinda|turquesa|dorad[oa]|platead[oa]|marron)s?\b",
        r"\b(red|blue|green|yellow|black|white|gr[ae]y|orange|purple|pink|brown|beige|gold|silver)\b",
    ),
    Wanted.EMAIL: (r"\S@\S", r"https?://|www\."),
    Wanted.PHONE: (r"(?:\d[\s().-]{0,2}){7,}", r"\bext(ension)?\b.{0,3}\d"),
    Wanted.PLACE: (
        r"\b(calle|avenida|av|col|colonia|carretera|km|piso|oficina|almacen|bodega|sucursal|planta|edificio|ciudad"
        r"|estado|pais|centro|norte|sur|este|oeste|area|zona|sitio|tienda|domicilio)\b",
        r"\b(street|avenue|road|floor|office|building|city|state|warehouse|store|branch|north|south|east|west|site)\b",
        r"https?://|www\.",
    ),
    Wanted.PERSON: (
        r"\b(gerente|director[a]?|jef[ea]|encargad[oa]|responsable|supervisor[a]?|area|departamento|equipo|cliente"
        r"|proveedor|empleado|colaborador|comprador|vendedor|arrendador|arrendatario|trabajador|empresa"
        r"|administra\w+|recursos humanos|finanzas|contabilidad|ventas|compras|almacen|comite|consejo|junta"
        r"|presidente|rey|reina)\b",
        r"\b(manager|head|team|customer|supplier|employee|buyer|seller|landlord|tenant|department|committee|board"
        r"|president|king|queen|company)\b",
    ),
}
_BY_NAME = (Wanted.PERSON, Wanted.PLACE)


def wanted_by(folded: str) -> tuple[Wanted, str]:
    """What a folded question wants, and the words of it that say so."""
    for kind, patterns in _ASKS:
        for pattern in patterns:
            if match := re.search(pattern, folded):
                return kind, match.group()
    return Wanted.ANYTHING, ""


def shows(wanted: Wanted, folded: str, names: Collection[str], asked: Collection[str]) -> bool:
    """Whether a folded text holds an answer of that kind; a name or role that the question has already is none."""
    if wanted is Wanted.ANYTHING:
        return True
    if wanted in _BY_NAME and any(name not in asked for name in names):
        return True
    if wanted is Wanted.PERSON:
        folded = " ".join(word for word in re.findall(r"\w+", folded) if word not in asked)
    return any(re.search(pattern, folded) for pattern in _SHOWS[wanted])
