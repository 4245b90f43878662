"""Reading comprehension without a model: quotes for what stands in the text, nothing for what does not."""

from pathlib import Path

import pytest

from agents.desk.extract import MOST, extract
from agents.desk.reading_units import UnitKind, units
from agents.language import Lang
from guardrails.evidence import Citation
from retrieval.chunks import chunks
from retrieval.library import Passage
from retrieval.readers import read

CLINIC = """# Manual interno de la Veterinaria El Roble

## Horarios
La clínica abre de lunes a viernes de 8:30 a 19:00. Los sábados atendemos de 9:00 a 13:00.

## Sucursales

- Sucursal Querétaro: Av. Universidad 210. La pensión tiene cupo para 18 perros.
- Sucursal Celaya: Calle Hidalgo 45. La pensión tiene cupo para 7 perros.

## Vacunas

La vacuna contra la rabia se aplica a partir de los 3 meses de edad. Se refuerza cada año.

Para vacunar se necesita:

- Cartilla de vacunación.
- Identificación del dueño.

## Pagos

Aceptamos efectivo, tarjeta y transferencia. No aceptamos cheques. Las cirugías requieren un anticipo del 40%. Este se
devuelve si se cancela con dos días de anticipación.

¿Puedo pagar a meses? Sí, a 3 y 6 meses sin intereses. El monto mínimo es de $2,500.

| Servicio | Precio | Duración |
|---|---|---|
| Baño chico | $180 | 40 minutos |
| Baño grande | $320 | 70 minutos |

## Personal

El director médico es Tomás Arriaga. Las compras las autoriza la gerente administrativa, Lucía Baeza.
"""
SHOP = """# Northwind Kayaks staff handbook

## Working hours
The shop is open from 9:00 am to 6:00 pm, Monday to Saturday. Staff take a lunch break of 45 minutes.

## Leave
Full-time employees receive 16 days of paid leave per year. Unused days expire on March 31 of the following year.
Requests go to Dana Whitfield at least two weeks in advance.

## Returns
Customers may return unused gear within 45 days with a receipt. Paddles bought on sale cannot be returned.
Refunds above $500 need approval by the store manager.

## Branches
Tacoma: 12 Dock Street. Rents kayaks and boards.
Olympia: 8 Harbor Lane. Sales only.
"""


@pytest.fixture
def passages(tmp_path: Path, request: pytest.FixtureRequest) -> list[Passage]:
    """All chunks of the text, in its order, as if a search had ranked them alike."""
    name, text = request.param
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read(path, max_bytes=1_000_000)
    return [
        Passage(
            Citation("d", name, document.version, c.start, c.end, c.text, c.page, c.cell, c.path, c.heading),
            c.text,
            0.5,
            document.kind,
        )
        for c in chunks(document)
    ]


clinic = pytest.mark.parametrize("passages", [("manual.md", CLINIC)], indirect=True)
shop = pytest.mark.parametrize("passages", [("handbook.md", SHOP)], indirect=True)


@clinic
@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("¿A qué hora abren los sábados?", "Los sábados atendemos de 9:00 a 13:00."),
        ("¿abren el miércoles?", "La clínica abre de lunes a viernes de 8:30 a 19:00."),
        (
            "¿Cuántos perros caben en la pensión de Celaya?",
            "- Sucursal Celaya: Calle Hidalgo 45. La pensión tiene cupo para 7 perros.",
        ),
        (
            "cupo de la pension de queretaro",
            "- Sucursal Querétaro: Av. Universidad 210. La pensión tiene cupo para 18 perros.",
        ),
        (
            "¿Dónde está la sucursal Celaya?",
            "- Sucursal Celaya: Calle Hidalgo 45. La pensión tiene cupo para 7 perros.",
        ),
        (
            "¿Desde qué edad se vacuna contra la rabia?",
            "La vacuna contra la rabia se aplica a partir de los 3 meses de edad.",
        ),
        ("¿Cuánto es el anticipo de una cirugía?", "Las cirugías requieren un anticipo del 40%."),
        ("¿Aceptan cheques?", "No aceptamos cheques."),
        ("¿Cuánto cuesta el baño grande?", "Servicio: Baño grande; Precio: $320; Duración: 70 minutos"),
        ("¿Quién es el director médico?", "El director médico es Tomás Arriaga."),
        ("¿Quién autoriza las compras?", "Las compras las autoriza la gerente administrativa, Lucía Baeza."),
        ("What time do you open on Saturdays?", "Los sábados atendemos de 9:00 a 13:00."),
    ],
)
def test_what_stands_in_the_text_is_quoted(passages: list[Passage], question: str, quote: str) -> None:
    lang: Lang = "en" if question.startswith("What") else "es"
    found = extract(question, passages, lang)
    assert found.answerable
    assert quote in found.citations[0].quote


