"""Who signs a contract, as whom, and what the contract calls them, in Spanish and English."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guardrails.evidence import Span
from tools.clauses import Clause, Outline
from tools.clauses_types import Category

_PREAMBLE = 5_000
SURE = 0.35
"""Probability from which on a mention is taken for a party's name."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a contract; ``text[start:end] == name``."""

    name: str
    start: int
    end: int
    term: str | None = None
    """What the contract calls it: ``EL PROVEEDOR``, ``Licensee``."""
    term_span: Span | None = None
    representative: str | None = None
    representative_span: Span | None = None
    capacity: str | None = None
    """In what capacity it appears, as written: ``apoderado legal``, ``por su propio derecho``, ``a Texas company``."""
    capacity_span: Span | None = None
    rfc: str | None = None
    rfc_span: Span | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def parties(cut: Outline, clauses: Sequence[Clause]) -> list[Party]:
    """The parties, in the order in which they are named; empty when none is."""
    found = list(_spanish(cut.text)) if cut.lang == "es" else list(_english(cut.text, clauses))
    if len(found) < 2:
        found = [*found, *_by_suffix(cut.text)]
    return [_with_rfc(cut.text, party) for party in _distinct(found)]


# Spanish ------------------------------------------------------------------------------------------------------------
_DECLARATIONS = re.compile(
    r"\n\s*(?:D\s*E\s*C\s*L\s*A\s*R\s*A\s*C\s*I\s*O\s*N\s*E\s*S|ANTECEDENTES|CL[ÁA]USULAS)\b|\b(?:DECLARACIONES"
    r"|ANTECEDENTES)\s*[:\n]"
)
_OPENING = re.compile(
    r"(?:\bde una parte|\bpor una parte|\bpor la primera parte|\bcomparecen?|\bque celebran?(?:\s+entre)?"
    r"|\bcelebrado entre|\bentre\b)[\s,:]*(?:(?:como|en calidad de)\b[^,]{3,40},)?",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?:en lo sucesivo|en adelante|a quien(?:es)?|denominad[oa]|denominar[áa]|identificar[áa]|como"
    r"|\()[^\"“”«»]{0,110}[\"“«](?P<term>[^\"“”«»]{2,50})[\"”»]",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[\s,;.:)]|y\b|e\b|por una parte\b|por la otra(?: parte)?\b|por otra(?: parte)?\b"
    r"|de (?:la )?otra(?: parte)?\b|la otra parte\b|de una parte\b|entre\b|como\b"
    r"|con\b(?=\s)|a quien(?:es)?\b[^,]{0,60},|(?:la|el|los) (?:empresa|sociedad|persona moral|persona f[íi]sica"
    r"|compa[ñn][íi]a|asociaci[óo]n)(?: (?:mercantil|an[óo]nima))?(?: denominada)?\b"
    r"|(?:el|la|los)\s+(?=(?:C|Sr|Sra|Lic|Ing|Arq|Dr|Dra|Mtr[oa]|se[ñn]or)\b)|(?:C|Sr|Sra|Lic|Ing|Arq|Dr|Dra"
    r"|Mtr[oa]|CC)\.\s*|se[ñn]ora?\b|ciudadan[oa]\b|la\s(?=[A-ZÁÉÍÓÚÑ]{3})|el\s(?=[A-ZÁÉÍÓÚÑ]{3})"
    r"|[\"“«][^\"”»]{2,50}[\"”»])",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"[,;]?\s+(?:legalmente\s+)?representad[oa]s?\b|,?\s+por conducto\b|,?\s+en (?:su|lo|adelante|calidad"
    r"|representaci[óo]n)\b|,?\s+a quien|,?\s+a trav[ée]s de\b"
    r"|,?\s+por su(?:s)? propio|,?\s+(?:quien|que|cuy[oa])\b|,?\s+con (?:domicilio|registro|RFC|R\.F\.C"
    r"|c[ée]dula)|,\s+(?:una?|mayor|persona|sociedad|de nacionalidad|mexican[oa]|identificad)|\s*\(|\s*[\"“«]|;"
    r"|,\s+(?:denominad|como\b)|\s+y\s+por\s+(?:la\s+)?otra|\s+por la otra|\s+representad",
    re.IGNORECASE,
)
_CAPACITY = (
    r"(?P<capacity>(?:apoderad[oa]|representante|administrador[a]?|director[a]?|gerente|president[ea]|soci[oa]"
    r"|albacea|mandatari[oa]|titular)"
    r"(?:\s+(?:legal|general|[úu]nic[oa]|especial|administrativ[oa]|del consejo(?: de administraci[óo]n)?|y"
    r"|com[úu]n|para pleitos y cobranzas)){0,4})"
)
_HONOUR = (
    r"(?:(?:el|la)\s+)?(?:(?:C|Sr|Sra|Lic|Ing|Arq|Dr|Dra|Mtr[oa]|C\.P)\.\s*|(?:se[ñn]ora?|licenciad[oa]"
    r"|ingenier[oa])\s+)*"
)
_PERSON = (
    r"(?P<person>[A-ZÁÉÍÓÚÑ][\wáéíóúñÁÉÍÓÚÑ.]*(?:\s+(?:de(?:l)?|la|los|y|DE(?:L)?|LA|LOS|Y)(?=\s)"
    r"|\s+[A-ZÁÉÍÓÚÑ][\wáéíóúñÁÉÍÓÚÑ.]*){1,6})"
)
_REPRESENTED = (
    re.compile(
        rf"(?i:representad[oa]s?(?:\s+en\s+este\s+acto)?(?:\s+legalmente)?\s+por\s+(?:conducto\s+de\s+)?(?:su|el"
        rf"|la)?\s*{_CAPACITY}[\s,:]+{_HONOUR}){_PERSON}"
    ),
    re.compile(
        rf"(?i:(?:representad[oa]s?(?:\s+en\s+este\s+acto)?(?:\s+legalmente)?\s+por"
        rf"|por\s+conducto\s+de)\s+(?:su\s+)?{_HONOUR}){_PERSON}(?i:[\s,]*(?:en\s+su\s+(?:car[áa]cter"
        rf"|calidad)\s+de\s+)?{_CAPACITY})?"
    ),
)
_OWN_RIGHT = re.compile(r"por su(?:s)? propios? derechos?", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:y\s+)?(?:por|de)\s+(?:la\s+)?otra(?:\s+parte)?\b|\by\s+la\s+otra\s+parte\b", re.IGNORECASE)
_AND = re.compile(r"[,;]\s+y\s+(?=(?:(?:la|el|las|los)\s+)?[A-ZÁÉÍÓÚÑ])")
_NOT_PARTIES = re.compile(
    r"^(?:las? partes?|el (?:presente )?(?:contrato|convenio|inmueble|servicio|software)|los (?:servicios"
    r"|productos|bienes)|anexo)\b",
    re.IGNORECASE,
)


