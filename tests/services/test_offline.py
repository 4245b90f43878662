"""The default mode with every socket blocked: the commands do their work, and nobody tried to reach anything."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import ARRIERO

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples" / "empresa"
NONET = ROOT / "tests" / "standins" / "nonet"

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def arriero(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a command without network and gives its JSON."""
    folder = tmp_path_factory.mktemp("offline")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ARRIERO_")},
        "PYTHONPATH": str(NONET),
        "NONET_LOG": str(folder / "tried.log"),
        "ARRIERO_DATA_DIR": str(folder / "data"),
        # Doors that a shell may leave open.
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_API_KEY": "x",
        "HTTP_PROXY": "http://192.0.2.1:9",
    }

    def run(*arguments: object) -> Any:
        done = subprocess.run(
            [ARRIERO, *map(str, arguments), "--json"],
            capture_output=True,
            text=True,
            env=environment,
            cwd=folder,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        tried = folder / "tried.log"
        assert not tried.exists(), tried.read_text()
        return json.loads(done.stdout)

    return run


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_whole_way_through(arriero: Run, tmp_path: Path) -> None:
    taken = arriero("ingest", EXAMPLES, "--company", "La Jícara", "--rfc", "DCJ1203148T4")
    assert taken["done"] > 40
    assert taken["failed"] == []
    assert len(arriero("documents")) == taken["done"]
    assert arriero("search", "garantía")["passages"]

    reply = arriero("ask", "¿Cuánto le facturé a Cafetería El Alebrije en 2026?")
    assert reply["figures"]
    follow_up = arriero("ask", "¿y en octubre?", "--thread", reply["thread"])
    assert follow_up["thread"] == reply["thread"]

    contract = arriero("contract", EXAMPLES / "contratos" / "contrato-arrendamiento-boreal.pdf")
    assert contract["answer"]["citations"]
    book = tmp_path / "pronostico.xlsx"
    plan = arriero("forecast", EXAMPLES / "ventas-e-inventario.xlsx", "--out", book)
    assert plan["answer"]["tables"]
    assert book.read_bytes()[:2] == b"PK"
    ticket = tmp_path / "ticket.txt"
    ticket.write_text("Hola, mi cafetera Brava marca E6 y no tira agua, ¿qué hago?", encoding="utf-8")
    assert arriero("ticket", ticket)["answer"]["text"]
    assert arriero("guard", ticket)["decision"] == "allow"
    assert arriero("graph")["mermaid"].startswith("flowchart")
    assert arriero("doctor")["checks"]
