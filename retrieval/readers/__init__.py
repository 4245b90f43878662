"""Files in, documents out: one reader per kind, picked by what the file holds before what it is called."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from guardrails.errors import EmptyFile, FileTooLarge, NotFound
from retrieval.document import Document, FileKind
from retrieval.readers.sniff import kind_of
from retrieval.readers.source import Source

READERS: dict[FileKind, str] = {
    FileKind.PDF: "pdf",
    FileKind.DOCX: "docx",
    FileKind.XLSX: "xlsx",
    FileKind.CSV: "csv",
    FileKind.MARKDOWN: "markdown",
    FileKind.HTML: "html",
    FileKind.TEXT: "text",
    FileKind.EMAIL: "eml",
    FileKind.CFDI: "cfdi",
}
"""Module of each kind in this package; imported when first needed, because some are heavy."""


def read(path: Path, *, name: str | None = None, max_bytes: int) -> Document:
    """Read a file; `name` is what its owner calls it, by default the path's.

    Plain and picklable: meant for a child process, since a file can take long. Raises the classes under
    ``guardrails.errors.UnreadableFile``, and NotFound when there is no such file.
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise FileTooLarge(name=name, megabytes=-(-size // 2**20), limit=max_bytes // 2**20)
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise NotFound(what=name) from error
    return read_bytes(data, name=name, max_bytes=max_bytes)


def read_bytes(data: bytes, *, name: str, max_bytes: int) -> Document:
    """Read a file that is in memory already."""
    if len(data) > max_bytes:
        raise FileTooLarge(name=name, megabytes=-(-len(data) // 2**20), limit=max_bytes // 2**20)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(name=name)
    source = Source(name, data, max_bytes)
    reader: Callable[[Source], Document] = import_module(f"{__name__}.{READERS[kind_of(source)]}").read
    return reader(source)
