"""Builds the gate from the settings: Llama Guard where it is to be had, the embedded guard always."""

import httpx

from guardrails.gate import Audit, AuditRow, Gate
from guardrails.panel import guards
from guardrails.policy import Policy
from services import telemetry
from services.language import has_model, ollama_models
from services.settings import Settings


class Counted:
    """An audit that counts the verdicts it keeps."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit

    async def record(self, row: AuditRow) -> None:
        await self._audit.record(row)
        telemetry.count_verdict(row.edge.value, row.decision.value, row.guard)


async def open_gate(settings: Settings, client: httpx.AsyncClient, audit: Audit) -> Gate:
    """The embedded guard stands in whenever Llama Guard does not answer. `client` has Ollama's address as its base."""
    model = settings.guard_model if await _wants_llama_guard(settings) else None
    return Gate(guards(client, model), Policy(), Counted(audit))


async def _wants_llama_guard(settings: Settings) -> bool:
    if settings.guard != "auto":
        return settings.guard == "llama-guard"
    if settings.engine in ("embedded", "openai"):
        return False
    models = await ollama_models(settings.ollama_url)
    return models is not None and has_model(models, settings.guard_model)
