"""What the documentation says to do: its own words, cut at whole sentences, list items and table rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.desk.extract import extract
from agents.desk.reading_units import Unit, UnitKind
from agents.support.passages import LEAST_SCORE, Section
from agents.support.signs import Sign, signs
from agents.text import fold, language_of
from guardrails.evidence import Citation

MOST_STEPS, MOST_FURTHER = 6, 2
SHORT_TITLE = 7
"""Words of a title at most."""
NEAR = 0.8
"""A further passage adds to the solution when it reaches this share of the best one's rank."""

_ACT = re.compile(
    r"\b(?:abra|abre|abrir|ajuste|anote|apague|apaga|apagar|avise|avisa|avisar|baje|busque|cambie|cambia|cambiar"
    r"|cancele|cierre|cierra|cerrar|compruebe|comunique\w*|confirme"
    r"|conecte|conecta|conectar|contacte|contenga|copie|deje|deja|dejar|descargue|desconecte|desconecta"
    r"|desconectar|desmonte|desmontar|drene|elija|encienda|enciende"
    r"|encender|enjuague|entre|entregue|envie|envia|enviar|escriba|escribe|escribir|espere|espera|esperar|haga|haz"
    r"|hacer|ingrese|inserte|instale|limpie|limpia|limpiar"
    r"|llame|llama|llamar|llene|lleve|lave|mande|mida|oprima|pida|pide|pedir|ponga|pon|poner|presente|presione"
    r"|presiona|pruebe|prueba|quite|quita|quitar|reciba|recoja"
    r"|reemplace|registre|reinicie|reinicia|reiniciar|repita|repite|retire|revise|revisa|revisar|seleccione|siga"
    r"|sigue|solicite|solicita|solicitar|sustituya|tire|tome"
    r"|traiga|use|usa|usar|vacie|vaya|verifique|verifica|verificar|vuelva|vuelve|debe|deben|debera|tiene que"
    r"|hay que|puede|podra|se (?:\w+a|\w+e|\w+an|\w+en)\b"
    r"|ask|call|cancel|change|check|choose|clean|click|close|confirm|connect|contact|disconnect|drain|email|enter"
    r"|fill|go to|hold|install|keep|let|log|make sure|must|open"
    r"|plug|press|pull|push|put|reboot|remove|repeat|replace|request|reset|restart|return|select|send|should|take"
    r"|tap|try|turn|unplug|update|use|verify|wait|write)\b"
)
_VERIFY = re.compile(
    r"\b(?:verifi\w+|comprueb\w+|comprobar|confirm\w+|asegure\w*|pruebe|haga una prueba|debe (?:quedar|marcar|dar"
    r"|verse|encender|salir|bajar|subir)|vuelva a (?:probar|encender|medir)"
    r"|verify|make sure|confirm\w*|test it|check that|should (?:read|show|be|turn|return))\b"
)
_PREVENT = re.compile(
    r"\b(?:prevent\w+|mantenimiento|evit\w+|para que no|cada (?:\w+ )?(?:dia|dias|semana|semanas|mes|meses|ano"
    r"|anos|turno|vez)|diari[oa]|periodic\w+|antes de (?:cada|usar|instalar|abrir)"
    r"|nunca|no (?:use|utilice|deje|ponga|mezcle)|maintenance|avoid|every (?:\w+ )?(?:day|week|month|year|shift)"
    r"|daily|regularly|never|before (?:each|using))\b"
)
_CAUSE = re.compile(
    r"\b(?:se deben? a|debido a|a causa|causad[oa]|por falta de|porque|suele ser|significa|que significa|es senal"
    r"|ocurre cuando|sucede cuando|indica|due to|because|caused by|means|is a sign|happens when|usually)\b"
)
_ESCALATE = re.compile(
    r"\b(?:si (?:[\w-]+ ){0,4}(?:se repite|persiste|sigue|vuelve|no se (?:quita|resuelve|corrige)|ocurre otra vez"
    r"|continua)"
    r"|avise a|escal\w+|supervisor|gerente|if (?:it|this|the (?:\w+ ){0,3}\w+) (?:persists|continues"
    r"|happens again)|call (?:us"
    r"|the)|escalate)\b"
)


