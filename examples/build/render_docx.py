"""Renders a source text as a Word document."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from examples.build.archive import NOW
from examples.build.markup import Grid, Heading, Items, Paragraph, Text, runs

BROWN = RGBColor(0x5A, 0x36, 0x22)


def render_docx(text: Text, legal: bool = False) -> bytes:
    """The document's bytes; `legal` sets justified paragraphs and a plain title."""
    document = docx.Document()
    _set_up(document, text)
    title = document.add_paragraph(style="Title")
    title.add_run(text.title)
    document.add_paragraph(text.imprint, style="Subtitle")
    for block in text.blocks:
        match block:
            case Heading(level, words):
                document.add_heading(words, level - 1)
            case Paragraph(words):
                paragraph = document.add_paragraph()
                _write(paragraph, words)
                if legal:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            case Items(words, numbered):
                _add_items(document, words, numbered)
            case Grid(rows):
                _add_table(document, rows, signature="____" in str(rows))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Document, text: Text) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 20), ("Subtitle", 9.5), ("Heading 1", 13.5), ("Heading 2", 11.5), ("Heading 3", 11)):
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), BROWN
        # The template's theme fonts would win over the name.
        properties = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            properties.attrib.pop(qn(f"w:{theme}"), None)
    core = document.core_properties
    core.title, core.author = text.title, text.fields["author"]
    core.created = core.modified = NOW
    core.last_modified_by, core.comments = core.author, ""
    section.header.paragraphs[0].text = f"La Jícara · {text.fields['code']}"
    section.header.paragraphs[0].style.font.size = Pt(8)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Página ").font.size = Pt(8)
    _add_page_number(footer)


def _add_page_number(paragraph: DocxParagraph) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
        if code:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), str(kind))
        run._r.append(element)


def _write(paragraph: DocxParagraph, words: str) -> None:
    for piece, bold in runs(words):
        paragraph.add_run(piece).bold = bold


def _add_items(document: Document, words: tuple[str, ...], numbered: bool) -> None:
    # Typed numbers, since Word's own list numbering would run on from one list to the next.
    for index, item in enumerate(words, start=1):
        paragraph = document.add_paragraph(style=None if numbered else "List Bullet")
        paragraph.paragraph_format.space_after = Pt(2)
        if numbered:
            paragraph.paragraph_format.left_indent = Cm(1)
            paragraph.paragraph_format.first_line_indent = Cm(-0.6)
            paragraph.add_run(f"{index}. ")
        _write(paragraph, item)


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "F3EBE3")
    cell._tc.get_or_add_tcPr().append(shading)


def _add_table(document: Document, rows: tuple[tuple[str, ...], ...], signature: bool) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    if not signature:
        table.style = "Table Grid"
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(14 if signature and number == 1 else 2)
            run = paragraph.add_run(words)
            run.bold = number == 0
            run.font.size = Pt(9.5)
            if number == 0 and not signature:
                _shade(cell)
    document.add_paragraph().paragraph_format.space_after = Pt(4)
