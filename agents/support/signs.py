"""Words in a ticket that decide what must happen: danger, a standstill, a threat, a wish for a person."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from agents.text import fold


class Sign(StrEnum):
    SAFETY = "safety"
    """Somebody may get hurt."""
    OUTAGE = "outage"
    """The customer's work stands still."""
    FRAUD = "fraud"
    URGENT = "urgent"
    DEADLINE = "deadline"
    BROKEN = "broken"
    REPEATED = "repeated"
    """It happened before, or was reported before."""
    QUESTION = "question"
    PATIENT = "patient"
    """The customer says that it can wait."""
    ANGRY = "angry"
    FRUSTRATED = "frustrated"
    POSITIVE = "positive"
    LEGAL = "legal"
    """Lawyers, authorities, the public."""
    REFUND = "refund"
    """Money back, or compensation."""
    PERSON = "person"
    """Wants to talk to a person."""
    MANY = "many"
    """Several people, places or devices."""
    MONEY = "money"
    DELAY = "delay"


# Patterns over text in lower case without accents.
_PATTERNS: Mapping[Sign, str] = {
    Sign.SAFETY: (
        r"\b(?:saca|echa|sale|salio|sacando|echando|saliendo)\w* (?:mucho )?(?:humo|chispas|fuego|lumbre)"
        r"|huele a (?:quemado|gas)|olor a (?:quemado|gas)"
        r"|\bincendi\w+|se (?:esta )?quem(?:o|ando)\b(?! el cafe)|explot[oae]\w*|descarga electrica|(?:da|dio|dan"
        r"|daba|me dio) (?:toques|una? descarga)"
        r"|electrocut\w+|corto ?circuito|fuga de gas|intoxica\w+|envenena\w+|me (?:queme|corte)|quemaduras?\b"
        r"|lesion(?:ad[oa]|es)?\b|herid[oa]s?\b"
        r"|reaccion alergica|al hospital|accidente\b|vidrios? (?:en|dentro)|\b(?:smok(?:e|ing)|sparks?|sparking"
        r"|caught fire|on fire|burning smell|smells? (?:of|like) (?:gas|burn\w*)"
        r"|electric shock|electrocuted|gas leak|explod\w+|injur(?:ed|y|ies)|food poisoning|allergic reaction"
        r"|short circuit|went to hospital)\b"
    ),
    Sign.OUTAGE: (
        r"no (?:puedo|podemos|pudimos|pude|puede|pueden) (?:vender|trabajar|operar|cobrar|abrir|atender|facturar"
        r"|entrar|servir)|\bdetenid[oa]s?\b|parad[oa]s? (?:la|el|todo|por)"
        r"|(?:estamos|estoy|operacion|produccion|negocio|linea|servicio) (?:totalmente "
        r"|completamente )?parad[oa]s?|sin (?:servicio|sistema|operar|poder trabajar)|se cayo el (?:sistema"
        r"|servicio|sitio)"
        r"|sistema caido|todo caido|tengo fila|(?:cerrad[oa]s?|cerrar) por (?:esto|culpa|falta)"
        r"|perdiendo (?:ventas|clientes|dinero)|no (?:funciona|sirve|jala|prende) (?:nada|ningun)"
        r"|\b(?:outage|system is down|site is down|everything is down|completely down|cannot (?:work|operate|sell"
        r"|open)|can'?t (?:work|operate|sell|open)|production (?:stopped|is stopped)|losing (?:sales|customers"
        r"|money))\b"
    ),
    Sign.FRAUD: (
        r"\bfraude\w*|\bestafa\w*|me robaron|(?:cargo|cargos|compra|movimiento)s? (?:que )?no (?:reconozco"
        r"|reconocid[oa]s?|autoriza\w+|hice)|hacke\w+|clonaron|suplanta\w+"
        r"|\b(?:fraud\w*|scam\w*|stolen|hacked|unauthori[sz]ed (?:charge|payment|transaction)|did ?n[o']t (?:make"
        r"|authori[sz]e) (?:this|that|the) (?:charge|payment|purchase|transaction))\b"
    ),
    Sign.URGENT: (
        r"(?<!no es )(?<!no son )(?<!nada )(?<!sin )\burg(?:e|en|ente|entemente|encia)\b|lo antes posible"
        r"|cuanto antes|de inmediato|inmediatamente|\bya mismo|ahora mismo|a la brevedad|lo mas pronto"
        r"|\bauxilio\b|\bayuda(?:nme)? (?:ya|por favor ya|urgente)|emergencia|(?<!not )\b(?:urgent(?:ly)?|asap"
        r"|as soon as possible|immediately|right away|emergency|right now)\b"
    ),
    Sign.DEADLINE: (
        r"(?:para|antes de|a mas tardar|es|hoy) (?:hoy|manana|el (?:lunes|martes|miercoles|jueves|viernes|sabado"
        r"|domingo))\b|hoy mismo|para hoy|esta (?:tarde|noche)|cierre de mes"
        r"|\b(?:by (?:today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
        r"|before (?:today|tomorrow)|today at the latest|end of day)\b"
    ),
    Sign.BROKEN: (
        r"(?:no|ya no|dejo de|tampoco) (?:me |nos )?(?:funciona\w*|sirve\w*|jala\w*|prende\w*|enciende\w*"
        r"|calienta\w*|calentar|carga\w*|abre|arranca\w*|responde|imprime\w*|gira|muele|moler|enfria\w*|conecta\w*"
        r"|deja)"
        r"|descompu\w+|descompon\w+|\bfall(?:a|as|o|ando|ando)\b|averi\w+|se (?:apaga|apago|traba|trabo|atora"
        r"|atoro|bloquea|bloqueo|congela|rompio|quebro|cayo|tira)\b|tira(?:ndo)? agua|gote[ao]\w*|\bfuga\b"
        r"|marca (?:el |un |una )?(?:error|falla|codigo|[a-z]-?\d)|\berror(?:es)?\b|defectuos\w+|danad[oa]s?\b"
        r"|rot[oa]s?\b|(?:llego|llegaron|vino"
        r"|vinieron) (?:rot|danad|abiert|golpead|incomplet|mal|otr)\w*"
        r"|\b(?:not working|doesn'?t work|does not work|won'?t (?:start|turn on|open|work|charge)|stopped working"
        r"|broken|broke|damaged|defective|faulty|leak\w*|crash\w*|fail(?:s|ed|ing|ure)?|error|unable to"
        r"|isn'?t working|declined)\b"
    ),
    Sign.REPEATED: (
        r"otra vez|de nuevo|nuevamente|(?:segunda|tercera|cuarta|quinta|enesima) vez|ya van (?:\w+ )?(?:veces|dias"
        r"|semanas|correos|llamadas|\d)|sigue(?:n)? (?:sin|igual|fallando|marcando|haciendo|saliendo)|sigo (?:sin"
        r"|esperando)"
        r"|ya (?:les |le )?(?:habia|he|hable|llame|escribi|reporte|mande)\w*|llevo (?:\w+ )?(?:dias|semanas|meses"
        r"|horas|\d)|\b(?:again|second time|third time|still (?:not|waiting|no|hasn'?t|haven'?t)|already (?:called"
        r"|wrote|reported|contacted|emailed))\b"
    ),
    Sign.QUESTION: (
        r"quisiera (?:saber|preguntar|cotizar)|(?:una|tengo una|mi) (?:pregunta|duda|consulta)|me (?:podria|puede"
        r"|podrian|pueden|puedes) (?:decir|indicar|informar|orientar|cotizar|mandar|enviar|pasar)|cuanto (?:cuesta"
        r"|vale|sale|me sale|tarda)"
        r"|(?:tienen|manejan|venden|hay) \w+|\bcotiza\w+|\bprecios?\b|como (?:le hago|hago|puedo|se)"
        r"|solicito (?:informacion|cotizacion)|\b(?:i would like to know|quick question|i have a question"
        r"|how (?:do|can|much|long)|could you tell|what is the price|quote)\b"
    ),
    Sign.PATIENT: r"no (?:hay|tengo|es) (?:prisa|urgente|urgencia)|sin prisa"
    r"|cuando (?:puedan|pueda|tengan tiempo|gusten)"
    r"|\b(?:no rush|no hurry|not urgent|when you (?:can|have time)|whenever you can)\b",
    Sign.ANGRY: (
        r"inaceptable|pesim[oa]|indignad[oa]|indignante|hart[oa]s?\b|furios[oa]|enojad[oa]s?|encabronad\w+"
        r"|muy molest[oa]s?|estoy molest[oa]|ladrones|rateros|sinverguenza\w*|se burlan|una burla|que poca madre"
        r"|no mamen"
        r"|\bpinches?\b|chingad\w+|\bputa\w*|\bmierda|porqueria|basura de|una basura|asco de|que asco"
        r"|mentiros[oa]s?|incompetent\w+|ineptos?|nunca (?:mas|vuelvo)|jamas vuelvo|pesima atencion|mal servicio"
        r"|nefast[oa]|horrible (?:servicio|atencion|experiencia|trato)|(?:servicio|atencion|experiencia|trato) horrible"
        r"|\b(?:unacceptable|furious|outrageous|disgusting|ridiculous|terrible service|horrible service|awful"
        r"|worst|angry|fed up|appalling|liars?|incompetent|never again|rip ?off|joke of a|pissed)\b"
    ),
    Sign.FRUSTRATED: (
        r"decepcionad[oa]|desesperad[oa]|preocupad[oa]|frustra\w+|nadie (?:me |nos )?(?:contesta|responde|atiende"
        r"|hace caso|llega|resuelve)|no (?:me |nos )?(?:contestan|responden|resuelven|han resuelto|hacen caso"
        r"|dan respuesta|avisaron)"
        r"|no puede ser|hasta cuando|que mal|lastima que|\b(?:disappointed|frustrat\w+|annoy\w+|nobody (?:answers"
        r"|replies|responds)|no one (?:answers|replies|responds)|tired of|upset|worried|unhappy)\b"
    ),
    Sign.POSITIVE: r"excelente|buenisim[oa]|encantad[oa]|felicidades por|felicit\w+|muy content[oa]s?|todo perfecto"
    r"|quedo (?:muy bien|perfecto)|gran servicio|\b(?:excellent|great job|love it|awesome|well done|very happy"
    r"|thank you so much)\b",
    Sign.LEGAL: (
        r"\bprofeco\b|\bcondusef\b|\bcofepris\b|abogad[oa]s?\b|demandar\w*|\b(?:una|mi|la) demanda\b|interponer"
        r"|denunci\w+|procede\w* legal\w*|acciones legales|via legal|ministerio publico|quemar(?:l[oa]s)? en redes"
        r"|subir(?:lo|e|emos)? a (?:las )?redes|redes sociales|medios de comunicacion"
        r"|\b(?:lawyers?|attorneys?|legal action|sue you|sue the|suing|lawsuit|consumer protection|small claims"
        r"|press charges|better business bureau)\b"
    ),
    Sign.REFUND: (
        r"reembols\w+|(?:regres|devuelv|devolv|reintegr)\w* (?:de |el |mi |su |la |nuestro )*(?:dinero|pago"
        r"|importe|anticipo|lana|cantidad|feria)|devolucion (?:de |del )(?:mi |el )?(?:dinero|pago|importe"
        r"|efectivo)|compensa(?:cion|r|rme|rnos)|indemniza\w+|bonifica\w+"
        r"|nota de credito|\b(?:refund\w*|money back|compensat\w+|reimburse\w*|chargeback|credit note)\b"
    ),
    Sign.PERSON: (
        r"(?:hablar|comunicar\w*|tratar|platicar) (?:directamente )?con (?:una? |el |la |su |alguien "
        r"|algun )?(?:persona|humano|gerente|encargad[oa]|supervisor[a]?|jef[ea]|due[nñ][oa]|alguien|responsable"
        r"|asesor[a]?|ejecutiv[oa]|director[a]?)"
        r"|(?:que me (?:llame|marque|hable)|me (?:pueden|puede|podrian) (?:llamar|marcar)|llamenme|marquenme)"
        r"|no (?:quiero|con) (?:un |el )?(?:robot|bot|maquina contestadora)"
        r"|\b(?:(?:speak|talk) (?:to|with) (?:a |an |the |your |some)?(?:person|human|manager|supervisor|someone"
        r"|agent|representative|real person)|real person|human agent|call me(?: back)?|escalate)\b"
    ),
    Sign.MANY: (
        r"tod[oa]s (?:los|las|nuestros|nuestras|mis) (?:sucursales|tiendas|equipos|usuarios|clientes|empleados"
        r"|maquinas|cajas|computadoras|meseros|comensales)|(?:las|los) (?:dos|tres|cuatro|cinco|\d+) (?:sucursales"
        r"|tiendas|equipos|maquinas|usuarios|cajas)"
        r"|varias? (?:sucursales|tiendas|personas|clientes|equipos|maquinas)|varios (?:clientes|usuarios|equipos)"
        r"|ningun (?:usuario|equipo|cliente)|\b(?:all (?:our|the|my) (?:stores|users|branches|customers|staff"
        r"|machines|devices)|several (?:users|customers|stores|people)|every(?:one|body))\b"
    ),
    Sign.MONEY: r"\bcobr\w+|\bcargo(?:s)?\b|factura\w*|\bpag(?:o|os|ue|ar|amos|aron)\b|deposit\w+|transferencia|saldo"
    r"|adeudo|\b(?:charged?|invoice|payment|billed|billing|paid|fee|fees|balance|transfer)\b",
    Sign.DELAY: (
        r"no (?:ha |han |me ha |nos ha |me |nos )?(?:llegado|llega|llego|entregad[oa]|entregaron|recibid[oa]"
        r"|recibi)|retras\w+|atras(?:o|ad[oa])\b|demora\w*|tard(?:a|ado|anza|aron|ando)\b|sigo esperando|(?:donde"
        r"|cuando) (?:esta|viene|llega) mi"
        r"|\b(?:delay\w*|late|hasn'?t arrived|has not arrived|not arrived|not received|haven'?t received"
        r"|still waiting|where is my)\b"
    ),
}
_COMPILED = {sign: re.compile(rf"(?<![a-z0-9])(?:{pattern})") for sign, pattern in _PATTERNS.items()}
MOST_WORDS = 3
"""Places kept per sign."""


def signs(text: str) -> dict[Sign, tuple[str, ...]]:
    """The signs that a text shows, each with the words that show it, as written."""
    text = unicodedata.normalize("NFC", text)
    folded = fold(text)
    shown: dict[Sign, tuple[str, ...]] = {}
    source = text if len(folded) == len(text) else folded
    for sign, pattern in _COMPILED.items():
        places = [match.span() for match in pattern.finditer(folded)][:MOST_WORDS]
        if places:
            shown[sign] = tuple(dict.fromkeys(" ".join(source[start:end].split()) for start, end in places))
    if Sign.ANGRY not in shown and (shouted := _shouted(text)):
        shown[Sign.ANGRY] = (shouted,)
    return shown


def _shouted(text: str) -> str | None:
    """Part of a text that is written in capitals and exclaims."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if len(letters) < 20 or upper < 0.7 * len(letters) or "!" not in text:
        return None
    return " ".join(text.split()[:4])
