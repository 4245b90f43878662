"""What a question about a contract is about: the words people use, and the clauses that answer."""

import re

from agents.text import fold
from tools.clauses_types import Category

C = Category

_TOPICS: tuple[tuple[str, tuple[C, ...]], ...] = (
    (
        r"termin\w* (antes|anticip)|(puedo|podemos|podria\w*|se puede|como|can (i|we)|how).{0,30}(terminar|rescindir"
        r"|cancelar|salir|dar por terminad|terminate|cancel|get out|leave|exit)|rescind|rescis|cancelar|salirme"
        r"|salirnos|terminate|early termination|terminacion|cancel\b|termination",
     (C.TERMINATION_FOR_CONVENIENCE, C.TERMINATION)),
    (
        r"(pago|pag(o|amos|ar|ue|uemos)|cobr).{0,20}(tarde|atras|retras|vencid|despues)|\bmora\b|morator|atraso"
        r"|retraso en el pago|pay.{0,15}late|late (payment|fee)|overdue|\binteres(es)?\b|\binterest",
     (C.DEFAULT_INTEREST, C.LIQUIDATED_DAMAGES)),
    (
        r"\bpenas?\b|penaliz|penalidad|multa|penalty|penalties|liquidated|(si|que pasa si).{0,40}(retras|atras"
        r"|no entreg)|late deliver",
     (C.LIQUIDATED_DAMAGES,)),
    (r"incumpl|no cumpl|\bbreach|default\b", (C.TERMINATION, C.LIQUIDATED_DAMAGES)),
    (
        r"(sub|aument|increment|ajust|actualiz)\w*.{0,25}(precio|renta|tarifa|cuota)|raise.{0,15}(price|rent)"
        r"|price increase|rent increase",
     (C.PRICE_RESTRICTIONS,)),
    (
        r"cuanto (\w+ ){0,2}(cuesta|pag|cobr|vale|es\b)|precio|\bmonto|importe|contraprestacion|honorario"
        r"|\brenta\b(?! de)|tarifa|cuando (se )?pag|plazo de pago|dias.{0,12}pag|forma de pago|how much|price"
        r"|\bfees?\b|payment term|when.{0,15}pay|consideration|anticipo",
     (C.PAYMENT,)),
    (
        r"cuanto (tiempo )?dura|hasta cuando|duracion|vigencia|cuando (vence|termina|acaba|expira|se vence)"
        r"|vencimiento|plazo del contrato|how long|\bterm\b|expir|when.{0,20}end",
     (C.EXPIRATION_DATE,)),
    (
        r"cuando (empieza|inicia|comienza|entra)|entra(da)? en vigor|start date|effective date|when.{0,15}(start"
        r"|begin)", (C.EFFECTIVE_DATE,)),
    (r"renov|renuev|prorrog|renew|extend", (C.RENEWAL_TERM, C.RENEWAL_NOTICE)),
    (r"\baviso\b.{0,40}(renov|prorrog|termin)|con cuanta anticipacion|notice period|how much notice",
     (C.RENEWAL_NOTICE, C.TERMINATION_FOR_CONVENIENCE)),
    (r"que ley|ley aplicable|legislacion|governing law|which law|what law", (C.GOVERNING_LAW, C.DISPUTES)),
    (
        r"tribunal|juzgado|\bjuez|jurisdic|demand|pleito|controversia|arbitr|court|dispute|lawsuit|\bsue\b|disputa"
        r"|conflicto", (C.DISPUTES,)),
    (r"\bceder\b|cesion|subcontrat|traspas|assign|subcontract|transfer", (C.ANTI_ASSIGNMENT,)),
    (r"exclusiv", (C.EXCLUSIVITY,)),
    (r"compet(ir|encia|idor)|non-?compete|compete\b|trabajar (con|para) otr|vender(le)? a otr",
     (C.NON_COMPETE, C.EXCLUSIVITY)),
    (r"confidencial|secreto|divulg|revelar|confidential|\bnda\b|disclos", (C.CONFIDENTIALITY,)),
    (
        r"propiedad intelectual|de quien (es|son|sera|queda)|dueno|derechos de autor|patente|intellectual property"
        r"|who owns|ownership|\bip\b|codigo fuente", (C.IP_ASSIGNMENT, C.JOINT_IP, C.LICENSE_GRANT)),
    (r"licencia|licen[sc]e", (C.LICENSE_GRANT, C.NON_TRANSFERABLE_LICENSE)),
    (r"garanti|defecto|warrant|vicios", (C.WARRANTY,)),
    (r"deposito|fianza|\baval\b|obligado solidario|pagare|deposit|bond|guarant", (C.SECURITY,)),
    (r"segur(o|os)\b|poliza|insurance", (C.INSURANCE,)),
    (r"responsab|hasta cuanto respond|liab", (C.UNCAPPED_LIABILITY, C.LIABILITY_CAP)),
    (r"indemn|danos y perjuicios|paz y a salvo|damages", (C.INDEMNIFICATION,)),
    (r"fuerza mayor|caso fortuito|force majeure|pandemia|terremoto|huracan", (C.FORCE_MAJEURE,)),
    (r"modific|cambiar (el|los|las) (contrato|termin|condicion)|amend|change the (contract|agreement|terms)",
     (C.MODIFICATION,)),
    (r"notific|domicilio para|donde (se )?(aviso|notific|mand)|notices?\b", (C.NOTICES,)),
    (r"datos personales|privacidad|lfpdppp|personal data|privacy", (C.DATA_PROTECTION,)),
    (r"audit|inspec|revisar.{0,15}(libros|registros)", (C.AUDIT_RIGHTS,)),
    (r"minim[oa]|minimum", (C.MINIMUM_COMMITMENT,)),
    (r"contratar (a )?(su|sus|los|al) (emplead|personal|gente)|hire.{0,15}employ|solicit",
     (C.NO_SOLICIT_EMPLOYEES, C.NO_SOLICIT_CUSTOMERS)),
    (r"patron|laboral|emplead|trabajador|\bimss\b|repse|employee|labor", (C.LABOUR,)),
    (r"cambio de control|fusion|venden la empresa|change of control|merger", (C.CHANGE_OF_CONTROL,)),
    (
        r"nivel(es)? de servicio|\bsla\b|tiempo de respuesta|entrega|entregable|obligacion|debo (hacer|entregar)"
        r"|service level|deliver|obligat", (C.PERFORMANCE,)),
    (r"comision|regalia|royalt|commission|revenue share", (C.REVENUE_SHARING,)),
    (r"objeto|para que es|de que (trata|se trata)|object|purpose|what is .{0,20} about", (C.PERFORMANCE,)),
    (r"quien(es)? (son|firm)|partes?\b|representante|apoderad|who (are|sign)|parties", (C.PARTIES,)),
    (r"cuando se firm|fecha (del|de) (contrato|firma)|when .{0,15}signed|signed on", (C.AGREEMENT_DATE,)),
    (r"al terminar|despues de terminar|tras la terminacion|after .{0,10}termination", (C.POST_TERMINATION,)),
)  # fmt: skip
_REVIEW = re.compile(
    r"revis|analiz|review|analy[sz]e|resum|summari|evalu|riesg|risk|trampa|(lo |conviene )?firm(o|ar|arlo|arla"
    r"|amos)\b|should (i|we) sign|que (le )?falta|missing|opina|recomiend|que te parece|esta bien"
    r"|clausulas? (peligros|mal|abusiv|riesgos)|checa|lee\b|dame (el|un) (contrato|informe)|peligr"
)


def topics(question: str) -> list[C]:
    """Kinds of clause that a question is about, the nearest first."""
    folded = fold(question)
    found: list[C] = []
    for pattern, categories in _TOPICS:
        if re.search(pattern, folded):
            found += [c for c in categories if c not in found]
    # Deliveries and duties are everywhere: they answer only what nothing nearer answers.
    return [c for c in found if c is not C.PERFORMANCE] if len(found) > 1 else found


def names_only(message: str) -> bool:
    """Whether a message just says which document is meant: *el de empaques*, *the second one*."""
    return len(message.split()) <= 8 and not topics(message) and not _REVIEW.search(fold(message))


def asks_review(question: str) -> bool:
    """Whether the whole contract is to be reviewed: it says so, or asks nothing in particular."""
    folded = fold(question)
    if re.search(r"^\W*(cuando|quien|donde|en que fecha|when|who|where)\b", folded):
        return False
    if _REVIEW.search(folded) and not re.search(r"revision de (precio|renta)", folded):
        return True
    return not topics(question) and "?" not in question
