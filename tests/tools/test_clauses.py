"""Clauses found in contracts of ours, and what the model promises."""

import time
from pathlib import Path

import numpy as np
import pytest

from tools.clauses import Clause, candidates, detect, outline
from tools.clauses_model import from_bytes, shipped, to_bytes
from tools.clauses_types import CUAD, KINDS, Category

C = Category

TEXTS = Path(__file__).parents[1] / "contracts"


def found(name: str) -> tuple[str, list[Clause]]:
    text = (TEXTS / name).read_text(encoding="utf-8")
    return text, detect(outline(text))


def quote_of(text: str, clauses: list[Clause], category: C) -> str:
    return " ".join(text[c.start : c.end] for c in clauses if c.category is category)


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (C.UNCAPPED_LIABILITY, "responderá de manera ilimitada"),
        (C.INDEMNIFICATION, "sacar en paz y a salvo"),
        (C.TERMINATION_FOR_CONVENIENCE, "sin previo aviso"),
        (C.IP_ASSIGNMENT, "derechos patrimoniales"),
        (C.LIQUIDATED_DAMAGES, "25%"),
        (C.DEFAULT_INTEREST, "8% mensual"),
        (C.NON_COMPETE, "compitan"),
        (C.RENEWAL_TERM, "prorrogará automáticamente"),
        (C.RENEWAL_NOTICE, "120"),
        (C.DISPUTES, "tribunales de Wilmington"),
        (C.GOVERNING_LAW, "leyes del Estado de Delaware"),
        (C.MODIFICATION, "modificar unilateralmente"),
        (C.CONFIDENTIALITY, "absoluta confidencialidad"),
        (C.SIGNATURES, "lo firman por duplicado"),
    ],
)
def test_spanish_clauses(category: C, words: str) -> None:
    text, clauses = found("traps_es.txt")
    assert words in quote_of(text, clauses, category)


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (C.LIABILITY_CAP, "no podrá exceder"),
        (C.ANTI_ASSIGNMENT, "sin el consentimiento previo"),
        (C.WARRANTY, "defectos de fabricación"),
        (C.FORCE_MAJEURE, "caso fortuito"),
        (C.NOTICES, "por escrito en los domicilios"),
    ],
)
def test_more_spanish_clauses(category: C, words: str) -> None:
    text, clauses = found("fair_es.txt")
    assert words in quote_of(text, clauses, category)


def test_the_fair_contract_has_no_trap() -> None:
    _, clauses = found("fair_es.txt")
    kinds = {c.category for c in clauses}
    assert not kinds & {C.UNCAPPED_LIABILITY, C.NON_COMPETE, C.IP_ASSIGNMENT, C.EXCLUSIVITY}


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (C.GOVERNING_LAW, "laws of the State of Texas"),
        (C.ANTI_ASSIGNMENT, "Neither party may assign"),
        (C.LIABILITY_CAP, "In no event shall Consultant"),
        (C.TERMINATION_FOR_CONVENIENCE, "for convenience"),
        (C.RENEWAL_TERM, "automatically renew"),
        (C.EXPIRATION_DATE, "two (2) years"),
        (C.AGREEMENT_DATE, "April 6, 2026"),
        (C.DOCUMENT_NAME, "SERVICES AGREEMENT"),
        (C.INDEMNIFICATION, "hold harmless"),
        (C.DEFAULT_INTEREST, "1.5% per month"),
    ],
)
def test_english_clauses(category: C, words: str) -> None:
    text, clauses = found("services_en.txt")
    assert words in quote_of(text, clauses, category)


def test_each_sentence_is_judged_in_its_own_language() -> None:
    text = (
        "CLÁUSULAS\n\nPRIMERA.- LEY. El presente contrato se regirá por las leyes aplicables en el Estado de "
        "Jalisco, México, "
        "y las partes se someten a la jurisdicción de los tribunales de Guadalajara.\n\n"
        "FIRST. LAW. This Agreement shall be governed by and construed in accordance with the laws of the State "
        "of Jalisco, "
        "Mexico, and the parties submit to the jurisdiction of the courts of Guadalajara.\n"
    )
    law = [c for c in detect(outline(text)) if c.category is C.GOVERNING_LAW]
    assert len(law) == 2


def test_every_category_has_its_names_and_risk() -> None:
    assert set(KINDS) == set(C)
    assert len(CUAD) == 41


def test_candidates_fall_in_score_and_lie_in_the_text() -> None:
    text = (TEXTS / "services_en.txt").read_text(encoding="utf-8")
    ranked = [c for c in candidates(outline(text)) if c.category is C.GOVERNING_LAW]
    assert ranked == sorted(ranked, key=lambda c: -c.score)
    assert all(0 <= c.start < c.end <= len(text) and 0 < c.score <= 1 for c in ranked)


def test_an_empty_text_has_no_clauses() -> None:
    assert detect(outline("")) == []


def test_the_weights_survive_being_written_and_read() -> None:
    model = shipped()
    again = from_bytes(to_bytes(model))
    assert again.thresholds == model.thresholds
    assert np.array_equal(again.sentences.linear.weights, model.sentences.linear.weights)


def test_the_weights_are_small() -> None:
    assert len(to_bytes(shipped())) < 2_000_000


def test_fifty_pages_take_seconds() -> None:
    text = "\n\n".join([(TEXTS / "services_en.txt").read_text(encoding="utf-8")] * 60)[:150_000]
    started = time.process_time()
    detect(outline(text))
    assert time.process_time() - started < 15
