"""HTML pages and mails: what a reader would see, without scripts, styles and hidden parts."""

import re
from collections.abc import Iterator

from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]  # lxml has no types of its own

from guardrails.errors import CorruptFile, EmptyFile
from retrieval.document import BlockKind, Document, FileKind
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.decoding import decode
from retrieval.readers.safe_xml import Element
from retrieval.readers.source import Source
from retrieval.readers.string_tables import add_string_table
from retrieval.readers.table_text import TableWriter

_DROPPED = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "head", "select",
    "button", "input", "textarea", "audio", "video", "map",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "dl", "dt", "dd", "li",
    "blockquote", "pre", "figure", "figcaption", "address", "form", "fieldset", "table", "tbody", "thead", "tfoot",
    "tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "details", "summary", "center",
    "hr",
}  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(source: Source) -> Document:
    """A page; EmptyFile when nothing in it is visible text."""
    builder = DocumentBuilder()
    add_html(builder, _decoded(source), source)
    if builder.empty:
        raise EmptyFile(name=source.name)
    return builder.build(source, FileKind.HTML)


def add_html(builder: DocumentBuilder, text: str, source: Source) -> None:
    """Append the visible blocks of a page; its title becomes the document's when there is none yet."""
    try:
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(no_network=True, remove_comments=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CorruptFile(name=source.name) from error
    title = root.findtext(".//title")
    if title and title.strip() and builder.title is None:
        builder.title = " ".join(title.split())[:200]
    _Walker(builder, source.stem).walk(root)


def _decoded(source: Source) -> str:
    """The page's own declaration counts, when the bytes agree with it."""
    declared = _META_CHARSET.search(source.data[:4096])
    if declared and not source.data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return source.data.decode(declared[1].decode("ascii").lower().replace("iso-8859-1", "cp1252"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(source)


class _Walker:
    """Goes through the tree once and collects inline text until a block element ends it."""

    def __init__(self, builder: DocumentBuilder, name: str) -> None:
        self._builder, self._name = builder, name
        self._writer = TableWriter(builder)
        self._inline: list[str] = []
        self._counts: dict[Element, int] = {}
        self._kind, self._level, self._mark = BlockKind.PARAGRAPH, 0, ""

    def walk(self, root: Element) -> None:
        """Depth first with a stack of our own: a page may nest deeper than Python recurses."""
        for event, element in _visible(root):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._enter(element, tag)
            else:
                self._leave(element, tag)
        self._flush()

    def _enter(self, element: Element, tag: str) -> None:
        if tag == "table" and _is_data_table(element):
            self._flush()
            add_string_table(self._builder, self._writer, _grid(element), self._name, name=_caption(element))
            return
        if tag in _BLOCKS:
            self._flush()
            if tag[0] == "h" and tag[1:].isdigit():
                self._kind, self._level = BlockKind.HEADING, int(tag[1:])
            elif tag in ("li", "dt", "dd"):
                self._kind, self._mark = BlockKind.ITEM, self._mark_of(element)
        elif tag == "br":
            self._inline.append("\n")
        self._text(element.text)

    def _leave(self, element: Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        self._text(element.tail)

    def _mark_of(self, item: Element) -> str:
        """``- `` or the item's number in an ordered list."""
        parent = item.getparent()
        if item.tag != "li" or parent is None or parent.tag != "ol":
            return "- " if item.tag == "li" else ""
        self._counts[parent] = self._counts.get(parent, 0) + 1
        return f"{self._counts[parent]}. "

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        text = re.sub(r"[ \xa0]+", " ", "".join(self._inline))
        text = re.sub(r" ?\n ?", "\n", text).strip()
        self._inline = []
        if not text:
            return
        if self._kind is BlockKind.HEADING:
            text = " ".join(text.split())
        self._builder.add(self._mark + text, self._kind, level=self._level)
        self._kind, self._level, self._mark = BlockKind.PARAGRAPH, 0, ""


def _visible(root: Element) -> Iterator[tuple[str, Element]]:
    """Start and end of each visible element; of a dropped one only the end, for the text after it."""
    stack: list[tuple[str, Element]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "end":
            yield event, element
            continue
        stack.append(("end", element))
        if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element):
            continue
        yield event, element
        if not (element.tag == "table" and _is_data_table(element)):
            stack.extend(("start", child) for child in reversed(element))


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
    )


def _is_data_table(table: Element) -> bool:
    """A grid of at least two columns, not one that lays out a page or a mail."""
    if table.find(".//table") is not None or table.get("role") == "presentation":
        return False
    rows = [len(_row_cells(row)) for row in table.iter("tr")]
    structured = next(table.iter("h1", "h2", "h3", "ul", "ol"), None) is not None
    return len(rows) >= 2 and max(rows) >= 2 and not structured


def _row_cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _grid(table: Element) -> list[list[str]]:
    """Cells as strings, spanned columns filled with blanks."""
    rows: list[list[str]] = []
    for row in table.iter("tr"):
        if _is_hidden(row):
            continue
        cells: list[str] = []
        for cell in _row_cells(row):
            text = " ".join(" ".join(t for t in _cell_text(cell)).split())
            span = cell.get("colspan", "1")
            cells.extend([text, *[""] * (min(int(span), 100) - 1 if span.isdigit() else 0)])
        rows.append(cells)
    return rows


def _cell_text(cell: Element) -> Iterator[str]:
    for event, element in _visible(cell):
        text = element.text if event == "start" else element.tail if element is not cell else None
        if text:
            yield text


def _caption(table: Element) -> str | None:
    caption = table.findtext("caption")
    return " ".join(caption.split())[:60] if caption and caption.strip() else None
