"""What the service says about itself: no words of people, and figures that move."""

import json
import os
import subprocess
import sys

import httpx
from prometheus_client import REGISTRY

from guardrails.gate import Edge, NoAudit
from services.gate import open_gate
from services.settings import Settings

LOGS = """
import logging
import structlog
from services import telemetry

telemetry.configure("info")
try:
    try:
        raise KeyError("La fórmula secreta de Rosa")
    except KeyError as error:
        raise ValueError("Mi correo es rosa@ejemplo.mx") from error
except ValueError:
    structlog.get_logger("a").exception("run-failed", said="escribe a rosa@ejemplo.mx")
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    logging.getLogger("otra").warning("no llega a %s", "rosa@ejemplo.mx")
"""

TRACING = """
import os
from langsmith.utils import tracing_is_enabled
before = tracing_is_enabled()
from services import telemetry
telemetry.keep_inside()
print(before, tracing_is_enabled())
"""


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={n: v for n, v in os.environ.items() if not n.startswith("LANG")} | environment,
    )


def test_logs_hold_types_and_frames_but_no_words_of_people() -> None:
    written = run(LOGS).stderr
    own, uvicorn, other = [json.loads(line) for line in written.splitlines()]
    assert "ejemplo.mx" not in written
    assert "secreta" not in written
    assert own["event"] == "run-failed"
    assert uvicorn["event"] == "Exception in ASGI application"
    for line in (own, uvicorn):
        assert (line["error_type"], line["cause_type"], line["level"]) == ("ValueError", "KeyError", "error")
        assert line["frames"] == ["<string>:11 <module>"]
    assert other["event"].startswith("no llega a ")


def test_langsmith_sends_nothing_whatever_the_shell_says() -> None:
    said = run(TRACING, LANGSMITH_TRACING="true", LANGCHAIN_TRACING_V2="true").stdout
    assert said.split() == ["True", "False"]


async def test_verdicts_are_counted() -> None:
    labels = {"edge": Edge.USER.value, "decision": "allow", "guard": "embedded"}

    def counted() -> float:
        return REGISTRY.get_sample_value("arriero_verdicts_total", labels) or 0.0

    before = counted()
    async with httpx.AsyncClient() as client:
        gate = await open_gate(Settings.load(guard="embedded"), client, NoAudit())
        assert (await gate.verdict("¿Cuánto vendí en mayo?", Edge.USER, tenant="company")).allowed
    assert counted() == before + 1
