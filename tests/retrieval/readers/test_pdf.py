"""PDF: sentences whole, pages right, tables as rows, and clear refusals."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from guardrails.errors import PasswordProtected, ScannedDocument
from retrieval.document import BlockKind, Document
from retrieval.readers import read, read_bytes

STYLES = getSampleStyleSheet()
CLAUSE = (
    "El proveedor entregará el café tostado en el domicilio del cliente dentro de los cinco días hábiles siguientes a "
    "la confirmación del pedido, y responderá por cualquier retraso que le sea imputable conforme a esta cláusula."
)


def opened(data: bytes) -> Document:
    return read_bytes(data, name="contrato.pdf", max_bytes=10**8)


def flowed(*parts: Flowable, footer: str | None = None) -> Document:
    def furniture(canvas: Canvas, made: SimpleDocTemplate) -> None:
        if footer:
            canvas.drawString(72, 30, f"{footer} – Página {made.page} de 9")

    made = BytesIO()
    SimpleDocTemplate(made, pagesize=LETTER).build(list(parts), onFirstPage=furniture, onLaterPages=furniture)
    return opened(made.getvalue())


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    canvas = Canvas(made := BytesIO(), pagesize=LETTER, **options)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def said(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def normal(text: str) -> Paragraph:
    return Paragraph(text, STYLES["Normal"])


def test_lines_are_joined_into_paragraphs_and_headings_told_by_size() -> None:
    document = flowed(Paragraph("Contrato de suministro", STYLES["Title"]), normal(CLAUSE), normal("Segundo párrafo."))
    assert said(document) == ["Contrato de suministro", CLAUSE, "Segundo párrafo."]
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.lang == "es"
    assert document.pages == 1


def test_a_title_of_two_lines_is_one_heading() -> None:
    title = "Contrato marco de arrendamiento de equipo y de prestación de servicios de mantenimiento"
    document = flowed(Paragraph(title, STYLES["Title"]), normal(CLAUSE))
    assert document.title == title


def test_clause_titles_are_headings() -> None:
    document = flowed(normal("PRIMERA.- OBJETO."), normal(CLAUSE), normal("SEGUNDA.- PRECIO."), normal(CLAUSE))
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["PRIMERA.- OBJETO.", "SEGUNDA.- PRECIO."]


def test_every_block_knows_its_page_and_furniture_is_left_out() -> None:
    parts: list[Flowable] = []
    for number, goods in enumerate(("café", "cacao", "miel", "vainilla", "mezcal"), start=1):
        parts += [
            normal(" ".join([f"El {goods} de la hoja {number}."] + [f"Se vende {goods} por kilo."] * 9)),
            PageBreak(),
        ]
    document = flowed(*parts, footer="Contrato confidencial")
    for number in range(1, 6):
        block = document.block_at(document.text.index(f"de la hoja {number}."))
        assert block is not None
        assert block.page == number
    assert document.text.count("Contrato confidencial") == 1


def test_a_word_broken_at_the_line_s_end_is_made_whole() -> None:
    def draw(canvas: Canvas) -> None:
        lines = ("El cliente pagará la contrapres-", "tación dentro del plazo de crédito franco-", "mexicano acordado.")
        for at, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * at, line)
        canvas.drawString(72, 600, "El acuerdo franco-mexicano rige.")

    text = opened(drawn(draw)).text
    assert "pagará la contraprestación dentro" in text
    assert "crédito franco-mexicano acordado" in text


def test_a_sentence_runs_on_over_the_page_s_end() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 80, "El proveedor entregará los bienes en el domicilio que el cliente señale")
        canvas.showPage()
        canvas.drawString(72, 720, "por escrito con tres días de anticipación.")

    document = opened(drawn(draw))
    assert "el cliente señale por escrito con tres" in document.text
    assert [b.page for b in document.blocks] == [1, 2]


def test_a_ruled_table_becomes_rows_in_its_place() -> None:
    cells = [["Clave", "Producto", "Precio"], ["A-1", "Café de altura", "1,200.50"], ["A-2", "Cacao", "95.00"]]
    grid = Table(cells, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    document = flowed(normal("Lista de precios vigente."), grid, normal("Precios sin IVA."))
    [table] = document.tables
    assert table.columns == ("Clave", "Producto", "Precio")
    assert table.rows == (("A-1", "Café de altura", 1200.5), ("A-2", "Cacao", 95.0))
    assert said(document) == [
        "Lista de precios vigente.",
        "Clave: A-1; Producto: Café de altura; Precio: 1,200.50",
        "Clave: A-2; Producto: Cacao; Precio: 95.00",
        "Precios sin IVA.",
    ]
    assert {b.page for b in document.blocks} == {1}


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (200, 200), 128)), 50, 50, 500, 700)


def test_a_scan_is_refused() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            picture(canvas)
            canvas.showPage()

    with pytest.raises(ScannedDocument):
        opened(drawn(draw))


def test_scanned_pages_among_others_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Este contrato tiene un anexo en imagen.")
        canvas.showPage()
        picture(canvas)

    document = opened(drawn(draw))
    assert "no se leyeron: 2." in document.warnings[0]


def test_a_password_is_asked_for() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "secreto")

    with pytest.raises(PasswordProtected):
        opened(drawn(draw, encrypt=StandardEncryption("clave", ownerPassword="otra")))


@pytest.mark.data
@pytest.mark.slow
def test_contracts_read_like_their_published_text(data: Path) -> None:
    texts = {file.stem.lower(): file for file in (data / "contracts" / "cuad").glob("*.txt")}
    compared = 0
    for file in sorted((data / "contracts" / "pdf").iterdir()):
        published = texts.get(file.stem.lower())
        if published is None:
            continue
        ours = trigrams(read(file, max_bytes=10**8).text)
        assert len(ours & trigrams(published.read_text(encoding="utf-8"))) > 0.97 * len(ours), file.name
        compared += 1
    assert compared


def trigrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))
