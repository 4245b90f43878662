"""Categories for a company that has no tickets of its own yet, told by words in Spanish and English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.language import Lang
from agents.text import fold
from tools.tickets_prediction import Prediction


@dataclass(frozen=True, slots=True)
class Default:
    """A category with its name in both languages and the words that speak for it, strongest first."""

    es: str
    en: str
    strong: str
    weak: str

    def name(self, lang: Lang) -> str:
        return self.es if lang == "es" else self.en


STRONG, WEAK = 2.0, 0.7
"""What a word of either kind is worth."""

DEFAULTS: tuple[Default, ...] = (
    Default(
        "Falla técnica", "Technical fault",
        r"no (?:me |nos )?(?:funciona|sirve|prende|enciende|jala|calienta|carga|imprime|conecta|abre|arranca)\w*"
        r"|descompu\w+|se (?:apaga|traba|congela|bloquea)\w*|\bfall(?:a|o|as|ando)\b|\berror\b|averi\w+"
        r"|not working|doesn'?t work|won'?t (?:turn on|start|open|load)|stopped working|broken|crash\w*"
        r"|error (?:code|message)|malfunction\w*|freez\w+",
        r"maquina|equipo|aparato|pantalla|sistema|aplicacion|\bapp\b|internet|marca|ruido|fuga|device|machine"
        r"|screen|system|software|connection|leak\w*",
    ),
    Default(
        "Facturación", "Invoicing",
        r"factur\w+|\bcfdi\b|\brfc\b|regimen fiscal|constancia de situacion|\bxml\b|complemento de pago"
        r"|uso de cfdi|timbr\w+|invoic\w+|tax (?:id|receipt)|vat receipt",
        r"razon social|codigo postal fiscal|\biva\b|contador|contabilidad|accounting|receipt|bill(?:ing)?",
    ),
    Default(
        "Pagos y cobranza", "Payments",
        r"(?:me|nos) cobr\w+|cobro (?:doble|duplicado|de mas|indebido)|doble cargo|cargo (?:doble|duplicado"
        r"|no reconocido)|estado de cuenta|linea de credito|adeudo|\bsaldo\b|reembols\w+|charged (?:twice|me)"
        r"|double charge|refund\w*|overcharg\w+|payment (?:failed|declined|pending)|statement",
        r"\bpag(?:o|os|ue|ar)\b|transferencia|deposit\w+|tarjeta|credito|cobranza|cargo|payment|transfer|card"
        r"|credit|charge|fee",
    ),
    Default(
        "Entrega", "Delivery",
        r"no (?:ha |me ha |nos ha |me |nos )?lleg\w+|(?:pedido|paquete|envio) (?:incompleto|atrasado|equivocado"
        r"|perdido)|\benvios?\b|\brepartidor\w*|\bguia\b|rastre\w+|paqueteria|entreg\w+|deliver\w+|shipping"
        r"|shipment|tracking|not arrived|courier|parcel",
        r"pedido|paquete|ruta|chofer|direccion|lleg[oa]|faltan?(?:te)?|incomplet\w+|order|package|address|arriv\w+"
        r"|missing",
    ),
    Default(
        "Garantía y devoluciones", "Warranty and returns",
        r"garantia|devol(?:ver|ucion|uciones)|devuelv\w+|cambi(?:o|ar) (?:el|la|de) (?:producto|articulo|pieza"
        r"|talla|equipo)|warranty|return (?:it|this|the|an?)|returns?\b|exchange|replacement",
        r"ticket de compra|defectuos\w+|roto|rota|danad\w+|golpead\w+|faulty|damaged|defective",
    ),
    Default(
        "Calidad de producto", "Product quality",
        r"mala calidad|(?:sabor|olor|color) (?:raro|feo|extrano|distinto|diferente)|caduc\w+|echad[oa] a perder"
        r"|\blote\b|contaminad\w+|poor quality|expired|tastes? (?:bad|off|weird)|smells? (?:bad|off)|batch",
        r"calidad|sabor|amarg\w+|textura|mal estado|quality|taste|stale",
    ),
    Default(
        "Cotización y precios", "Quotes and prices",
        r"cotiza\w+|cuanto (?:cuesta|vale|sale)|\bprecios?\b|mayoreo|descuento|promocion|lista de precios|quot(?:e"
        r"|ation)|how much (?:is|does|are|for)|price(?:s|d| list)?\b|discount|wholesale",
        r"disponib\w+|catalogo|interesad\w+|available|catalog\w*|interested",
    ),
    Default(
        "Pedido", "Orders",
        r"(?:hacer|levantar|modificar|cambiar|cancelar|agregar) (?:\w+ ){0,3}pedido|quiero (?:pedir|comprar"
        r"|ordenar)|mi pedido de|place (?:an )?order|change (?:my|the) order|cancel (?:my|the) order|add to (?:my"
        r"|the) order",
        r"pedido|cantidad|cajas?|piezas?|kilos?|order|units|boxes",
    ),
    Default(
        "Cuenta y acceso", "Account and access",
        r"contrasena|password|\bnip\b|\bpin\b|no puedo (?:entrar|acceder|iniciar)|iniciar sesion|mi cuenta"
        r"|cuenta bloqueada|usuario|log ?in|sign in|locked out|reset|verification code|my account|verify my identity",
        r"acceso|correo|verific\w+|perfil|codigo|access|profile|e-?mail",
    ),
    Default(
        "Servicio y mantenimiento", "Service and maintenance",
        r"mantenimiento|instala(?:r|cion|ron)|calibra\w+|visita (?:tecnica|del tecnico)|\btecnico\b|refaccion\w*"
        r"|maintenance|installation|install|technician|spare parts?",
        r"agendar|cita|revision|limpieza|schedule|appointment|cleaning",
    ),
    Default(
        "Queja de atención", "Complaint about service",
        r"mala atencion|pesima atencion|mal servicio|me trat(?:o|aron)|grosero|groser[ao]s?|nadie (?:contesta"
        r"|responde|atiende)|una queja|quejarme|rude|bad service|poor service|complain\w*|nobody (?:answers|replies)",
        r"queja|inaceptable|decepcionad\w+|atencion|unacceptable|disappointed",
    ),
    Default(
        "Información general", "General information",
        r"horarios?|donde (?:estan|se ubican|queda)|sucursal\w*|telefono|a que hora|direccion de|opening hours"
        r"|where are you|located|store hours|phone number",
        r"informacion|pregunta|duda|saber|information|question",
    ),
)  # fmt: skip
_COMPILED = tuple((re.compile(rf"\b(?:{one.strong})"), re.compile(rf"\b(?:{one.weak})")) for one in DEFAULTS)


def names(lang: Lang) -> list[str]:
    return [one.name(lang) for one in DEFAULTS]


def predict(text: str, lang: Lang) -> Prediction:
    """The category that most words speak for; general information, unknown, when none does."""
    folded = fold(text)
    words = [(_distinct(strong, folded), _distinct(weak, folded)) for strong, weak in _COMPILED]
    scores = [STRONG * min(len(strong), 3) + WEAK * min(len(weak), 3) for strong, weak in words]
    total = sum(scores) + 1.0
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    best = order[0] if scores[order[0]] > 0 else len(DEFAULTS) - 1
    return Prediction(
        category=DEFAULTS[best].name(lang),
        probability=scores[best] / total,
        known=scores[best] >= STRONG,
        ranking=tuple((DEFAULTS[place].name(lang), scores[place] / total) for place in order[:3]),
        words=tuple([*words[best][0], *words[best][1]][:4]),
    )


def strong_in(text: str) -> list[int]:
    """Places of the categories that a text's words speak for strongly."""
    folded = fold(text)
    return [place for place, (strong, _) in enumerate(_COMPILED) if strong.search(folded)]


def _distinct(pattern: re.Pattern[str], text: str) -> Sequence[str]:
    return list(dict.fromkeys(match.group() for match in pattern.finditer(text)))
