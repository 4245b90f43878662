"""Heavy work in child processes: the server stays light, and what is cancelled is killed."""

import os
from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_process
from anyio import BrokenWorkerProcess

from guardrails.errors import HeavyWorkFailed

T = TypeVar("T")

ATTEMPTS = 3


class Children:
    """`graphs.context.Heavy` over anyio's worker processes, at most one per core."""

    def __init__(self, most: int | None = None) -> None:
        self._limiter = anyio.CapacityLimiter(most or max(1, (os.cpu_count() or 2) - 1))

    async def __call__(self, work: Callable[..., T], *args: object) -> T:
        for attempt in range(ATTEMPTS):
            try:
                return await anyio.to_process.run_sync(work, *args, cancellable=True, limiter=self._limiter)
            except BrokenWorkerProcess as error:
                # An idle child may have ended with the task that first started it; a fresh one gets the work.
                if attempt == ATTEMPTS - 1:
                    raise HeavyWorkFailed from error
            except MemoryError as error:
                raise HeavyWorkFailed from error
        raise HeavyWorkFailed
