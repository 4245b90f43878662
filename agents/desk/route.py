"""Who answers: the task that sends a message, or its parts, to specialists."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.language import PRECISE, Lang, Prompt, Result, Task
from agents.support.follow_up import is_follow_up
from agents.text import fold
from retrieval.analysis import content_words

PROMPTS = Path(__file__).parent / "prompts"

Specialist = Literal["desk", "support", "contracts", "inventory"]


class Part(BaseModel):
    """A part of a message and who answers it."""

    model_config = ConfigDict(frozen=True)

    specialist: Specialist
    question: str = Field(description="This specialist's part of the message, in the user's own words.")


class Route(Result):
    """One part for most messages; several when the message asks for different things."""

    parts: list[Part] = Field(min_length=1, max_length=4)


# Word beginnings, folded. A verb of asking for work counts more than a topic.
_SIGNS: dict[Specialist, tuple[tuple[str, float], ...]] = {
    "inventory": (
        (r"pronostic|proyect\w{0,12} (la |las |de )?(venta|demanda)|forecast|predic", 3),
        (r"\b(reabastec|resurt|reorden|reorder|replenish|restock)", 3),
        (r"punto de (reorden|pedido)|inventario de seguridad|stock de seguridad|safety stock|sobre ?inventario", 3),
        (
            r"\b(que|cuanto|cuantas?|cuantos) (\w{1,20} )?(debo|debemos|hay que|tengo que|me conviene|conviene) (pedir|comprar|ordenar)",
            3,
        ),
        (r"\b(what|how much|how many).{0,20}\b(should|must) (i|we) (order|buy)", 3),
        (
            r"\b(haz|hazme|arma|prepara|genera|make|prepare) (me )?(el|un|la|una|los|the|an?)? ?(pedido|orden de compra|lista de (pedido|compra)|purchase order|order list)",
            3,
        ),
        (r"cuando se (me )?(va a )?(acaba|agota|termina)|run out|quiebre|desabasto|agotar", 2.5),
        (r"\bdemanda\b|\bdemand\b|venderemos|vamos a vender|proximas? \d{0,4} ?(semanas|meses)", 1.5),
    ),
    "contracts": (
        (
            r"\b(revis|analiz|review|analy[sz]e|resum|summari[sz]e|evalu|checa|lee)\w{0,12}.{0,40}(contrat|convenio|acuerdo|agreement|arrendamiento|lease|clausul)",
            4,
        ),
        (
            r"\b(riesgo|risk|trampa|clausula|clause|firmar|firmo|sign)\w{0,12}.{0,60}(contrat|convenio|agreement|contract)",
            3,
        ),
        (
            r"\b(contrat|convenio|agreement|contract)\w{0,12}.{0,60}(riesgo|risk|trampa|peligro|firmar|conviene|clausula|clause|falta|missing)",
            3,
        ),
        (
            r"\b(puedo|podemos|can (i|we)).{0,20}(terminar|rescindir|cancelar|terminate).{0,30}(contrat|convenio|agreement|contract|arrendamiento)",
            3,
        ),
    ),
    "support": (
        (
            r"\b(contest|respond|responde|reply|answer|redact|escrib)\w{0,12}.{0,30}(cliente|ticket|queja|reclamo|correo|mensaje|customer|complaint)",
            4,
        ),
        (
            r"\b(un|una|el|la|este|mi|our|a|the|this) (cliente|clienta|customer)\b.{0,40}(dice|reporta|se queja|reclama|escribio|pregunta|says|reports|complains|wrote)",
            4,
        ),
        (
            r"\bticket\b.{0,30}(nuevo|llego|atiende|clasifica|responde|new|came|triage|answer)|\b(atiende|clasifica|triage|handle).{0,20}ticket",
            4,
        ),
        (
            r"\b(me escribio|nos escribio|nos reporta|me reporta|nos llego (un|este|una) (mensaje|correo|queja|reclamo|ticket))",
            3,
        ),
        (r"^(asunto|subject|de|from):", 3),
    ),
}
_FILE_SIGNS: tuple[tuple[Specialist, str], ...] = (
    ("contracts", r"contrat|convenio|acuerdo|agreement|contract|arrendamiento|lease|nda"),
    ("inventory", r"venta|sales|demanda|inventario|existencia|stock"),
    ("support", r"\.eml$|whatsapp|chat|ticket|queja"),
)
# What only the desk answers; a part of a message without any sign belongs to its neighbour.
_DESK = re.compile(
    r"\b(factur|precio|cuesta|politica|segun|horario|garantia|vacaciones|existencia|cuantos? (dias|tickets)|saldo|"
    r"manual|documento|invoice|price|policy|warranty|how many days)"
)
# After a specialist answered, these words are still about its subject.
_STILL: dict[Specialist, str] = {
    "contracts": r"\b(terminar|rescindir|cancelar|renovar|prorrog|firm|clausul|riesgo|penaliz|multa|aviso|plazo|vigencia|"
    r"obligacion|indemniz|jurisdiccion|pag[ao]r? tarde|terminate|renew|clause|risk|penalty|notice|sign)",
    "support": r"\b(cliente|ticket|respuesta|contest|mas corta|mas formal|sigue (igual|fallando)|shorter|formal|reply)",
    "inventory": r"\b(pedido|pronostic|semanas|reorden|proveedor|cuanto pido|order|forecast|weeks)",
}
_THRESHOLD = 2.5
MAX_READ = 4_000
"""Characters of a message that routing looks at; what is asked stands at its beginning."""
MAX_SCORED = 2_000
"""Characters of them that are searched for signs."""
MAX_SPLIT = 1_200
"""A longer message is one thing that somebody pasted; it is not taken apart."""
_SPLIT = re.compile(
    r"(?:[.;?!]\s+|,?\s+(?:y|e|and|ademas|además|tambien|también|also)\s+)(?=(?:dime|dame|haz|hazme|revisa|analiza|"
    r"pronostica|también|tambien|cuánto|cuanto|cuánta|cuántos|cuántas|cuantos|cuantas|qué|que|cuál|cual|cuándo|cuando|"
    r"contesta|responde|calcula|tell|give|review|forecast|what|how|when|which)\b|¿)",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(r"^\s*(¿\s*)?(y|e|pero|and|but|what about|how about|que tal|qué tal)\b", re.IGNORECASE)


def score(text: str) -> dict[Specialist, float]:
    """How much a text asks for each specialist's work; the desk needs no sign."""
    folded = fold(text[:MAX_SCORED])
    return {
        specialist: max((weight for pattern, weight in signs if re.search(pattern, folded)), default=0.0)
        for specialist, signs in _SIGNS.items()
    }


