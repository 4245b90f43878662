"""Several guards as one, and which guards stand at the gate.

Llama Guard knows hazards but nothing of prompt injection; the embedded guard's injection heads sit beside it.
"""

import asyncio
from collections.abc import Sequence

import httpx

from guardrails.embedded import EmbeddedGuard
from guardrails.gate import Guard
from guardrails.llama_guard import LlamaGuard
from guardrails.verdict import Judgement, Role


class Panel:
    """Every member has to judge; all their findings count. Named after the first one."""

    def __init__(self, members: Sequence[Guard]) -> None:
        if not members:
            raise ValueError("a panel needs members")
        self._members = tuple(members)

    @property
    def name(self) -> str:
        return self._members[0].name

    async def judge(self, text: str, *, role: Role, question: str | None) -> Judgement:
        """All findings in one judgement; raises what the first member to fail raises."""
        judgements = await asyncio.gather(*(m.judge(text, role=role, question=question) for m in self._members))
        first, *rest = sorted(judgements, key=lambda judgement: -judgement.score)
        return Judgement(first.score, first.category, (*first.also, *rest))


def guards(client: httpx.AsyncClient | None = None, model: str | None = None) -> tuple[Guard, ...]:
    """For `Gate`: Llama Guard beside the injection heads, given a client and a model; else the embedded guard alone.

    `client` has Ollama's address as its base URL; whoever opened it closes it.
    """
    embedded = EmbeddedGuard()
    if client is None or model is None:
        return (embedded,)
    return Panel((LlamaGuard(client, model), EmbeddedGuard(("injection", "planted")))), embedded
