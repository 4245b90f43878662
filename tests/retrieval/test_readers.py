"""Which reader a file gets, and what is said of files that can't be read."""

import pickle
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from guardrails import errors
from retrieval.document import BlockKind, FileKind
from retrieval.readers import READERS, read, read_bytes

MOST = 25 * 2**20


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Producto", "Precio"])
    book.active.append(["Café", 120])
    book.save(made := BytesIO())
    return made.getvalue()


def archive(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in parts.items():
            opened.writestr(name.replace("__", "/"), text)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

REFUSED = {
    "vacio.pdf": (b"", errors.EmptyFile),
    "blanco.txt": (b" \n\t\n", errors.EmptyFile),
    "vacio.csv": (b",,,\n,,,\n", errors.EmptyFile),
    "vacio.html": (b"<html><script>x</script></html>", errors.EmptyFile),
    "es-zip.pdf": (archive(nota="hola"), errors.UnsupportedFile),
    "foto.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), errors.UnsupportedFile),
    "programa.py": (b"print(1)", errors.UnsupportedFile),
    "carta.rtf": (b"{\\rtf1 hola}", errors.UnsupportedFile),
    "viejo.xls": (OLE, errors.UnsupportedFile),
    "otro.xml": (b"<?xml version='1.0'?><raiz/>", errors.UnsupportedFile),
    "svg.xml": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.UnsupportedFile),
    "entidades.xml": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        errors.UnsupportedFile,
    ),
    "cortado.xlsx": (workbook()[:900], errors.CorruptFile),
    "texto.xlsx": (b"hola mundo", errors.CorruptFile),
    "basura.pdf": (b"%PDF-1.7\nnada que ver", errors.CorruptFile),
    "roto.xml": (b"<?xml version='1.0'?><cfdi:Comprobante", errors.CorruptFile),
    "sin-cuerpo.docx": (archive(word__document="").replace(b"word/document", b"word/document"), errors.UnsupportedFile),
    "dtd.docx": (archive(**{"word/document.xml": "<!DOCTYPE a><a/>"}), errors.CorruptFile),
    "sin-encabezados.eml": (b"hola", errors.CorruptFile),
    "cifrado.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), errors.PasswordProtected),
    "binario.txt": (bytes(range(256)) * 20, errors.UnknownEncoding),
    "nulos.txt": (b"abc\x00def\x01\x02\x03" * 40, errors.UnknownEncoding),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_own_error(name: str) -> None:
    data, expected = REFUSED[name]
    with pytest.raises(errors.UnreadableFile) as caught:
        read_bytes(data, name=name, max_bytes=MOST)
    assert type(caught.value) is expected
    assert name in caught.value.say("es")
    assert name in caught.value.say("en")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "grande.txt").write_bytes(b"x" * 2_000_000)
    with pytest.raises(errors.FileTooLarge, match="2 MB and the limit is 1 MB"):
        read(tmp_path / "grande.txt", max_bytes=2**20)


def test_a_zip_bomb_is_refused_by_its_declared_size() -> None:
    bomb = archive(**{"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "a" * (120 * 2**20)})
    assert len(bomb) < 200_000
    with pytest.raises(errors.FileTooLarge):
        read_bytes(bomb, name="bomba.xlsx", max_bytes=2**20)


def test_a_zip_bomb_that_lies_about_its_size_is_corrupt() -> None:
    honest = archive(**{"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "a" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    lying = honest.replace(size, (100).to_bytes(4, "little"))
    with pytest.raises(errors.CorruptFile):
        read_bytes(lying, name="miente.xlsx", max_bytes=MOST)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFound):
        read(tmp_path / "no-hay.pdf", max_bytes=MOST)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("precios.pdf", workbook(), FileKind.XLSX),
        ("sin-extension", "Buen día, ¿llegó el pedido?".encode(), FileKind.TEXT),
        ("reporte.xls", b"<table><tr><td>Clave<td>Total<tr><td>A1<td>5</table>", FileKind.HTML),
        ("reporte.xls", b"Clave\tTotal\nA1\t5\n", FileKind.CSV),
        ("queja.txt", b"From: a@b.mx\nMIME-Version: 1.0\nSubject: Queja\n\nHola", FileKind.EMAIL),
        ("pagina.txt", b"<!DOCTYPE html><html><body><p>Hola</p></body></html>", FileKind.HTML),
        ("LISTA.CSV", b"a,b\n1,2\n", FileKind.CSV),
    ],
)
def test_content_counts_before_the_name(name: str, data: bytes, kind: FileKind) -> None:
    assert read_bytes(data, name=name, max_bytes=MOST).kind is kind


def test_the_owner_s_name_and_a_version_of_the_bytes_are_kept(tmp_path: Path) -> None:
    (tmp_path / "0123abcd").write_text("Manual\n\nEl horario es de nueve a seis.", encoding="utf-8")
    document = read(tmp_path / "0123abcd", name="manual.txt", max_bytes=MOST)
    assert document.name == "manual.txt"
    assert document.version == read(tmp_path / "0123abcd", max_bytes=MOST).version
    assert len(document.version) == 16
    assert document.lang == "es"


def test_documents_and_errors_cross_a_process_border() -> None:
    document = read_bytes(b"Clave,Precio\nA1,5\n", name="a.csv", max_bytes=MOST)
    assert pickle.loads(pickle.dumps(document)) == document
    error = pickle.loads(pickle.dumps(errors.CorruptFile(name="a.pdf")))
    assert error.say("es") == errors.CorruptFile(name="a.pdf").say("es")


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(FileKind)


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ("pypdfium2", "pdfplumber", "openpyxl", "python_calamine", "docx", "py3langid", "charset_normalizer")
    code = f"import sys, retrieval.readers; print([m for m in {heavy!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_place_in_the_text_finds_its_block_and_headings() -> None:
    text = "# Manual\n\n## Envíos\n\nSe envía en tres días.\n\n## Pagos\n\nSe paga con tarjeta.\n"
    document = read_bytes(text.encode(), name="m.md", max_bytes=MOST)
    at = document.text.index("tarjeta")
    block = document.block_at(at)
    assert block is not None
    assert document.text[block.start : block.end] == "Se paga con tarjeta."
    assert block.kind is BlockKind.PARAGRAPH
    assert document.headings_at(at) == "Manual › Pagos"
    assert document.headings_at(document.text.index("tres")) == "Manual › Envíos"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "[" * 100_000),
        ("b.md", "<!--" * 25_000),
        ("c.csv", '"' * 100_000 + "\n" + "," * 200_000),
        ("d.html", "<ol>" + "<li>a" * 40_000),
        ("e.txt", "1. " * 50_000),
        ("f.csv", "Total Play,5\n" * 20_000),
    ],
)
def test_hostile_text_takes_no_quadratic_time(name: str, text: str) -> None:
    assert read_bytes(text.encode(), name=name, max_bytes=MOST).blocks