def _specialist(text: str, files: Sequence[str], last: Specialist | None) -> Specialist:
    text = text[:MAX_READ]
    scores = score(text)
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _THRESHOLD:
        return best
    for specialist, pattern in _FILE_SIGNS:
        if any(re.search(pattern, fold(name)) for name in files):
            return specialist
    if last == "support" and is_follow_up(text):
        return last
    if last and (_FOLLOW_UP.match(text) or re.search(_STILL.get(last, r"(?!)"), fold(text))):
        return last
    return best if scores[best] > 0 and last == best else "desk"


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Without parts of the desk that ask for nothing of the desk's: they go on with what stands beside them."""
    kept: list[Part] = []
    loose = ""
    for part in parts:
        if part.specialist == "desk" and not _DESK.search(fold(part.question)):
            if kept:
                kept[-1] = Part(specialist=kept[-1].specialist, question=f"{kept[-1].question} {part.question}")
            else:
                loose = f"{loose} {part.question}".strip()
        else:
            kept.append(Part(specialist=part.specialist, question=f"{loose} {part.question}".strip()))
            loose = ""
    return kept or list(parts)


def route_by_signs(
    *, lang: Lang, message: str, files: Sequence[str], last: Specialist | None, asked_back: bool
) -> Route:
    """The embedded twin: signs in the words, then in the names of the files sent along, then who answered last.

    What answers a question that a specialist asked back goes to that specialist.
    """
    if asked_back and last and max(score(message).values()) < _THRESHOLD:
        return Route(parts=[Part(specialist=last, question=message)])
    if len(message) > MAX_SPLIT:
        return Route(parts=[Part(specialist=_specialist(message, files, last), question=message)])
    pieces = [piece.strip(" ,;") for piece in _SPLIT.split(message) if piece and piece.strip(" ,;.?!¿¡")]
    if len(pieces) > 1 and all(_of_the_desk(piece, files, last) for piece in pieces):
        return Route(parts=[Part(specialist="desk", question=piece) for piece in pieces[:4]])
    parts: list[Part] = []
    for piece in pieces:
        specialist = _specialist(piece, files, last)
        if parts and parts[-1].specialist == specialist:
            parts[-1] = Part(specialist=specialist, question=f"{parts[-1].question} {piece}")
        else:
            parts.append(Part(specialist=specialist, question=piece))
    parts = _joined(parts)
    asked = {part.specialist for part in parts}
    if len(asked) == 1 or not parts:
        return Route(parts=[Part(specialist=_specialist(message, files, last), question=message)])
    return Route(parts=parts[:4])


_ASKS = re.compile(
    r"\b(?:cuant[oa]s?|cuando|que|quien(?:es)?|donde|como|cual(?:es)?|how|what|when|who|where|which|why)\b"
)
_LEANS = re.compile(
    r"\b(?:quien|cuando|donde|como|a quien|who|when) (?:se )?(?:l[aeo]s?|them|it)\b|\b(?:de|con|para|a) (?:ell?[ao]s?|es[ao]s?)\b"
    r"|\b(?:cada uno|cada una|each|them|they)\b|\b(?:de )?(?:cuanto|cual|quien|que) (?:es|son|fue|era|seria)\W*$"
)
LEAST_TO_STAND = 2
"""Content words of a question that stands by itself."""


def _of_the_desk(piece: str, files: Sequence[str], last: Specialist | None) -> bool:
    """Whether a part of a message is a question for the desk that can be understood alone."""
    folded = fold(piece)
    asks = _ASKS.search(folded) is not None and not _LEANS.search(folded)
    return asks and len(content_words(piece)) >= LEAST_TO_STAND and _specialist(piece, files, last) == "desk"


route = Task(name="desk.route", prompt=Prompt(PROMPTS, "route"), result=Route, embedded=route_by_signs, preset=PRECISE)
