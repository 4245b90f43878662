"""The company's documentation on a ticket: searched, gated, and read sentence by sentence for the problem's words."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from agents.desk.reading_match import quality
from agents.desk.reading_units import Unit, UnitKind, units
from agents.text import fold
from guardrails.evidence import Citation
from guardrails.gate import Edge, Gate
from retrieval.analysis import content_words
from retrieval.document import FileKind
from retrieval.library import DocumentInfo, Library, Passage

K = 8
"""Passages of one search."""
MOST_ASKED = 500
"""Characters of a ticket that are searched with."""
KINDS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.MARKDOWN, FileKind.HTML, FileKind.TEXT})
"""Kinds of file that hold documentation; tables are rows, asked otherwise, and mails were written to somebody."""
_NOT_FOR_CUSTOMERS = re.compile(
    r"contrat|convenio|contract|agreement|nomina|payroll|minuta|minutes|acta\b|empleado|employee|viatico|travel"
    r"|privacidad|privacy"
)
_YEAR = re.compile(r"20\d\d")
_LETTER = re.compile(r"[^\W\d_]")
CODED, PLAIN, COMMON = 2.5, 1.0, 0.35
"""Weights of codes, of other words, and of words that most tickets have."""
OTHER_ROW = 0.3
"""What is left of the score of a row that stands for another code."""
_CODE = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{2,12}")
TITLED = 0.6
"""What a word in the heading above counts, against one in the sentence itself."""
LEAST_WORDS, LEAST_RANK, LEAST_SCORE = 2, 0.37, 0.25
"""What a passage must reach to be about a ticket."""
MOST_TERMS = 9
"""Words of a ticket that a sentence is held against: the weightiest."""

_CHAT = frozenset(
    """hola buenos buenas dia dias tarde tardes noche noches oiga oigan oye gracias saludos saludo cordial cordiales
    estimado estimados estimada favor porfa porfavor ayuda ayudenme urge urgente por quiero quisiera queremos
    necesito necesitamos solicito pueden puede podrian podria ustedes cliente clientes problema hoy ayer
    manana ahorita ahora semana semanas lunes martes miercoles jueves viernes sabado domingo enero febrero
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre bien mal cosa caso verdad nomas
    jaja pues luego asi donde quien compre compramos tengo tenemos llevo anda ando andan vez veces vi vimos
    dice dijo dijeron mando mandaron hello hi dear thanks thank please regards help need want would could
    today yesterday tomorrow week customer problem issue sir madam team good morning afternoon bought got get
    still hour""".split()
)


@dataclass(frozen=True)
class Section:
    """A passage of the documentation, read: its units and how well it fits the ticket."""

    passage: Passage
    units: tuple[Unit, ...]
    scores: tuple[float, ...]
    """0 to 1 for each unit: the share of the ticket's telling words that it (or the heading above it) holds."""
    fit: float
    """0 to 1: the share that the whole passage holds."""
    words: int
    """Different words of the ticket in it."""

    @property
    def rank(self) -> float:
        """0 to 1: as a whole, at its best place, and as the search saw it."""
        return 0.4 * self.fit + 0.35 * self.scores[self.best] + 0.25 * self.passage.score

    @property
    def relevant(self) -> bool:
        """Whether it is about the ticket's problem at all."""
        return self.words >= LEAST_WORDS and self.rank >= LEAST_RANK and self.scores[self.best] >= LEAST_SCORE

    @property
    def best(self) -> int:
        """Place of the unit that fits best; headings only head."""
        places = [
            place for place, unit in enumerate(self.units) if unit.kind not in (UnitKind.HEADING, UnitKind.QUESTION)
        ]
        return max(places, key=lambda place: (self.scores[place], -place), default=0)

    def cite(self, unit: Unit) -> Citation:
        """The unit as a citation."""
        start = self.passage.citation.start
        return replace(self.passage.citation, start=start + unit.start, end=start + unit.end, quote=unit.text)


async def documentation(
    text: str, product: str | None, *, tenant: str, library: Library, gate: Gate, without: Collection[str]
) -> list[Passage]:
    """Passages on a ticket that the gate lets in, best first; none from the documents `without`."""
    infos = [info for info in await library.documents(tenant) if _is_documentation(info) and info.id not in without]
    allowed = _current(infos)
    if not allowed:
        return []
    queries = [text[:MOST_ASKED], *_queries(text, product)]
    found: dict[tuple[str, int], Passage] = {}
    for query in queries:
        for passage in await library.search(tenant, query, k=K, documents=allowed):
            key = (passage.citation.document, passage.citation.start)
            if key not in found or found[key].score < passage.score:
                found[key] = passage
    ranked = sorted(found.values(), key=lambda passage: -passage.score)[: K + 4]
    verdicts = [await gate.verdict(passage.text, Edge.PASSAGE, tenant=tenant) for passage in ranked]
    return [passage for passage, verdict in zip(ranked, verdicts, strict=True) if verdict.allowed]


