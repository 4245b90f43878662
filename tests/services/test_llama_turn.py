"""The same desk through Llama: Ollama's protocol on a real socket, guard included, and what happens when it breaks."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from ollama_standin import Ollama, Said, ollama

from services import Arriero, Settings

MODELS = ("llama3.2:3b", "llama-guard3:1b")
HANDBOOK = "# Garantías\n\nLa garantía de las cafeteras Brava es de 18 meses en partes y mano de obra.\n"
QUOTE = "La garantía de las cafeteras Brava es de 18 meses en partes y mano de obra."


def scripted(prose: Said) -> Any:
    """Plays Llama: routes to the desk, leaves rows alone, quotes the handbook, then says `prose`."""

    def answer(request: dict[str, Any]) -> Said:
        properties = (request.get("format") or {}).get("properties", {})
        said = request["messages"][-1]["content"] if "messages" in request else ""
        if "parts" in properties:
            return Said(json.dumps({"parts": [{"specialist": "desk", "question": said.rpartition("\n")[2]}]}))
        if "query" in properties:
            return Said(json.dumps({"query": None, "confidence": 0}))
        if "quotes" in properties:
            return Said(json.dumps({"answerable": True, "quotes": [QUOTE]}))
        return prose

    return answer


@asynccontextmanager
async def desk(folder: Path, server: Ollama) -> AsyncIterator[Arriero]:
    settings = Settings(
        data_dir=folder / "data",
        engine="ollama",
        guard="embedded",
        ollama_url=server.url,
        ollama_model="llama3.2:3b",
        model_idle_s=1,
    )
    (folder / "manual.md").write_text(HANDBOOK, encoding="utf-8")
    async with Arriero.open(settings) as arriero:
        await arriero.ingest(folder / "manual.md")
        yield arriero


QUESTION = "¿Qué garantía tienen las cafeteras Brava?"


async def test_llama_phrases_what_the_evidence_holds(tmp_path: Path) -> None:
    said = "Las cafeteras Brava tienen 18 meses de garantía [1]. Además incluyen 99 filtros gratis."
    with ollama(scripted(Said(said)), MODELS) as server:
        async with desk(tmp_path, server) as arriero:
            reply = await arriero.ask(QUESTION)
    assert reply.text == "Las cafeteras Brava tienen 18 meses de garantía [1]."
    (answer,) = reply.evidence["answers"]
    assert (answer["engine"], answer["fallback"], answer["dropped"]) == ("ollama", None, 1)
    assert reply.evidence["citations"][0]["quote"] == QUOTE
    assert all(request["options"]["num_ctx"] == 8192 for request in server.requests)


async def test_a_quote_that_stands_nowhere_is_no_evidence(tmp_path: Path) -> None:
    def lies(request: dict[str, Any]) -> Said:
        if "quotes" in (request.get("format") or {}).get("properties", {}):
            return Said(json.dumps({"answerable": True, "quotes": ["La garantía es de por vida."]}))
        return scripted(Said(""))(request)

    with ollama(lies, MODELS) as server:
        async with desk(tmp_path, server) as arriero:
            reply = await arriero.ask(QUESTION)
    assert reply.evidence["answers"][0]["abstained"]
    assert "por vida" not in reply.text


async def test_a_model_that_breaks_ends_in_the_twins_answer(tmp_path: Path) -> None:
    for fault in (Said("La garan", reason=None), Said("", status=500, error="out of memory"), Said("", reason="load")):
        folder = tmp_path / str(fault.status) / str(fault.reason)
        folder.mkdir(parents=True)
        with ollama(scripted(fault), MODELS) as server:
            async with desk(folder, server) as arriero:
                reply = await arriero.ask(QUESTION)
        assert "18 meses" in reply.text
        (answer,) = reply.evidence["answers"]
        assert answer["engine"] == "embedded"
        assert answer["fallback"]