_CELL = re.compile(r"(?:^|; )(?P<label>[^:;\n]{1,60}): (?P<value>.*?)(?=; [^:;\n]{1,60}: |$)", re.DOTALL)
_ACTION = re.compile(
    r"hacer|accion|solucion|remedio|paso|procedimiento|respuesta|correc|what to do|action|solution|remedy|fix"
    r"|steps?\b|procedure|answer"
)
_MEANING = re.compile(r"significa|causa|motivo|descripcion|problema|meaning|means|cause|reason|description|problem")
MOST_QUESTIONS = 3
FRAGMENT = 4
"""Words below which a sentence does not stand by itself."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a document that is taken over word for word."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Advice:
    """What the documentation offers on a ticket; every part may be empty."""

    cause: tuple[Quoted, ...] = ()
    steps: tuple[Quoted, ...] = ()
    alternative: tuple[Quoted, ...] = ()
    verify: tuple[Quoted, ...] = ()
    prevent: tuple[Quoted, ...] = ()
    escalate: tuple[Quoted, ...] = ()
    fit: float = 0.0
    """Rank of the passage that the steps come from."""


def advise(text: str, sections: Sequence[Section]) -> Advice:
    """What answers the ticket's questions; else steps from the passage that fits best; an alternative from the next."""
    answers = _answers(text, sections)
    about = [section for section in sections if section.relevant]
    broken = bool({Sign.BROKEN, Sign.OUTAGE, Sign.SAFETY} & signs(text).keys())
    ways = [(section, steps) for section in about if (steps := _steps(section)) and (not broken or _acts(steps))]
    if not ways:
        return Advice(steps=tuple(answers), fit=float(bool(answers)))
    first, steps = ways[0]
    others = [
        (section, found)
        for section, found in ways[1:]
        if section.rank >= NEAR * first.rank and section.scores[section.best] >= NEAR * first.scores[first.best]
    ]
    if answers:
        others, steps = [(first, steps), *others], answers
    other = next((new for _, found in others if (new := _new(found, steps))), [])
    near = [first, *(section for section, _ in others[:MOST_FURTHER] if section is not first)]
    return Advice(
        cause=tuple(_causes(first)),
        steps=tuple(_closed(steps)),
        alternative=tuple(_closed(other[:3])),
        verify=tuple(_new(_matching(near, _VERIFY, 2), steps)[:1]),
        prevent=tuple(_new(_matching(about, _PREVENT, 4), [*steps, *other])[:2]),
        escalate=tuple(_new(_matching(near, _ESCALATE, 1), [*steps, *other])),
        fit=first.rank,
    )


def _acts(steps: Sequence[Quoted]) -> bool:
    """Whether they say what to do, which something broken needs."""
    return any(_ACT.search(fold(step.text)) for step in steps)


def _answers(text: str, sections: Sequence[Section]) -> list[Quoted]:
    """The quotes that answer what the ticket asks, question by question, as the desk reads them."""
    passages = [section.passage for section in sections]
    found: list[Quoted] = []
    for question in re.findall(r"[^.?!\n¿]{12,}\?", text)[:MOST_QUESTIONS]:
        citations = extract(question.strip(), passages, language_of(question)).citations
        found += [Quoted(one.quote, one) for one in citations[:2] if all(one != known.citation for known in found)]
    return found


def _steps(section: Section) -> list[Quoted]:
    """The best row's action; or the list that holds the best unit; or the best sentence with those that belong to it."""
    best = section.best
    unit = section.units[best]
    if unit.kind is UnitKind.ROW:
        action = _cell(unit, _ACTION)
        return [_quoted(section, action)] if action else []
    if unit.kind is UnitKind.ITEM or _lists(section.units):
        listed = _list_around(section, best)
        if len(listed) >= 2:
            return [_quoted(section, one) for one in listed[:MOST_STEPS]]
    return [_quoted(section, one) for one in _sentences_around(section, best)]


def _causes(section: Section) -> list[Quoted]:
    """What a passage says of the cause: the row's own cell for it, or the sentence that speaks of one."""
    unit = section.units[section.best]
    if unit.kind is UnitKind.ROW:
        meaning = _cell(unit, _MEANING)
        return [_quoted(section, meaning)] if meaning else []
    return _matching([section], _CAUSE, 1)


