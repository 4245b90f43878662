"""The contract that every vector store keeps: the embedded shard and Qdrant through its client."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import anyio
import numpy as np
import pytest

from guardrails.errors import DataDirectoryInUse
from retrieval.edge import EdgeStore
from retrieval.server import ServerStore
from retrieval.store import Point, VectorStore
from retrieval.vectors import Sparse

SIZE = 8


def point(tenant: str, document: str, *terms: int, axis: int = 0, batch: str = "one") -> Point:
    meaning = np.zeros(SIZE, dtype=np.float32)
    meaning[axis] = 1
    return Point(str(uuid4()), tenant, document, batch, Sparse(terms, [1.0] * len(terms)), meaning)


def axis(number: int) -> np.ndarray:
    return np.eye(SIZE, dtype=np.float32)[number]


@pytest.fixture(params=["edge", "qdrant-in-memory", "qdrant-server"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[VectorStore]:
    opened: VectorStore
    if request.param == "edge":
        opened = await EdgeStore.open(tmp_path, name="test", size=SIZE)
    elif request.param == "qdrant-in-memory":
        opened = await ServerStore.open(":memory:", name="test", size=SIZE)
    elif url := os.environ.get("QDRANT_URL"):
        opened = await ServerStore.open(url, name=f"test-{uuid4().hex}", size=SIZE)
    else:
        pytest.skip("QDRANT_URL names no server")
    yield opened
    if isinstance(opened, ServerStore):
        await opened.drop()
    await opened.close()


async def test_terms_rank_by_dot_product_and_need_one_in_common(store: VectorStore) -> None:
    both, one, none = point("t", "a", 1, 2), point("t", "a", 2, 3), point("t", "a", 4)
    await store.upsert([both, one, none])
    hits = await store.by_terms("t", Sparse([1, 2], [2.0, 0.5]), 10)
    assert [(hit.id, hit.score) for hit in hits] == [(both.id, 2.5), (one.id, 0.5)]


async def test_no_terms_find_nothing(store: VectorStore) -> None:
    await store.upsert([point("t", "a", 1)])
    assert await store.by_terms("t", Sparse([], []), 10) == []


async def test_meaning_ranks_by_cosine(store: VectorStore) -> None:
    near, far = point("t", "a", 1, axis=0), point("t", "a", 1, axis=1)
    await store.upsert([far, near])
    hits = await store.by_meaning("t", (axis(0) * 3 + axis(1)) / np.sqrt(10).astype(np.float32), 10)
    assert [hit.id for hit in hits] == [near.id, far.id]
    assert hits[0].score == pytest.approx(3 / np.sqrt(10), abs=1e-4)


async def test_a_tenant_never_sees_anothers_points(store: VectorStore) -> None:
    mine, theirs = point("mine", "a", 1), point("theirs", "a", 1)
    await store.upsert([mine, theirs])
    assert [hit.id for hit in await store.by_terms("mine", Sparse([1], [1.0]), 10)] == [mine.id]
    assert [hit.id for hit in await store.by_meaning("mine", axis(0), 10)] == [mine.id]
    assert await store.by_terms("nobody", Sparse([1], [1.0]), 10) == []


async def test_searches_keep_to_documents_and_pass_over_batches(store: VectorStore) -> None:
    a, b, later = point("t", "a", 1), point("t", "b", 1), point("t", "a", 1, batch="two")
    await store.upsert([a, b, later])
    terms = Sparse([1], [1.0])
    assert {hit.id for hit in await store.by_terms("t", terms, 10, documents=["a"])} == {a.id, later.id}
    assert {hit.id for hit in await store.by_terms("t", terms, 10, ["a", "b"], without=["two"])} == {a.id, b.id}
    assert {hit.id for hit in await store.by_meaning("t", axis(0), 10, ["a"], without=["one"])} == {later.id}
    assert await store.by_terms("t", terms, 10, documents=[]) == []


async def test_limit(store: VectorStore) -> None:
    await store.upsert([point("t", "a", 1) for _ in range(5)])
    assert len(await store.by_terms("t", Sparse([1], [1.0]), 3)) == 3
    assert len(await store.by_meaning("t", axis(0), 3)) == 3


async def test_the_same_id_is_replaced(store: VectorStore) -> None:
    first = point("t", "a", 1)
    await store.upsert([first])
    await store.upsert([Point(first.id, "t", "a", "two", Sparse([2], [1.0]), axis(1))])
    assert await store.count("t") == 1
    assert await store.by_terms("t", Sparse([1], [1.0]), 10) == []


async def test_deleted_points_are_gone_and_unknown_ids_no_error(store: VectorStore) -> None:
    kept, gone = point("t", "a", 1), point("t", "a", 1)
    await store.upsert([kept, gone])
    await store.delete([gone.id, str(uuid4())])
    await store.optimize()
    assert [hit.id for hit in await store.by_terms("t", Sparse([1], [1.0]), 10)] == [kept.id]
    assert await store.count() == 1


async def test_searches_run_beside_writes(store: VectorStore) -> None:
    """Every search sees whole writes: as many points as some number of batches."""
    seen: list[int] = []

    async def write() -> None:
        for _ in range(10):
            await store.upsert([point("t", "a", 1) for _ in range(4)])

    async def look() -> None:
        while len(seen) < 10:
            seen.append(len(await store.by_terms("t", Sparse([1], [1.0]), 100)))

    async with anyio.create_task_group() as group:
        group.start_soon(write)
        group.start_soon(look)
    assert seen == sorted(seen)
    assert await store.count("t") == 40


async def test_a_shard_keeps_what_was_written_and_has_one_owner(tmp_path: Path) -> None:
    kept = point("t", "a", 1)
    store = await EdgeStore.open(tmp_path, name="test", size=SIZE)
    await store.upsert([kept])
    with pytest.raises(DataDirectoryInUse):
        await EdgeStore.open(tmp_path, name="test", size=SIZE)
    await store.close()
    again = await EdgeStore.open(tmp_path, name="test", size=SIZE)
    assert [hit.id for hit in await again.by_terms("t", Sparse([1], [1.0]), 10)] == [kept.id]
    await again.close()


async def test_a_damaged_shard_makes_room_for_a_fresh_one(tmp_path: Path) -> None:
    store = await EdgeStore.open(tmp_path, name="test", size=SIZE)
    await store.upsert([point("t", "a", 1)])
    await store.close()
    (tmp_path / "test" / "edge_config.json").write_text("{")
    again = await EdgeStore.open(tmp_path, name="test", size=SIZE)
    assert await again.count() == 0
    await again.close()
    assert (tmp_path / "test.damaged").is_dir()


WRITER = """
import sys
from pathlib import Path
import anyio, numpy as np
from uuid import uuid4
from retrieval.edge import EdgeStore
from retrieval.store import Point
from retrieval.vectors import Sparse

async def main():
    store = await EdgeStore.open(Path(sys.argv[1]), name="test", size=8)
    while True:
        await store.upsert([Point(str(uuid4()), "t", "a", "one", Sparse([1], [1.0]), np.ones(8, dtype=np.float32))])
        print(await store.count(), flush=True)

anyio.run(main)
"""


async def test_what_was_acknowledged_survives_the_death_of_the_process(tmp_path: Path) -> None:
    writer = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITER, str(tmp_path), stdout=PIPE)
    assert writer.stdout is not None
    acknowledged = [int(await writer.stdout.readline()) for _ in range(20)][-1]
    writer.kill()
    await writer.communicate()
    store = await EdgeStore.open(tmp_path, name="test", size=SIZE)
    assert await store.count("t") >= acknowledged
    await store.close()
