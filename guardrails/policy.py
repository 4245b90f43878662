"""What is done about each category a guard may find: the company's policy, versioned by its content."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property

from guardrails.verdict import Decision, Edge, Judgement, Role


class Action(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    """Passes; the verdict and the audit row name the category."""
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which score on a category counts as found, and what happens then."""

    action: Action
    threshold: float = 0.5


def _default_rules() -> dict[str, Rule]:
    hazards = {f"S{n}": Rule(Action.BLOCK) for n in range(1, 15)}
    # Finance, legal and medical questions are a company's daily business: Llama Guard's S6 would block them.
    return {
        **hazards,
        "S6": Rule(Action.WARN),
        "harm": Rule(Action.BLOCK),
        "hate": Rule(Action.BLOCK),
        "injection": Rule(Action.BLOCK),
    }


def _default_roles() -> dict[Role, dict[str, Rule]]:
    """Files and answers speak of penalties, claims and damages: harm there needs to be certain."""
    return {
        "document": {"harm": Rule(Action.WARN, 0.9), "hate": Rule(Action.WARN, 0.9)},
        "agent": {
            "harm": Rule(Action.BLOCK, 0.97),
            "hate": Rule(Action.BLOCK, 0.97),
            # An answer may quote what a document says about instructions; the passage itself was judged before.
            "injection": Rule(Action.WARN),
        },
    }


@dataclass(frozen=True)
class Policy:
    """Rules by category, with exceptions by role, and the edges where personal data is masked."""

    rules: Mapping[str, Rule] = field(default_factory=_default_rules)
    roles: Mapping[Role, Mapping[str, Rule]] = field(default_factory=_default_roles)
    redact: frozenset[Edge] = frozenset({Edge.TOOL_ARGUMENTS})

    @cached_property
    def version(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of the content."""
        content = {**asdict(self), "redact": sorted(self.redact)}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]

    def rule(self, category: str, role: Role) -> Rule:
        """A category the policy does not know is blocked."""
        return self.roles.get(role, {}).get(category) or self.rules.get(category) or Rule(Action.BLOCK)

    def decide(self, judgement: Judgement, role: Role) -> tuple[Decision, str | None, float]:
        """The strictest outcome of all findings: decision, its category and score."""
        warned: tuple[Decision, str | None, float] | None = None
        for finding in findings(judgement):
            rule = self.rule(finding.category or "harm", role)
            if finding.score < rule.threshold or rule.action is Action.ALLOW:
                continue
            if rule.action is Action.BLOCK:
                return Decision.BLOCK, finding.category or "harm", finding.score
            warned = warned or (Decision.ALLOW, finding.category, finding.score)
        return warned or (Decision.ALLOW, None, judgement.score)


def findings(judgement: Judgement) -> Iterator[Judgement]:
    """The judgement and those beside it, flat, likeliest first."""
    flat = [Judgement(judgement.score, judgement.category)]
    for other in judgement.also:
        flat.extend(findings(other))
    yield from sorted(flat, key=lambda finding: -finding.score)
