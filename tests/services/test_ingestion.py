"""The queue of files: what stops one stops no other, and nothing that was accepted is lost."""

import asyncio
from pathlib import Path

import httpx
import pytest
from running import read_to_the_end, running

from guardrails.errors import InvalidRequest
from services import ingestion
from services.arriero import Arriero
from services.ingestion import Source, walk
from services.settings import Settings


def test_a_file_that_fails_in_no_foreseen_way_stops_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "notas.txt"
    file.write_text("Abrimos a las nueve.", encoding="utf-8")
    sources = [Source(file, "mal\udcff.txt"), Source(tmp_path / "gone.txt", "gone.txt"), Source(file, "notas.txt")]

    async def taken_in() -> ingestion.Progress:
        settings = Settings(data_dir=tmp_path / "data", engine="embedded", guard="embedded")
        async with Arriero.open(settings) as arriero:
            return await arriero.ingestion.add_all("company", sources)

    progress = asyncio.run(taken_in())
    assert not progress.running
    assert progress.added == 1
    assert {refused.name for refused in progress.failed} == {"mal\udcff.txt", "gone.txt"}


def test_walk_names_what_lies_below(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("sub/b.txt", "a.md", "c.exe", ".oculto.txt", "~$d.docx"):
        (tmp_path / name).write_text("x")
    assert [source.name for source in walk(tmp_path)] == ["a.md", "sub/b.txt"]
    assert [source.name for source in walk(tmp_path / "c.exe")] == ["c.exe"]


def test_walk_has_a_ceiling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingestion, "MAX_FILES", 2)
    for n in range(2):
        (tmp_path / f"{n}.txt").write_text("x")
    assert len(walk(tmp_path)) == 2
    (tmp_path / "one-more.txt").write_text("x")
    with pytest.raises(InvalidRequest):
        walk(tmp_path)


def test_accepted_uploads_survive_the_process(tmp_path: Path) -> None:
    uploads = tmp_path / "data" / "uploads" / "company"
    for name in ("in-1/carpeta/notas.txt", "part-2/media.txt"):
        (uploads / name).parent.mkdir(parents=True)
        (uploads / name).write_text("Abrimos a las nueve.", encoding="utf-8")
    with running(tmp_path / "data") as service, httpx.Client(base_url=service.url, timeout=60) as client:
        read_to_the_end(client)
        assert [document["name"] for document in client.get("/api/documents").json()] == ["carpeta/notas.txt"]
        assert list(uploads.iterdir()) == []
