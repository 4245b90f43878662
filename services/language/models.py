"""The language models that can do a task: Ollama, or any server that speaks OpenAI's chat protocol.

Both are driven through LangChain's chat classes, imported at the first call: most installations use one or none. What is
added is that a call ends in a whole answer or in an error: a stream without its end, an empty completion or one cut by its
length is never an answer.
"""

from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from typing import Any, Protocol

import httpx
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from agents.language import Engine, Preset, Usage
from guardrails.errors import ModelUnavailable, TruncatedStream
from services.settings import Settings

CHARACTERS_PER_TOKEN = 3.0
"""A guess on the safe side: a token of Llama's usually holds more."""


class ChatModel(Protocol):
    """A model behind a socket."""

    engine: Engine
    name: str
    local: bool
    num_ctx: int

    def stream(
        self, messages: list[BaseMessage], preset: Preset, schema: Mapping[str, Any] | None = None
    ) -> AsyncIterator[AIMessageChunk]:
        """Chunks up to a proper end; ModelUnavailable, or TruncatedStream when it ends too early."""
        ...


def usage_of(chunk: AIMessageChunk) -> Usage:
    """Tokens as the server counted them."""
    counted = chunk.usage_metadata
    return Usage(counted["input_tokens"], counted["output_tokens"]) if counted else Usage()


class OllamaModel:
    """A model served by Ollama's own protocol; `num_ctx` goes with every call and never changes."""

    engine = Engine.OLLAMA

    def __init__(self, settings: Settings) -> None:
        self.name, self.num_ctx = settings.chat_model, settings.num_ctx
        self.local = settings.is_local(settings.ollama_url)
        self._url = settings.ollama_url
        self._timeout = httpx.Timeout(settings.model_timeout_s, connect=3, read=settings.model_idle_s)
        self._chat = lru_cache(maxsize=16)(self._build)

    def _build(self, preset: Preset) -> BaseChatModel:
        from langchain_ollama import ChatOllama

        return ChatOllama(
            model=self.name,
            base_url=self._url,
            num_ctx=self.num_ctx,
            num_predict=preset.max_tokens,
            temperature=preset.temperature,
            top_p=preset.top_p,
            top_k=preset.top_k,
            repeat_penalty=preset.repeat_penalty,
            keep_alive="30m",
            # A proxy from the environment has no business between this machine and itself.
            client_kwargs={"timeout": self._timeout, "trust_env": not self.local},
        )

    async def stream(
        self, messages: list[BaseMessage], preset: Preset, schema: Mapping[str, Any] | None = None
    ) -> AsyncIterator[AIMessageChunk]:
        from ollama import ResponseError as OllamaError

        options: dict[str, Any] = {"format": dict(schema)} if schema else {}
        reason = None
        try:
            async for chunk in self._chat(preset).astream(messages, **options):
                assert isinstance(chunk, AIMessageChunk)
                reason = chunk.response_metadata.get("done_reason", reason)
                yield chunk
        except (httpx.HTTPError, OllamaError, ConnectionError) as error:
            raise ModelUnavailable(reason=str(error) or type(error).__name__) from error
        except ValueError as error:  # LangChain's word for a stream that brought no data
            raise ModelUnavailable(reason=str(error)) from error
        if reason != "stop":
            raise TruncatedStream(reason=reason or "no end")


class OpenAIModel:
    """A model behind ``/v1/chat/completions``: vLLM, llama.cpp's server, Groq."""

    engine = Engine.OPENAI

    def __init__(self, settings: Settings) -> None:
        self.name, self.num_ctx = settings.openai_model, settings.num_ctx
        self.local = settings.is_local(settings.openai_url)
        self._url, self._key = settings.openai_url, settings.openai_key
        self._timeout = httpx.Timeout(settings.model_timeout_s, connect=5, read=settings.model_idle_s)
        self._chat = lru_cache(maxsize=16)(self._build)

    def _build(self, preset: Preset) -> BaseChatModel:
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(
            model=self.name,
            base_url=self._url,
            api_key=self._key or "none",  # pyright: ignore[reportArgumentType]
            temperature=preset.temperature,
            top_p=preset.top_p,
            max_tokens=preset.max_tokens,  # pyright: ignore[reportCallIssue]
            timeout=self._timeout,
            max_retries=1,
            stream_usage=True,
            **self._clients(),
        )

    def _clients(self) -> dict[str, Any]:
        """Clients that take no proxy from the environment, for a server on this machine."""
        if not self.local:
            return {}
        return {
            "http_client": httpx.Client(timeout=self._timeout, trust_env=False),
            "http_async_client": httpx.AsyncClient(timeout=self._timeout, trust_env=False),
        }

    async def stream(
        self, messages: list[BaseMessage], preset: Preset, schema: Mapping[str, Any] | None = None
    ) -> AsyncIterator[AIMessageChunk]:
        from openai import OpenAIError

        options: dict[str, Any] = {}
        if schema:
            wanted = {"name": "result", "schema": dict(schema)}
            options = {"response_format": {"type": "json_schema", "json_schema": wanted}}
        reason = None
        try:
            async for chunk in self._chat(preset).astream(messages, **options):
                assert isinstance(chunk, AIMessageChunk)
                reason = chunk.response_metadata.get("finish_reason", reason)
                yield chunk
        except (httpx.HTTPError, OpenAIError, ConnectionError) as error:
            raise ModelUnavailable(reason=str(error) or type(error).__name__) from error
        if reason != "stop":
            raise TruncatedStream(reason=reason or "no end")
