"""Heavy work runs in children: its results and its errors come back, and a child that died is replaced."""

import asyncio
import os
import signal
import time
from functools import partial

import pytest

from guardrails.errors import EmptyFile, HeavyWorkFailed
from retrieval.readers import read_bytes
from services.heavy import Children


async def test_work_is_done_elsewhere() -> None:
    assert await Children()(os.getpid) != os.getpid()
    assert await Children()(divmod, 7, 2) == (3, 1)


async def test_our_errors_cross_the_border() -> None:
    with pytest.raises(EmptyFile) as caught:
        await Children()(partial(read_bytes, b"", name="nada.pdf", max_bytes=10))
    assert "nada.pdf" in caught.value.say("es")


async def test_an_idle_child_that_died_is_replaced() -> None:
    children = Children()
    os.kill(await children(os.getpid), signal.SIGKILL)
    assert await children(divmod, 7, 2) == (3, 1)


async def test_work_that_kills_its_child_is_given_up() -> None:
    with pytest.raises(HeavyWorkFailed):
        await Children()(os._exit, 9)


async def test_cancelling_ends_the_work() -> None:
    task = asyncio.create_task(Children()(time.sleep, 60))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
