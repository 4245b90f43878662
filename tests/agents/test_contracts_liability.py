"""Guarantees, promissory notes and caps of one side: told when agreed, not when denied or mutual."""

from datetime import date
from pathlib import Path

import pytest

from agents.contracts.assess import review
from agents.contracts.phrases import period
from agents.contracts.report import to_answer
from agents.contracts.result import ContractReview
from agents.language import Lang
from tools.clauses_types import Risk

TEXTS = Path(__file__).parents[1] / "contracts"
SPANISH = (TEXTS / "fair_es.txt").read_text(encoding="utf-8")
ENGLISH = (TEXTS / "services_en.txt").read_text(encoding="utf-8")
FAIR_CAP = "La responsabilidad de cada una de las partes no podrá exceder el importe pagado en los últimos doce meses."
EXTRA = "Cláusula Novena Bis. Otros. "


def spanish(sentence: str, party: str | None = None, lang: Lang = "es") -> ContractReview:
    text = SPANISH.replace(
        "Cláusula Décima. Responsabilidad.", f"{EXTRA}{sentence}\n\nCláusula Décima. Responsabilidad."
    )
    return review("c.txt", "d", "v", text, [], party=party, today=date(2026, 5, 4), lang=lang)


def english(sentence: str, party: str | None = None) -> ContractReview:
    text = ENGLISH.replace("8. LIMITATION OF LIABILITY.", f"8. LIMITATION OF LIABILITY. {sentence}")
    return review("c.txt", "d", "v", text, [], party=party, today=date(2026, 5, 4), lang="en")


def levels(found: ContractReview) -> dict[str, Risk]:
    return {risk.code: risk.level for risk in found.risks}


@pytest.mark.parametrize(
    "sentence",
    [
        'El señor Tomás Herrera Gil se constituye en obligado solidario de "EL CLIENTE" por todas sus deudas.',
        'El representante de "EL CLIENTE" responde a título personal y con su patrimonio por los pagos.',
        '"EL CLIENTE" presentará un fiador con inmueble libre de gravamen que garantiza todos los pagos.',
    ],
)
def test_a_personal_guarantee_is_a_high_risk(sentence: str) -> None:
    found = spanish(sentence)
    assert levels(found)["personal-guarantee"] is Risk.HIGH
    risk = next(r for r in found.risks if r.code == "personal-guarantee")
    assert sentence.rstrip(".") in risk.quote.quote
    assert "Garantía personal" in to_answer(found).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Shareholder Jane Roe personally guarantees all payments and other obligations of Client under this Agreement.",
        "Client and its affiliates shall be jointly and severally liable for all amounts due under this Agreement.",
    ],
)
def test_an_english_guarantee_too(sentence: str) -> None:
    assert levels(english(sentence))["personal-guarantee"] is Risk.HIGH


@pytest.mark.parametrize(
    "sentence",
    [
        '"EL CLIENTE" no será responsable solidario de las obligaciones laborales de "EL PROVEEDOR" con su personal.',
        "Nada de lo anterior convierte a las partes en asociadas, ni las obliga solidariamente ante terceros ajenos.",
    ],
)
def test_a_guarantee_denied_is_none(sentence: str) -> None:
    assert "personal-guarantee" not in levels(spanish(sentence))


def test_a_guarantee_of_the_other_side_is_no_risk_of_ours() -> None:
    sentence = '"EL CLIENTE" presentará un fiador con inmueble libre de gravamen que garantiza todos los pagos.'
    assert "personal-guarantee" not in levels(spanish(sentence, party="Cartonera Sierra Alta"))
    assert "personal-guarantee" in levels(spanish(sentence, party="Dulces La Paloma"))


def test_a_promissory_note_is_a_high_risk() -> None:
    said = '"EL CLIENTE" suscribirá a la firma un pagaré a la vista por el valor de doce meses de suministro.'
    assert levels(spanish(said))["promissory-note"] is Risk.HIGH
    told = "Client shall execute and deliver a promissory note for the full amount of the fees to Consultant."
    assert levels(english(told))["promissory-note"] is Risk.HIGH


def test_a_cap_of_both_parties_is_fair() -> None:
    assert "asymmetric-cap" not in levels(spanish("Las partes se obligan a actuar de buena fe en todo momento."))


def capped(sentence: str, party: str | None = None) -> ContractReview:
    text = SPANISH.replace(FAIR_CAP, sentence)
    assert text != SPANISH
    return review("c.txt", "d", "v", text, [], party=party, today=date(2026, 5, 4), lang="es")


def test_a_cap_of_one_party_is_told_to_the_other() -> None:
    said = 'La responsabilidad total de "EL PROVEEDOR" no excederá el importe pagado en los últimos doce meses.'
    found = capped(said)
    assert levels(found)["asymmetric-cap"] is Risk.MEDIUM
    risk = next(r for r in found.risks if r.code == "asymmetric-cap")
    assert risk.why.startswith("EL PROVEEDOR")
    assert "asymmetric-cap" in levels(capped(said, "Dulces La Paloma"))
    assert "asymmetric-cap" not in levels(capped(said, "Cartonera Sierra Alta"))


def test_with_the_other_side_unlimited_it_is_a_high_risk() -> None:
    said = (
        '"EL CLIENTE" responderá de forma ilimitada por todos los daños y perjuicios, sin límite alguno. '
        'La responsabilidad total de "EL PROVEEDOR" no excederá de $500.00 M.N. por cualquier causa.'
    )
    assert levels(capped(said))["asymmetric-cap"] is Risk.HIGH


def test_an_english_cap_of_one_party() -> None:
    found = english("Consultant's total liability under this Agreement shall not exceed US$100.00.")
    assert "asymmetric-cap" in levels(found)
    both = english(
        "Consultant's total liability under this Agreement shall not exceed US$100.00. "
        "Client's total liability under this Agreement shall not exceed US$100.00."
    )
    assert "asymmetric-cap" not in levels(both)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("pagará una renta mensual de [$9,840.00] más impuestos", " al mes"),
        ("pagará [$9,840.00] mensuales, más IVA", " al mes"),
        ("pagará una cuota anual de [$9,840.00] por adelantado", " al año"),
        ("shall pay a monthly fee of [$9,840.00]", " al mes"),
        ("shall pay [$9,840.00] per year", " al año"),
        ("pagará un total de [$9,840.00] en parcialidades mensuales de $820.00", ""),
        ("pagará [$9,840.00] a la firma; la renta mensual se fija después", ""),
        ("con un interés mensual sobre [$9,840.00]", ""),
    ],
)
def test_the_period_beside_an_amount(text: str, every: str) -> None:
    start, end = text.index("["), text.index("]")
    assert period(text, start + 1, end, 0, "es") == every


def test_the_summary_says_that_an_amount_is_monthly() -> None:
    text = SPANISH.replace("pagará $18.50 M.N. por caja", "pagará una renta mensual de $18,500.00 M.N.")
    found = review("c.txt", "d", "v", text, [], today=date(2026, 5, 4), lang="es")
    assert "Importe: $18,500.00 MXN al mes." in found.summary


@pytest.mark.parametrize("name", ["traps_es.txt", "fair_es.txt", "services_en.txt", "lease_es.txt"])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_figure_listed_is_referred_to(name: str, lang: Lang) -> None:
    text = (TEXTS / name).read_text(encoding="utf-8")
    answer = to_answer(review(name, "d", "v", text, [], today=date(2026, 5, 4), lang=lang))
    assert all(f"[F{n}]" in answer.text for n in range(1, len(answer.figures) + 1))
    assert lang == "en" or not any("high" in f.how or "medium" in f.how for f in answer.figures)
