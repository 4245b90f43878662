"""Puts a document's text together block by block, so that offsets are right by construction."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from retrieval.document import Block, BlockKind, Document, FileKind, Table
from retrieval.readers.language import language_of
from retrieval.readers.source import Source

_ENTRY = re.compile(r"(?:\s|\.{2,})\s*(?:\d{1,3}|[ivxl]{1,5})\s*\Z")
_COUNTED = re.compile(r"\(?(\d{1,2})[.)]\s")


class DocumentBuilder:
    """Text grows at the end only; what was added keeps its offsets."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.warnings: list[str] = []
        self.facts: dict[str, str] = {}
        self.title: str | None = None
        self.pages: int | None = None
        self.heading: str | None = None
        """The heading that what comes next stands under."""

    @property
    def empty(self) -> bool:
        return not self.blocks

    def add(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        level: int = 0,
        page: int | None = None,
        cell: str | None = None,
        path: str | None = None,
        gap: str | None = None,
    ) -> tuple[int, int]:
        """Append a block and return its span; blank text adds nothing and has an empty span.

        `gap` is the white space before it: by default a new line between rows or items, else an empty line.
        """
        text = text.strip()
        if not text:
            return self._length, self._length
        if self.blocks:
            self._append(gap if gap is not None else self._gap(kind))
        start = self._length
        self._append(text)
        if kind is BlockKind.HEADING:
            self.heading = " ".join(text.split())
        self.blocks.append(Block(start, self._length, kind, level, page, cell, path))
        return start, self._length

    def warn(self, es: str, en: str) -> None:
        """Note once what was skipped or is doubtful."""
        sentence = f"{es} / {en}"
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def build(self, source: Source, kind: FileKind, text: str | None = None) -> Document:
        """The document; `text` replaces the built text when the blocks refer to the file's own."""
        whole = text if text is not None else "".join(self._parts)
        self.blocks = without_lists(whole, self.blocks)
        return document(source, kind, whole, self)

    def _gap(self, kind: BlockKind) -> str:
        tight = kind in (BlockKind.ROW, BlockKind.ITEM) and self.blocks[-1].kind is kind
        return "\n" if tight else "\n\n"

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def document(source: Source, kind: FileKind, text: str, made: DocumentBuilder) -> Document:
    """Freeze what a reader gathered."""
    return Document(
        name=source.name,
        kind=kind,
        version=version_of(source.data),
        text=text,
        blocks=tuple(made.blocks),
        tables=tuple(made.tables),
        title=made.title or first_heading(text, made.blocks),
        pages=made.pages,
        lang="es" if kind is FileKind.CFDI else language_of(text),
        warnings=tuple(made.warnings),
        facts=made.facts,
    )


def version_of(data: bytes) -> str:
    """First 16 hexadecimal digits of the SHA-256 of a file's bytes."""
    return sha256(data).hexdigest()[:16]


def first_heading(text: str, blocks: Sequence[Block]) -> str | None:
    """The first heading among the first blocks: what a reader of the page would call it."""
    for block in blocks[:8]:
        if block.kind is BlockKind.HEADING:
            return " ".join(text[block.start : block.end].split())[:200]
    return None


def without_lists(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Headings with nothing between them are items, when they are a table of contents or count up as a list does."""
    kept = list(blocks)
    run: list[int] = []
    for at, block in enumerate([*blocks, None]):
        if block is not None and block.kind in (BlockKind.HEADING, BlockKind.ITEM) and block.end - block.start < 160:
            run.append(at)
            continue
        for i in _listed(text, blocks, run):
            kept[i] = replace(blocks[i], kind=BlockKind.ITEM, level=0)
        run = []
    return kept


def _listed(text: str, blocks: Sequence[Block], run: Sequence[int]) -> Sequence[int]:
    """Positions, within a run of headings and items, of those that make a list."""
    entries = [i for i in run if _ENTRY.search(text, blocks[i].start, blocks[i].end)]
    if len(entries) >= 4 and 2 * len(entries) >= len(run):
        return range(entries[0], entries[-1] + 1)
    counted = [i for i in run if blocks[i].kind is BlockKind.HEADING and _COUNTED.match(text, blocks[i].start)]
    steps = [int(found[1]) for i in counted if (found := _COUNTED.match(text, blocks[i].start))]
    return counted if len(steps) >= 3 and steps == list(range(steps[0], steps[0] + len(steps))) else ()
