"""What a contract fixes: parties, dates, term, renewal, money, law and courts, each with its exact span.

Nothing is inferred beyond calendar arithmetic: what the text does not say is None.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from tools.clauses import Clause, Outline
from tools.clauses_types import Category
from tools.contract_amounts import Duration, Money, Percent, durations, money, percents
from tools.contract_dates import dates
from tools.contract_parties import Party, parties
from tools.contract_text import titles

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


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a contract."""

    title: Found[str] | None
    parties: Sequence[Party]
    object: Clause | None
    consideration: Clause | None
    agreement_date: Found[date] | None
    effective_date: Found[date] | None
    term: Found[Duration] | None
    indefinite: bool
    expiration: Found[date] | None
    """As written, or the start plus the term; then the span is the term's."""
    expiration_computed: bool
    renewal: Renewal | None
    amounts: Sequence[Money]
    payment_days: Found[Duration] | None
    penalties: Sequence[Found[Percent]]
    interest: Sequence[Found[Percent]]
    termination_notice: Found[Duration] | None
    governing_law: Found[str] | None
    courts: Found[str] | None


def facts(cut: Outline, clauses: Sequence[Clause]) -> Facts:
    """Read the facts out of a contract whose clauses are known."""
    agreed = _agreement_date(cut, clauses)
    effective = _effective_date(cut, clauses) or agreed
    term = _term(cut, clauses)
    written = _expiration(cut, clauses)
    computed = (
        None if written or not term or not effective else Found(term.value.after(effective.value), term.start, term.end)
    )
    return Facts(
        title=_title(cut, clauses),
        parties=parties(cut, clauses),
        object=_object(cut, clauses),
        consideration=_consideration(cut, clauses),
        agreement_date=agreed,
        effective_date=effective,
        term=term,
        indefinite=_indefinite(cut, clauses),
        expiration=written or computed,
        expiration_computed=written is None and computed is not None,
        renewal=_renewal(cut, clauses),
        amounts=money(cut.text, cut.lang),
        payment_days=_payment_days(cut, clauses),
        penalties=_percents(cut, clauses, C.LIQUIDATED_DAMAGES),
        interest=_percents(cut, clauses, C.DEFAULT_INTEREST, near=_INTEREST),
        termination_notice=_before(cut, _of(clauses, C.TERMINATION_FOR_CONVENIENCE)),
        governing_law=_place(cut, _of(clauses, C.GOVERNING_LAW), _LAWS),
        courts=_place(cut, _of(clauses, C.DISPUTES, C.GOVERNING_LAW), _COURTS),
    )


def _of(clauses: Iterable[Clause], *categories: C) -> list[Clause]:
    """Clauses of the categories, surest first."""
    return sorted((c for c in clauses if c.category in categories), key=lambda c: (-c.score, c.start))


# Title, object, consideration ---------------------------------------------------------------------------------------
_TITLE_ES = re.compile(
    r"(?P<title>(?:CONTRATO|CONVENIO|ACUERDO|ADENDA|ADENDUM)\b[^\n.;:]{3,160}?)(?=\s*(?:,?\s+QUE\s+CELEBRA"
    r"|\n\s*\n|\s+CELEBRAD[OA]|\s+ENTRE\b|$))",
    re.IGNORECASE,
)


def _title(cut: Outline, clauses: Sequence[Clause]) -> Found[str] | None:
    named = _of(clauses, C.DOCUMENT_NAME)
    if cut.lang == "es":
        match = _TITLE_ES.search(cut.text, 0, 3_000)
        return Found(" ".join(match["title"].split()), *match.span("title")) if match else None
    return Found(" ".join(cut.quote(named[0]).split()), named[0].start, named[0].end) if named else None


_OBJECT = re.compile(
    r"\bobjeto\b|purpose|scope|appointment|\bgrant\b|services|purchase and sale|engagement|subject", re.IGNORECASE
)
_OBJECT_WORDS = re.compile(
    r"se obliga a|tiene por objeto|el objeto|otorga|vende|arrienda|da en arrendamiento|hereby (?:grants?"
    r"|appoints?|engages?|agrees? to)|shall (?:provide|perform|sell|supply)|agrees? to",
    re.IGNORECASE,
)


