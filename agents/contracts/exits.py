"""Who may end a contract early without cause, and with how much notice."""

import re
from dataclasses import dataclass

from agents.contracts.case import Case
from tools.clauses import Clause
from tools.clauses_types import Category
from tools.contract_amounts import Duration, durations
from tools.contract_parties import Party

_MAY = re.compile(
    r"(?:podr[áa]n?|puede[n]?|tendr[áa]n? (?:el )?derecho (?:a|de)|facultad (?:de|para))\s+(?:\w+\s+){0,3}?"
    r"(?:dar(?:lo|se)? por terminad|terminar|rescindir|concluir|desistir)"
    r"|(?:may|shall have the right to|is entitled to|right to|option to)\s+(?:\w+\s+){0,4}?(?:terminate|cancel)"
    r"|may be terminated",
    re.IGNORECASE,
)
_MAY_NOT = re.compile(
    r"\bno (?:podr[áa]n?|puede[n]?|tendr[áa]n? derecho)\s+(?:\w+\s+){0,3}?"
    r"(?:dar(?:lo)? por terminad|terminar|rescindir)"
    r"|\b(?:may|shall) not\s+(?:\w+\s+){0,3}?terminate|no right to terminate",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"cualquiera de (?:las partes|ellas)|ambas partes|las partes podr|cada una de las partes"
    r"|either party|each party|both parties|any party",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"anticipaci|aviso|antes|prior|notice|notif|advance", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a contract."""

    clause: Clause
    party: Party | None
    """Who may take it; None when both may, or when the clause names nobody."""
    both: bool
    notice: Duration | None


def exits(case: Case) -> list[Exit]:
    """Ways to end the contract without cause, in the order of the text."""
    found: list[Exit] = []
    for clause in case.of(Category.TERMINATION_FOR_CONVENIENCE):
        said = case.text(clause)
        if _MAY.search(said) and not _MAY_NOT.search(said):
            both = bool(_BOTH.search(said))
            found.append(Exit(clause, None if both else case.bearer(clause), both, _notice(case, clause)))
    return found


def barred(case: Case) -> list[tuple[Clause, Party | None]]:
    """Clauses that forbid a party to end the contract early."""
    clauses = case.of(Category.TERMINATION_FOR_CONVENIENCE, Category.TERMINATION)
    return [(clause, case.bearer(clause)) for clause in clauses if _MAY_NOT.search(case.text(clause))]


def _notice(case: Case, clause: Clause) -> Duration | None:
    """The length of time with the word notice around it."""
    for length in durations(case.cut.text, clause.start, clause.end):
        around = case.cut.text[max(clause.start, length.start - 60) : length.end + 40]
        if _NOTICE.search(around):
            return length
    return None
