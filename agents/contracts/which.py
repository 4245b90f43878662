"""Which of the company's documents a message means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.language import Lang
from agents.text import fold, words

_CONTRACT = re.compile(
    r"contra(?:t|c)|convenio|acuerdo|agreement|arrendamiento|\blease|\bnda\b|adend|addend|licencia|terms"
)
_KINDS = frozenset({"pdf", "docx", "txt", "md", "html"})
_GENERIC = frozenset(
    "contrato contratos contract contracts convenio acuerdo agreement pdf docx txt md archivo documento file "
    "document el la "
    "los las de del que con por para una un este esta ese the this that with and for our nuestro mi con revisa revisar "
    "revisame review analiza analizar riesgos risks puedo terminar antes que dice what does say proveedor "
    "cliente servicios "
    "servicio firmar resumen resume cuanto cuando como donde quien tiene hay copia final firmado version".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be the contract meant."""

    id: str
    name: str
    kind: str
    opening: str = ""
    """The first characters of its text: title and parties."""


def contracts_among(documents: Sequence[Candidate]) -> list[Candidate]:
    """Documents whose name, or else opening, says that they are contracts."""
    readable = [d for d in documents if d.kind in _KINDS]
    named = [d for d in readable if _CONTRACT.search(fold(d.name))]
    return named or [d for d in readable if _CONTRACT.search(fold(d.opening[:400]))]


def mentioned(message: str, documents: Sequence[Candidate], least: int = 1) -> list[Candidate]:
    """Those that share most rare words with the message, in the name or among title and parties; all that tie.

    A word of the name counts 3, one of title and parties 1; fewer than `least` is no mention.
    """
    asked = {_stem(w) for w in words(message)} - {_stem(w) for w in _GENERIC}
    scored: list[tuple[int, Candidate]] = []
    for document in documents:
        name = {_stem(w) for w in words(re.sub(r"[_\-.]", " ", document.name))}
        opening = {_stem(w) for w in words(" ".join(_NAME.findall(document.opening)))}
        score = 3 * len(asked & name) + len({w for w in asked & opening if len(w) >= 4})
        if fold(document.name) in fold(message):
            score += 100
        scored.append((score, document))
    best = max((score for score, _ in scored), default=0)
    return [document for score, document in scored if score == best] if best >= least else []


_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñÁÉÍÓÚÑ]+")


def _stem(word: str) -> str:
    word = _SYNONYMS.get(word, word)
    return re.sub(r"(?:es|s)$", "", word)[:9]


_SYNONYMS = {"renta": "arrendamiento", "alquiler": "arrendamiento", "local": "arrendamiento", "lease": "arrendamiento",
             "rent": "arrendamiento", "nda": "confidencialidad", "flete": "transporte",
             "fletes": "transporte"}  # fmt: skip


def ask_back(fitting: Sequence[Candidate], lang: Lang) -> str:
    """The question which of several is meant."""
    lines = "\n".join(f"- {document.name}" for document in fitting[:8])
    if lang == "es":
        return f"Hay varios contratos. ¿De cuál hablamos?\n{lines}"
    return f"There are several contracts. Which one do you mean?\n{lines}"


NONE: dict[Lang, str] = {
    "es": "No encuentro ningún contrato entre tus documentos. Súbelo en PDF, DOCX o texto y pregunta de nuevo.",
    "en": "I find no contract among your documents. Upload it as PDF, DOCX or text and ask again.",
}
