"""What a question asks for: its content words, and which of them an answer must be about."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from agents.desk.reading_kinds import Wanted, wanted_by
from agents.language import Lang
from retrieval.analysis import Word, content_words, fold


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question."""

    folded: str
    weight: float
    required: bool
    """A name, number or code: an answer without it is about something else."""
    focus: bool = False
    """What is asked for: the word after *cuál es el*, *qué*, *cuántos*."""
    of_kind: bool = False
    """It only says what kind of answer is wanted, as *cuesta*: an answer of that kind needs no such word."""


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    lang: Lang
    terms: tuple[Term, ...]
    wanted: Wanted


GENERIC, PLAIN, NAMED, CODED = 0.4, 1.0, 1.5, 3.0
"""Weights of words that any question may have, of others, of names and numbers, and of codes as *E6* or *ERR-12*."""
_FILLERS = frozenset(
    """oye oiga hey hola buenas buenos disculpa perdon favor porfa gracias please hi hello thanks puedes puede podrias
    podria podemos pueden queremos quieren quiere querer sabes sabe saben alguna vigente vigentes vigor hoy ahora
    ahorita aca aqui marca marcar aparece sale mean means current today now right ok okay pues entonces mero cada
    display pantalla screen""".split()
)
"""Words of courtesy and of *today*, which no text needs to hold."""
_THOUSANDS = re.compile(r"\b(\d{1,3}(?:\.\d)?) mil\b(?!l)")

_GENERIC = frozenset(
    """empresa compania negocio tienda informacion dato datos cosa cosas caso casos forma manera modo parte tipo clase
    nombre numero cantidad persona personas gente alguien algo tema asunto pregunta respuesta documento documentos
    archivo manual politica politicas contrato dice decir digame dime indica indicar menciona establece establecer
    senala explica explicar ofrecer ofrece ofrecen manejar manejan manejamos necesito necesita quiero quisiera
    gustaria saber conocer tener hacer hago haces hizo hicieron dar dan pasa pasar sucede ocurre existe existen
    incluye incluyen considera llamar llama llaman nombra usar usa usan ejemplo principal principales actual
    actualmente general total vez veces ano anos dia dias company business information thing things case way part
    type kind name number amount person people someone something question answer document file manual policy
    contract says say tell states mention explain offer offers need want like know have make made give gives happen
    happens exist exists include includes consider called call use used uses example main current currently general
    total time times year years day days long far old many term refer refers found find partir get gets got receive
    receives send spend recibir recibe reciben recibo da dan das damos dar daba daban dio dieron cliente clientes producto productos empleado empleados
    trabajador trabajadores customer customers product products employee employees obtener obtengo toca tocan corresponde corresponden debo tengo
    puedo""".split()
)
WEEK: dict[str, int] = {
    name: number
    for row in (
        "lunes martes miercoles jueves viernes sabado domingo",
        "sabados domingos",
        "lun mar mie jue vie sab dom",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    )
    for number, name in enumerate(row.split(), 7 - len(row.split()))
}
"""Days of the week by their place in it: a question about one is answered by no other."""
_FOCUS = re.compile(
    r"\b(?:quien(?:es)? (?:es|son|fue)|(?<!para )(?<!sin )(?<!hasta )(?<!antes de )que|cual(?:es)?(?: (?:es|son|fue|fueron|era|eran|sera))?|cuant[oa]s?"
    r"|who (?:is|are|was)|what(?: (?:is|are|was|were))?|which|how many)"
    r" (?:(?:el|la|los|las|the|un|una|a|an|su|sus|otr[oa]s?|other) )*(\w+)"
)


def understand(text: str, lang: Lang, names: Collection[str] = (), ignore: Collection[str] = ()) -> Question:
    """A question's parts. `names` are folded words that the texts write with a capital; `ignore` need no support."""
    text = _THOUSANDS.sub(lambda found: str(int(float(found[1]) * 1000)), text)
    folded = fold(text)
    wanted, announced = wanted_by(folded)
    asks_from = max(0, text.rfind("¿"))
    focus = next((match.group(1) for match in _FOCUS.finditer(folded)), "")
    found: dict[str, Term] = {}
    for word in content_words(text):
        written = text[word.start : word.end]
        if _inside_code(text, word):
            continue
        coded = (
            word.folded in WEEK or any(c.isdigit() for c in word.folded) or (len(written) == 1 and written.isupper())
        )
        named = not text.isupper() and (word.folded in names or _capital(text, word.start, word.end))
        if word.folded in _FILLERS and not named:
            continue
        described = (
            re.match(r" [A-ZÁÉÍÓÚÑ]", text[word.end :]) is not None
        )  # *la cooperativa Altamira*: the name says it
        generic = (word.folded in _GENERIC or word.end <= asks_from or described) and not named
        weight = NAMED if named or coded else GENERIC if generic else PLAIN
        weight = CODED if is_code(word.folded) else weight
        kind = word.folded in re.findall(r"\w+", announced) and wanted is not Wanted.ANYTHING
        if word.folded not in ignore:
            of_focus = word.folded == focus and not generic
            found.setdefault(word.folded, Term(word.folded, weight, named or coded, of_focus, kind))
    return Question(text, lang, tuple(found.values()), wanted)


def _capital(text: str, start: int, end: int) -> bool:
    """Whether a word has a capital that no sentence start explains, or is an acronym."""
    written = text[start:end]
    sentence = re.split(r"[.?!¿¡:]", text[:start])[-1]
    begins = not any(c.isalnum() for c in sentence)
    return (written[0].isupper() and not begins) or (len(written) > 1 and written.isupper())


def is_code(folded: str) -> bool:
    """Whether a word is a code: letters and digits, as *e6* or *err12*, but no model's size as *2g*."""
    return bool(re.fullmatch(r"[a-z]{1,6}\d{1,5}", folded))


def _inside_code(text: str, word: Word) -> bool:
    """Whether a word is only a part of a code that comes whole too: *err* and *07* of *ERR-07*."""
    before, after = text[: word.start], text[word.end :]
    written = text[word.start : word.end]
    if not written.isalnum():
        return False
    return bool(re.search(r"[^\W_]-$", before) and written.isdigit()) or bool(
        re.match(r"-\d", after) and written.isalpha()
    )
