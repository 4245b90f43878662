"""Renders a source text as a PDF with real text."""

from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus import Paragraph as Flow
from reportlab.platypus.doctemplate import BaseDocTemplate

from examples.build.markup import Grid, Heading, Items, Paragraph, Text, runs

BROWN: Final = HexColor("#5a3622")
PALE: Final = HexColor("#f3ebe3")


def _style(size: float, bold: bool = False, color: str = "#1f1a17") -> ParagraphStyle:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return ParagraphStyle(font, fontName=font, fontSize=size, leading=size * 1.34, textColor=HexColor(color))


def _spaced(style: ParagraphStyle, before: float, after: float, heading: bool = False) -> ParagraphStyle:
    style.spaceBefore, style.spaceAfter, style.keepWithNext = before, after, int(heading)
    return style


BODY: Final = _spaced(_style(9.8), 0, 5)
LEGAL: Final = _spaced(_style(9.8), 0, 5)
LEGAL.alignment = TA_JUSTIFY
CELL: Final = _style(8.4)
HEAD_CELL: Final = _style(8.4, bold=True, color="#ffffff")
TITLE: Final = _spaced(_style(17, bold=True, color="#5a3622"), 0, 2)
IMPRINT: Final = _spaced(_style(8.6, color="#666666"), 0, 10)
ITEM: Final = _spaced(_style(9.8), 0, 2)
ITEM.leftIndent, ITEM.bulletIndent = 14, 2
HEADINGS: Final = {
    2: _spaced(_style(12.5, bold=True, color="#5a3622"), 9, 4, heading=True),
    3: _spaced(_style(10.5, bold=True, color="#5a3622"), 6, 3, heading=True),
}


def render_pdf(text: Text, legal: bool = False) -> bytes:
    """The file's bytes, the same on every run; streams are left readable, so that no zlib version matters."""
    buffer = BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=letter,
        leftMargin=2.3 * cm,
        rightMargin=2.3 * cm,
        topMargin=2.2 * cm,
        bottomMargin=2 * cm,
        title=text.title,
        author=text.fields["author"],
        invariant=1,
        pageCompression=0,
        lang="es-MX",
    )
    width = template.width
    story: list[Flowable] = [Flow(_inline(text.title), TITLE), Flow(_inline(text.imprint), IMPRINT)]
    for block in text.blocks:
        match block:
            case Heading(level, words):
                story.append(Flow(_inline(words), HEADINGS[level]))
            case Paragraph(words):
                story.append(Flow(_inline(words), LEGAL if legal else BODY))
            case Items(words, numbered):
                story.extend(_item(index, item, numbered) for index, item in enumerate(words, start=1))
                story.append(Spacer(1, 4))
            case Grid(rows):
                story.extend((_table(rows, width), Spacer(1, 8)))

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 7.6)
        canvas.setFillColor(HexColor("#666666"))
        canvas.drawString(2.3 * cm, letter[1] - 1.3 * cm, text.fields["code"])
        canvas.drawRightString(letter[0] - 2.3 * cm, 1.2 * cm, f"Página {document.page}")

    template.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def _inline(words: str) -> str:
    return "".join(f"<b>{escape(piece)}</b>" if bold else escape(piece) for piece, bold in runs(words))


def _item(index: int, words: str, numbered: bool) -> Flowable:
    return Flow(_inline(words), ITEM, bulletText=f"{index}." if numbered else "•")


def _table(rows: tuple[tuple[str, ...], ...], width: float) -> Flowable:
    signature = "____" in str(rows)
    longest = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    # The square root keeps short columns readable beside long ones.
    weights = [max(length, 6) ** 0.5 for length in longest]
    widths = [width * weight / sum(weights) for weight in weights]
    head = CELL if signature else HEAD_CELL
    cells = [[Flow(_inline(cell), head if number == 0 else CELL) for cell in row] for number, row in enumerate(rows)]
    table = Table(cells, colWidths=widths, repeatRows=0 if signature else 1)
    if signature:
        table.setStyle(TableStyle([("BOTTOMPADDING", (0, 1), (-1, 1), 26)]))
    else:
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), BROWN),
                    ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor("#ffffff"), PALE]),
                    ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#b9a697")),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
    return table
