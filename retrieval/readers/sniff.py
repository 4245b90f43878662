"""Tells what a file is: by its first bytes, by what is inside, and only then by its name."""

import re

from guardrails.errors import CorruptFile, PasswordProtected, UnsupportedFile
from retrieval.document import FileKind
from retrieval.readers import archive
from retrieval.readers.decoding import decode
from retrieval.readers.source import Source

BY_SUFFIX: dict[str, FileKind] = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".docm": FileKind.DOCX,
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".tab": FileKind.CSV,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".eml": FileKind.EMAIL,
    ".xml": FileKind.CFDI,
}
"""Suffixes read here; what the file holds may overrule them."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x7fELF",
    b"MZ", b"{\\rtf", b"BZh", b"\xfd7zXZ", b"RIFF", b"OggS", b"ID3", b"SQLite format 3", b"%!PS", b"PAR1",
)  # fmt: skip
_CONTAINERS = {FileKind.PDF, FileKind.DOCX, FileKind.XLSX}
_MAIL_HEADER = re.compile(rb"^(received|return-path|mime-version|message-id|delivered-to|x-[\w-]+):", re.I | re.M)
_SENDER = re.compile(rb"^from:", re.I | re.M)
_HTML_START = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|div|meta|style)\b", re.I | re.S)
_XML_START = re.compile(r"\s*<(\?xml|!DOCTYPE|!--|[A-Za-z_][\w.-]*(:[\w.-]+)?[\s/>])")
_LEGACY_SHEETS = {".xls", ".ods", ".xlsb"}


def kind_of(source: Source) -> FileKind:
    """The kind of file, or the error that says why it can't be read."""
    data, claimed = source.data, BY_SUFFIX.get(source.suffix)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _office_kind(source)
    if data.startswith(_OLE):
        raise (PasswordProtected if _OLE_ENCRYPTED in data else UnsupportedFile)(name=source.name)
    if data.startswith(_FOREIGN):
        raise UnsupportedFile(name=source.name)
    if claimed in _CONTAINERS:
        raise CorruptFile(name=source.name)
    return _text_kind(source, claimed)


def _office_kind(source: Source) -> FileKind:
    with archive.opened(source) as container:
        names = {name.lower() for name in archive.names(container)}
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "[content_types].xml" in names and BY_SUFFIX.get(source.suffix) in _CONTAINERS:
        return FileKind.XLSX if any(n.startswith("xl/") for n in names) else FileKind.DOCX
    raise UnsupportedFile(name=source.name)


def _text_kind(source: Source, claimed: FileKind | None) -> FileKind:
    """Text files: mail and mark-up are told by their content, the rest by name."""
    if claimed is FileKind.EMAIL or (claimed in (None, FileKind.TEXT) and _is_mail(source.data)):
        return FileKind.EMAIL
    if claimed is None and source.suffix not in ("", *_LEGACY_SHEETS):
        raise UnsupportedFile(name=source.name)
    if claimed is FileKind.CSV or claimed is FileKind.MARKDOWN or claimed is FileKind.HTML:
        return claimed
    head = decode(source)[:4000].lstrip("\ufeff")
    if _HTML_START.match(head):
        return FileKind.HTML
    if claimed is FileKind.CFDI or (_XML_START.match(head) and "<cfdi:Comprobante" in head):
        return FileKind.CFDI
    if source.suffix in _LEGACY_SHEETS:
        return FileKind.CSV
    return FileKind.TEXT


def _is_mail(data: bytes) -> bool:
    head = data[:8192].split(b"\r\n\r\n")[0].split(b"\n\n")[0]
    return bool(_SENDER.search(head)) and len(_MAIL_HEADER.findall(head)) >= 1
