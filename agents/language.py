"""Language tasks: one step that needs language, done by a model or by its embedded twin.

A graph node runs a task and never knows which engine answered; the result says so afterwards.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from string import Template
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

Lang = Literal["es", "en"]


class Engine(StrEnum):
    """Who did a step of language."""

    EMBEDDED = "embedded"
    OLLAMA = "ollama"
    OPENAI = "openai"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, as the server counted them; None where it did not say."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """Sampling settings of a task, in the terms of Ollama's options."""

    temperature: float
    top_p: float
    top_k: int
    max_tokens: int
    repeat_penalty: float = 1.1


PRECISE = Preset(temperature=0.1, top_p=0.95, top_k=40, max_tokens=2000)
BALANCED = Preset(temperature=0.7, top_p=0.9, top_k=40, max_tokens=500)
CREATIVE = Preset(temperature=0.8, top_p=0.95, top_k=50, max_tokens=1000)


class Result(BaseModel):
    """Base of every typed task result."""

    model_config = ConfigDict(frozen=True)

    _engine: Engine = PrivateAttr(default=Engine.EMBEDDED)
    _usage: Usage = PrivateAttr(default_factory=Usage)
    _fallback: str | None = PrivateAttr(default=None)

    @property
    def engine(self) -> Engine:
        """Who made this result."""
        return self._engine

    @property
    def usage(self) -> Usage:
        return self._usage

    @property
    def fallback(self) -> str | None:
        """Why the twin stood in for the model (an error's code), or None."""
        return self._fallback

    def stamped(self, engine: Engine, usage: Usage, fallback: str | None = None) -> "Result":
        """This result, marked with who made it."""
        self._engine, self._usage, self._fallback = engine, usage, fallback
        return self


R = TypeVar("R", bound=Result)


@dataclass(frozen=True)
class Prompt:
    """A prompt in two files, ``NAME.es.md`` and ``NAME.en.md``, with ``$placeholders``.

    A line ``---`` parts the system message (above) from the user message (below).
    """

    folder: Path
    name: str

    @cached_property
    def _texts(self) -> dict[Lang, Template]:
        return {
            "es": Template((self.folder / f"{self.name}.es.md").read_text(encoding="utf-8")),
            "en": Template((self.folder / f"{self.name}.en.md").read_text(encoding="utf-8")),
        }

    def render(self, lang: Lang, values: dict[str, str]) -> str:
        """The prompt in one language; a placeholder without a value raises KeyError."""
        return self._texts[lang].substitute(values)


@dataclass(frozen=True)
class Task(Generic[R]):
    """One step with a typed result."""

    name: str
    """Dotted, specialist first: ``support.triage``."""
    prompt: Prompt
    result: type[R]
    embedded: Callable[..., R]
    """The twin: ``embedded(lang=lang, **inputs)`` with the inputs that the prompt names; returns the same type."""
    preset: Preset = PRECISE


@dataclass(frozen=True)
class Prose:
    """One step whose result is text for a person, streamed."""

    name: str
    prompt: Prompt
    embedded: Callable[..., str]
    """The twin: ``embedded(lang=lang, **inputs)``, the whole text."""
    preset: Preset = BALANCED


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of prose that ends at a sentence's end; windows joined are the text."""

    text: str
    engine: Engine
    fallback: str | None = None
    """Set from the window on where the twin took over from the model."""


class Language(Protocol):
    """What graphs see of the language engines."""

    async def run(self, task: Task[R], *, lang: Lang, **inputs: object) -> R:
        """The task's result, by the model or, when it fails, by the twin."""
        ...

    def stream(self, prose: Prose, *, lang: Lang, **inputs: object) -> AsyncIterator[Window]:
        """The text in windows. Nothing in it has been checked or cleared yet."""
        ...
