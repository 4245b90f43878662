"""Runs language tasks: the model when there is one and it answers well, the embedded twin otherwise."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TypeVar, cast

import anyio.to_thread
import structlog
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from agents.language import Engine, Lang, Preset, Prompt, Prose, Result, Task, Usage, Window
from guardrails.errors import InvalidResult, ModelError, ModelUnavailable, TruncatedStream
from guardrails.personal import pseudonymise, restore
from guardrails.windows import split, windows
from services.language.models import CHARACTERS_PER_TOKEN, ChatModel, usage_of

R = TypeVar("R", bound=Result)
T = TypeVar("T")

REPAIRS = 2
IN_THREAD = 2_000
"""Characters of all inputs from which on a twin works in a thread, so that the event loop goes on."""
REST_S = 30.0
"""How long a model that could not be reached is left alone."""

log = structlog.get_logger(__name__)


class Engines:
    """`agents.language.Language` over one optional model."""

    def __init__(self, model: ChatModel | None, *, timeout_s: float = 120, pseudonym_key: bytes = b"") -> None:
        self._model, self._timeout_s, self._key = model, timeout_s, pseudonym_key
        self._resting_until = 0.0
        self.on_call: Callable[[str, Engine, str | None], None] = lambda task, engine, fallback: None

    @property
    def engine(self) -> Engine:
        return self._model.engine if self._model else Engine.EMBEDDED

    @property
    def model_name(self) -> str | None:
        return self._model.name if self._model else None

    @property
    def local(self) -> bool:
        """False when text leaves this machine."""
        return self._model is None or self._model.local

    async def run(self, task: Task[R], *, lang: Lang, **inputs: object) -> R:
        """The task's result; after two failed repairs, or without the model, the twin's."""
        fallback = None
        if model := self._ready():
            try:
                async with asyncio.timeout(self._timeout_s):
                    result = await self._typed(model, task, lang, inputs)
                self.on_call(task.name, result.engine, None)
                return result
            except (ModelError, TimeoutError) as error:
                fallback = self._failed(task.name, error)
        result = await _aside(partial(task.embedded, lang=lang, **inputs), inputs)
        self.on_call(task.name, Engine.EMBEDDED, fallback)
        return cast(R, result.stamped(Engine.EMBEDDED, Usage(), fallback))

    async def stream(self, prose: Prose, *, lang: Lang, **inputs: object) -> AsyncIterator[Window]:
        """Windows of the model's text; from where it fails on, the twin's."""
        fallback, said = None, False
        if model := self._ready():
            try:
                async with asyncio.timeout(self._timeout_s):
                    async for text in self._windows(model, prose, lang, inputs):
                        said = True
                        yield Window(text, model.engine)
                if said:
                    self.on_call(prose.name, model.engine, None)
                    return
                raise InvalidResult(task=prose.name)
            except (ModelError, TimeoutError) as error:
                fallback = self._failed(prose.name, error)
        self.on_call(prose.name, Engine.EMBEDDED, fallback)
        written = await _aside(partial(prose.embedded, lang=lang, **inputs), inputs)
        for text in split(("\n\n" if said else "") + written):
            yield Window(text, Engine.EMBEDDED, fallback)

    async def warm_up(self) -> None:
        """Make the model load, so that the first question does not wait for it."""
        if self._model:
            messages: list[BaseMessage] = [HumanMessage("Hola")]
            try:
                async for _ in self._model.stream(messages, Preset(0.1, 0.9, 40, 1)):
                    pass
            except TruncatedStream:  # one token was asked for
                pass
            except ModelError as error:
                self._failed("warm-up", error)

    async def _typed(self, model: ChatModel, task: Task[R], lang: Lang, inputs: dict[str, object]) -> R:
        schema = task.result.model_json_schema()
        messages = self._messages(model, task.prompt, task.preset, lang, inputs)
        hidden, names = self._hide(model, messages)
        for _ in range(REPAIRS + 1):
            text, usage = "", Usage()
            async for chunk in model.stream(hidden, task.preset, schema):
                text, usage = text + chunk.text, usage_of(chunk) if chunk.usage_metadata else usage
            try:
                result = task.result.model_validate_json(restore(text, names))
            except ValidationError as error:
                complaint = json.dumps(error.errors(include_url=False, include_input=False), default=str)[:1000]
                hidden = [*hidden, HumanMessage(f"That was not valid: {complaint}\nAnswer again, only the JSON.")]
                continue
            return cast(R, result.stamped(model.engine, usage))
        raise InvalidResult(task=task.name)

    async def _windows(
        self, model: ChatModel, prose: Prose, lang: Lang, inputs: dict[str, object]
    ) -> AsyncIterator[str]:
        """Whole sentences only: when the stream breaks, the unfinished one is dropped."""
        messages, names = self._hide(model, self._messages(model, prose.prompt, prose.preset, lang, inputs))

        async def chunks() -> AsyncIterator[str]:
            async for chunk in model.stream(messages, prose.preset):
                yield chunk.text

        async for window in windows(chunks()):
            yield restore(window, names)

    def _messages(
        self, model: ChatModel, prompt: Prompt, preset: Preset, lang: Lang, inputs: dict[str, object]
    ) -> list[BaseMessage]:
        """The rendered prompt; inputs are cut, longest first, until prompt and answer fit into the window."""
        values = {name: _plain(value) for name, value in inputs.items()}
        room = int((model.num_ctx - preset.max_tokens - 64) * CHARACTERS_PER_TOKEN)
        text = prompt.render(lang, values)
        while len(text) > room and values:
            longest = max(values, key=lambda name: len(values[name]))
            keep = len(values[longest]) - (len(text) - room) - 1
            if keep < 200:
                break
            values[longest] = values[longest][:keep] + "…"
            text = prompt.render(lang, values)
        system, _, user = text.partition("\n---\n")
        return [SystemMessage(system.strip()), HumanMessage(user.strip() or system.strip())]

    def _hide(self, model: ChatModel, messages: list[BaseMessage]) -> tuple[list[BaseMessage], dict[str, str]]:
        """Personal data become pseudonyms before they leave this machine."""
        if model.local:
            return messages, {}
        names: dict[str, str] = {}
        hidden: list[BaseMessage] = []
        for message in messages:
            text, found = pseudonymise(message.text, self._key)
            names |= found
            hidden.append(message.model_copy(update={"content": text}))
        return hidden, names

    def _ready(self) -> ChatModel | None:
        return self._model if time.monotonic() >= self._resting_until else None

    def _failed(self, task: str, error: ModelError | TimeoutError) -> str:
        code = error.code if isinstance(error, ModelError) else "model-timeout"
        if isinstance(error, ModelUnavailable | TimeoutError):
            self._resting_until = time.monotonic() + REST_S
        log.warning("model-failed", task=task, code=code, error_type=type(error).__name__)
        return code


async def _aside(twin: Callable[[], T], inputs: dict[str, object]) -> T:
    """What a twin gives: at once for short inputs, from a thread for long ones."""
    room = IN_THREAD
    for value in inputs.values():
        room -= len(_plain(value))
        if room < 0:
            return await anyio.to_thread.run_sync(twin)
    return twin()


def _plain(value: object) -> str:
    """An input as a prompt shows it."""
    if type(value).__str__ not in (object.__str__, BaseModel.__str__):
        return str(value)  # it says itself how a prompt shows it
    if isinstance(value, BaseModel):
        return value.model_dump_json(indent=1)
    return to_json(value, indent=1, fallback=str).decode()
