"""When a contract is made, begins, ends and renews, and with how much notice, each with its exact span."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from tools.clauses import Clause, Outline
from tools.clauses_types import Category
from tools.contract_amounts import Duration, durations
from tools.contract_dates import dates

C = Category
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where the text says it."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Renewal:
    """What happens when the term ends."""

    clause: Clause
    automatic: bool
    period: Found[Duration] | None
    notice: Found[Duration] | None
    """How long before the end one must say no."""


def of(clauses: Iterable[Clause], *categories: C) -> list[Clause]:
    """Clauses of the categories, surest first."""
    return sorted((c for c in clauses if c.category in categories), key=lambda c: (-c.score, c.start))


# Dates --------------------------------------------------------------------------------------------------------------
def agreement_date(cut: Outline, clauses: Sequence[Clause]) -> Found[date] | None:
    for clause in of(clauses, C.AGREEMENT_DATE):
        near = list(dates(cut.text[clause.start - 0 : clause.end + 6], cut.lang))
        if near:
            last = near[-1]
            return Found(last.value, clause.start + last.start, clause.start + last.end)
    return None


_START = re.compile(
    r"a partir del?|contad[oa]s? (?:a partir )?(?:del?|desde)|desde el|iniciando|comenzando|fecha\s+efectiva"
    r"|inicia(?:r[áa])?"
    r"|entrar[áa] en vigor|commenc\w+|effective|beginning|starting|from|as of",
    re.IGNORECASE,
)


def effective_date(cut: Outline, clauses: Sequence[Clause]) -> Found[date] | None:
    for clause in of(clauses, C.EFFECTIVE_DATE):
        body = cut.text[clause.start : clause.end + 6]
        for dated in dates(body, cut.lang):
            before = body[max(0, dated.start - 60) : dated.start]
            if clause.end - clause.start < 45 or _START.search(before):
                return Found(dated.value, clause.start + dated.start, clause.start + dated.end)
    ranged = _range(cut, of(clauses, C.EXPIRATION_DATE))
    return ranged[0] if ranged else None


_TO = re.compile(r"[\s,]*(?:y\s+)?(?:al|hasta(?:\s+el)?|a|to|through|until)(?:\s+(?:el\s+)?d[íi]a)?\s*", re.IGNORECASE)


def _range(cut: Outline, said: Sequence[Clause]) -> tuple[Found[date], Found[date]] | None:
    """Two dates that a clause joins: *del 1 de febrero de 2026 al 31 de enero de 2028*."""
    for clause in said:
        body = cut.quote(clause)
        found = dates(body, cut.lang)
        for first, last in pairwise(found):
            if _TO.fullmatch(body[first.end : last.start]) and first.value < last.value:
                start, end = clause.start + first.start, clause.start + last.start
                return (
                    Found(first.value, start, start + first.end - first.start),
                    Found(last.value, end, end + last.end - last.start),
                )
    return None


# Term ---------------------------------------------------------------------------------------------------------------
_INDEFINITE = re.compile(r"indefinid|tiempo indeterminado|perpetual|indefinite|until terminated", re.IGNORECASE)
_UNTIL = re.compile(
    r"hasta el|concluir[áa]|concluyendo|terminar[áa]|vencer[áa]|venciendo|termina(?:ndo)? el"
    r"|\bal\s*(?:d[íi]a\s*)?$|expir\w+|ending|ends|end|through|until|terminat\w+",
    re.IGNORECASE,
)


def term_length(cut: Outline, clauses: Sequence[Clause]) -> Found[Duration] | None:
    for clause in of(clauses, C.EXPIRATION_DATE):
        for length in durations(cut.text, clause.start, clause.end):
            after = cut.text[length.end : length.end + 40].lower()
            if length.days >= 28 and not re.match(r"[\s\w]{0,25}(?:notice|anticipaci|aviso|prior|antes|before)", after):
                return Found(length, length.start, length.end)
    return None


def is_indefinite(cut: Outline, clauses: Sequence[Clause]) -> bool:
    return any(_INDEFINITE.search(cut.quote(clause)) for clause in of(clauses, C.EXPIRATION_DATE)[:3])


def expiration(cut: Outline, clauses: Sequence[Clause]) -> Found[date] | None:
    said = of(clauses, C.EXPIRATION_DATE)
    ranged = _range(cut, said)
    if ranged:
        return ranged[1]
    for clause in said:
        body = cut.quote(clause)
        for dated in dates(body, cut.lang):
            before = body[max(0, dated.start - 45) : dated.start]
            until = max((m.end() for m in _UNTIL.finditer(before)), default=-1)
            since = max((m.end() for m in _START.finditer(before)), default=-1)
            if until > since:
                return Found(dated.value, clause.start + dated.start, clause.start + dated.end)
    return None


_AUTOMATIC = re.compile(r"autom[áa]tic|automatically|t[áa]cita|salvo que|a menos que|unless", re.IGNORECASE)
_NOT_AUTOMATIC = re.compile(
    r"\bno se (?:renov|prorrog)|no (?:podr[áa] )?(?:renovarse|prorrogarse)|sin (?:pr[óo]rroga"
    r"|renovaci[óo]n) autom|no (?:habr[áa]|existir[áa]) "
    r"(?:pr[óo]rroga|renovaci[óo]n)|shall not (?:automatically )?(?:renew|be renewed|extend)|not automatically"
    r"|no automatic",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"anticipaci[óo]n|antes (?:de|del)|previ[ao]s?|aviso|prior|before|notice|advance|notif", re.IGNORECASE
)
_PERIOD = re.compile(
    r"per[íi]odos?|prorrog|renov|t[ée]rminos?|renew|terms?\b|successive|additional|extend|plazos?", re.IGNORECASE
)


def renewal(cut: Outline, clauses: Sequence[Clause]) -> Renewal | None:
    said = of(clauses, C.RENEWAL_TERM)
    if not said:
        return None
    clause = said[0]
    notice = notice_period(cut, [*of(clauses, C.RENEWAL_NOTICE), clause])
    period = next(
        (
            Found(d, d.start, d.end)
            for d in durations(cut.text, clause.start, clause.end)
            if _PERIOD.search(cut.text[max(clause.start, d.start - 90) : d.end + 30])
            and (not notice or d.start != notice.start)
        ),
        None,
    )
    said_so = " ".join(cut.quote(clause).split())
    return Renewal(clause, bool(_AUTOMATIC.search(said_so)) and not _NOT_AUTOMATIC.search(said_so), period, notice)


_RIGHT_AFTER = re.compile(
    r"[\s\w]{0,12}?\b(?:de\s+anticipaci|antes|previ[ao]s?\s+al?|prior|before|in\s+advance"
    r"|['’]?\s*(?:written\s+)?notice)",
    re.IGNORECASE,
)


def notice_period(cut: Outline, said: Sequence[Clause]) -> Found[Duration] | None:
    """The length of time that is a notice period: best the one followed by ``prior`` or ``de anticipación``."""
    found: list[tuple[int, Found[Duration]]] = []
    for clause in said:
        for length in durations(cut.text, clause.start, clause.end):
            ahead = _NOTICE.search(cut.text[length.end : min(clause.end, length.end + 35)])
            behind = _NOTICE.search(cut.text[max(clause.start, length.start - 40) : length.start])
            if ahead or behind:
                near = bool(_RIGHT_AFTER.match(cut.text[length.end : length.end + 40]))
                found.append((4 * near + 2 * bool(ahead) + bool(behind), Found(length, length.start, length.end)))
    return max(found, key=lambda item: item[0])[1] if found else None
