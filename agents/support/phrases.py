"""The sentences around a ticket's findings, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.language import Lang
from agents.support.triage import Impact


@dataclass(frozen=True)
class Phrases:
    """One language's sentences; those that need facts are methods."""

    lang: Lang
    impact: Mapping[Impact, str]
    several: str
    verify: str
    alternative: str
    cause_unknown: str
    no_cause: str
    first_reply: str
    resolution: str
    escalate: str
    attachments: str
    unsure: str
    no_tier: str

    def because(self, words: Sequence[str]) -> str:
        """``, por «urge» y «no calienta»``."""
        if not words:
            return ""
        quoted = [f"«{word}»" if self.lang == "es" else f"“{word}”" for word in words[:3]]
        lead = ", por " if self.lang == "es" else ", because of "
        return lead + ", ".join(quoted)

    def cause_of_case(self, resolution: str) -> str:
        if self.lang == "es":
            return f"La documentación no la dice. En el caso más parecido: {resolution}"
        return f"The documentation does not say. In the case most like it: {resolution}"

    def as_in_case(self, folio: str | None, resolution: str) -> str:
        name = folio or ("un caso parecido" if self.lang == "es" else "a case like it")
        return f"Como en {name}: {resolution}" if self.lang == "es" else f"As in {name}: {resolution}"

    def prevent(self, category: str) -> str:
        if self.lang == "es":
            note = f"Al cerrar, anota la causa bajo la categoría **{category}**"
            return f"{note}: si se repite, conviene escribir los pasos en la documentación."
        note = f"When you close it, note the cause under the category **{category}**"
        return f"{note}: if it keeps coming back, write the steps down."

    def tell(self, *, handoff: bool, safety: bool) -> str:
        if self.lang == "es":
            said = "que deje de usar el equipo hasta que alguien lo revise, " if safety else ""
            rest = "quién lo atiende y para cuándo" if handoff else "los pasos, y que avise si no se resuelve"
            return f"Dile {said}{rest}; la respuesta corta está lista para copiar."
        said = "to stop using it until somebody has looked at it, " if safety else ""
        rest = "who takes care of it and by when" if handoff else "the steps, and to write back if they do not help"
        return f"Tell them {said}{rest}; the short reply is ready to copy."

    def counted(self, hours: str, received: str, working: str) -> str:
        return f"{hours} desde {received}, {working}" if self.lang == "es" else f"{hours} from {received}, {working}"

    def sla_note(self, working: str) -> str:
        if self.lang == "es":
            table = "Los plazos salen de la tabla de Arriero por nivel de cliente y urgencia"
            return f"{table}, en horas hábiles: {working}."
        return f"The due times come from Arriero's table by customer tier and urgency, in working hours: {working}."

    def learned(self, tickets: int) -> str:
        """How a category was found."""
        if self.lang == "es":
            return f"categoría aprendida de {tickets} tickets" if tickets else "categoría de la lista de Arriero"
        return f"category learned from {tickets} tickets" if tickets else "category of Arriero's own list"

    @property
    def product(self) -> str:
        if self.lang == "es":
            return "producto de las tablas de la empresa que el ticket nombra"
        return "product of the company's tables that the ticket names"

    def escalate_now(self, to: str, reason: str) -> str:
        reason = reason.rstrip(".")
        reason = reason[:1].lower() + reason[1:]
        return f"Ahora, a {to}: {reason}." if self.lang == "es" else f"Now, to {to}: {reason}."


BY_LANG: dict[Lang, Phrases] = {
    "es": Phrases(
        lang="es",
        impact={
            Impact.SAFETY: "Puede haber alguien en riesgo",
            Impact.STANDSTILL: "El trabajo del cliente está detenido",
            Impact.MONEY: "Hay dinero de por medio",
            Impact.DEGRADED: "Algo que compró no funciona como debe",
            Impact.WAITING: "El cliente sigue esperando algo que pidió",
            Impact.NONE: "El ticket no describe una afectación",
        },
        several=", y afecta a varios",
        verify="Confirma con el cliente que quedó resuelto antes de cerrar el ticket.",
        alternative="Si no se resuelve así, que lo revise una persona.",
        cause_unknown="No está documentada: hay que confirmarla con el cliente.",
        no_cause="No aplica: es una consulta.",
        first_reply="Primera respuesta, a más tardar",
        resolution="Solución, a más tardar",
        escalate="Si no se resuelve en ese plazo, o el cliente dice que sigue igual, pásalo a una persona.",
        attachments="La conversación traía fotos, audios o archivos que la exportación no incluye.",
        unsure="La categoría es la más cercana, pero el ticket no se parece mucho a los conocidos.",
        no_tier="No se dijo el nivel del cliente: se tomó el estándar.",
    ),
    "en": Phrases(
        lang="en",
        impact={
            Impact.SAFETY: "Somebody may be in danger",
            Impact.STANDSTILL: "The customer's work has stopped",
            Impact.MONEY: "Money is at stake",
            Impact.DEGRADED: "Something they bought does not work as it should",
            Impact.WAITING: "The customer is still waiting for something",
            Impact.NONE: "The ticket does not say that anything is affected",
        },
        several=", and several are affected",
        verify="Confirm with the customer that it is solved before closing the ticket.",
        alternative="If that does not solve it, have a person look at it.",
        cause_unknown="It is not documented: confirm it with the customer.",
        no_cause="Does not apply: it is a question.",
        first_reply="First reply, at the latest",
        resolution="Solution, at the latest",
        escalate="If it is not solved by then, or the customer says it is the same, pass it to a person.",
        attachments="The conversation held pictures, voice messages or files that the export leaves out.",
        unsure="The category is the nearest one, but the ticket is not much like those known.",
        no_tier="The customer's tier was not said: standard was assumed.",
    ),
}
