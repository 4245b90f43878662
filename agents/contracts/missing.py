"""What sort of contract it is, and which clauses such a contract should have but this one does not."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from agents.contracts.case import Case
from agents.contracts.result import ContractType, MissingClause
from agents.language import Lang
from tools.clauses_types import KINDS, Category

C = Category

T = ContractType

_SIGNS: tuple[tuple[ContractType, str], ...] = (
    (T.SERVICES, r"prestaci[óo]n de servicios|services? agreement|servicios profesionales"),
    (T.CONFIDENTIALITY, r"confidencialidad|non-?disclosure|confidentiality agreement|\bnda\b"),
    (T.LEASE, r"arrendamiento|\blease\b|comodato|subarrend"),
    (T.EMPLOYMENT, r"(?:individual|colectivo) de trabajo|contrato de trabajo|employment agreement"),
    (T.DISTRIBUTION, r"distribuci[óo]n|distribut|franquicia|franchise|comisi[óo]n mercantil|agenc(?:ia|y)|reseller"),
    (T.LICENSE, r"licencia|licen[sc]e|software|saas|suscripci[óo]n"),
    (T.SUPPLY, r"suministro|compra-?venta|supply|purchase|manufactur|maquila"),
    (T.LOAN, r"mutuo|cr[ée]dito|pr[ée]stamo|loan|pagar[ée]"),
    (T.SERVICES,
        r"servicios|services|consult|asesor[íi]a|mantenimiento|maintenance|obra|outsourcing|hosting|desarrollo"
        r"|development|publicidad"),
)  # fmt: skip

_ALWAYS = (C.PARTIES, C.PERFORMANCE, C.EXPIRATION_DATE, C.TERMINATION, C.GOVERNING_LAW, C.DISPUTES, C.SIGNATURES)
_USUAL = (C.NOTICES, C.MODIFICATION, C.FORCE_MAJEURE, C.ANTI_ASSIGNMENT)
_BY_TYPE: Mapping[ContractType, tuple[C, ...]] = MappingProxyType({
    T.SERVICES: (C.PAYMENT, C.CONFIDENTIALITY, C.LIABILITY_CAP, C.LABOUR, C.DATA_PROTECTION),
    T.SUPPLY: (C.PAYMENT, C.WARRANTY, C.LIQUIDATED_DAMAGES, C.LIABILITY_CAP),
    T.LEASE: (C.PAYMENT, C.SECURITY, C.PRICE_RESTRICTIONS, C.INSURANCE),
    T.CONFIDENTIALITY: (C.CONFIDENTIALITY, C.POST_TERMINATION),
    T.DISTRIBUTION: (C.PAYMENT, C.EXCLUSIVITY, C.WARRANTY, C.POST_TERMINATION, C.CONFIDENTIALITY),
    T.LICENSE: (C.PAYMENT, C.LICENSE_GRANT, C.WARRANTY, C.LIABILITY_CAP, C.CONFIDENTIALITY, C.DATA_PROTECTION),
    T.EMPLOYMENT: (C.PAYMENT, C.CONFIDENTIALITY),
    T.LOAN: (C.PAYMENT, C.DEFAULT_INTEREST, C.SECURITY),
    T.OTHER: (C.PAYMENT,),
})  # fmt: skip
_ESSENTIAL = frozenset(
    (
        C.PARTIES,
        C.PERFORMANCE,
        C.PAYMENT,
        C.EXPIRATION_DATE,
        C.SIGNATURES,
        C.DISPUTES,
        C.LICENSE_GRANT,
        C.CONFIDENTIALITY,
    )
)
_SAME_AS: Mapping[C, tuple[C, ...]] = MappingProxyType({
    C.PERFORMANCE: (C.PERFORMANCE, C.LICENSE_GRANT, C.CONFIDENTIALITY, C.EXCLUSIVITY),
    C.TERMINATION: (C.TERMINATION, C.TERMINATION_FOR_CONVENIENCE),
    C.EXPIRATION_DATE: (C.EXPIRATION_DATE, C.RENEWAL_TERM),
    C.PAYMENT: (C.PAYMENT, C.REVENUE_SHARING),
    C.GOVERNING_LAW: (C.GOVERNING_LAW,),
    C.DISPUTES: (C.DISPUTES, C.GOVERNING_LAW),
})  # fmt: skip

_WHY: dict[C, tuple[str, str]] = {
    C.PARTIES: ("No queda claro quién se obliga.", "It is not clear who is bound."),
    C.PERFORMANCE: (
        "No dice qué debe hacer o entregar cada parte.",
        "It does not say what each party must do or deliver.",
    ),
    C.PAYMENT: ("No dice cuánto se paga ni cuándo.", "It does not say how much is paid, or when."),
    C.EXPIRATION_DATE: ("No dice cuánto dura.", "It does not say how long it lasts."),
    C.TERMINATION: ("No dice cómo salirse si algo va mal.", "It does not say how to leave when something goes wrong."),
    C.GOVERNING_LAW: ("No dice qué ley se aplica.", "It does not say which law applies."),
    C.DISPUTES: ("No dice dónde se resuelve un pleito.", "It does not say where a dispute is settled."),
    C.SIGNATURES: ("No se ve quién firma ni cuándo.", "It does not show who signs, or when."),
    C.NOTICES: (
        "Sin domicilios para avisos, es difícil probar que se avisó.",
        "Without addresses, notice is hard to prove.",
    ),
    C.MODIFICATION: ("Sin esta regla, un acuerdo verbal puede invocarse.", "Without it an oral change may be claimed."),
    C.FORCE_MAJEURE: (
        "No dice qué pasa si algo ajeno impide cumplir.",
        "It does not say what happens when outside events prevent performance.",
    ),
    C.ANTI_ASSIGNMENT: (
        "La otra parte podría ceder el contrato a un tercero.",
        "The other side might assign it to a third party.",
    ),
    C.CONFIDENTIALITY: ("Lo que se comparta no queda protegido.", "What is shared is not protected."),
    C.LIABILITY_CAP: (
        "Sin tope, la responsabilidad es la que fije la ley.",
        "Without a cap, liability is whatever the law says.",
    ),
    C.LABOUR: (
        "No aclara que el personal de cada parte es suyo.",
        "It does not say that each side's staff is its own.",
    ),
    C.DATA_PROTECTION: (
        "No dice cómo se cuidan los datos personales.",
        "It does not say how personal data are handled.",
    ),
    C.WARRANTY: (
        "No dice quién responde por defectos ni por cuánto tiempo.",
        "It does not say who answers for defects, or how long.",
    ),
    C.LIQUIDATED_DAMAGES: ("No hay consecuencia pactada por retraso.", "No agreed consequence for delay."),
    C.SECURITY: (
        "No hay depósito, fianza ni aval que garantice el cumplimiento.",
        "No deposit, bond or guarantor secures performance.",
    ),
    C.PRICE_RESTRICTIONS: ("No dice cómo puede cambiar la renta.", "It does not say how the rent may change."),
    C.INSURANCE: ("No dice quién asegura contra daños.", "It does not say who insures against damage."),
    C.EXCLUSIVITY: (
        "No dice si hay exclusividad ni territorio.",
        "It does not say whether there is exclusivity, or where.",
    ),
    C.POST_TERMINATION: ("No dice qué sigue al terminar.", "It does not say what follows after the end."),
    C.LICENSE_GRANT: ("No dice qué uso se permite.", "It does not say which use is permitted."),
    C.DEFAULT_INTEREST: ("No dice qué se paga por atrasarse.", "It does not say what late payment costs."),
}


def contract_type(case: Case) -> ContractType:
    """By the title first, then by the opening of the text."""
    title = case.facts.title.value if case.facts.title else ""
    for text in (title, case.name, case.cut.text[:600]):
        found = [
            (match.start(), kind) for kind, pattern in _SIGNS if (match := re.search(pattern, text, re.IGNORECASE))
        ]
        if found:
            return min(found, key=lambda item: item[0])[1]
    return T.OTHER


def missing(case: Case, kind: ContractType, lang: Lang) -> list[MissingClause]:
    """Expected clauses that were not found, essential ones first."""
    there = {clause.category for clause in case.clauses}
    if case.facts.parties:
        there.add(C.PARTIES)
    expected = dict.fromkeys((*_ALWAYS, *_BY_TYPE[kind], *_USUAL))
    lost = [c for c in expected if not there.intersection(_SAME_AS.get(c, (c,)))]
    if kind is T.CONFIDENTIALITY:
        lost = [c for c in lost if c is not C.PERFORMANCE]
    found = [
        MissingClause(
            category=c,
            name=KINDS[c].es if lang == "es" else KINDS[c].en,
            essential=c in _ESSENTIAL,
            why=_WHY[c][0 if lang == "es" else 1],
        )
        for c in lost
    ]
    return sorted(found, key=lambda m: not m.essential)
