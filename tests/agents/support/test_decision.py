"""What no model decides: when a person must take over."""

import pytest

from agents.support.decision import Reason, decide
from agents.support.steps import Advice, Quoted
from agents.support.ticket import Ticket
from agents.support.triage import Hints, triage_by_signs
from guardrails.evidence import Citation


def quoted(text: str) -> Quoted:
    return Quoted(text, Citation("d", "manual.md", "0", 0, len(text), text))


STEPS = Advice(steps=(quoted("Apague el equipo y espere 10 minutos."),), fit=0.6)
POLICY = Advice(steps=(quoted("Se hace el reembolso hasta por $1,500.00 pesos dentro de 20 días."),), fit=0.6)


def reasons(text: str, advice: Advice = STEPS, *, tier: str | None = None, known: bool = True) -> list[Reason]:
    ticket = Ticket(text=text, tier=tier)
    hints = Hints(category="Falla", probability=0.9 if known else 0.1, known=known)
    triage = triage_by_signs(lang="es", ticket=ticket, categories=["Falla"], hints=hints)
    return decide(ticket, triage, advice, "es").reasons


def test_documented_problems_are_answered() -> None:
    assert reasons("El horno no prende") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("El horno me dio toques", Reason.SAFETY),
        ("Voy a ir a Profeco con mi abogado", Reason.LEGAL),
        ("Me hicieron un cargo que no reconozco", Reason.FRAUD),
        ("Quiero hablar con una persona, no con un robot", Reason.ASKED_FOR_PERSON),
        ("Can I speak to a manager?", Reason.ASKED_FOR_PERSON),
        ("Ich habe ein Problem und die Maschine ist kaputt", Reason.LANGUAGE),
        ("Pésimo servicio, otra vez falló", Reason.UPSET_AGAIN),
    ],
)
def test_reasons(text: str, reason: Reason) -> None:
    assert reasons(text)[0] is reason


def test_no_documentation() -> None:
    assert reasons("El horno no prende", Advice()) == [Reason.NO_DOCUMENTATION]


def test_unclear_and_undocumented() -> None:
    assert Reason.LOW_CONFIDENCE in reasons("Lo de siempre", Advice(), known=False)


def test_money_back_needs_a_policy() -> None:
    assert reasons("Quiero mi reembolso") == [Reason.REFUND_UNDOCUMENTED]
    assert reasons("Quiero un reembolso de $900.00", POLICY) == []
    assert reasons("Quiero un reembolso de $4,000.00", POLICY) == [Reason.REFUND_ABOVE_POLICY]


def test_a_priority_customer_at_a_standstill() -> None:
    assert Reason.VIP_OUTAGE in reasons("No podemos abrir, todo parado", tier="VIP")
    assert Reason.VIP_OUTAGE not in reasons("No podemos abrir, todo parado", tier="básico")


def test_a_hand_off_says_why_and_to_whom() -> None:
    ticket = Ticket(text="My oven is smoking")
    triage = triage_by_signs(
        lang="en", ticket=ticket, categories=["Fault"], hints=Hints(category="Fault", probability=0.9, known=True)
    )
    made = decide(ticket, triage, STEPS, "en")
    assert made.action == "handoff"
    assert made.reason == "People may get hurt."
    assert made.to == "the person in charge of safety and technical service"
