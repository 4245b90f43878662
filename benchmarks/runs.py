"""``python -m benchmarks.runs``: what a durable run costs over bare LangGraph, and what is left after kill -9.

Starts servers itself, on loopback; all ratios are within one run, since absolute times depend on what else the machine does.
"""

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.data import emit, parser, progress

GRAPHS = Path(__file__).parent / "runs_graphs"
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """`arriero serve` as a process that can be killed."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> None:
        port = self.url.rpartition(":")[2] or "0"
        environment = {
            **os.environ,
            "ARRIERO_ENGINE": "embedded",
            "ARRIERO_GUARD": "embedded",
            "ARRIERO_GRAPHS": str(GRAPHS / "langgraph.json"),
            "RUNS_EFFECTS": str(self._data / "effects.txt"),
        }
        arriero = Path(sys.executable).with_name("arriero")
        command = [arriero, "serve", "--json", "--port", port, "--data-dir", self._data / "data"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
        )
        assert self._process.stdout
        self.url = httpx.Response(200, text=self._process.stdout.readline()).json()["url"]

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        assert self._process
        self._process.send_signal(how)
        self._process.wait(30)

    def cpu_seconds(self) -> float:
        """Of the process so far, from Linux's table of processes."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self) -> float:
        line = next(x for x in Path(f"/proc/{self.pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    server = Server(data)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def said(text: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": text}]}


async def bare(runs: int) -> tuple[float, float]:
    """CPU seconds a run and runs a second of the same graph in this process, streamed, without a checkpointer."""
    from benchmarks.runs_graphs.graphs import tokens

    started, cpu = time.perf_counter(), time.process_time()
    for _ in range(runs):
        async for _part in tokens.astream(said("hola"), stream_mode=["messages", "values"], version="v2"):
            pass
    return (time.process_time() - cpu) / runs, runs / (time.perf_counter() - started)


async def one(client: httpx.AsyncClient) -> float:
    """One streamed run on a thread of its own; milliseconds to the first event."""
    body = {"assistant_id": "tokens", "input": said("hola"), "stream_mode": ["messages-tuple", "values"]}
    thread = uuid.uuid4()
    started, first = time.perf_counter(), 0.0
    url = f"/threads/{thread}/runs/stream"
    async with client.stream("POST", url, json={**body, "if_not_exists": "create"}) as response:
        async for line in response.aiter_lines():
            if line.startswith("event:") and not first:
                first = (time.perf_counter() - started) * 1000
    return first


async def load(server: Server, clients: int, runs: int) -> dict[str, float]:
    """`runs` runs by `clients` clients at once."""
    async with httpx.AsyncClient(base_url=server.url, timeout=120) as client:
        await one(client)
        cpu, started = server.cpu_seconds(), time.perf_counter()
        queue = iter(range(runs))
        firsts: list[float] = []

        async def work() -> None:
            for _ in queue:
                firsts.append(await one(client))  # noqa: PERF401 - one after another

        await asyncio.gather(*(work() for _ in range(clients)))
        seconds = time.perf_counter() - started
        return {
            "cpu": (server.cpu_seconds() - cpu) / runs,
            "first": statistics.median(firsts),
            "per-s": runs / seconds,
        }


async def survive(data: Path, runs: int, kills: int) -> dict[str, float]:
    """Runs with a side effect per step, while the server is killed and started again."""
    effects = data / "effects.txt"
    server = Server(data)
    server.start()
    ids: list[tuple[str, str]] = []
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        for number in range(runs):
            thread = str(uuid.uuid4())
            body = {"assistant_id": "steps", "input": said(f"run{number}"), "if_not_exists": "create"}
            run = (await client.post(f"/threads/{thread}/runs", json=body)).raise_for_status().json()
            ids.append((thread, run["run_id"]))
    slowest = 0.0
    for kill in range(kills):
        await asyncio.sleep(0.05 + 0.07 * kill)
        server.stop(signal.SIGKILL)
        started = time.perf_counter()
        server.start()
        slowest = max(slowest, time.perf_counter() - started)
    statuses: list[str] = []
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        deadline = time.monotonic() + 60
        for thread, run_id in ids:
            while True:
                answer = await client.get(f"/threads/{thread}/runs/{run_id}")
                status = answer.json()["status"] if answer.is_success else "lost"
                if status not in ("pending", "running") or time.monotonic() > deadline:
                    break
                await asyncio.sleep(0.05)
            statuses.append(status)
    server.stop()
    done = effects.read_text().splitlines()
    return {
        "killed/lost": sum(status in ("lost", "error") for status in statuses),
        "killed/stuck": sum(status in ("pending", "running") for status in statuses),
        "killed/doubled": len(done) - len(set(done)),
        "killed/resume-s": slowest,
    }


async def measure(runs: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        base_cpu, base_rate = await bare(runs)
        figures["idle-mb"] = server.memory_mb()
        for clients in (1, 16):
            found = await load(server, clients, runs)
            progress(f"{clients} clients: {found}")
            figures[f"cpu-ratio/{clients}"] = found["cpu"] / base_cpu
            figures[f"cpu-ms-per-run/{clients}"] = found["cpu"] * 1000
            figures[f"first-event-ms/{clients}"] = found["first"]
            if clients > 1:
                figures[f"runs-per-s/{clients}"] = found["per-s"]
                figures[f"runs-ratio/{clients}"] = found["per-s"] / base_rate
    with tempfile.TemporaryDirectory() as folder:
        figures |= await survive(Path(folder), runs=10, kills=5)
    return figures


def main() -> None:
    made = parser("runs")
    made.add_argument("--runs", type=int, default=100)
    options = made.parse_args()
    emit(asyncio.run(measure(options.runs)))


if __name__ == "__main__":
    main()
