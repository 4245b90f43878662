"""A document as bytes and back: JSON with its typed cells, compressed."""

import json
import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from retrieval.document import Block, BlockKind, Document, FileKind, Table, Value


def encode(document: Document) -> bytes:
    """All of a document; `decode` gives an equal one back."""
    plain: dict[str, Any] = {
        "name": document.name,
        "kind": document.kind.value,
        "version": document.version,
        "text": document.text,
        "blocks": [[b.start, b.end, b.kind.value, b.level, b.page, b.cell, b.path] for b in document.blocks],
        "tables": [
            {
                "name": t.name,
                "columns": list(t.columns),
                "rows": [[_plain(value) for value in row] for row in t.rows],
                "row_numbers": list(t.row_numbers),
                "hidden": t.hidden,
                "spans": [list(span) for span in t.spans],
            }
            for t in document.tables
        ],
        "title": document.title,
        "pages": document.pages,
        "lang": document.lang,
        "warnings": list(document.warnings),
        "facts": document.facts,
    }
    return zlib.compress(
        json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 3
    )


def decode(data: bytes) -> Document:
    """The document that `encode` was given; sequences come back as tuples."""
    plain: dict[str, Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return Document(
        name=plain["name"],
        kind=FileKind(plain["kind"]),
        version=plain["version"],
        text=plain["text"],
        blocks=tuple(
            Block(start, end, BlockKind(kind), level, page, cell, path)
            for start, end, kind, level, page, cell, path in plain["blocks"]
        ),
        tables=tuple(_table(t) for t in plain["tables"]),
        title=plain["title"],
        pages=plain["pages"],
        lang=plain["lang"],
        warnings=tuple(plain["warnings"]),
        facts=plain["facts"],
    )


def _table(plain: dict[str, Any]) -> Table:
    return Table(
        name=plain["name"],
        columns=tuple(plain["columns"]),
        rows=tuple(tuple(_value(value) for value in row) for row in plain["rows"]),
        row_numbers=tuple(plain["row_numbers"]),
        hidden=plain["hidden"],
        spans=tuple((start, end) for start, end in plain["spans"]),
    )


def _plain(value: Value) -> str | int | float | bool | dict[str, str] | None:
    """JSON knows neither decimals nor dates: they are tagged."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def _value(plain: str | int | float | bool | dict[str, str] | None) -> Value:
    if not isinstance(plain, dict):
        return plain
    ((tag, text),) = plain.items()
    if tag == "decimal":
        return Decimal(text)
    return datetime.fromisoformat(text) if tag == "datetime" else date.fromisoformat(text)
