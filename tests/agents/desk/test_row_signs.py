"""Taking a question apart: quickly, however long it is."""

import time
from datetime import date

import pytest

from agents.desk.row_signs import MAX_READ, read_signs

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    "said", ["cuánto vendí en marzo y cuántas facturas hubo ", "hola ", "más de 100 pesos por mes "]
)
def test_a_long_message_is_read_up_to_its_limit(said: str) -> None:
    started = time.process_time()
    signs = read_signs(said * (60_000 // len(said)), TODAY)
    assert time.process_time() - started < 0.5
    assert len(signs.text) == MAX_READ


def test_tokens_of_overlapping_signs_are_explained_once_and_others_are_not() -> None:
    signs = read_signs("¿Cuál es el total promedio de facturas en marzo de 2026 por cliente del puerto?", TODAY)
    explained = {signs.tokens[i].folded for i in signs.explained}
    assert {"promedio", "marzo", "2026"} <= explained
    assert "puerto" not in explained
    assert signs.grouping == "cliente"
    assert {signs.tokens[i].folded for i in signs.grouping_tokens} == {"por", "cliente"}
