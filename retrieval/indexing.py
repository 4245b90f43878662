"""From a document to what the ledger and the store keep of it. Plain functions, without connections."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from retrieval.analysis import Lang, language_of
from retrieval.chunks import chunks
from retrieval.dense import Dense
from retrieval.document import Document
from retrieval.ledger import ChunkRow, DocumentInfo
from retrieval.store import Point
from retrieval.vectors import document_vector


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose points are made: a tenant's document, under one indexing of it."""

    tenant: str
    document: str
    name: str
    batch: str


def id_of(tenant: str, name: str) -> str:
    """The id of the tenant's document of that name: the same for every version of it."""
    return hashlib.sha256(f"{tenant}\0{name}".encode()).hexdigest()[:16]


def chunk_rows(document: Document) -> list[ChunkRow]:
    """The document's chunks under fresh ids, each with the language it is written in."""
    default: Lang = document.lang or language_of(document.text[:20_000]) or "es"
    return [
        ChunkRow(
            point=str(uuid4()),
            start=chunk.start,
            end=chunk.end,
            text=chunk.text,
            page=chunk.page,
            cell=chunk.cell,
            path=chunk.path,
            heading=chunk.heading,
            lang=language_of(chunk.text, default) or default,
        )
        for chunk in chunks(document)
    ]


def points_of(whose: Whose, rows: Sequence[ChunkRow], dense: Dense) -> list[Point]:
    """The chunks' vectors: words of text, headings and file name; meaning of text and headings."""
    meanings = dense.embed([f"{row.heading}\n{row.text}" if row.heading else row.text for row in rows])
    return [
        Point(
            id=row.point,
            tenant=whose.tenant,
            document=whose.document,
            batch=whose.batch,
            terms=document_vector(row.text, row.heading, whose.name, row.lang),
            meaning=meaning,
        )
        for row, meaning in zip(rows, meanings, strict=True)
    ]


def info_of(document_id: str, document: Document, count: int, size: int) -> DocumentInfo:
    """What is listed of a document that has `count` chunks and whose file has `size` bytes."""
    return DocumentInfo(
        id=document_id,
        name=document.name,
        kind=document.kind,
        version=document.version,
        pages=document.pages,
        chunks=count,
        rows=sum(len(table.rows) for table in document.tables),
        bytes=size,
        lang=document.lang,
        added_at=datetime.now(UTC),
        warnings=tuple(document.warnings),
    )
