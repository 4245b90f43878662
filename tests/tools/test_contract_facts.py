"""The facts of three contracts of ours: one fair, one with traps, one in English."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tools.clauses import detect, outline
from tools.contract_facts import Facts, facts

TEXTS = Path(__file__).parents[1] / "contracts"


def read(name: str) -> tuple[str, Facts]:
    text = (TEXTS / name).read_text(encoding="utf-8")
    cut = outline(text)
    return text, facts(cut, detect(cut))


def test_parties_with_capacity_representative_and_tax_id() -> None:
    _, found = read("traps_es.txt")
    client, provider = found.parties
    assert (client.name, client.term) == ("TECNOLOGÍA DEL BAJÍO, S.A. DE C.V.", "EL CLIENTE")
    assert (client.representative, client.capacity) == ("JORGE ANTONIO RAMÍREZ LUNA", "APODERADO LEGAL")
    assert (provider.name, provider.term) == ("MARÍA FERNANDA ORTIZ SALGADO", "LA PRESTADORA")
    assert (provider.capacity, provider.rfc) == ("POR SU PROPIO DERECHO", "OISM850412AB1")


def test_a_representative_may_be_named_after_the_defined_term() -> None:
    _, found = read("fair_es.txt")
    provider, client = found.parties
    assert (provider.representative, provider.capacity) == ("ELENA VARGAS PINTO", "ADMINISTRADORA ÚNICA")
    assert (client.name, client.representative) == ("DULCES LA PALOMA, S.A. DE C.V.", "TOMÁS HERRERA GIL")
    assert provider.rfc == "CSA090814K35"
    assert client.rfc == "DPA1503027T1"


def test_english_parties() -> None:
    _, found = read("services_en.txt")
    assert [(p.name, p.term) for p in found.parties] == [
        ("Northlake Analytics, Inc.", "Consultant"),
        ("Panificadora El Trigal, S.A. de C.V.", "Client"),
    ]


def test_dates_and_term_of_the_contract_with_traps() -> None:
    _, found = read("traps_es.txt")
    assert found.agreement_date
    assert found.agreement_date.value == date(2025, 1, 15)
    assert found.effective_date
    assert found.effective_date.value == date(2025, 2, 1)
    assert found.expiration
    assert found.expiration.value == date(2027, 2, 1)
    assert found.expiration_computed
    assert found.renewal
    assert found.renewal.automatic
    assert found.renewal.notice
    assert found.renewal.notice.value.count == 120


def test_dates_and_term_of_the_fair_contract() -> None:
    _, found = read("fair_es.txt")
    assert found.agreement_date
    assert found.agreement_date.value == date(2026, 2, 20)
    assert found.expiration
    assert found.expiration.value == date(2027, 2, 28)
    assert not found.expiration_computed
    assert found.renewal
    assert not found.renewal.automatic
    assert found.termination_notice
    assert found.termination_notice.value.count == 30


def test_money_law_and_courts() -> None:
    _, found = read("traps_es.txt")
    assert [(m.value, m.currency) for m in found.amounts] == [(Decimal("480000.00"), "MXN")]
    assert found.payment_days
    assert found.payment_days.value.days == 90
    assert [p.value.value for p in found.penalties] == [25]
    assert [p.value.value for p in found.interest] == [8]
    assert found.governing_law
    assert found.governing_law.value == "Estado de Delaware"
    assert found.courts
    assert found.courts.value.startswith("Wilmington")


def test_the_notice_is_told_from_the_length_of_the_next_term() -> None:
    _, found = read("services_en.txt")
    assert found.renewal
    assert found.renewal.notice
    assert found.renewal.period
    assert (found.renewal.notice.value.count, found.renewal.notice.value.unit) == (90, "day")
    assert (found.renewal.period.value.count, found.renewal.period.value.unit) == (1, "year")
    assert found.governing_law
    assert found.governing_law.value == "State of Texas"


@pytest.mark.parametrize("name", ["traps_es.txt", "fair_es.txt", "services_en.txt"])
def test_spans_are_exact(name: str) -> None:
    text, found = read(name)
    for party in found.parties:
        assert text[party.start : party.end] == party.name
        assert party.term_span
        assert text[slice(*party.term_span)] == party.term
        if party.representative_span:
            assert text[slice(*party.representative_span)] == party.representative
    for place in (found.governing_law, found.courts):
        assert place
        assert text[place.start : place.end] == place.value


def test_a_text_without_facts_gives_none() -> None:
    cut = outline("Pan de muerto. Mezcla harina y huevo.")
    found = facts(cut, detect(cut))
    assert found.parties == []
    assert found.expiration is None
    assert found.governing_law is None


@pytest.mark.parametrize(
    "text",
    [" " * 60_000, "_" * 60_000, "A " * 30_000, "a " * 30_000, '("' * 20_000, "1. " * 20_000, "\n" * 60_000,
     "D " * 30_000, "de otra " * 8_000, "$1,000 (un " * 6_000, "no podrá " * 8_000, "garantía defectos de " * 3_000],
)  # fmt: skip
def test_hostile_texts_are_read_in_time(text: str) -> None:
    started = time.process_time()
    cut = outline("CONTRATO QUE CELEBRAN POR UNA PARTE " + text)
    facts(cut, detect(cut))
    assert time.process_time() - started < 10


def test_two_parties_joined_by_and_a_range_of_dates_and_a_renewal_denied() -> None:
    _, found = read("lease_es.txt")
    assert [(p.name, p.term) for p in found.parties] == [
        ("ARRENDADORA NORTE, S.A.", "ARRENDADORA"),
        ("CAFÉ SUR, S.A. DE C.V.", "ARRENDATARIA"),
    ]
    assert found.parties[0].representative == "Luis Peña Ruiz"
    assert found.effective_date
    assert found.effective_date.value == date(2026, 4, 1)
    assert found.expiration
    assert found.expiration.value == date(2028, 3, 31)
    assert found.renewal is None or not found.renewal.automatic
