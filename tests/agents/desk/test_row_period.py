"""Periods as people say them, Spanish and English."""

from datetime import date

import pytest

from agents.desk.row_period import find_periods
from retrieval.row_names import aligned, compose

TODAY = date(2026, 11, 20)


def periods(text: str) -> list[tuple[str, str]]:
    return [(str(p.period.start), str(p.period.end)) for p in find_periods(aligned(compose(text)), TODAY)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("¿Cuánto facturé en marzo?", "2026-03-01", "2026-03-31"),
        ("en diciembre", "2025-12-01", "2025-12-31"),
        ("en noviembre", "2026-11-01", "2026-11-30"),
        ("en marzo de 2025", "2025-03-01", "2025-03-31"),
        ("marzo del 2025", "2025-03-01", "2025-03-31"),
        ("en mayo del año pasado", "2025-05-01", "2025-05-31"),
        ("entre enero y marzo de 2026", "2026-01-01", "2026-03-31"),
        ("de enero a marzo", "2026-01-01", "2026-03-31"),
        ("entre 2024 y 2025", "2024-01-01", "2025-12-31"),
        ("del 3 al 15 de abril", "2026-04-03", "2026-04-15"),
        ("del 1 de marzo al 5 de abril de 2026", "2026-03-01", "2026-04-05"),
        ("el mes pasado", "2026-10-01", "2026-10-31"),
        ("este mes", "2026-11-01", "2026-11-30"),
        ("este año", "2026-01-01", "2026-12-31"),
        ("el año pasado", "2025-01-01", "2025-12-31"),
        ("en 2025", "2025-01-01", "2025-12-31"),
        ("el último trimestre", "2026-07-01", "2026-09-30"),
        ("Q1", "2026-01-01", "2026-03-31"),
        ("Q4", "2026-10-01", "2026-12-31"),
        ("el segundo trimestre de 2025", "2025-04-01", "2025-06-30"),
        ("en el primer semestre del año pasado", "2025-01-01", "2025-06-30"),
        ("ayer", "2026-11-19", "2026-11-19"),
        ("hoy", "2026-11-20", "2026-11-20"),
        ("la semana pasada", "2026-11-09", "2026-11-15"),
        ("esta semana", "2026-11-16", "2026-11-22"),
        ("la semana del 5 de enero", "2026-01-05", "2026-01-11"),
        ("semana 12 de 2026", "2026-03-16", "2026-03-22"),
        ("los últimos 3 meses", "2026-08-21", "2026-11-20"),
        ("los últimos 30 días", "2026-10-22", "2026-11-20"),
        ("segunda quincena de mayo", "2026-05-16", "2026-05-31"),
        ("el 15 de marzo de 2026", "2026-03-15", "2026-03-15"),
        ("el 15/03/2026", "2026-03-15", "2026-03-15"),
        ("desde enero", "2026-01-01", "None"),
        ("hasta junio de 2026", "None", "2026-06-30"),
        ("antes de marzo de 2026", "None", "2026-02-28"),
        ("in March 2026", "2026-03-01", "2026-03-31"),
        ("between January and March", "2026-01-01", "2026-03-31"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("the first quarter of 2026", "2026-01-01", "2026-03-31"),
        ("since May 2026", "2026-05-01", "None"),
    ],
)
def test_one_period(text: str, start: str, end: str) -> None:
    assert periods(text) == [(start, end)]


def test_two_periods_to_compare() -> None:
    assert periods("marzo contra abril") == [("2026-03-01", "2026-03-31"), ("2026-04-01", "2026-04-30")]


@pytest.mark.parametrize(
    "text", ["la factura 2026", "A-2026", "2000 pesos", "may I know the total?", "el pedido 2025", "hola"]
)
def test_what_names_no_period(text: str) -> None:
    assert periods(text) == []
