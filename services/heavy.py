"""Heavy work in child processes: the server stays light, and what is cancelled is killed."""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from typing import TypeVar

import anyio
import anyio.to_process
from anyio import BrokenWorkerProcess

from guardrails.errors import HeavyWorkFailed

T = TypeVar("T")


class Children:
    """`graphs.context.Heavy` over anyio's worker processes, at most one per core."""

    def __init__(self, most: int | None = None) -> None:
        self._limiter = anyio.CapacityLimiter(most or max(1, (os.cpu_count() or 2) - 1))

    async def __call__(self, work: Callable[..., T], *args: object) -> T:
        try:
            return await anyio.to_process.run_sync(work, *args, cancellable=True, limiter=self._limiter)
        except (BrokenWorkerProcess, BrokenExecutor, MemoryError) as error:
            raise HeavyWorkFailed from error
