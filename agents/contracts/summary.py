"""A contract in at most 200 words."""

from collections.abc import Sequence

from agents.contracts.case import Case
from agents.contracts.phrases import amount, day, length, period
from agents.contracts.result import ContractType, Recommendation, RiskFinding
from agents.language import Lang
from tools.clauses_types import Risk
from tools.contract_parties import Party

MOST_WORDS = 200

TYPES: dict[Lang, dict[ContractType, str]] = {
    "es": {
        ContractType.SERVICES: "Contrato de servicios",
        ContractType.SUPPLY: "Contrato de compraventa o suministro",
        ContractType.LEASE: "Contrato de arrendamiento",
        ContractType.CONFIDENTIALITY: "Convenio de confidencialidad",
        ContractType.DISTRIBUTION: "Contrato de distribución o comisión",
        ContractType.LICENSE: "Contrato de licencia o software",
        ContractType.EMPLOYMENT: "Contrato de trabajo",
        ContractType.LOAN: "Contrato de crédito o mutuo",
        ContractType.OTHER: "Contrato",
    },
    "en": {
        ContractType.SERVICES: "Services agreement",
        ContractType.SUPPLY: "Sale or supply agreement",
        ContractType.LEASE: "Lease",
        ContractType.CONFIDENTIALITY: "Confidentiality agreement",
        ContractType.DISTRIBUTION: "Distribution or agency agreement",
        ContractType.LICENSE: "License or software agreement",
        ContractType.EMPLOYMENT: "Employment agreement",
        ContractType.LOAN: "Loan agreement",
        ContractType.OTHER: "Agreement",
    },
}
VERDICTS: dict[Lang, dict[Recommendation, str]] = {
    "es": {
        Recommendation.APPROVE: "se puede firmar",
        Recommendation.MODIFY: "firmar sólo con cambios",
        Recommendation.REJECT: "no firmar como está",
    },
    "en": {
        Recommendation.APPROVE: "it can be signed",
        Recommendation.MODIFY: "sign only with changes",
        Recommendation.REJECT: "do not sign as it is",
    },
}


def summary(case: Case, kind: ContractType, found: Sequence[RiskFinding], verdict: Recommendation) -> str:
    """Who, what, how much, how long, under which law, what hurts, and what to do."""
    sentences = (_spanish if case.lang == "es" else _english)(case, kind, found, verdict)
    kept: list[str] = []
    for sentence in sentences:
        if len(" ".join([*kept, sentence]).split()) <= MOST_WORDS:
            kept.append(sentence)
    return " ".join(kept)


def _who(parties: Sequence[Party], joined: str) -> str:
    names = [" ".join(p.name.split()) + (f" ({p.term})" if p.term else "") for p in parties[:4]]
    return joined.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _spanish(case: Case, kind: ContractType, found: Sequence[RiskFinding], verdict: Recommendation) -> list[str]:
    facts, out = case.facts, []
    who = _who(facts.parties, " y ")
    out.append(f"{TYPES['es'][kind]}{f' entre {who}' if who else ''}.")
    if money := main_amount(case):
        out.append(f"Importe: {money}.")
    if facts.payment_days:
        out.append(f"Plazo de pago: {length(facts.payment_days.value, 'es')}.")
    if facts.term or facts.expiration:
        lasts = length(facts.term.value, "es") if facts.term else ""
        ends = f"hasta el {day(facts.expiration.value, 'es')}" if facts.expiration else ""
        out.append(f"Vigencia: {', '.join(part for part in (lasts, ends) if part)}.")
    if facts.renewal:
        out.append("Se renueva automáticamente." if facts.renewal.automatic else "La renovación requiere acuerdo.")
    if facts.governing_law:
        out.append(f"Ley: {facts.governing_law.value}.")
    high = list(dict.fromkeys(f.title[0].lower() + f.title[1:] for f in found if f.level is Risk.HIGH))
    if high:
        out.append(f"Riesgos altos: {'; '.join(high[:6])}.")
    out.append(f"Conclusión: {VERDICTS['es'][verdict]}.")
    return out


def _english(case: Case, kind: ContractType, found: Sequence[RiskFinding], verdict: Recommendation) -> list[str]:
    facts, out = case.facts, []
    who = _who(facts.parties, " and ")
    out.append(f"{TYPES['en'][kind]}{f' between {who}' if who else ''}.")
    if money := main_amount(case):
        out.append(f"Amount: {money}.")
    if facts.payment_days:
        out.append(f"Time to pay: {length(facts.payment_days.value, 'en')}.")
    if facts.term or facts.expiration:
        lasts = length(facts.term.value, "en") if facts.term else ""
        ends = f"until {day(facts.expiration.value, 'en')}" if facts.expiration else ""
        out.append(f"Term: {', '.join(part for part in (lasts, ends) if part)}.")
    if facts.renewal:
        out.append("It renews automatically." if facts.renewal.automatic else "Renewal needs agreement.")
    if facts.governing_law:
        out.append(f"Law: {facts.governing_law.value}.")
    high = list(dict.fromkeys(f.title[0].lower() + f.title[1:] for f in found if f.level is Risk.HIGH))
    if high:
        out.append(f"High risks: {'; '.join(high[:6])}.")
    out.append(f"Conclusion: {VERDICTS['en'][verdict]}.")
    return out


def main_amount(case: Case) -> str | None:
    """The amount of the consideration, as a person reads it, with its period: ``$9,840.00 USD al mes``."""
    clause, price = case.facts.consideration, case.price()
    if clause is None or price is None:
        return None
    every = period(case.cut.text, price.start, price.end, clause.start, case.lang)
    return amount(price.value, price.currency) + every
