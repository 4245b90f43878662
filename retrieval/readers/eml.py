"""Mails saved as ``.eml``: who, when, about what, and the body; attachments are named, not opened."""

from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from guardrails.errors import CorruptFile
from retrieval.document import BlockKind, Document, FileKind
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.decoding import decode
from retrieval.readers.html import add_html
from retrieval.readers.source import Source
from retrieval.readers.text import text_blocks

_HEADERS = (("subject", "Asunto"), ("from", "De"), ("to", "Para"), ("cc", "Copia"), ("date", "Fecha"))


def read(source: Source) -> Document:
    """A mail; CorruptFile when it has neither headers nor body."""
    message = message_from_bytes(source.data, policy=policy.default)
    builder = DocumentBuilder()
    _add_headers(builder, message)
    _add_body(builder, message, source)
    names = [part.get_filename() or "sin nombre" for part in message.iter_attachments()] if _multipart(message) else []
    if names:
        listed = ", ".join(f"«{name}»" for name in names[:20])
        builder.warn(f"Adjuntos que no se leyeron: {listed}.", f"Attachments that were not read: {listed}.")
    if builder.empty or not builder.facts:
        raise CorruptFile(name=source.name)
    return builder.build(source, FileKind.EMAIL)


def _add_headers(builder: DocumentBuilder, message: EmailMessage) -> None:
    for name, label in _HEADERS:
        value = " ".join(_header(message, name).split())
        if not value:
            continue
        builder.facts[name] = _iso(value) if name == "date" else value
        if name == "subject":
            builder.title = value
            builder.add(value, BlockKind.HEADING, level=1)
        else:
            builder.add(f"{label}: {value}", gap="\n" if len(builder.blocks) > 1 else "\n\n")


def _header(message: EmailMessage, name: str) -> str:
    """A header decoded; broken ones come as they are, which the standard library may refuse to parse."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, TypeError, AttributeError):
        raw = next((v for k, v in message.raw_items() if k.lower() == name), "")
        return str(raw)


def _iso(value: str) -> str:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, IndexError, TypeError):
        return value


def _multipart(message: EmailMessage) -> bool:
    return message.is_multipart() and message.get_content_maintype() == "multipart"


def _add_body(builder: DocumentBuilder, message: EmailMessage, source: Source) -> None:
    body = message.get_body(("plain", "html"))
    if body is None:
        return
    text = _content(body, source)
    if body.get_content_subtype() == "html":
        add_html(builder, text, source)
        return
    for block in text_blocks(text):
        builder.add(text[block.start : block.end], block.kind, level=min(block.level + 1, 6) if block.level else 0)


def _content(part: Message, source: Source) -> str:
    """A part's text; a charset that is missing or wrong is worked out from the bytes."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset).replace("\r\n", "\n")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(Source(source.name, data, source.max_bytes)) if data.strip() else ""