def _is_documentation(info: DocumentInfo) -> bool:
    return info.kind in KINDS and not _NOT_FOR_CUSTOMERS.search(fold(info.name))


def _queries(text: str, product: str | None) -> list[str]:
    """The telling words alone, with the product: without the courtesies around them."""
    words = gist(text).split()[:24]
    return [" ".join([*words, product or ""])] if words else []


def gist(text: str) -> str:
    """What a ticket is about: its content words without greetings, days and thanks."""
    return " ".join(word for word in telling(text) if word not in _CHAT)


def telling(text: str) -> list[str]:
    """The content words of a ticket, folded, each once, in order."""
    return list(dict.fromkeys(word.folded for word in content_words(text) if len(word.folded) > 1))


def _current(infos: Sequence[DocumentInfo]) -> list[str]:
    """Ids, without a document that another one of a later year has taken the place of."""
    named = [(info.id, _stem(info.name), max(map(int, _YEAR.findall(info.name)), default=0)) for info in infos]
    kept: list[str] = []
    for one, words, year in named:
        newer = (
            other
            for other, theirs, later in named
            if other != one and year and later > year and words <= theirs and len(words) > 1
        )
        if next(newer, None) is None:
            kept.append(one)
    return kept


def _stem(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{2,}", fold(name.rsplit(".", 1)[0])))


def read(text: str, passages: Sequence[Passage]) -> list[Section]:
    """The passages with how well each sentence fits a ticket, best passage first. Some milliseconds per passage."""
    split = [(passage, tuple(u for u in units(passage) if _LETTER.search(u.text))) for passage in passages]
    everything = [unit for _, all_units in split for unit in all_units]
    terms = _weights(text, everything)
    total = sum(terms.values())
    filled = [(passage, all_units) for passage, all_units in split if all_units]
    sections = [_section(passage, all_units, terms, total) for passage, all_units in filled] if total else []
    return sorted(sections, key=lambda section: -section.rank)


def _weights(text: str, everything: Sequence[Unit]) -> dict[str, float]:
    """The weightiest words: rare ones among the passages found, codes most."""
    found: dict[str, float] = {}
    for word in telling(text):
        coded = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
        if (word.isdigit() and len(word) < 4) or (len(word) < 3 and not coded):
            continue
        spread = sum(quality(word, unit) >= 0.75 for unit in everything)
        rarity = math.log(1 + len(everything) / (1 + spread)) / math.log(1 + len(everything)) if everything else 1.0
        base = CODED if coded else COMMON if word in _CHAT else PLAIN
        found[word] = base * (rarity if spread else 0.6)
    return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST_TERMS])


def _is_own_row(unit: Unit, terms: Collection[str]) -> bool:
    """Whether a row is not of another code than the ticket's: in a table of codes each row answers for its own."""
    if unit.kind is not UnitKind.ROW:
        return True
    key = fold(unit.text.split(";")[0].split(":")[-1].strip())
    return not _CODE.fullmatch(key) or key.replace("-", "") in {term.replace("-", "") for term in terms}


def _section(passage: Passage, all_units: tuple[Unit, ...], terms: dict[str, float], total: float) -> Section:
    heading = (passage.citation.heading or "").split(" › ")[-1]
    titles = [Unit(0, len(heading), heading, UnitKind.HEADING)] if heading else []
    grid = {word: [quality(word, unit) for unit in all_units] for word in terms}
    above = {word: max((quality(word, unit) for unit in titles), default=0.0) for word in terms}
    scores: list[float] = []
    for place, unit in enumerate(all_units):
        under = 1.0 if unit.kind in (UnitKind.HEADING, UnitKind.QUESTION) else TITLED
        score = sum(w * max(grid[t][place], under * above[t]) for t, w in terms.items()) / total
        scores.append(score if _is_own_row(unit, terms) else OTHER_ROW * score)
    whole = {word: max([*grid[word], above[word]], default=0.0) for word in terms}
    fit = sum(weight * whole[word] for word, weight in terms.items()) / total
    return Section(passage, all_units, tuple(scores), fit, sum(value >= 0.75 for value in whole.values()))
