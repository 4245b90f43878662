"""What a graph is given when it runs: connections and services, opened by `services`, never by a node."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from agents.answer import Attachment
from agents.language import Language
from agents.support.categories import Categories
from guardrails.gate import Gate
from retrieval.library import Library
from tools.web import WebSearch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Company:
    """Whose files these are; the RFC decides which invoices were issued and which received."""

    name: str | None = None
    rfc: str | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks. Filled by the service from the credentials, never from what a client sends."""

    tenant: str
    user: str
    roles: frozenset[str]


class Heavy(Protocol):
    """Runs a plain module-level function in a child process; cancelling kills the child."""

    async def __call__(self, work: Callable[..., T], *args: object) -> T: ...


class Effects(Protocol):
    """Does a side effect once per key, also when the process dies in between."""

    async def once(
        self, key: str, arguments: Mapping[str, Any], do: Callable[[], Awaitable[dict[str, Any]]]
    ) -> dict[str, Any]:
        """The result of `do`, now or from the first time; Conflict when an earlier try has an unknown outcome."""
        ...


class Files(Protocol):
    """The files written for a tenant's users."""

    def reserve(self, tenant: str, name: str) -> tuple[str, Path]:
        """A fresh id and the path to write the file to; `name` is made safe."""
        ...

    def attachment(self, tenant: str, file_id: str) -> Attachment:
        """What was written; NotFound when it was not."""
        ...


@dataclass(frozen=True)
class Context:
    """The runtime context of every graph."""

    principal: Principal
    company: Company
    language: Language
    gate: Gate
    library: Library
    effects: Effects
    files: Files
    heavy: Heavy
    web: WebSearch
    now: Callable[[], datetime]
    ingesting: Callable[[], bool]
    """Whether files of this tenant are still being read."""
    tickets: Categories = field(default_factory=Categories)
    """What the company's own tickets teach, kept between runs."""
