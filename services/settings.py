"""Every setting, from ``ARRIERO_*`` variables or a ``.env`` file; nothing else in the project reads the environment."""

import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from guardrails.errors import SettingsError

GIB = 1024**3
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def memory_bytes() -> int:
    """Physical memory; 8 GiB where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 8 * GIB


class Settings(BaseSettings):
    """What a deployment decides. The defaults need nothing but this machine and send nothing outward."""

    model_config = SettingsConfigDict(env_prefix="ARRIERO_", env_file=".env", extra="ignore")

    data_dir: Path = Path(".arriero")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    lang: Literal["es", "en"] = "es"
    """Language of the CLI and of errors when the caller does not say."""

    engine: Literal["auto", "embedded", "ollama", "openai"] = "auto"
    ollama_url: str = "http://127.0.0.1:11434"
    ollama_model: str | None = None
    """Default: llama3.2:3b, or llama3.1:8b from 16 GB of memory."""
    openai_url: str = "http://127.0.0.1:8080/v1"
    openai_model: str = "llama-3.1-8b-instant"
    openai_key: SecretStr | None = None
    num_ctx: int = Field(8192, ge=2048)
    """Context window in tokens, the same on every call: a change makes Ollama reload the model."""
    local_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Hosts that are this machine too, comma separated: the names of neighbours in a container network."""
    model_timeout_s: float = 120
    model_idle_s: float = 30
    """Longest silence inside a stream."""

    guard: Literal["auto", "embedded", "llama-guard"] = "auto"
    guard_model: str = "llama-guard3:1b"

    qdrant_url: str | None = None
    qdrant_key: SecretStr | None = None
    dense_model: str | None = None
    """Name of an embedding model as fastembed lists it; character n-grams when there is none."""
    dense_folder: Path | None = None
    """Local folder with that model's files; nothing is downloaded."""

    web_search: bool = False
    graphs: Path | None = None
    """A ``langgraph.json`` that names the graphs to serve; the project's own when None."""
    max_file_mb: int = Field(50, ge=1)
    max_text: int = Field(60_000, ge=100)
    """Characters of one message."""
    recursion_limit: int = Field(40, ge=10)
    run_timeout_s: float = 600

    company_name: str | None = None
    company_rfc: str | None = None
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """Keys that may use the service, comma separated; needed when listening beyond loopback."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("api_keys", "local_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @classmethod
    def load(cls, **given: object) -> "Settings":
        """Settings from the environment, with `given` on top; SettingsError says which one is wrong."""
        try:
            return cls(**given)  # pyright: ignore[reportArgumentType]
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise SettingsError(reason=wrong) from None

    @cached_property
    def chat_model(self) -> str:
        """Ollama's model: the one named, else what this machine's memory carries."""
        return self.ollama_model or ("llama3.1:8b" if memory_bytes() >= 16 * GIB * 0.95 else "llama3.2:3b")

    def is_local(self, url: str) -> bool:
        """Whether a URL names this machine."""
        return (urlsplit(url).hostname or "") in {*LOOPBACK, *self.local_hosts}

    @property
    def max_file_bytes(self) -> int:
        return self.max_file_mb * 1024 * 1024
