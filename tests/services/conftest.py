"""One running service for the tests of this room, with the example company read."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from running import Service, load_example, running


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service") / "data") as service:
        load_example(service.url)
        yield service


@pytest.fixture
def api(example: Service) -> Iterator[httpx.Client]:
    """The API as the local owner of the example company uses it, in Spanish."""
    headers = {"X-Arriero-Workspace": "example", "Accept-Language": "es"}
    with httpx.Client(base_url=example.url, headers=headers, timeout=120) as client:
        yield client


@pytest.fixture
def empty(example: Service, tmp_path: Path) -> Iterator[httpx.Client]:
    """The company's own workspace, emptied afterwards."""
    with httpx.Client(base_url=example.url, headers={"Accept-Language": "es"}, timeout=120) as client:
        yield client
        for document in client.get("/api/documents").json():
            client.delete(f"/api/documents/{document['id']}")