def _object(cut: Outline, clauses: Sequence[Clause]) -> Clause | None:
    """The first sentence under a title like OBJETO, else the first that says who does what."""
    above = titles(cut.sections)
    for sentence in cut.sentences:
        if (
            sentence.section >= 0 and _OBJECT.search(above[sentence.section]) and sentence.end - sentence.start > 40
        ) and _OBJECT_WORDS.search(cut.quote(sentence)):
            return Clause(C.PERFORMANCE, sentence.start, sentence.end, 0.9, sentence.section)
    likely = [
        c for c in clauses if c.category in (C.PERFORMANCE, C.LICENSE_GRANT) and _OBJECT_WORDS.search(cut.quote(c))
    ]
    return min(likely, key=lambda c: c.start, default=None)


def _consideration(cut: Outline, clauses: Sequence[Clause]) -> Clause | None:
    """The payment clause that names money first; without amounts, the surest."""
    paid = _of(clauses, C.PAYMENT)
    priced = [c for c in paid if c.score >= 0.8 and money(cut.text, cut.lang, c.start, c.end)]
    return min(priced, key=lambda c: c.start) if priced else paid[0] if paid else None


# Dates --------------------------------------------------------------------------------------------------------------
def _agreement_date(cut: Outline, clauses: Sequence[Clause]) -> Found[date] | None:
    for clause in _of(clauses, C.AGREEMENT_DATE):
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


def _effective_date(cut: Outline, clauses: Sequence[Clause]) -> Found[date] | None:
    for clause in _of(clauses, C.EFFECTIVE_DATE):
        body = cut.text[clause.start : clause.end + 6]
        for dated in dates(body, cut.lang):
            before = body[max(0, dated.start - 60) : dated.start]
            if clause.end - clause.start < 45 or _START.search(before):
                return Found(dated.value, clause.start + dated.start, clause.start + dated.end)
    ranged = _range(cut, _of(clauses, C.EXPIRATION_DATE))
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


def _term(cut: Outline, clauses: Sequence[Clause]) -> Found[Duration] | None:
    for clause in _of(clauses, C.EXPIRATION_DATE):
        for length in durations(cut.text, clause.start, clause.end):
            after = cut.text[length.end : length.end + 40].lower()
            if length.days >= 28 and not re.match(r"[\s\w]{0,25}(?:notice|anticipaci|aviso|prior|antes|before)", after):
                return Found(length, length.start, length.end)
    return None


def _indefinite(cut: Outline, clauses: Sequence[Clause]) -> bool:
    return any(_INDEFINITE.search(cut.quote(clause)) for clause in _of(clauses, C.EXPIRATION_DATE)[:3])


def _expiration(cut: Outline, clauses: Sequence[Clause]) -> Found[date] | None:
    said = _of(clauses, C.EXPIRATION_DATE)
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


def _renewal(cut: Outline, clauses: Sequence[Clause]) -> Renewal | None:
    said = _of(clauses, C.RENEWAL_TERM)
    if not said:
        return None
    clause = said[0]
    notice = _before(cut, [*_of(clauses, C.RENEWAL_NOTICE), clause])
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


def _before(cut: Outline, said: Sequence[Clause]) -> Found[Duration] | None:
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


# Money --------------------------------------------------------------------------------------------------------------
_DUE = re.compile(
    r"factura|siguientes|recepci[óo]n|presentaci[óo]n|plazo|invoice|receipt|within|dentro|after|cr[ée]dito|net\b"
    r"|posteriores|naturales|h[áa]biles",
    re.IGNORECASE,
)
_INTEREST = re.compile(r"inter[ée]s|interest|moratori|late", re.IGNORECASE)
_LATE = re.compile(
    r"retraso|atraso|mora\b|late|overdue|warrant|garant[íi]a|anticipaci[óo]n|terminat|audit", re.IGNORECASE
)


