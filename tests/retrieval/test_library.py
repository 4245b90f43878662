"""Files in, passages out; changed, forgotten, interrupted."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from guardrails.errors import EmptyFile, NotFound
from retrieval.chunks import chunks
from retrieval.document import Document
from retrieval.edge import EdgeStore
from retrieval.library import Library
from retrieval.readers import read
from retrieval.search import index_name
from retrieval.store import Point
from retrieval.vectors import Grams

HANDBOOK = """# Manual de la tienda

## Horario
Abrimos de lunes a viernes de 9:00 a 18:00 y los sábados hasta las 14:00.

## Garantía
La garantía de los molinos es de 24 meses desde la entrega.
"""
PRICES = "codigo,producto,precio\nMX-10,Molino chico,1250.50\nMX-20,Molino grande,2399.00\n"


async def reader(path: Path, name: str) -> Document:
    return read(path, name=name, max_bytes=1_000_000)


@asynccontextmanager
async def opened(
    folder: Path, store: type[EdgeStore] = EdgeStore, dense: Grams | None = None
) -> AsyncIterator[Library]:
    grams = dense or Grams()
    vectors = await store.open(folder / "vectors", name=index_name(grams), size=grams.size)
    library = await Library.open(folder / "library", store=vectors, dense=grams, read=reader)
    try:
        yield library
    finally:
        await library.close()
        await vectors.close()


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with opened(tmp_path) as one:
        yield one


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def at(name: str, text: str) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return at


async def quotes(library: Library, query: str, tenant: str = "t") -> list[str]:
    return [passage.text for passage in await library.search(tenant, query)]


async def test_a_file_is_found_by_its_words_and_its_citation_resolves(library: Library, write: Callable) -> None:
    added = await library.add("t", write("manual.md", HANDBOOK))
    assert (added.change, added.document.name, added.document.lang) == ("added", "manual.md", "es")
    best, *_ = await library.search("t", "¿cuánto dura la garantía?")
    document = await library.document("t", added.document.id)
    citation = best.citation
    assert "24 meses" in best.text
    assert document.text[citation.start : citation.end] == citation.quote == best.text
    assert (citation.document, citation.version) == (added.document.id, document.version)
    assert "Garantía" in (citation.heading or "")
    assert 0 < best.score < 1


async def test_an_english_question_finds_a_spanish_passage(library: Library, write: Callable) -> None:
    await library.add("t", write("manual.md", HANDBOOK))
    assert "24 meses" in (await quotes(library, "how long is the warranty?"))[0]


async def test_typing_errors_and_missing_accents_find(library: Library, write: Callable) -> None:
    await library.add("t", write("manual.md", HANDBOOK))
    assert "24 meses" in (await quotes(library, "garntia molinso"))[0]


async def test_an_unchanged_file_is_not_even_read(tmp_path: Path, write: Callable) -> None:
    path = write("manual.md", HANDBOOK)
    async with opened(tmp_path) as library:
        first = await library.add("t", path)
    async with opened(tmp_path) as library:

        async def unread(path: Path, name: str) -> Document:
            raise AssertionError(name)

        library._read = unread
        again = await library.add("t", path)
        assert (again.change, again.document) == ("unchanged", first.document)
        assert "24 meses" in (await quotes(library, "garantía"))[0]


async def test_a_changed_file_replaces_its_old_passages_and_its_copy(library: Library, write: Callable) -> None:
    first = await library.add("t", write("manual.md", HANDBOOK))
    old_copy = await library.original("t", first.document.id)
    changed = await library.add("t", write("manual.md", HANDBOOK.replace("24 meses", "36 meses")))
    assert (changed.change, changed.document.id) == ("changed", first.document.id)
    assert changed.document.version != first.document.version
    found = "\n".join(await quotes(library, "garantía molinos meses"))
    assert "36 meses" in found
    assert "24 meses" not in found
    assert "36 meses" in (await library.original("t", first.document.id)).read_text("utf-8")
    assert not old_copy.exists()
    assert len(await library.documents("t")) == 1


async def test_readers_never_see_half_of_a_change(library: Library, write: Callable) -> None:
    """While versions replace one another, each search finds all passages of exactly one."""
    word = "zacatecas"
    paragraph = f"El almacén de {word} recibe mercancía. " * 20

    def version(number: int) -> str:
        return "\n\n".join(f"## Parte {n} edición{number}\n{paragraph}" for n in range(6))

    expected = len(chunks(read(write("x.md", version(0)), max_bytes=1_000_000)))
    await library.add("t", write("almacen.md", version(0)))
    done = False
    seen: set[tuple[int, int]] = set()

    async def look() -> None:
        while not done:
            found = await library.search("t", word, k=100)
            seen.add((len(found), len({p.citation.version for p in found})))

    looking = asyncio.create_task(look())
    for number in range(1, 6):
        await library.add("t", write("almacen.md", version(number)))
    done = True
    await looking
    assert seen == {(expected, 1)}


async def test_tenants_do_not_see_one_another(library: Library, write: Callable) -> None:
    added = await library.add("mine", write("manual.md", HANDBOOK))
    assert await quotes(library, "garantía", tenant="theirs") == []
    assert await library.documents("theirs") == []
    with pytest.raises(NotFound):
        await library.document("theirs", added.document.id)
    with pytest.raises(NotFound):
        await library.forget("theirs", added.document.id)
    theirs = await library.add("theirs", write("manual.md", HANDBOOK))
    assert theirs.document.id != added.document.id
    await library.forget_tenant("theirs")
    assert "24 meses" in (await quotes(library, "garantía", tenant="mine"))[0]


async def test_a_forgotten_document_leaves_nothing(library: Library, write: Callable, tmp_path: Path) -> None:
    kept = await library.add("t", write("otro.txt", "El comedor sirve café por la mañana."))
    added = await library.add("t", write("precios.csv", PRICES))
    assert len(await library.rows.tables("t")) == 1
    await library.forget("t", added.document.id)
    assert [info.id for info in await library.documents("t")] == [kept.document.id]
    assert not any("Molino" in text for text in await quotes(library, "molino precio"))
    assert await library.rows.tables("t") == []
    assert not list((tmp_path / "library" / "originals").rglob("precios.csv"))
    for file in (tmp_path / "library").glob("*.sqlite*"):
        assert b"Molino grande" not in file.read_bytes() or file.name.endswith("-wal")
    with pytest.raises(NotFound):
        await library.original("t", added.document.id)


async def test_search_within_documents(library: Library, write: Callable) -> None:
    one = await library.add("t", write("uno.txt", "La garantía dura un año."))
    await library.add("t", write("dos.txt", "La garantía dura dos años."))
    found = await library.search("t", "garantía", documents=[one.document.id])
    assert {passage.citation.name for passage in found} == {"uno.txt"}


async def test_a_table_goes_into_the_rows_and_comes_back_typed(library: Library, write: Callable) -> None:
    added = await library.add("t", write("precios.csv", PRICES))
    assert added.document.rows == 2
    stored = await library.document("t", added.document.id)
    fresh = read(write("precios.csv", PRICES), max_bytes=1_000_000)
    assert stored.tables[0].columns == tuple(fresh.tables[0].columns)
    assert [tuple(row) for row in stored.tables[0].rows] == [tuple(row) for row in fresh.tables[0].rows]
    assert Decimal(str(stored.tables[0].rows[0][2])) == Decimal("1250.5")


async def test_an_unreadable_file_leaves_nothing_behind(library: Library, write: Callable, tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        await library.add("t", write("vacio.txt", ""))
    assert await library.documents("t") == []
    assert not (tmp_path / "library" / "originals").exists()


class Interrupted(Exception):
    """Stands for the death of the process at a certain point."""


class DiesWriting(EdgeStore):
    """A shard whose process dies once the points are written."""

    async def upsert(self, points: Sequence[Point]) -> None:
        await super().upsert(points)
        raise Interrupted


class DiesCleaning(EdgeStore):
    """A shard whose process dies before old points are removed."""

    async def delete(self, ids: Sequence[str]) -> None:
        raise Interrupted


async def test_a_crash_while_points_are_written_leaves_the_old_version(tmp_path: Path, write: Callable) -> None:
    path = write("manual.md", HANDBOOK)
    async with opened(tmp_path) as library:
        await library.add("t", path)
    write("manual.md", HANDBOOK.replace("24 meses", "36 meses"))
    async with opened(tmp_path, DiesWriting) as library:
        with pytest.raises(Interrupted):
            await library.add("t", path)
    async with opened(tmp_path) as library:
        found = "\n".join(await quotes(library, "garantía molinos"))
        assert "24 meses" in found
        assert "36 meses" not in found
        assert len(list((tmp_path / "library" / "originals").rglob("*.md"))) == 1
        assert (await library.add("t", path)).change == "changed"
        assert "36 meses" in (await quotes(library, "garantía molinos"))[0]


async def test_a_crash_while_old_points_are_removed_leaves_the_new_version(tmp_path: Path, write: Callable) -> None:
    path = write("precios.csv", PRICES)
    async with opened(tmp_path) as library:
        await library.add("t", path)
    write("precios.csv", PRICES.replace("2399.00", "2599.00"))
    async with opened(tmp_path, DiesCleaning) as library:
        with pytest.raises(Interrupted):
            await library.add("t", path)
    async with opened(tmp_path) as library:
        found = "\n".join(await quotes(library, "molino grande precio"))
        assert "2599" in found
        assert "2399" not in found
        (table,) = await library.rows.tables("t")
        assert table.version == (await library.documents("t"))[0].version


async def test_a_lost_index_and_another_model_are_indexed_anew(tmp_path: Path, write: Callable) -> None:
    async with opened(tmp_path) as library:
        await library.add("t", write("manual.md", HANDBOOK))
    shutil.rmtree(tmp_path / "vectors")
    async with opened(tmp_path) as library:
        assert "24 meses" in (await quotes(library, "garantía"))[0]
    other = Grams()
    other.name, other.size = "grams256", 256
    async with opened(tmp_path, dense=other) as library:
        assert "24 meses" in (await quotes(library, "garantía"))[0]
        assert (await library.original("t", (await library.documents("t"))[0].id)).exists()


async def test_files_of_one_name_added_at_once_make_one_document(library: Library, write: Callable) -> None:
    path = write("manual.md", HANDBOOK)
    await asyncio.gather(*(library.add("t", path) for _ in range(4)))
    assert len(await library.documents("t")) == 1
    assert len([text for text in await quotes(library, "garantía meses molinos") if "24 meses" in text]) == 1
