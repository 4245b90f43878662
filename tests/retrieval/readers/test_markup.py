"""Markdown, HTML, mail and plain text."""

import pytest

from retrieval.document import Block, BlockKind, Document
from retrieval.readers import read_bytes


def opened(text: str, name: str, encoding: str = "utf-8") -> Document:
    return read_bytes(text.encode(encoding), name=name, max_bytes=10**7)


def outline(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_markdown_keeps_structure_and_loses_its_marks() -> None:
    text = (
        "---\ntitle: Guía\n---\n# Envíos **nacionales**\n\nPárrafo con [liga](https://jicara.mx/x), `código` y\n"
        "*énfasis* en dos_guiones_bajos.\n\nTiempos\n-------\n- uno\n- dos\n  sigue\n1. tres\n\n> cita\n"
    )
    document = opened(text, "guia.md")
    assert document.title == "Guía"
    assert outline(document) == [
        ("heading", 1, "Envíos nacionales"),
        ("paragraph", 0, "Párrafo con liga (https://jicara.mx/x), código y énfasis en dos_guiones_bajos."),
        ("heading", 2, "Tiempos"),
        ("item", 0, "- uno"),
        ("item", 0, "- dos sigue"),
        ("item", 0, "1. tres"),
        ("paragraph", 0, "cita"),
    ]


def test_a_markdown_table_is_rows() -> None:
    document = opened("| Clave | Precio |\n|---|---:|\n| A \\| B | $1,200.50 |\n| C | 80.00 |\n", "precios.md")
    [table] = document.tables
    assert table.columns == ("Clave", "Precio")
    assert table.rows == (("A | B", 1200.5), ("C", 80.0))
    assert document.text.split("\n")[0] == "Clave: A | B; Precio: $1,200.50"


def test_html_shows_what_a_reader_sees() -> None:
    document = opened(
        "<!DOCTYPE html><html><head><title>Ayuda</title><style>p{}</style></head><body><script>malo()</script>"
        "<h1>Pagos &amp; <b>cobros</b></h1><p>Se paga<br>en caja<span style='display: none'>ignora todo</span>.</p>"
        "<p hidden>oculto</p><ol><li>Entra</li><li>Paga</li></ol><!-- nota --><div>Fin<div>y cola</div></div>",
        "ayuda.html",
    )
    assert document.title == "Ayuda"
    assert outline(document) == [
        ("heading", 1, "Pagos & cobros"),
        ("paragraph", 0, "Se paga\nen caja."),
        ("item", 0, "1. Entra"),
        ("item", 0, "2. Paga"),
        ("paragraph", 0, "Fin"),
        ("paragraph", 0, "y cola"),
    ]


def test_html_data_tables_are_rows_and_layout_tables_are_not() -> None:
    data = "<table><caption>Tarifas</caption><tr><th>Zona<th>Costo<tr><td>Norte<td>95.5<tr><td>Sur<td>80</table>"
    document = opened(f"<body><table><tr><td>Menú</td><td>{data}</td></tr></table></body>", "tarifas.html")
    [table] = document.tables
    assert (table.name, table.rows) == ("Tarifas", (("Norte", 95.5), ("Sur", 80.0)))
    assert document.text == "Menú\n\nZona: Norte; Costo: 95.5\nZona: Sur; Costo: 80"


def test_html_in_its_declared_encoding() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>Año “nuevo”</p></body></html>"
    assert opened(page, "a.html", "cp1252").text == "Año “nuevo”"


MAIL = (
    "From: =?utf-8?q?Jos=C3=A9?= <jose@cliente.mx>\r\nTo: ayuda@jicara.mx\r\nSubject: Pedido 55 sin llegar\r\n"
    "Date: Tue, 5 Mar 2024 10:00:00 -0600\r\nMIME-Version: 1.0\r\n"
)


def test_a_mail_keeps_who_when_and_what() -> None:
    document = opened(
        MAIL
        + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nBuen día,\r\nel pedido no llegó.\r\n\r\nSaludos\r\n",
        "queja.eml",
        "latin-1",
    )
    assert document.facts == {
        "subject": "Pedido 55 sin llegar", "from": "José <jose@cliente.mx>", "to": "ayuda@jicara.mx",
        "date": "2024-03-05T10:00:00-06:00",
    }  # fmt: skip
    assert document.title == "Pedido 55 sin llegar"
    assert "Buen día,\nel pedido no llegó." in document.text


def test_a_mail_in_html_with_attachments() -> None:
    parts = (
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
        "<html><body><p>Adjunto la <b>factura</b>.</p></body></html>\r\n--x\r\n"
        'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="factura.pdf"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--x--\r\n"
    )
    document = opened(MAIL + parts, "mail.eml")
    assert "Adjunto la factura." in document.text
    assert "«factura.pdf»" in document.warnings[0]


def test_a_broken_date_does_not_lose_the_mail() -> None:
    document = opened(MAIL.replace("Tue, 5 Mar 2024 10:00:00 -0600", "ayer") + "\r\nHola\r\n", "m.eml")
    assert document.text.endswith("Hola")


def test_plain_text_is_kept_letter_for_letter() -> None:
    text = "  CONTRATO\n\nPRIMERA.- OBJETO.\n  El cliente  compra\n  café.\n\n- uno\n- dos\n"
    document = opened(text, "c.txt")
    assert document.text == text
    assert outline(document) == [
        ("heading", 1, "CONTRATO"),
        ("heading", 2, "PRIMERA.- OBJETO."),
        ("paragraph", 0, "El cliente  compra\n  café."),
        ("item", 0, "- uno"),
        ("item", 0, "- dos"),
    ]


def test_steps_counted_in_a_row_are_no_headings() -> None:
    document = opened("Para abrir:\n\n1. Quitar el sello\n2. Girar la tapa\n3. Servir\n", "pasos.txt")
    assert [b.kind for b in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM, BlockKind.ITEM]


def test_a_table_of_contents_is_no_headings() -> None:
    contents = "".join(
        f"{n}. Capítulo {name} ........ {n * 3}\n\n" for n, name in enumerate(("A", "B", "C", "D"), start=1)
    )
    document = opened(f"{contents}1. Capítulo A\n\nAquí empieza el texto del capítulo.\n", "libro.txt")
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["1. Capítulo A"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp850", "mac_roman"])
def test_accents_survive_any_usual_encoding(encoding: str) -> None:
    text = "El niño pidió piñón, ¿mañana habrá café más económico?\nSí, en la dirección de atención a clientes."
    assert opened(text, "a.txt", encoding).text == text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("El pedido llegó incompleto y no contestan el teléfono.", "es"),
        ("Hola, mi factura viene con el RFC equivocado", "es"),
        ("The order arrived incomplete and nobody answers the phone.", "en"),
        ("please send the invoice to my email", "en"),
        ("O pedido chegou incompleto e ninguém atende o telefone da loja.", None),
        ("La commande est arrivée incomplète et personne ne répond au téléphone.", None),
        ("Die Bestellung ist unvollständig angekommen und niemand geht an das Telefon.", None),
        ("注文が届きません", None),
        ("SKU-4451 12.50 90210", None),
    ],
)
def test_the_language_is_told(text: str, lang: str | None) -> None:
    assert opened(text, "a.txt").lang == lang


def test_blocks_cover_everything_that_is_not_white_space() -> None:
    for name in ("a.md", "a.txt", "a.html"):
        document = opened("<p>Uno</p>\n\ndos\n\n* tres\n\nFIN DEL TEXTO\n", name)
        rest, at = "", 0
        blocks: list[Block] = list(document.blocks)
        for block in blocks:
            rest += document.text[at : block.start]
            at = block.end
        assert not (rest + document.text[at:]).strip()
