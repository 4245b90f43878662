"""``arriero doctor``: what this installation runs on, and what would make it better."""

import platform
from collections.abc import Iterator
from typing import Any

from services.http.page import DIST
from services.language import has_model, ollama_models
from services.owner import owner_of
from services.settings import GIB, Settings, memory_bytes


async def examine(settings: Settings) -> dict[str, Any]:
    """``{"checks": [{"name", "ok", "says"}]}``; a check that is not ok is advice, never an error."""
    models = await ollama_models(settings.ollama_url)
    checks = [*_machine(settings), *_models(settings, models)]
    return {"checks": [{"name": name, "ok": ok, "says": says} for name, ok, says in checks]}


Check = tuple[str, bool, str]


def _machine(settings: Settings) -> Iterator[Check]:
    yield "Python", True, f"{platform.python_version()} · {platform.system()} · {memory_bytes() / GIB:.0f} GB"
    owner = owner_of(settings.data_dir)
    yield "datos / data", True, f"{settings.data_dir.resolve()}" + (f" · {owner.url}" if owner else "")
    built = (DIST / "index.html").exists()
    yield "página / page", built, "construida / built" if built else "falta / missing: make page"
    if settings.web_search:
        yield "web", True, "encendida: las búsquedas salen a la red / on: searches go out to the network"
    else:
        yield "web", True, "apagada / off"
    if settings.engine == "openai":
        where = (
            "local"
            if settings.is_local(settings.openai_url)
            else "nube / cloud (datos personales con seudónimos / pseudonyms)"
        )
        yield "openai", True, f"{settings.openai_url} · {settings.openai_model} · {where}"


def _models(settings: Settings, models: set[str] | None) -> Iterator[Check]:
    if models is None:
        yield (
            "Ollama",
            False,
            f"no responde en / does not answer at {settings.ollama_url}. Sin él contestan los "
            "gemelos incluidos; con él, Llama. / Without it the embedded twins answer; with it, Llama.",
        )
        return
    yield "Ollama", True, f"{settings.ollama_url}: {', '.join(sorted(models)) or '-'}"
    for name in (settings.chat_model, settings.guard_model):
        there = has_model(models, name)
        yield name, there, "listo / ready" if there else f"ollama pull {name}"