def _payment_days(cut: Outline, clauses: Sequence[Clause]) -> Found[Duration] | None:
    """The longest time to pay after an invoice or a delivery."""
    found: list[Found[Duration]] = []
    for clause in _of(clauses, C.PAYMENT):
        if clause.score < 0.8 or _LATE.search(cut.quote(clause)):
            continue
        for length in durations(cut.text, clause.start, clause.end):
            near = cut.text[max(clause.start, length.start - 60) : length.end + 60]
            if length.unit in ("day", "business-day", "week") and _DUE.search(near):
                found.append(Found(length, length.start, length.end))
    return max(found, key=lambda f: f.value.days, default=None)


def _percents(
    cut: Outline, clauses: Sequence[Clause], category: C, near: re.Pattern[str] | None = None
) -> list[Found[Percent]]:
    return [
        Found(p, p.start, p.end)
        for clause in sorted(_of(clauses, category), key=lambda c: c.start)
        for p in percents(cut.text, clause.start, clause.end)
        if near is None or near.search(cut.text[max(clause.start, p.start - 150) : p.end + 60])
    ]


# Law and courts -----------------------------------------------------------------------------------------------------
_NAME = (
    r"(?P<place>(?:(?i:Estado|Rep[úu]blica|Ciudad|State|Commonwealth|Province|Republic|Kingdom|District|County"
    r"|City)\s+(?:de|del|of)\s+)?(?:los |las |la |el |the )?(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ.']+)(?:(?:,?\s+(?:de|del|y|of"
    r"|and the|la|los)\s+|,?\s+)(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ']+)){0,5})"
)
_LAWS = (
    re.compile(
        rf"(?:leyes|legislaci[óo]n|disposiciones|c[óo]digos?(?: civil| de comercio)?"
        rf"|derecho)\b[^.;]{{0,60}}?\b(?:en|de|del|para)\s+(?:la |los |el |las )?{_NAME}"
    ),
    re.compile(rf"[Ll](?:aws?|AWS?)\s+(?:and regulations\s+)?(?:of|OF|in)\s+(?:the\s+|THE\s+)?{_NAME}"),
    re.compile(rf"[Ll]aws?\b[^.;]{{0,90}}?\b(?:of|in)\s+(?:the\s+)?{_NAME}"),
    re.compile(
        r"(?P<place>(?:[Ll]eyes|[Ll]egislaci[óo]n) (?:federales )?mexican[ao]s?"
        r"|[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?(?=\s+(?:[Ll]aws?)\b))"
    ),
    re.compile(r"(?P<place>Código (?:de Comercio|Civil Federal|Civil))"),
    re.compile(r"(?P<place>(?i:State|Commonwealth|Province|Republic)\s+of\s+[A-Z][a-z]+(?: [A-Z][a-z]+)?)"),
)
_COURTS = (
    re.compile(
        rf"(?:tribunales|juzgados|jueces|cortes)\b[^.;]{{0,60}}?\b(?:en|de|del)\s+(?:la |los |el |las )?{_NAME}"
    ),
    re.compile(rf"[Cc]ourts?\b[^.;]{{0,60}}?\b(?:of|in|for)\s+(?:the\s+)?{_NAME}"),
    re.compile(
        rf"(?:arbitra(?:tion|je|ted)|[áa]rbitros?)\b[^.;]{{0,120}}?\b(?:of|in|en|de|del|by)\s+(?:la |el |the )?{_NAME}"
    ),
)


_NO_PLACE = re.compile(
    r"\b(?:part(?:y|ies)|association|agreement|arbitration|company|rules|court|chamber|contract|section|article"
    r"|corporation|inc)\b|^(?:the|any|either|such)$",
    re.IGNORECASE,
)
_PLACE_END = re.compile(
    r"\s+(?:y\s+(?:LAS|las|los|LOS)|WITHOUT|EXCLUDING|APPLICABLE|AND|WHICH|FOR|SHALL)\b.*$", re.DOTALL
)


def _place(cut: Outline, said: Sequence[Clause], patterns: Sequence[re.Pattern[str]]) -> Found[str] | None:
    """The place that a clause names, as written."""
    for clause in said:
        for pattern in patterns:
            for match in pattern.finditer(cut.text, clause.start, clause.end):
                place = _PLACE_END.sub("", match["place"]).rstrip(" ,.")
                if not _NO_PLACE.search(place) and len(place) > 2:
                    return Found(" ".join(place.split()), match.start("place"), match.start("place") + len(place))
    return None
