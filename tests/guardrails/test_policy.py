"""What the policy makes of a finding."""

import pytest

from guardrails.policy import Action, Policy, Rule
from guardrails.verdict import Decision, Edge, Judgement


def test_the_version_is_that_of_the_content() -> None:
    assert Policy().version == Policy().version
    assert (
        Policy(rules={"harm": Rule(Action.BLOCK, 0.6)}).version
        != Policy(rules={"harm": Rule(Action.BLOCK, 0.7)}).version
    )
    assert Policy(redact=frozenset()).version != Policy(redact=frozenset({Edge.ANSWER})).version


@pytest.mark.parametrize(
    ("category", "score", "decision"),
    [
        ("S1", 0.6, Decision.BLOCK),
        ("S1", 0.4, Decision.ALLOW),
        ("S6", 0.99, Decision.ALLOW),
        ("S99", 0.9, Decision.BLOCK),
    ],
)
def test_thresholds_and_actions(category: str, score: float, decision: Decision) -> None:
    assert Policy().decide(Judgement(score, category), "user")[0] is decision


def test_the_strictest_finding_counts() -> None:
    judgement = Judgement(0.9, "S6", (Judgement(0.7, "injection"), Judgement(0.1, "hate")))
    assert Policy().decide(judgement, "user") == (Decision.BLOCK, "injection", 0.7)


def test_a_warning_names_its_category() -> None:
    assert Policy().decide(Judgement(0.9, "S6"), "user") == (Decision.ALLOW, "S6", 0.9)


def test_a_role_may_have_its_own_rules() -> None:
    assert Policy().decide(Judgement(0.6, "harm"), "user")[0] is Decision.BLOCK
    assert Policy().decide(Judgement(0.6, "harm"), "agent")[0] is Decision.ALLOW
    assert Policy().decide(Judgement(0.95, "harm"), "document")[0] is Decision.ALLOW


def test_a_finding_without_a_category_is_harm() -> None:
    assert Policy().decide(Judgement(0.9, None), "user") == (Decision.BLOCK, "harm", 0.9)


def test_nothing_found() -> None:
    assert Policy().decide(Judgement(0.2, None), "user") == (Decision.ALLOW, None, 0.2)
