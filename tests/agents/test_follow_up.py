"""Follow-ups: what a message takes over from the one before it."""

import pytest

from agents.desk.follow_up import alone, asks_itself, is_follow_up, readings, standalone


@pytest.mark.parametrize(
    ("question", "previous", "way"),
    [
        (
            "¿y la Norte?",
            "¿A qué hora abre la sucursal Centro los lunes?",
            "¿A qué hora abre la sucursal la Norte los lunes?",
        ),
        ("¿y la lavadora?", "¿Cuánto cuesta rentar la pulidora por día?", "¿Cuánto cuesta rentar la lavadora por día?"),
        (
            "¿y los filtros de agua?",
            "¿Cada cuánto se cambian las bandas?",
            "¿Cada cuánto se cambian los filtros de agua?",
        ),
        ("and for kayaks?", "What does it cost to rent boards?", "¿What does it cost to rent kayaks?"),
    ],
)
def test_another_thing_takes_the_place_of_one_in_the_earlier_question(question: str, previous: str, way: str) -> None:
    assert way in readings(question, previous)


def test_what_a_follow_up_brings_must_be_in_the_answer() -> None:
    assert readings("¿y la sucursal Norte?", "¿A qué hora abre la sucursal Centro?").must == {"sucursal", "norte"}


def test_a_question_of_its_own_keeps_its_words_and_the_earlier_names() -> None:
    found = readings("¿y en cuántos días se le paga?", "¿Qué vigencia tiene el contrato con Aceros Lerma?")
    assert str(found) == "¿en cuántos días se le paga, Aceros Lerma?"
    assert found.must == frozenset()
    assert asks_itself("¿y en cuántos días se le paga?")


def test_alone_it_is_asked_of_what_was_quoted_before() -> None:
    assert alone("¿y en cuántos días se le paga?") == ("¿en cuántos días se le paga?",)
    assert alone("¿y la prima dominical?").must == {"prima", "dominical"}


def test_a_message_that_leans_on_nothing_stays_as_it_is() -> None:
    assert not is_follow_up("¿Cuánto cuesta el corte?")
    assert standalone("¿Cuánto cuesta el corte?", "¿A qué hora abren?") == "¿Cuánto cuesta el corte?"
    assert standalone("¿y mañana?", None) == "¿y mañana?"