def _cell(row: Unit, label: re.Pattern[str]) -> Unit | None:
    """The value under a label in a row written ``Label: value; Label: value``, as a unit of its own."""
    for match in _CELL.finditer(row.text):
        if label.search(fold(match["label"])) and len(match["value"].split()) > 1:
            start = row.start + match.start("value")
            return Unit(start, start + len(match["value"]), match["value"], UnitKind.ROW)
    return None


def _lists(units: Sequence[Unit]) -> bool:
    items = sum(unit.kind is UnitKind.ITEM for unit in units)
    return items >= 2 and items >= len([u for u in units if u.kind is not UnitKind.HEADING]) / 2


def _list_around(section: Section, best: int) -> list[Unit]:
    """The run of list items that holds the best unit, or is nearest to it."""
    units = section.units
    items = [place for place, unit in enumerate(units) if unit.kind is UnitKind.ITEM]
    if not items:
        return []
    start = min(items, key=lambda place: abs(place - best))
    first = start
    while first > 0 and units[first - 1].kind is UnitKind.ITEM:
        first -= 1
    last = start
    while last < len(units) and units[last].kind is UnitKind.ITEM:
        last += 1
    run = list(units[first:last])
    acting = sum(bool(_ACT.search(fold(unit.text))) for unit in run)
    return run if acting >= len(run) / 2 else []


def _sentences_around(section: Section, best: int) -> list[Unit]:
    """All of a short passage; of a longer one what fits best, with what is done next and the line that leads to it."""
    units = section.units
    told = [place for place, unit in enumerate(units) if _tells(unit)]
    if len(told) <= 4:
        return [units[place] for place in told]
    fitting = sorted(told, key=lambda place: -section.scores[place])[:3]
    kept = {place for place in fitting if section.scores[place] >= 0.6 * section.scores[best]} | {best}
    kept |= {place for place in told if place == best + 1 and _ACT.search(fold(units[place].text))}
    for place in sorted(kept):
        if units[place].kind is UnitKind.ITEM:
            kept |= set(_lead(units, place))
    return [units[place] for place in sorted(kept)][:MOST_STEPS]


def _tells(unit: Unit) -> bool:
    """A sentence or an item; short lines without a full stop are titles that nothing marks as such."""
    if unit.kind is UnitKind.SENTENCE:
        return unit.text[-1:] in '.!:;)»”"' or len(unit.text.split()) > SHORT_TITLE
    return unit.kind is UnitKind.ITEM


def _lead(units: Sequence[Unit], place: int) -> list[int]:
    """The place of the line that a list hangs on: the one before it, when it ends in a colon."""
    while place > 0 and units[place].kind is UnitKind.ITEM:
        place -= 1
    return [place] if units[place].text.endswith(":") else []


def _matching(sections: Sequence[Section], pattern: re.Pattern[str], most: int) -> list[Quoted]:
    """Units that say such a thing and have to do with the ticket, best first."""
    found = [
        (section.scores[place], section, unit)
        for section in sections
        for place, unit in enumerate(section.units)
        if unit.kind is not UnitKind.HEADING and unit.kind is not UnitKind.QUESTION
        and section.scores[place] >= LEAST_SCORE and pattern.search(fold(unit.text))
    ]  # fmt: skip
    found.sort(key=lambda one: -one[0])
    return [_quoted(section, unit) for _, section, unit in found[:most]]


def _new(found: Sequence[Quoted], known: Sequence[Quoted]) -> list[Quoted]:
    """Those that do not stand in `known` already."""
    texts = [quoted.text for quoted in known]
    return [quoted for quoted in found if not any(text in quoted.text or quoted.text in text for text in texts)]


def _closed(steps: Sequence[Quoted]) -> list[Quoted]:
    """Without a last line that leads to a list which is not there."""
    kept = list(steps)
    while kept and kept[-1].text.endswith(":"):
        kept.pop()
    return kept


def _quoted(section: Section, unit: Unit) -> Quoted:
    """The unit word for word; a fragment with the line that it stands in, which says of what it speaks."""
    if len(unit.text.split()) < FRAGMENT and unit.kind is UnitKind.SENTENCE:
        text = section.passage.text
        start = text.rfind("\n", 0, unit.start) + 1
        end = text.find("\n", unit.end)
        line = text[start : end if end >= 0 else len(text)]
        start += len(line) - len(line.lstrip())
        unit = Unit(start, start + len(line.strip()), line.strip(), unit.kind)
    return Quoted(unit.text, section.cite(unit))
