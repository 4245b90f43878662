"""A server that speaks Ollama's raw endpoint, and a client to it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.guardrails.ollama import Ollama


@pytest.fixture
async def ollama() -> AsyncIterator[Ollama]:
    stand_in = Ollama()
    stand_in.go.set()
    server = await asyncio.start_server(stand_in.handle, "127.0.0.1", 0)
    stand_in.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield stand_in
    stand_in.go.set()
    server.close()


@pytest.fixture
async def client(ollama: Ollama) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=ollama.address) as opened:
        yield opened
