"""Word documents: headings, numbered clauses, lists and tables; tracked changes as if all were accepted."""

import zipfile
from collections.abc import Iterator

from guardrails.errors import CorruptFile, EmptyFile
from retrieval.document import BlockKind, Document, FileKind
from retrieval.readers import archive, safe_xml
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.docx_styles import Numbering, Styles, attribute, w
from retrieval.readers.headings import heading_level
from retrieval.readers.safe_xml import Element, XmlError, local
from retrieval.readers.source import Source
from retrieval.readers.string_tables import add_string_table
from retrieval.readers.table_text import TableWriter

_SKIPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "pPr",
    "rPr",
    "sectPr",
    "txbxContent",
    "delInstrText",
}
_TRACKED = {"ins", "del", "moveFrom", "moveTo"}
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read(source: Source) -> Document:
    """A Word document; EmptyFile when it holds no text."""
    with archive.opened(source) as container:
        body = _body(container, source)
        styles = Styles(_optional(container, "word/styles.xml", source))
        numbering = Numbering(_optional(container, "word/numbering.xml", source))
        notes = [_optional(container, f"word/{name}.xml", source) for name in ("footnotes", "endnotes")]
        has_comments = "word/comments.xml" in archive.names(container)
    builder = DocumentBuilder()
    _DocxWalker(builder, styles, numbering, source.stem).walk(body)
    for part in notes:
        _add_notes(builder, part)
    if builder.empty:
        raise EmptyFile(name=source.name)
    if next(body.iter(*(w(tag) for tag in _TRACKED)), None) is not None:
        builder.warn(
            "Tiene cambios marcados: se leyó el texto como si todos se aceptaran.",
            "It has tracked changes: the text was read as if all were accepted.",
        )
    if has_comments:
        builder.warn("Los comentarios al margen no se leyeron.", "Comments in the margin were not read.")
    return builder.build(source, FileKind.DOCX)


def _body(container: zipfile.ZipFile, source: Source) -> Element:
    root = _optional(container, "word/document.xml", source)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise CorruptFile(name=source.name)
    return body


def _optional(container: zipfile.ZipFile, name: str, source: Source) -> Element | None:
    """A part parsed; None when the document has none. Strict-mode namespaces are read as the usual ones."""
    data = archive.part(container, name, source)
    if data is None:
        return None
    data = data.replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", w("").strip("{}").encode())
    try:
        return safe_xml.parse(data)
    except XmlError as error:
        raise CorruptFile(name=source.name) from error


class _DocxWalker:
    """Goes through the body's blocks in order."""

    def __init__(self, builder: DocumentBuilder, styles: Styles, numbering: Numbering, name: str) -> None:
        self._builder, self._styles, self._numbering, self._name = builder, styles, numbering, name
        self._writer = TableWriter(builder)

    def walk(self, parent: Element) -> None:
        for element in _accepted(parent):
            if local(element) == "p":
                self._paragraph(element)
                for box in _boxes(element):
                    self.walk(box)
            elif local(element) == "tbl":
                self._table(element)

    def _paragraph(self, paragraph: Element) -> None:
        text = paragraph_text(paragraph).strip()
        style = attribute(paragraph.find(f"{w('pPr')}/{w('pStyle')}"), "val")
        mark = self._numbering.mark(paragraph, self._styles.numbering_of(style)) if text else ""
        if not text:
            return
        level = self._styles.heading_level(paragraph, style)
        whole = f"{mark} {text}".strip()
        if level is None and "\n" not in text and (not mark or text.isupper() or _is_bold(paragraph)):
            level = heading_level(whole)
        if level is not None:
            self._builder.add(" ".join(whole.split()), BlockKind.HEADING, level=level)
        else:
            self._builder.add(whole, BlockKind.ITEM if mark else BlockKind.PARAGRAPH)

    def _table(self, table: Element) -> None:
        rows = [[self._cell(cell) for cell in _cells(row)] for row in _accepted(table) if local(row) == "tr"]
        wide = [[text for text, span in row for text in (text, *[""] * (span - 1))] for row in rows]
        if max((len(row) for row in wide), default=0) == 1:
            for row in table.iter(w("tc")):
                self.walk(row)
            return
        add_string_table(self._builder, self._writer, wide, self._name)

    def _cell(self, cell: Element) -> tuple[str, int]:
        """A cell's text and the columns it spans; a cell merged into the one above it is blank."""
        properties = cell.find(w("tcPr"))
        span = attribute(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "val")
        merge = properties.find(w("vMerge")) if properties is not None else None
        continued = merge is not None and attribute(merge, "val") in (None, "continue")
        texts = [] if continued else [t for p in cell.iter(w("p")) if (t := paragraph_text(p).strip())]
        return "\n".join(texts), min(int(span), 63) if span and span.isdigit() else 1


def _accepted(parent: Element) -> Iterator[Element]:
    """Children that are there once changes are accepted, content controls and wrappers opened."""
    for child in parent:
        tag = local(child)
        if tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _accepted(child)
        elif tag == "tr" and child.find(f"{w('trPr')}/{w('del')}") is not None:
            continue
        elif tag not in _SKIPPED:
            yield child


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in _accepted(row) if local(cell) == "tc")


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes anchored in a paragraph, once each: Word keeps a copy for old readers."""
    for box in paragraph.iter(w("txbxContent")):
        if not any(local(a) in ("Fallback", "txbxContent") for a in box.iterancestors()):
            yield box


def paragraph_text(paragraph: Element) -> str:
    """Visible text of a paragraph: insertions in, deletions, field codes and hidden runs out."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = local(element)
        if tag in _SKIPPED or (tag == "r" and _is_hidden(element)):
            continue
        if tag == "t":
            parts.append(element.text or "")
        elif tag in _SPACES:
            parts.append("" if attribute(element, "type") in ("page", "column") else _SPACES[tag])
        else:
            stack.extend(reversed(element))
    return "".join(parts).replace("\xad", "").replace("\xa0", " ")


def _is_hidden(run: Element) -> bool:
    return _is_on(run.find(f"{w('rPr')}/{w('vanish')}"))


def _is_bold(paragraph: Element) -> bool:
    """True when every run that shows text is bold."""
    runs = [r for r in paragraph.iter(w("r")) if any((t.text or "").strip() for t in r.iter(w("t")))]
    return bool(runs) and all(_is_on(r.find(f"{w('rPr')}/{w('b')}")) for r in runs)


def _is_on(switch: Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in ("0", "false")


def _add_notes(builder: DocumentBuilder, part: Element | None) -> None:
    """Foot- and endnotes stand at the end, numbered as in the file."""
    for note in part if part is not None else ():
        text = " ".join(paragraph_text(p).strip() for p in note.iter(w("p"))).strip()
        if text and attribute(note, "type") in (None, "normal"):
            builder.add(f"[{attribute(note, 'id')}] {text}", BlockKind.ITEM)