def _spanish(text: str) -> Iterator[Party]:
    stop = _DECLARATIONS.search(text, 200, 3 * _PREAMBLE)
    end = min(stop.start() if stop else _PREAMBLE, 3 * _PREAMBLE)
    opening = _OPENING.search(text, 0, end)
    if not opening:
        return
    at, before = opening.end(), None
    for match in _TERM.finditer(text, at, min(len(text), end)):
        if _NOT_PARTIES.match(match["term"].strip()) or match.start() < at:
            continue
        other = (_OTHER.search(text, at, match.start()) or _AND.search(text, at, match.start())) if before else None
        start = other.end() if other else at
        if before:  # what follows a term may still be about its party: ", representada por …"
            yield before if before.representative else _represented(text, before, start, since=at)
        party = _named(text, start, match.start())
        before = None
        if party:
            span = Span(match.start("term"), match.end("term"))
            before = replace(_represented(text, party, match.start()), term=match["term"].strip(), term_span=span)
        at = match.end() + (1 if text[match.end() : match.end() + 1] == ")" else 0)
    if before:
        yield before if before.representative else _represented(text, before, min(end, at + 250), since=at)


def _named(text: str, start: int, end: int) -> Party | None:
    """The name that a stretch of the preamble begins with."""
    at = start
    while lead := _LEAD.match(text[at:end]):
        if not lead.end():
            break
        at += lead.end()
    stop = _NAME_END.search(text, at, end)
    close = stop.start() if stop else end
    name = text[at:close].rstrip(" ,;\n\t")
    if not 3 <= len(name) <= 160 or not name[0].isupper() or "\n\n" in name:
        return None
    return Party(name, at, at + len(name))


def _represented(text: str, party: Party, end: int, since: int | None = None) -> Party:
    """The party with the person who acts for it, as said between its name (or `since`) and `end`."""
    since = party.end if since is None else since
    for pattern in _REPRESENTED:
        match = pattern.search(text, since, end)
        if match:
            person = match["person"].rstrip(" ,.")
            capacity = match.group("capacity")
            return replace(
                party,
                representative=person,
                representative_span=Span(match.start("person"), match.start("person") + len(person)),
                capacity=capacity,
                capacity_span=Span(*match.span("capacity")) if capacity else None,
            )
    own = _OWN_RIGHT.search(text, since, end)
    return replace(party, capacity=own[0], capacity_span=Span(*own.span())) if own and not party.capacity else party


# English ------------------------------------------------------------------------------------------------------------
_ROLES = frozenset(
    """agent agreement buyer client company contractor consultant corporation customer distributor employer employee
    franchisee franchisor lessee lessor licensee licensor manufacturer owner parties party producer provider publisher
    purchaser reseller seller service services sponsor supplier vendor between among shareholder partner member
    guarantor principal broker issuer dealer name ownership percentage place""".split()
)
_NO_NAME = re.compile(
    r"\n\s*\n|:|\b(?:agreement|exhibit|table of contents|contract|schedule|section|whereas)\b", re.IGNORECASE
)
_KIND = re.compile(
    r",?\s*(?P<kind>an?\s+(?:[\w\s]{2,50}?)(?:corporation|company|partnership|individual|association|trust|bank"
    r"|entity|organization)\b)"
)
_FORM = re.compile(
    r"\b(?:Inc\.?|LLC|L\.L\.C\.?|Ltd\.?|Limited|Corp\.?|Corporation|GmbH|PLC|LLP|L\.P\.?|S\.A\.?|N\.V\.?)(?!\w)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Corp|Ltd|Co|Bros)|\.[A-Z])$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“]([^\"“”]{1,60})[\"”]")


