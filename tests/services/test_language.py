"""The language engines against a real socket: each fault of a model ends in the twin's answer, marked."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from ollama_standin import Ollama, Said, ollama

from agents.language import PRECISE, Engine, Prompt, Prose, Result, Task, Window
from services.language import Engines, choose_model
from services.language.models import OllamaModel
from services.settings import Settings


class Sum(Result):
    total: int


@pytest.fixture
def prompts(tmp_path: Path) -> Prompt:
    for lang in ("es", "en"):
        (tmp_path / f"p.{lang}.md").write_text("Eres preciso.\n---\nSuma $numbers", encoding="utf-8")
    return Prompt(tmp_path, "p")


@pytest.fixture
def task(prompts: Prompt) -> Task[Sum]:
    return Task("test.sum", prompts, Sum, lambda *, lang, numbers: Sum(total=sum(numbers)))


@pytest.fixture
def prose(prompts: Prompt) -> Prose:
    return Prose("test.prose", prompts, lambda *, lang, numbers: "El gemelo contesta. Son dos frases.")


def engines(server: Ollama, **given: object) -> Engines:
    settings = Settings(engine="ollama", ollama_url=server.url, ollama_model="llama3.2:3b", model_idle_s=0.5, **given)
    return Engines(OllamaModel(settings), timeout_s=5)


async def collect(windows: AsyncIterator[Window]) -> list[Window]:
    return [window async for window in windows]


async def test_a_valid_result_is_the_models(task: Task[Sum]) -> None:
    with ollama(lambda _: Said('{"total": 7}')) as server:
        result = await engines(server).run(task, lang="es", numbers=[3, 4])
    assert (result.total, result.engine, result.fallback) == (7, Engine.OLLAMA, None)
    assert result.usage.completion_tokens == 7
    sent = server.requests[0]
    assert sent["format"]["properties"]["total"]["type"] == "integer"
    options = sent["options"]
    assert options["num_ctx"] == 8192
    assert (options["temperature"], options["top_p"], options["num_predict"]) == (0.1, 0.95, 2000)
    assert options["repeat_penalty"] == 1.1


async def test_an_invalid_result_is_repaired_at_most_twice(task: Task[Sum]) -> None:
    answers = iter(["no es JSON", '{"total": "muchos"}', '{"total": 7}'])
    with ollama(lambda _: Said(next(answers))) as server:
        result = await engines(server).run(task, lang="es", numbers=[1])
        assert (result.total, result.engine) == (7, Engine.OLLAMA)
        assert len(server.requests) == 3
        assert "not valid" in server.requests[2]["messages"][-1]["content"]
    with ollama(lambda _: Said("nunca")) as server:
        result = await engines(server).run(task, lang="es", numbers=[1, 1])
        assert (result.total, result.engine, result.fallback) == (2, Engine.EMBEDDED, "invalid-result")
        assert len(server.requests) == 3


FAULTS = {
    "no such model": Said(status=404, error="model 'x' not found"),
    "busy": Said(status=503, error="server busy, please try again.  maximum pending requests exceeded"),
    "error in the stream": Said("Voy a dec", error="llama runner process has terminated"),
    "cut before done": Said("Voy a dec", reason=None),
    "cut by length": Said("Voy a dec", reason="length"),
    "loaded only": Said("", reason="load"),
    "empty": Said(""),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_every_fault_ends_in_the_twin(fault: Said, task: Task[Sum], prose: Prose) -> None:
    with ollama(lambda _: fault) as server:
        result = await engines(server).run(task, lang="es", numbers=[2, 2])
        assert (result.total, result.engine) == (4, Engine.EMBEDDED)
        assert result.fallback
        windows = await collect(engines(server).stream(prose, lang="es", numbers=[1]))
        assert "".join(w.text for w in windows) == "El gemelo contesta. Son dos frases."
        assert {w.engine for w in windows} == {Engine.EMBEDDED}
        assert all(w.fallback for w in windows)


async def test_nobody_there(task: Task[Sum]) -> None:
    settings = Settings(engine="ollama", ollama_url="http://127.0.0.1:9", ollama_model="m")
    result = await Engines(OllamaModel(settings), timeout_s=5).run(task, lang="es", numbers=[5])
    assert (result.total, result.fallback) == (5, "model-unavailable")


async def test_a_silent_stream_is_given_up(prose: Prose) -> None:
    import threading

    never = threading.Event()
    with ollama(lambda _: Said("La primera frase ya salió. Y la seg", hang=never, pieces=2)) as server:
        windows = await collect(engines(server).stream(prose, lang="es", numbers=[1]))
        never.set()
    assert windows[-1].engine is Engine.EMBEDDED
    assert windows[-1].fallback == "model-unavailable"


async def test_what_left_stays_and_the_twin_finishes(prose: Prose) -> None:
    long = "Esta es la primera frase completa del modelo, con bastante texto para salir. " * 6
    with ollama(lambda _: Said(long + "Y esta se queda a med", reason=None, pieces=20)) as server:
        windows = await collect(engines(server).stream(prose, lang="es", numbers=[1]))
    text = "".join(w.text for w in windows)
    assert windows[0].engine is Engine.OLLAMA
    assert text.startswith("Esta es la primera frase completa")
    assert "a med" not in text
    assert text.endswith("\n\nEl gemelo contesta. Son dos frases.")
    assert windows[-1].fallback == "truncated-stream"


async def test_the_prompt_fits_the_window(task: Task[Sum], prompts: Prompt) -> None:
    with ollama(lambda _: Said('{"total": 1}')) as server:
        await engines(server, num_ctx=4096).run(task, lang="es", numbers=list(range(20_000)))
    sent = "".join(message["content"] for message in server.requests[0]["messages"])
    assert len(sent) / 3 + PRECISE.max_tokens < 4096
    assert sent.endswith("…")


async def test_auto_takes_ollama_only_with_the_model() -> None:
    with ollama(lambda _: Said("x"), models=("llama3.2:3b",)) as server:
        found = await choose_model(Settings(ollama_url=server.url, ollama_model="llama3.2:3b"))
        assert found
        assert found.name == "llama3.2:3b"
        assert await choose_model(Settings(ollama_url=server.url, ollama_model="other")) is None
    assert await choose_model(Settings(ollama_url="http://127.0.0.1:9")) is None


@pytest.mark.parametrize(("numbers", "aside"), [([1, 2], False), (list(range(2_000)), True)])
async def test_a_twin_with_long_inputs_leaves_the_event_loop(prompts: Prompt, numbers: list[int], aside: bool) -> None:
    seen: list[int] = []

    def twin(*, lang: str, numbers: list[int]) -> Sum:
        seen.append(threading.get_ident())
        return Sum(total=sum(numbers))

    result = await Engines(None).run(Task("test.sum", prompts, Sum, twin), lang="es", numbers=numbers)
    assert result.total == sum(numbers)
    assert (seen[0] != threading.get_ident()) is aside


async def test_no_proxy_stands_before_a_model_on_this_machine(task: Task[Sum], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with ollama(lambda _: Said('{"total": 7}')) as server:
        assert (await engines(server).run(task, lang="es", numbers=[3, 4])).engine is Engine.OLLAMA
