"""What the desk says: quotes with where they stand, or that it does not know."""

from collections.abc import Sequence
from pathlib import Path

from agents.language import BALANCED, Lang, Prompt, Prose
from agents.text import fold
from guardrails.evidence import Citation

PROMPTS = Path(__file__).parent / "prompts"

Both = dict[Lang, str]

NO_DOCUMENTS: Both = {
    "es": "Todavía no hay documentos. Agrega tu carpeta (botón «Documentos» o `arriero ingest CARPETA`) y pregúntame.",
    "en": "There are no documents yet. Add your folder (“Documents”, or `arriero ingest FOLDER`) and ask me.",
}
NOT_FOUND: Both = {
    "es": "No encontré la respuesta en tus documentos, así que no voy a adivinar.",
    "en": "I did not find the answer in your documents, so I will not guess.",
}
STILL_READING: Both = {
    "es": " Todavía se están leyendo archivos; vuelve a preguntar cuando termine.",
    "en": " Files are still being read; ask again when that is done.",
}
HELLO: Both = {
    "es": (
        "Hola. Contesto preguntas sobre tus documentos, facturas y hojas de cálculo, siempre con su fuente; atiendo "
        "tickets de clientes, reviso contratos y pronostico ventas para decirte qué pedir. ¿Qué necesitas?"
    ),
    "en": (
        "Hello. I answer questions about your documents, invoices and spreadsheets, always with the source; I handle "
        "customer tickets, review contracts and forecast sales to tell you what to order. What do you need?"
    ),
}
THANKS: Both = {"es": "Con gusto. ¿Algo más?", "en": "You are welcome. Anything else?"}

_GREETINGS = frozenset(
    "hola|buenos dias|buen dia|buenas|buenas tardes|buenas noches|que tal|hello|hi|hey|good morning|ayuda|help|"
    "que puedes hacer|que sabes hacer|que haces|en que me puedes ayudar|quien eres|what can you do|who are you".split(
        "|"
    )
)
_THANKS = frozenset(
    "gracias|muchas gracias|ok gracias|perfecto gracias|thanks|thank you|ok|perfecto|listo|va".split("|")
)


def small_talk(message: str, lang: Lang) -> str | None:
    """The reply to a greeting, thanks or «what can you do»; None for everything else."""
    plain = fold(message).strip(" ¿?¡!.,")
    if plain in _GREETINGS:
        return HELLO[lang]
    if plain in _THANKS:
        return THANKS[lang]
    return None


def from_quotes(citations: Sequence[Citation], lang: Lang) -> str:
    """Quotes with their markers, grouped under the file they come from."""
    lines: list[str] = []
    name = None
    for number, citation in enumerate(citations, 1):
        if citation.name != name:
            name = citation.name
            lines.append(f"Según **{name}**:" if lang == "es" else f"According to **{name}**:")
        lines.append(f"«{' '.join(citation.quote.split())}» [{number}]")
    return "\n\n".join(lines)


def findings_as_text(*, lang: Lang, question: str, findings: str, evidence: str) -> str:
    """The twin: what was found is already a sentence with its markers."""
    del lang, question, evidence
    return findings


answer = Prose(name="desk.answer", prompt=Prompt(PROMPTS, "answer"), embedded=findings_as_text, preset=BALANCED)


def numbered(citations: Sequence[Citation]) -> str:
    """Citations as a prompt shows them."""
    return "\n".join(f"[{n}] {c.name}: «{' '.join(c.quote.split())}»" for n, c in enumerate(citations, 1))