def _english(text: str, clauses: Sequence[Clause]) -> Iterator[Party]:
    """Names that the model found, each with the defined term that follows it."""
    named = [c for c in clauses if c.category is Category.PARTIES and c.score >= SURE and c.end - c.start <= 160]
    names = [c for c in named if _is_name(text, c)]
    names = [c for c in names if not any(o.start <= c.start and o.end >= c.end and o != c for o in names)]
    names.sort(key=lambda clause: clause.start)
    for clause, after in zip(names, [*names, None][1:], strict=True):
        until = min(after.start if after else len(text), clause.end + 600)
        end = clause.end + bool(
            _ABBREVIATED.search(text[clause.start : clause.end]) and text[clause.end : clause.end + 1] == "."
        )
        end = clause.start + len(_trimmed(text[clause.start : end]))
        party = Party(text[clause.start : end], clause.start, end)
        kind = _KIND.match(text, end, until)
        if kind:
            party = replace(party, capacity=kind["kind"], capacity_span=Span(*kind.span("kind")))
        term = next(
            (m for m in _QUOTED.finditer(text, clause.end, until) if text.rfind("(", clause.end, m.start()) >= 0), None
        )
        if term and not re.search(r"agreement|effective date|part(?:y|ies)$", term[1], re.IGNORECASE):
            party = replace(party, term=term[1].strip(" ,."), term_span=Span(*term.span(1)))
        yield party


def _trimmed(name: str) -> str:
    """A name without a conjunction at its end, and without the address that follows its legal form."""
    name = re.sub(r"[\s,]+(?:and|of|the|de|y)$", "", name, flags=re.IGNORECASE)
    form = _FORM.search(name)
    return name[: form.end()] if form and any(c.isdigit() for c in name[form.end() :]) else name


def _is_name(text: str, clause: Clause) -> bool:
    written = text[clause.start : clause.end]
    if '"' in written or "“" in written or text[max(0, clause.start - 1) : clause.start] in ('"', "“"):
        return False
    words = re.findall(r"[A-Za-z]+", written)
    if not words or {w.lower() for w in words} <= _ROLES or not written[0].isalnum():
        return False
    return len(written.split()) <= 14 and not _NO_NAME.search(written)


# Either -------------------------------------------------------------------------------------------------------------
_SUFFIX = re.compile(
    r"(?P<name>[A-ZÁÉÍÓÚÑ][\w&ÁÉÍÓÚÑáéíóúñ.'-]*(?:\s+(?:de|del|la|los|y|of|and|&"
    r"|[A-ZÁÉÍÓÚÑ][\w&ÁÉÍÓÚÑáéíóúñ.'-]*)){0,8}?,?\s+"
    r"(?:S\.?\s?A\.?(?:\s?B\.?)?(?:\s?P\.?\s?I\.?)?\s+DE\s+C\.?\s?V\.?"
    r"|S\.?\s?DE\s+R\.?\s?L\.?(?:\s+DE\s+C\.?\s?V\.?)?|S\.?A\.?S\.?|S\.C\.|A\.C\.|Inc\.?|LLC|L\.L\.C\.|Ltd\.?"
    r"|Corp(?:oration|\.)?|Limited|GmbH|S\.A\.))(?![a-z])",
)
_RFC = re.compile(r"\b[A-ZÑ&]{3,4}[- ]?\d{6}[- ]?[A-Z0-9]{3}\b")


def _by_suffix(text: str) -> Iterator[Party]:
    """Company names by their legal form, near the start."""
    for match in _SUFFIX.finditer(text, 0, min(len(text), _PREAMBLE)):
        yield Party(match["name"], match.start("name"), match.end("name"))


def _distinct(found: Sequence[Party]) -> list[Party]:
    kept: list[Party] = []
    for party in found:
        key = _key(party.name)
        same = next(
            (
                i
                for i, k in enumerate(kept)
                if key in (_key(k.name), _key(k.term or " ")) or _key(k.name).startswith(key + " ")
            ),
            None,
        )
        if same is None:
            kept.append(party)
        elif party.term and not kept[same].term and _key(kept[same].name) == key:
            kept[same] = party
    return kept[:12]


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower()))


def _with_rfc(text: str, party: Party) -> Party:
    """The tax id declared nearest after the party's own term or name, before another party's declaration."""
    for label in filter(None, (party.term, party.name)):
        for mention in re.finditer(rf"[Dd]eclara[^.;\n]{{0,60}}{re.escape(label)}", text):
            after = re.compile(r"\bDeclaran?\b").search(text, mention.end())
            match = _RFC.search(text, mention.end(), min(after.start() if after else len(text), mention.end() + 4_000))
            if match:
                return replace(party, rfc=match[0], rfc_span=Span(*match.span()))
    return party
