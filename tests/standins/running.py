"""`arriero serve` in a process of its own, as a user starts it; stopped by its id."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

ARRIERO = Path(sys.executable).with_name("arriero")
READ_S = 120.0


class Service:
    """Can be stopped and started again at the same address."""

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        self._data, self._environment = data, environment
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def start(self) -> None:
        port = self.url.rpartition(":")[2] or "0"
        log = (self._data.parent / f"{self._data.name}.log").open("a")
        self._process = subprocess.Popen(
            [ARRIERO, "serve", "--json", "--port", port, "--data-dir", self._data],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "ARRIERO_ENGINE": "embedded", "ARRIERO_GUARD": "embedded", **self._environment},
        )
        log.close()
        assert self._process.stdout
        self.url = json.loads(self._process.stdout.readline())["url"]
        httpx.get(f"{self.url}/ready", timeout=30).raise_for_status()

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(30)
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None


@contextmanager
def running(data: Path, **environment: str) -> Iterator[Service]:
    data.mkdir(parents=True, exist_ok=True)
    service = Service(data, environment)
    service.start()
    try:
        yield service
    finally:
        service.stop()


def read_to_the_end(client: httpx.Client) -> None:
    """Returns when every file of the client's workspace has been read."""
    deadline = time.monotonic() + READ_S
    while client.get("/api/ingestion").raise_for_status().json()["running"]:
        assert time.monotonic() < deadline, "the files were not read in time"
        time.sleep(0.1)


def load_example(url: str) -> None:
    """The example company, read."""
    with httpx.Client(base_url=url, headers={"X-Arriero-Workspace": "example"}, timeout=READ_S) as client:
        client.post("/api/example").raise_for_status()
        read_to_the_end(client)
