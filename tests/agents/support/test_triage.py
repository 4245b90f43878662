"""Urgency, mood, language and impact by signs; and what a model may not change."""

import pytest

from agents.support.spoken import spoken
from agents.support.ticket import Ticket
from agents.support.triage import Hints, Impact, Scope, Sentiment, Shown, Triage, checked, triage_by_signs
from tools.tickets_sla import Urgency

HINTS = Hints(category="Falla", probability=0.8, known=True, words=["prende"])


def triaged(text: str, lang: str = "es") -> Triage:
    return triage_by_signs(lang=lang, ticket=Ticket(text=text), categories=["Falla", "Factura"], hints=HINTS)


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("El horno echa humo y huele a quemado", Urgency.CRITICAL),
        ("No podemos abrir, no funciona nada, es urgente", Urgency.CRITICAL),
        ("Hay un cargo que no reconozco en mi tarjeta", Urgency.HIGH),
        ("El horno no prende y lo necesito para mañana", Urgency.HIGH),
        ("The oven won't turn on", Urgency.MEDIUM),
        ("Quisiera saber el precio del horno chico", Urgency.LOW),
        ("No prende el foco pero no hay prisa", Urgency.LOW),
    ],
)
def test_urgency(text: str, urgency: Urgency) -> None:
    assert triaged(text).urgency is urgency


def test_not_urgent_is_not_urgent() -> None:
    assert triaged("No es urgente, es una pregunta").urgency is Urgency.LOW


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("Pésimo servicio, son unos ladrones", Sentiment.ANGRY),
        ("ESTOY ESPERANDO DESDE AYER MI PEDIDO!!!", Sentiment.ANGRY),
        ("Otra vez falló, ya van tres veces", Sentiment.FRUSTRATED),
        ("Excelente servicio, todo perfecto", Sentiment.POSITIVE),
        ("Necesito cambiar mi dirección", Sentiment.NEUTRAL),
        ("el molino hace un ruido horrible", Sentiment.NEUTRAL),
    ],
)
def test_sentiment(text: str, sentiment: Sentiment) -> None:
    assert triaged(text).sentiment is sentiment


def test_evidence_is_what_the_ticket_says() -> None:
    text = "Se APAGÓ sola otra vez, y tengo fila; están paradas todas las sucursales"
    made = triaged(text)
    assert made.impact is Impact.STANDSTILL
    assert made.scope is Scope.SEVERAL
    assert all(word in text for shown in made.evidence if shown.about != "category" for word in shown.words)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pedido 123 no llega", "es"),
        ("oye la Brava marca E6 en el display, what does it mean?", "es"),
        ("my order has not arrived", "en"),
        ("Bonjour, ma machine ne marche pas", "other"),
        ("Guten Tag, meine Maschine funktioniert nicht", "other"),
        ("Olá, meu pedido não chegou ainda", "other"),
        ("我的订单还没有到", "other"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert spoken(text) == language


def test_what_a_model_says_is_held_to_the_ticket() -> None:
    ticket = Ticket(text="El horno echa humo")
    twin = triage_by_signs(lang="es", ticket=ticket, categories=["Falla", "Factura"], hints=HINTS)
    model = Triage(
        category="Inventada",
        confident=True,
        urgency=Urgency.LOW,
        sentiment=Sentiment.NEUTRAL,
        language="en",
        impact=Impact.NONE,
        scope=Scope.ONE,
        product="Horno Ceiba 60",
        evidence=[Shown(about="urgency", words=["echa humo", "explota"])],
    )
    made = checked(model, ticket, ["Falla", "Factura"], twin)
    assert made.category == "Falla"
    assert made.urgency is Urgency.CRITICAL
    assert made.language == "es"
    assert made.product is None
    assert made.words("urgency") == ["echa humo"]
