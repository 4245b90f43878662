"""Choosing among candidates: probabilities, and that training teaches both to choose and to choose none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.desk.choice import chooser
from benchmarks.train.listwise import Question, fit, left_out

NAMES = ("good", "noise", "bad")


def questions(count: int, seed: int) -> list[Question]:
    """The right candidate is the one that is good and not bad; where none is, nothing is right."""
    random = np.random.default_rng(seed)
    made: list[Question] = []
    for number in range(count):
        numbers = random.random((8, 3)) * [0.4, 1.0, 1.0]
        right = np.zeros(8, dtype=bool)
        if number % 2:
            place = int(random.integers(8))
            numbers[place, 0], numbers[place, 2] = 1.0, 0.0
            right[place] = True
        made.append(Question(numbers, right, np.ones(8), group=str(number % 3)))
    return made


def test_training_teaches_to_choose_and_to_choose_none() -> None:
    trained = fit(NAMES, questions(120, 0), networks=2)
    for question in questions(40, 1):
        chosen = trained(question.numbers.astype(np.float32))
        if question.right.any():
            assert chosen.answered > 0.5
            assert question.right[chosen.best]
        else:
            assert chosen.answered < 0.5


def test_training_is_deterministic() -> None:
    one, other = (fit(NAMES, questions(30, 0), networks=1) for _ in range(2))
    assert np.array_equal(one.hidden, other.hidden)


def test_a_group_is_judged_by_networks_that_never_saw_it() -> None:
    asked = questions(30, 0)
    seen = {id(question): none for question, none, _ in left_out(NAMES, asked)}
    assert seen.keys() == {id(question) for question in asked}


@pytest.mark.parametrize("name", ["reading", "rows", "rows_first"])
@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 1_000), count=st.integers(0, 30))
def test_probabilities_add_up(name: str, seed: int, count: int) -> None:
    shipped = chooser(name)
    numbers = np.random.default_rng(seed).normal(0, 100, (count, len(shipped.names))).astype(np.float32)
    chosen = shipped(numbers)
    assert chosen.none + chosen.each.sum() == pytest.approx(1)
    assert len(chosen.each) == count