@clinic
@pytest.mark.parametrize(
    "question",
    [
        "¿Cuánto cuesta una radiografía?",
        "¿Cuánto cuesta la vacuna contra la rabia?",
        "¿Cuántos perros caben en la pensión de Monterrey?",
        "¿Abren los domingos?",
        "¿Quién es el contador?",
        "¿Quién es el dueño de la clínica?",
        "¿Cuál es el teléfono de la clínica?",
        "¿Cuántos días de vacaciones tengo?",
        "¿Tienen estacionamiento?",
        "¿Hacen entregas a domicilio?",
        "¿?",
        "hola",
    ],
)
def test_what_does_not_stand_there_is_not_answered(passages: list[Passage], question: str) -> None:
    found = extract(question, passages, "es")
    assert not found.answerable
    assert found.citations == []


@clinic
def test_a_list_comes_with_what_introduces_it(passages: list[Passage]) -> None:
    quote = extract("¿Qué necesito para vacunar?", passages, "es").citations[0].quote
    assert quote.startswith("Para vacunar se necesita:")
    assert quote.endswith("- Identificación del dueño.")


@clinic
def test_the_answer_to_a_written_question_is_quoted_whole(passages: list[Passage]) -> None:
    quote = extract("¿Se puede pagar a meses?", passages, "es").citations[0].quote
    assert quote == "Sí, a 3 y 6 meses sin intereses. El monto mínimo es de $2,500."


@clinic
def test_a_sentence_that_continues_another_comes_with_it(passages: list[Passage]) -> None:
    quotes = [c.quote for c in extract("¿Se devuelve el anticipo si se cancela la cirugía?", passages, "es").citations]
    assert any("anticipo del 40%. Este se\ndevuelve" in q or "anticipo del 40%. Este se devuelve" in q for q in quotes)


@clinic
def test_quotes_resolve_and_keep_their_place(passages: list[Passage], tmp_path: Path) -> None:
    document = read(tmp_path / "manual.md", max_bytes=1_000_000)
    found = extract("¿Cuánto cuesta el baño chico?", passages, "es")
    assert 0 < len(found.citations) <= MOST
    for citation in found.citations:
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.version == document.version


@shop
@pytest.mark.parametrize(
    ("question", "quote"),
    [
        (
            "How many days of paid leave do employees get?",
            "Full-time employees receive 16 days of paid leave per year.",
        ),
        ("When do unused leave days expire?", "Unused days expire on March 31 of the following year."),
        ("Who approves refunds above $500?", "Refunds above $500 need approval by the store manager."),
        ("How long is the lunch break?", "Staff take a lunch break of 45 minutes."),
        ("Where is the Olympia branch?", "Olympia: 8 Harbor Lane."),
        ("¿Cuántos días de vacaciones pagadas hay?", "Full-time employees receive 16 days of paid leave per year."),
    ],
)
def test_english_texts(passages: list[Passage], question: str, quote: str) -> None:
    found = extract(question, passages, "es" if question.startswith("¿") else "en")
    assert any(quote in citation.quote for citation in found.citations)


@shop
@pytest.mark.parametrize(
    "question",
    [
        "Where is the Seattle branch?",
        "What is the salary of a guide?",
        "How many days of parental leave are there?",
        "Who is the CEO?",
        "How much does it cost to rent a kayak?",
        "Is the shop open on Sundays?",
    ],
)
def test_english_questions_without_an_answer(passages: list[Passage], question: str) -> None:
    assert not extract(question, passages, "en").answerable


@clinic
def test_the_companys_own_name_needs_no_support(passages: list[Passage]) -> None:
    question = "¿A qué hora abre Grupo Encino los sábados?"
    assert not extract(question, passages, "es").answerable
    assert extract(question, passages, "es", company="Grupo Encino").answerable


def test_no_passages_no_answer() -> None:
    found = extract("¿Cuánto cuesta?", [], "es")
    assert (found.answerable, found.citations, found.score) == (False, [], 0.0)


@clinic
def test_units_of_a_passage(passages: list[Passage]) -> None:
    kinds = {unit.text: unit.kind for passage in passages for unit in units(passage)}
    assert kinds["Horarios"] is UnitKind.HEADING
    assert kinds["¿Puedo pagar a meses?"] is UnitKind.QUESTION
    assert kinds["- Cartilla de vacunación."] is UnitKind.ITEM
    assert kinds["Servicio: Baño chico; Precio: $180; Duración: 40 minutos"] is UnitKind.ROW
    assert kinds["No aceptamos cheques."] is UnitKind.SENTENCE
    for passage in passages:
        assert all(passage.text[unit.start : unit.end] == unit.text for unit in units(passage))
