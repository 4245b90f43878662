"""Questions about one contract: answered from its clauses, or not at all."""

from datetime import date
from pathlib import Path

import pytest

from agents.answer import Answer
from agents.contracts.questions import answer_question
from agents.contracts.tasks import understand, understand_by_signs
from agents.contracts.topics import topics
from agents.contracts.which import Candidate, contracts_among, mentioned
from agents.language import Lang
from guardrails.grounding import invented
from tools.clauses_types import Category

C = Category

TEXTS = Path(__file__).parents[1] / "contracts"


def asked(name: str, question: str, lang: Lang = "es", party: str | None = None) -> Answer:
    text = (TEXTS / name).read_text(encoding="utf-8")
    answer = answer_question(
        name, "d", "v", text, [], question, topics(question), party=party, today=date(2026, 5, 4), lang=lang
    )
    assert invented(answer.text, answer.citations, answer.figures, question, lang) == []
    return answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("¿Puedo terminar antes?", "30 días"),
        ("¿Qué pasa si pago tarde?", "1% mensual"),
        ("¿Cuánto cuesta y cuándo se paga?", "$18.50 MXN"),
        ("¿Hasta cuándo dura?", "28 de febrero de 2027"),
        ("¿Se renueva solo?", "hace falta un acuerdo"),
        ("¿Qué ley se aplica?", "Estado de Puebla"),
        ("¿Quiénes son las partes?", "DULCES LA PALOMA"),
        ("¿Puedo ceder el contrato?", "consentimiento previo"),
        ("¿Qué garantía tienen las cajas?", "seis meses"),
        ("¿Cuándo se firmó?", "20 de febrero de 2026"),
        ("¿De qué material son las charolas?", "charolas de cartón"),
    ],
)
def test_questions_in_spanish(question: str, says: str) -> None:
    answer = asked("fair_es.txt", question)
    assert says in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Can we terminate early?", "30 days"),
        ("What happens if we pay late?", "1.5% per month"),
        ("When does it end?", "April 6, 2028"),
        ("Does it renew automatically?", "90 days"),
        ("Who owns the inventions?", "assigns to Consultant"),
    ],
)
def test_questions_in_english(question: str, says: str) -> None:
    assert says in asked("services_en.txt", question, "en").text


def test_whose_right_it_is_depends_on_who_asks() -> None:
    assert asked("traps_es.txt", "¿Puedo terminar antes?", party="Ortiz Salgado").text.startswith(
        "No por tu sola voluntad"
    )
    assert asked("traps_es.txt", "¿Puedo terminar antes?", party="Tecnología del Bajío").text.startswith("Sí")


@pytest.mark.parametrize("question", ["¿Hay un seguro?", "¿Qué dice de los uniformes?", "¿Hay exclusividad?"])
def test_what_is_not_there_is_not_answered(question: str) -> None:
    answer = asked("fair_es.txt", question)
    assert answer.abstained
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Revisa este contrato", "review"),
        ("¿Me conviene firmarlo?", "review"),
        ("dame un resumen y los riesgos", "review"),
        ("Please review this agreement", "review"),
        ("¿Puedo terminar antes?", "question"),
        ("¿Cuándo se firmó el contrato?", "question"),
        ("what is the notice period?", "question"),
    ],
)
def test_a_review_is_told_from_a_question(question: str, kind: str) -> None:
    assert understand_by_signs(lang="es", question=question, files=[], known=True).kind == kind


def test_the_prompt_takes_what_the_twin_takes() -> None:
    for lang in ("es", "en"):
        text = understand.prompt.render(lang, {"question": "¿Puedo terminar?", "files": "[]", "known": "true"})
        assert "¿Puedo terminar?" in text


def test_topics_of_a_question() -> None:
    assert topics("¿Qué pasa si pago tarde?")[0] is C.DEFAULT_INTEREST
    assert topics("¿De quién es la propiedad intelectual?")[0] is C.IP_ASSIGNMENT
    assert topics("hola") == []


LEASE = Candidate("1", "arrendamiento_bodega.pdf", "pdf", "CONTRATO DE ARRENDAMIENTO QUE CELEBRAN Inmobiliaria Roble")
SUPPLY = Candidate("2", "contrato_empaques.docx", "docx", "CONTRATO DE SUMINISTRO QUE CELEBRAN Cartonera Sierra")
MANUAL = Candidate("3", "manual.pdf", "pdf", "Manual de la empresa")


def test_contracts_are_told_from_other_files() -> None:
    assert contracts_among([LEASE, SUPPLY, MANUAL]) == [LEASE, SUPPLY]


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("¿cuándo vence la renta de la bodega?", [LEASE]),
        ("revisa el de empaques", [SUPPLY]),
        ("¿qué firmamos con Cartonera Sierra?", [SUPPLY]),
        ("¿puedo terminar antes?", []),
    ],
)
def test_the_document_meant(message: str, meant: list[Candidate]) -> None:
    assert mentioned(message, [LEASE, SUPPLY]) == meant


@pytest.mark.parametrize(
    ("party", "begins"),
    [("Arrendadora Norte", "Sí, puedes terminar antes, con aviso de 5 días"), ("Café Sur", "No por tu sola")],
)
def test_a_way_out_of_the_other_side_is_none_of_ours(party: str, begins: str) -> None:
    text = (TEXTS / "lease_es.txt").read_text(encoding="utf-8")
    question = "¿Puedo terminar antes?"
    answer = answer_question(
        "c", "d", "v", text, [], question, topics(question), party=party, today=date(2026, 5, 4), lang="es"
    )
    assert answer.text.startswith(begins)
