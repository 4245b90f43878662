"""What to do about a contract, who does it and until when. Dates are calendar arithmetic on dates of the contract."""

from datetime import date, timedelta

from agents.contracts.case import Case
from agents.contracts.phrases import day, length
from agents.contracts.result import Action, MissingClause, RiskFinding
from agents.language import Lang
from tools.clauses_types import Risk
from tools.contract_amounts import Duration

WARNING_DAYS = 30
"""Days before the end of a contract that does not renew itself, to decide what follows."""


def actions(case: Case, found: list[RiskFinding], lost: list[MissingClause]) -> list[Action]:
    """Before signing first, then by date."""
    us = case.label(case.ours) or {"es": "Tu empresa", "en": "Your company"}[case.lang]
    legal = {"es": "Quien negocia o asesora", "en": "Negotiator or counsel"}[case.lang]
    signed = case.facts.agreement_date is not None and case.facts.agreement_date.value < case.today
    result = [
        Action(what=_negotiate(risk, signed, case.lang), owner=legal, due=None, quote=risk.quote)
        for risk in found
        if risk.level is Risk.HIGH
    ]
    result += [
        Action(what=_add(clause, signed, case.lang), owner=legal, due=None) for clause in lost if clause.essential
    ]
    result += [a for a in (_powers(case, us), _renewal_notice(case, us), _expiry(case, us)) if a]
    return sorted(result, key=lambda action: (action.due is not None, action.due or date.max))


def _negotiate(risk: RiskFinding, signed: bool, lang: Lang) -> str:
    if lang == "es":
        return f"Negociar {'un convenio modificatorio' if signed else 'antes de firmar'}: {_lower(risk.title)}"
    return f"Negotiate {'an amendment' if signed else 'before signing'}: {_lower(risk.title)}"


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def _add(clause: MissingClause, signed: bool, lang: Lang) -> str:
    if lang == "es":
        return (
            f"Agregar {'por convenio modificatorio' if signed else 'antes de firmar'} la cláusula que falta: "
            f"{_lower(clause.name)}"
        )
    return f"Add {'by amendment' if signed else 'before signing'} the missing clause: {_lower(clause.name)}"


def _powers(case: Case, us: str) -> Action | None:
    """The other side's representative: ask for the deed that gives the power."""
    for party in case.facts.parties:
        if party.representative and party.representative_span and party != case.ours:
            what = {
                "es": f"Pedir copia del poder de {party.representative}, que firma por {case.label(party)}",
                "en": f"Ask for the power of attorney of {party.representative}, who signs for {case.label(party)}",
            }[case.lang]
            return Action(what=what, owner=us, due=None, quote=case.cite(*party.representative_span))
    return None


def next_end(case: Case) -> date | None:
    """The next day on which the contract ends or renews: the written or computed end, rolled over by full periods."""
    facts = case.facts
    if facts.expiration is None:
        return None
    end, renewal = facts.expiration.value, facts.renewal
    step: Duration | None = None
    if renewal and renewal.automatic:
        step = renewal.period.value if renewal.period else facts.term.value if facts.term else None
    for _ in range(200):
        if end >= case.today or step is None or step.days < 1:
            break
        end = step.after(end)
    return end


def _renewal_notice(case: Case, us: str) -> Action | None:
    """The last day to say no to an automatic renewal; of the next renewal when this one's has passed."""
    renewal, end, due = case.facts.renewal, *notice_dates(case)
    if renewal is None or renewal.notice is None or end is None or due is None:
        return None
    notice = renewal.notice.value
    how = {
        "es": f"{day(end, 'es')} menos {length(notice, 'es')} de aviso",
        "en": f"{day(end, 'en')} less {length(notice, 'en')} of notice",
    }[case.lang]
    what = {"es": "Avisar por escrito si no se quiere renovar", "en": "Give written notice if you do not want to renew"}
    quote = case.cite(renewal.notice.start, renewal.notice.end)
    return Action(what=what[case.lang], owner=us, due=due, how=how, quote=quote)


def notice_dates(case: Case) -> tuple[date | None, date | None]:
    """The renewal that can still be declined, and the last day to decline it."""
    renewal, end = case.facts.renewal, next_end(case)
    if renewal is None or not renewal.automatic or renewal.notice is None or end is None or end < case.today:
        return None, None
    due = renewal.notice.value.after(end, -1)
    step = renewal.period or case.facts.term
    if due < case.today and step is not None:
        end = step.value.after(end)
        due = renewal.notice.value.after(end, -1)
    return (end, due) if due >= case.today else (None, None)


def missed_notice(case: Case) -> tuple[date, date] | None:
    """The coming renewal that can no longer be declined, and the day on which its notice ran out."""
    renewal, end = case.facts.renewal, next_end(case)
    if renewal is None or not renewal.automatic or renewal.notice is None or end is None or end < case.today:
        return None
    due = renewal.notice.value.after(end, -1)
    return (end, due) if due < case.today else None


def _expiry(case: Case, us: str) -> Action | None:
    """A date to decide what follows, for a contract that just ends."""
    facts = case.facts
    if facts.expiration is None or facts.expiration.value < case.today or (facts.renewal and facts.renewal.automatic):
        return None
    end = facts.expiration.value
    what = {"es": "Decidir si se renueva o se busca otra opción", "en": "Decide whether to renew or look elsewhere"}
    how = {
        "es": f"{day(end, 'es')} menos {WARNING_DAYS} días",
        "en": f"{day(end, 'en')} less {WARNING_DAYS} days",
    }[case.lang]
    quote = case.cite(facts.expiration.start, facts.expiration.end)
    return Action(what=what[case.lang], owner=us, due=end - timedelta(days=WARNING_DAYS), how=how, quote=quote)
