"""Rows in one SQLite file: the tables, how a document's rows go in and out, what is there. Synchronous."""

import json
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from retrieval.document import Document, FileKind
from retrieval.row_columns import NAMED_ROLES, Role
from retrieval.row_prepared import PreparedTable, TableKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    tenant TEXT NOT NULL, document TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
    twin TEXT NOT NULL,  -- the same for copies of one file or one invoice: only one of them counts
    PRIMARY KEY (tenant, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_twin ON documents (tenant, twin, document);
CREATE TABLE IF NOT EXISTS relations (
    id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    document TEXT NOT NULL,  -- empty for invoices: all invoices with the same columns share a relation
    hidden INTEGER NOT NULL, yearless INTEGER NOT NULL, columns TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS relations_tenant ON relations (tenant, document);
CREATE TABLE IF NOT EXISTS records (
    relation INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL, row INTEGER NOT NULL,
    total INTEGER NOT NULL, cells TEXT NOT NULL, keys TEXT NOT NULL, units TEXT,
    cell TEXT, path TEXT, start INTEGER, quote TEXT,
    PRIMARY KEY (relation, document, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS named (
    relation INTEGER NOT NULL, document TEXT NOT NULL, field INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    rows INTEGER NOT NULL, PRIMARY KEY (relation, document, field, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS generations (tenant TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID;
"""
MAX_NAMED = 50_000
_MAX_FREE_TEXTS = 5_000
_MAX_NAME_LENGTH = 120


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection in WAL mode; a read-only one cannot write, whatever it is told."""
    if read_only:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False, timeout=30)
        connection.execute("PRAGMA query_only = ON")
        return connection
    connection = sqlite3.connect(path, check_same_thread=False, timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(SCHEMA)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """All or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Generator[None]:
    """Everything read inside is of one moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def write(
    connection: sqlite3.Connection, tenant: str, document_id: str, document: Document, tables: Sequence[PreparedTable]
) -> int:
    """Replace a document's rows in one transaction; the number of rows written."""
    with transaction(connection):
        _remove(connection, tenant, document_id)
        if tables:
            uuid = document.facts.get("uuid") or document.facts.get("UUID") or _uuid(tables)
            twin = uuid.casefold() if document.kind is FileKind.CFDI and uuid else document.version
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
                (tenant, document_id, document.name, document.version, twin),
            )
        for table in tables:
            relation = _relation(connection, tenant, document_id, table)
            connection.executemany(
                "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        relation,
                        document_id,
                        position,
                        row.row,
                        row.total,
                        json.dumps(row.cells, ensure_ascii=False),
                        json.dumps(row.keys, ensure_ascii=False),
                        json.dumps(row.units) if row.units else None,
                        row.cell,
                        row.path,
                        row.start,
                        row.quote,
                    )
                    for position, row in enumerate(table.rows)
                ),
            )
            connection.executemany("INSERT INTO named VALUES (?, ?, ?, ?, ?, ?)", _named(relation, document_id, table))
        _touch(connection, tenant)
    return sum(len(table.rows) for table in tables)


def _uuid(tables: Sequence[PreparedTable]) -> str | None:
    for table in tables:
        labels = [column.label for column in table.columns]
        if table.kind is TableKind.INVOICES and "uuid" in labels and table.rows:
            return table.rows[0].cells[labels.index("uuid")]
    return None


def _relation(connection: sqlite3.Connection, tenant: str, document_id: str, table: PreparedTable) -> int:
    columns = json.dumps([asdict(column) for column in table.columns], ensure_ascii=False)
    owner = document_id if table.kind is TableKind.SHEET else ""
    if not owner:
        found = connection.execute(
            "SELECT id FROM relations WHERE tenant = ? AND document = '' AND kind = ? AND columns = ?",
            (tenant, table.kind.value, columns),
        ).fetchone()
        if found:
            return int(found[0])
    made = connection.execute(
        "INSERT INTO relations (tenant, kind, name, document, hidden, yearless, columns) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (tenant, table.kind.value, table.name, owner, table.hidden, table.yearless, columns),
    )
    return int(made.lastrowid or 0)


def _named(relation: int, document: str, table: PreparedTable) -> Iterator[tuple[int, str, int, str, str, int]]:
    """The values that people call by name. Long or endless texts are none."""
    cfdi = table.kind is not TableKind.SHEET
    for field, column in enumerate(table.columns):
        if column.role not in NAMED_ROLES | {Role.ID, Role.TEXT} or (
            cfdi and column.role is Role.TEXT and not column.label.endswith("_rfc")
        ):
            continue
        counts: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for row in table.rows:
            comparable, text = row.keys[field], row.cells[field]
            if comparable and text and not row.total and len(text) <= _MAX_NAME_LENGTH:
                counts[comparable] += 1
                shown.setdefault(comparable, text)
        if column.role is Role.TEXT and len(counts) > _MAX_FREE_TEXTS:
            continue
        for comparable, rows in counts.most_common(MAX_NAMED):
            yield relation, document, field, comparable, shown[comparable], rows


def _remove(connection: sqlite3.Connection, tenant: str, document_id: str) -> None:
    relations = [row[0] for row in connection.execute("SELECT id FROM relations WHERE tenant = ?", (tenant,))]
    for relation in relations:
        connection.execute("DELETE FROM records WHERE relation = ? AND document = ?", (relation, document_id))
        connection.execute("DELETE FROM named WHERE relation = ? AND document = ?", (relation, document_id))
    connection.execute("DELETE FROM relations WHERE tenant = ? AND document = ?", (tenant, document_id))
    connection.execute("DELETE FROM documents WHERE tenant = ? AND document = ?", (tenant, document_id))


def _touch(connection: sqlite3.Connection, tenant: str) -> None:
    connection.execute(
        "INSERT INTO generations VALUES (?, 1) ON CONFLICT (tenant) DO UPDATE SET generation = generation + 1",
        (tenant,),
    )


def forget(connection: sqlite3.Connection, tenant: str, document_id: str) -> None:
    """Remove a document's rows; nothing happens when there are none."""
    with transaction(connection):
        _remove(connection, tenant, document_id)
        _touch(connection, tenant)


def forget_tenant(connection: sqlite3.Connection, tenant: str) -> None:
    """Remove all rows of a tenant."""
    with transaction(connection):
        mine = "(SELECT id FROM relations WHERE tenant = ?)"
        connection.execute(f"DELETE FROM records WHERE relation IN {mine}", (tenant,))
        connection.execute(f"DELETE FROM named WHERE relation IN {mine}", (tenant,))
        connection.execute("DELETE FROM relations WHERE tenant = ?", (tenant,))
        connection.execute("DELETE FROM documents WHERE tenant = ?", (tenant,))
        _touch(connection, tenant)
