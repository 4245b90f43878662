"""Reviews of contracts of ours: what is risky, what is missing, what to do, and that nothing is invented."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from agents.contracts.assess import review
from agents.contracts.report import to_answer
from agents.contracts.result import ContractReview, ContractType, Recommendation
from agents.language import Lang
from guardrails.errors import NotAContract
from guardrails.grounding import ground, invented
from retrieval.document import Block, BlockKind
from tools.clauses_types import Category, Risk

C = Category

TEXTS = Path(__file__).parents[1] / "contracts"
TODAY = date(2026, 5, 4)


def text_of(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


def reviewed(name: str, lang: Lang = "es", party: str | None = None, today: date = TODAY) -> ContractReview:
    return review(name, "d1", "v1", text_of(name), [], party=party, today=today, lang=lang)


def codes(found: ContractReview) -> set[str]:
    return {risk.code for risk in found.risks}


def test_the_traps_are_found_and_the_contract_is_rejected() -> None:
    found = reviewed("traps_es.txt", party="María Fernanda Ortiz")
    assert found.recommendation is Recommendation.REJECT
    assert found.type is ContractType.SERVICES
    assert codes(found) >= {
        "unlimited-liability",
        "one-sided-indemnity",
        "termination-without-notice",
        "foreign-jurisdiction",
        "ip-without-pay",
        "high-penalty",
        "auto-renewal-long-notice",
        "long-payment",
        "high-interest",
        "unilateral-change",
        "non-compete",
    }


def test_the_fair_contract_is_approved() -> None:
    found = reviewed("fair_es.txt", party="Dulces La Paloma")
    assert found.recommendation is Recommendation.APPROVE
    assert found.risks == []
    assert not any(m.essential for m in found.missing)
    assert found.parties[1].ours


def test_what_burdens_only_the_other_side_is_no_risk_of_ours() -> None:
    ours = codes(reviewed("traps_es.txt", party="Tecnología del Bajío"))
    assert not ours & {"unlimited-liability", "one-sided-indemnity", "high-penalty", "long-payment", "non-compete"}
    assert "foreign-jurisdiction" in ours


def test_risks_are_quoted_verbatim_with_section_and_page() -> None:
    text = text_of("traps_es.txt")
    half = text.index("SEXTA.-")
    pages = [Block(0, half, BlockKind.PARAGRAPH, page=1), Block(half, len(text), BlockKind.PARAGRAPH, page=2)]
    found = review("c.pdf", "d1", "v1", text, pages, today=TODAY, lang="es")
    penalty = next(risk for risk in found.risks if risk.code == "high-penalty")
    assert text[penalty.quote.start : penalty.quote.end] == penalty.quote.quote
    assert penalty.quote.page == 2
    assert penalty.quote.heading == "SEXTA PENA CONVENCIONAL"


@pytest.mark.parametrize("name", ["traps_es.txt", "fair_es.txt", "services_en.txt"])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_an_answer_says_nothing_without_evidence(name: str, lang: Lang) -> None:
    answer = to_answer(reviewed(name, lang))
    assert ground(answer.text, answer.citations, answer.figures, lang=lang).dropped == []
    assert invented(answer.text, answer.citations, answer.figures, lang=lang) == []
    text = text_of(name)
    assert all(text[c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize("name", ["traps_es.txt", "fair_es.txt", "services_en.txt"])
def test_summary_and_short_reply_keep_their_length(name: str) -> None:
    found = reviewed(name)
    assert 10 < len(found.summary.split()) <= 200
    reply = to_answer(found).short_reply
    assert reply is not None
    assert len(reply) <= 600


def test_the_disclaimer_is_said_once() -> None:
    assert to_answer(reviewed("traps_es.txt")).text.count("no asesoría legal") == 1


def test_an_english_contract_is_reviewed_in_spanish_and_quoted_in_english() -> None:
    found = reviewed("services_en.txt", party="El Trigal")
    text = to_answer(found).text
    assert found.contract_lang == "en"
    assert "### Riesgos" in text
    assert "hold harmless" in text
    assert codes(found) >= {"one-sided-indemnity", "foreign-jurisdiction", "ip-without-pay", "auto-renewal-long-notice"}
    assert "long-payment" not in codes(found)


def test_the_last_day_to_decline_a_renewal_is_computed() -> None:
    found = reviewed("traps_es.txt")
    notice = next(action for action in found.actions if action.due)
    assert notice.due == date(2026, 10, 4)
    assert notice.how == "1 de febrero de 2027 menos 120 días de aviso"


def test_after_that_day_the_next_renewal_counts_and_the_missed_one_is_told() -> None:
    found = reviewed("traps_es.txt", today=date(2026, 11, 20))
    notice = next(action for action in found.actions if action.due)
    assert notice.due == date(2028, 10, 4)
    assert any("venció el 4 de octubre de 2026" in note for note in found.notes)


def test_an_amount_that_contradicts_itself_is_told() -> None:
    text = text_of("fair_es.txt").replace("$18.50 M.N. por caja", "$90,000.00 (noventa y cinco mil pesos 00/100 M.N.)")
    found = review("c.txt", "d", "v", text, [], today=TODAY, lang="es")
    assert "amount-mismatch" in codes(found)
    assert found.recommendation is Recommendation.MODIFY


def test_a_blank_is_told_and_a_signature_line_is_not() -> None:
    text = text_of("fair_es.txt")
    assert "blanks" not in codes(
        review("c", "d", "v", text + "\n\n____________________\nEL CLIENTE\n", [], today=TODAY, lang="es")
    )
    open_ended = text.replace("$18.50 M.N. por caja", "$________ M.N. por caja")
    assert "blanks" in codes(review("c", "d", "v", open_ended, [], today=TODAY, lang="es"))


def test_missing_clauses_are_told_essential_ones_first() -> None:
    text = text_of("fair_es.txt")
    start, end = text.index("Cláusula Décima Sexta"), text.index("Leído por las partes")
    found = review("c", "d", "v", text[:start] + text[end:], [], today=TODAY, lang="es")
    assert found.missing[0].category is C.DISPUTES
    assert {C.GOVERNING_LAW, C.DISPUTES} <= {m.category for m in found.missing}
    assert found.recommendation is Recommendation.MODIFY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pan de muerto. Mezcla harina, huevo y mantequilla.",
        "Política de vacaciones. Los empleados solicitan sus días por escrito con anticipación. El pago es quincenal.",
        "Estimado cliente: le confirmamos su pedido de 20 cajas. El pago vence el 3 de mayo de 2026. Saludos.",
    ],
)
def test_what_is_no_contract_is_refused(text: str) -> None:
    with pytest.raises(NotAContract):
        review("c.txt", "d", "v", text, [], today=TODAY, lang="es")


def test_a_review_crosses_a_process_border() -> None:
    found = reviewed("traps_es.txt")
    assert pickle.loads(pickle.dumps(found)) == found
    assert ContractReview.model_validate_json(found.model_dump_json()) == found


def test_high_risks_come_first() -> None:
    order = [risk.level for risk in reviewed("traps_es.txt").risks]
    assert order == sorted(order, key=[Risk.HIGH, Risk.MEDIUM, Risk.LOW].index)
