"""LangGraph's checkpoints in SQLite, written whole also when the run that writes is cancelled."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

T = TypeVar("T")


class Checkpoints(AsyncSqliteSaver):
    """All runs share one connection: a write that stopped between its statement and its commit would leave it inside
    a transaction, with the file locked for the next process and half a write for the next run to commit.

    LangGraph writes the last of a cancelled run from a task of its own, which nobody waits for; closing does.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        super().__init__(connection)
        self._under_way: set[asyncio.Task[Any]] = set()

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncGenerator["Checkpoints"]:
        """Open or create the checkpoints' file; closed with the block."""
        async with aiosqlite.connect(path) as connection:
            saver = cls(connection)
            try:
                yield saver
            finally:
                while saver._under_way:
                    await asyncio.wait(saver._under_way)

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        return await self._whole(super().aput(config, checkpoint, metadata, new_versions))

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        await self._whole(super().aput_writes(config, writes, task_id, task_path))

    async def adelete_thread(self, thread_id: str) -> None:
        await self._whole(super().adelete_thread(thread_id))

    async def _whole(self, write: Coroutine[Any, Any, T]) -> T:
        """The write's result; a cancelled caller stops only when the write has ended."""
        task = asyncio.create_task(write)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])
            raise
