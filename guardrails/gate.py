"""The gate: one verdict for each text that crosses an edge. No verdict, no passage.

The first guard that answers judges; the rest stand in when it does not. Whatever goes wrong ends in a block,
as a returned verdict; nothing but cancellation is ever raised to whoever asks.
"""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from guardrails import personal
from guardrails.errors import Blocked, Language
from guardrails.normalise import normalise, peek
from guardrails.policy import Policy
from guardrails.verdict import NO_VERDICT, PERSONAL, Decision, Edge, Judgement, Role, Verdict

__all__ = ["Audit", "AuditRow", "Decision", "Edge", "Gate", "Guard", "Judgement", "NoAudit", "Role", "Verdict"]

REMEMBERED = 4096
"""Judgements kept."""
REST_S = 15.0
"""How long a guard that failed is passed over, so that a dead one does not delay every window by its timeout."""


class Guard(Protocol):
    """Judges one text."""

    @property
    def name(self) -> str: ...

    async def judge(self, text: str, *, role: Role, question: str | None) -> Judgement:
        """What is wrong with the text; any exception means that there is no judgement."""
        ...


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A verdict as it is kept: hashes, no text."""

    time: datetime
    tenant: str
    edge: Edge
    decision: Decision
    category: str | None
    score: float
    guard: str
    policy: str
    fallback: bool
    sha256: str
    """Of the text as it came, UTF-8."""


class Audit(Protocol):
    """Keeps the verdicts."""

    async def record(self, row: AuditRow) -> None:
        """Takes the row over; raises when it can't keep it, and then the text does not pass."""
        ...


class NoAudit:
    """Keeps nothing: for benchmarks and one-off checks of a text."""

    async def record(self, row: AuditRow) -> None:
        return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A judgement with who made it."""

    judgement: Judgement
    guard: str
    fallback: bool


class Gate:
    """Verdicts, memoised; each distinct text is judged once, however many wait for it."""

    def __init__(
        self,
        guards: Sequence[Guard],
        policy: Policy,
        audit: Audit,
        *,
        remembered: int = REMEMBERED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._guards = tuple(guards)
        self._policy = policy
        self._audit = audit
        self._remembered = remembered
        self._clock = clock
        self._running: dict[str, asyncio.Task[_Found | None]] = {}
        self._found: OrderedDict[str, tuple[_Found, float]] = OrderedDict()
        self._resting: dict[int, float] = {}

    @property
    def policy(self) -> Policy:
        return self._policy

    @property
    def guards(self) -> tuple[str, ...]:
        """Names of the guards, in the order in which they are asked."""
        return tuple(guard.name for guard in self._guards)

    async def verdict(self, text: str, edge: Edge, *, tenant: str, question: str | None = None) -> Verdict:
        """May this text pass this edge? Never raises; without a judgement, or without its record, the answer is no."""
        return await self._verdict(text, edge, tenant, question)

    async def clear(
        self, windows: AsyncIterator[str], *, tenant: str, question: str | None = None, lang: Language = "es"
    ) -> AsyncIterator[str]:
        """Each window once it may pass, judged together with the one before it; a block raises Blocked."""
        before = ""
        async for window in windows:
            verdict = await self._verdict(before + window, Edge.ANSWER, tenant, question)
            if not verdict.allowed:
                raise Blocked(reason=verdict.say(lang), category=verdict.category)
            yield window
            before = window

    async def _verdict(self, text: str, edge: Edge, tenant: str, question: str | None) -> Verdict:
        try:
            found = await self._judgement(text, edge.role, tenant, question)
            verdict = self._decide(found, edge, text)
            await self._audit.record(self._row(verdict, text, edge, tenant))
        except Exception:  # noqa: BLE001 - whatever broke, the text has no verdict
            return self._no_verdict()
        return verdict

    def _decide(self, found: _Found | None, edge: Edge, text: str) -> Verdict:
        if found is None:
            return self._no_verdict()
        decision, category, score = self._policy.decide(found.judgement, edge.role)
        if decision is Decision.ALLOW and edge in self._policy.redact and personal.find(text):
            decision, category = Decision.REDACT, PERSONAL
        return Verdict(decision, category, score, found.guard, self._policy.version, found.fallback)

    def _no_verdict(self) -> Verdict:
        return Verdict(Decision.BLOCK, NO_VERDICT, 1.0, "", self._policy.version, fallback=len(self._guards) > 1)

    def _row(self, verdict: Verdict, text: str, edge: Edge, tenant: str) -> AuditRow:
        return AuditRow(
            time=datetime.now(UTC),
            tenant=tenant,
            edge=edge,
            decision=verdict.decision,
            category=verdict.category,
            score=round(verdict.score, 4),
            guard=verdict.guard,
            policy=verdict.policy,
            fallback=verdict.fallback,
            sha256=_sha256(text),
        )

    async def _judgement(self, text: str, role: Role, tenant: str, question: str | None) -> _Found | None:
        """From memory, from a judgement that runs already, or from a new one; None when no guard answered."""
        variants = [normalise(text), *peek(text)]
        asked = None if question is None else normalise(question)
        key = self._key(variants, role, tenant, asked)
        if (known := self._recall(key)) is not None:
            return known
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._ask(variants, role, asked))
            self._running[key] = task
            task.add_done_callback(lambda done: self._remember(key, done))
        # Shielded: whoever stops waiting must not take the judgement from the others.
        return await asyncio.shield(task)

    async def _ask(self, variants: Sequence[str], role: Role, question: str | None) -> _Found | None:
        for place, guard in enumerate(self._guards):
            last = place == len(self._guards) - 1
            if not last and self._resting.get(place, 0.0) > self._clock():
                continue
            try:
                judgements = [await guard.judge(text, role=role, question=question) for text in variants]
            except Exception:  # noqa: BLE001 - a guard that fails in any way has not judged; the next one does
                self._resting[place] = self._clock() + REST_S
                continue
            return _Found(_strictest(judgements), guard.name, fallback=place > 0)
        return None

    def _key(self, variants: Sequence[str], role: Role, tenant: str, question: str | None) -> str:
        parts = (role, tenant, self._policy.version, "" if question is None else _sha256(question), *variants)
        return _sha256("\x00".join(parts))

    def _recall(self, key: str) -> _Found | None:
        if key not in self._found:
            return None
        found, until = self._found[key]
        if until < self._clock():
            del self._found[key]
            return None
        self._found.move_to_end(key)
        return found

    def _remember(self, key: str, task: "asyncio.Task[_Found | None]") -> None:
        self._running.pop(key, None)
        found = None if task.cancelled() or task.exception() is not None else task.result()
        if found is None:
            return
        # A stand-in's judgement is kept only until the first guard is asked again.
        self._found[key] = (found, self._clock() + REST_S if found.fallback else float("inf"))
        while len(self._found) > self._remembered:
            self._found.popitem(last=False)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _strictest(judgements: Sequence[Judgement]) -> Judgement:
    """One judgement that holds the findings on all variants of a text."""
    first, *rest = sorted(judgements, key=lambda judgement: -judgement.score)
    return Judgement(first.score, first.category, (*first.also, *rest))
