"""Language engines: which one runs, and how."""

import httpx

from services import telemetry
from services.language.engines import Engines
from services.language.models import ChatModel, OllamaModel, OpenAIModel
from services.settings import Settings

__all__ = ["Engines", "choose_model", "ollama_models"]


async def ollama_models(url: str, timeout_s: float = 0.8) -> set[str] | None:
    """Names of the models that an Ollama at `url` has, or None when none answers."""
    try:
        async with httpx.AsyncClient(timeout=timeout_s, trust_env=False) as client:
            answer = await client.get(f"{url.rstrip('/')}/api/tags")
            answer.raise_for_status()
            return {str(model["name"]) for model in answer.json()["models"]}
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return None


def has_model(models: set[str], name: str) -> bool:
    """Whether Ollama has `name`; without a tag it means ``latest``."""
    return name in models or (":" not in name and f"{name}:latest" in models)


async def choose_model(settings: Settings) -> ChatModel | None:
    """The model of the settings; with ``auto`` Ollama's when it answers and has it, else none: the twins do it all."""
    telemetry.keep_inside()
    if settings.engine == "embedded":
        return None
    if settings.engine == "openai":
        return OpenAIModel(settings)
    if settings.engine == "ollama":
        return OllamaModel(settings)
    models = await ollama_models(settings.ollama_url)
    if models is not None and has_model(models, settings.chat_model):
        return OllamaModel(settings)
    return None
