"""The desk's questions: every accepted answer is in the files, and what has no answer is in none."""

import csv
import email
import email.policy
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from lxml import etree

from examples.build.company import HOME

QUESTIONS = Path(__file__).parents[2] / "benchmarks" / "desk" / "questions.jsonl"
ROWS = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
BY_ID = {row["id"]: row for row in ROWS}
FILES = {path.name: path for path in HOME.rglob("*") if path.is_file()}
COMPANY = "DCJ1203148T4"


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@cache
def text_of(name: str) -> str:
    """Folded text of a file, read without the product's own readers."""
    path = FILES[name]
    match path.suffix:
        case ".docx":
            document = docx.Document(str(path))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            return fold(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))
        case ".pdf":
            with pdfplumber.open(path) as pdf:
                return fold(" ".join(page.extract_text() for page in pdf.pages))
        case ".html":
            return fold(unescape(re.sub("<[^>]+>", " ", path.read_text("utf-8"))))
        case ".eml":
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = message.get_body()
            return fold(body.get_content() if body else "")
        case ".xlsx":
            book = openpyxl.load_workbook(path, data_only=True)
            return fold(" ".join(str(value) for sheet in book for row in sheet.values for value in row if value))
        case _:
            return fold(path.read_text("utf-8-sig"))


def total(kind: str, issuer: str, receiver: str, month: str) -> Decimal:
    """Sum of the totals of CFDI whose parties' names hold those words, and whose date starts with `month`."""
    found = Decimal()
    for path in (HOME / "cfdi").rglob("*.xml"):
        root = etree.parse(path).getroot()
        names = [str(root.find(f"./{{*}}{role}").get("Nombre")) for role in ("Emisor", "Receptor")]
        right_kind = root.get("TipoDeComprobante") == kind and root.get("Fecha", "").startswith(month)
        if right_kind and issuer in names[0] and receiver in names[1]:
            found += Decimal(root.get("Total", "0"))
    return found


def customers_2026() -> dict[str, list[Decimal]]:
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for path in (HOME / "cfdi/emitidos").glob("F-*.xml"):
        root = etree.parse(path).getroot()
        if root.get("Fecha", "").startswith("2026"):
            sums[root.find("./{*}Receptor").get("Nombre")].append(Decimal(root.get("Total", "0")))
    return sums


def cell(book: str, sheet: str, header: int, sku: str, label: str) -> Decimal | str:
    rows = list(openpyxl.load_workbook(HOME / book, data_only=True)[sheet].iter_rows(values_only=True))
    column = rows[header - 1].index(label)
    value = next(row[column] for row in rows[header:] if row[0] == sku)
    return value if isinstance(value, str) else Decimal(str(value))


def price(sheet: str, sku: str) -> Decimal:
    return Decimal(cell("lista-de-precios-2026.xlsx", sheet, 5, sku, "Precio de lista (MXN)"))


def bulk_price(sheet: str, sku: str) -> Decimal:
    off = Decimal(cell("lista-de-precios-2026.xlsx", sheet, 5, sku, "Descuento mayoreo"))
    return price(sheet, sku) * (1 - off)


def stock(sku: str, label: str = "Existencia total") -> Decimal:
    return Decimal(cell("ventas-e-inventario.xlsx", "Existencias", 4, sku, label))


def supplier(sku: str, label: str) -> Decimal | str:
    return cell("ventas-e-inventario.xlsx", "Proveedores", 4, sku, label)


def tickets(**wanted: str) -> int:
    with (HOME / "tickets-resueltos.csv").open(encoding="utf-8-sig", newline="") as file:
        return sum(all(row[key].startswith(value) for key, value in wanted.items()) for row in csv.DictReader(file))


def withheld_income_tax() -> Decimal:
    root = etree.parse(FILES["NACG740923P67_H-118.xml"]).getroot()
    taxes = root.iterfind("./{*}Impuestos/{*}Retenciones/{*}Retencion")
    return next(Decimal(tax.get("Importe", "0")) for tax in taxes if tax.get("Impuesto") == "001")


COMPUTED: dict[str, Callable[[], Decimal | int | str]] = {
    "q25": lambda: total("I", "JICARA", "ALEBRIJE", "2026-03"),
    "q26": lambda: total("I", "JICARA", "ALEBRIJE", "2026-04"),
    "q27": lambda: total("I", "TONALLAN", "JICARA", "2026-03"),
    "q28": lambda: total("E", "TONALLAN", "JICARA", "2026-05"),
    "q29": lambda: price("Café", "CAF-005"),
    "q30": lambda: price("Café", "CAF-006"),
    "q31": lambda: price("Jarabes y bebidas", "POL-112"),
    "q32": lambda: stock("POL-112"),
    "q33": lambda: bulk_price("Desechables", "VAS-202"),
    "q34": lambda: stock("CAF-001"),
    "q35": lambda: stock("CAF-001", "Zapopan"),
    "q36": lambda: supplier("MAQ-402", "Plazo de entrega (días)"),
    "q37": lambda: supplier("CAF-004", "Proveedor"),
    "q38": lambda: max(customers_2026().items(), key=lambda item: sum(item[1]))[0].title().removeprefix("Hotel "),
    "q39": lambda: len(customers_2026()["CAFETERIA EL ALEBRIJE"]),
    "q40": lambda: tickets(categoria="Facturación", fecha="2026-10"),
    "q41": lambda: tickets(canal="WhatsApp"),
    "q42": lambda: total("I", "TZAJALHA", "JICARA", "2026"),
    "q43": lambda: total("I", "ITALMAQ", "JICARA", "2026"),
    "q44": withheld_income_tax,
    "q45": lambda: total("I", "RIO HONDO", "JICARA", "2026-11"),
}
ABSENT = {
    "q46": "girasoles",
    "q48": "home office",
    "q49": "3g",
    "q51": "latte art",
    "q52": "guarderia",
    "q53": "guatemala",
    "q55": "clabe",
    "q56": "lavanda",
    "q58": "color del uniforme",
    "q59": "prima del seguro",
    "q60": "aguinaldos",
}


def test_there_are_sixty_of_the_promised_kinds() -> None:
    seen: set[str] = set()
    follow_ups = 0
    for row in ROWS:
        follow_ups += row.get("thread") in seen
        seen |= {row["thread"]} if "thread" in row else set()
    assert len(BY_ID) == 60
    assert sum(row["answerable"] for row in ROWS) == 45
    assert follow_ups == 10


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_sources_are_files_of_the_company(row: dict[str, object]) -> None:
    sources = row["sources"]
    assert isinstance(sources, list)
    assert set(sources) <= FILES.keys()
    assert bool(sources) == bool(row["answers"]) == row["answerable"]


@pytest.mark.parametrize("identity", [f"q{number:02d}" for number in range(1, 25)])
def test_answer_from_a_document_stands_in_a_source(identity: str) -> None:
    row = BY_ID[identity]
    facts = [f"{answer:,}" if isinstance(answer, int) else answer for answer in row["answers"]]
    assert any(re.search(rf"(?<!\w){re.escape(fold(fact))}", text_of(row["sources"][0])) for fact in facts)


@pytest.mark.parametrize("identity", COMPUTED)
def test_answer_from_rows_is_what_the_files_add_up_to(identity: str) -> None:
    value = COMPUTED[identity]()
    answers = BY_ID[identity]["answers"]
    if isinstance(value, str):
        assert [fold(answer) for answer in answers] == [fold(value)]
        return
    numbers = [answer for answer in answers if not isinstance(answer, str)]
    assert [Decimal(str(answer)) for answer in numbers] == [value]


@pytest.mark.parametrize("identity", ABSENT)
def test_what_has_no_answer_is_named_in_no_file(identity: str) -> None:
    pattern = rf"(?<!\w){ABSENT[identity]}(?!\w)"
    # Seals and certificates of a CFDI are random letters.
    names = [name for name in FILES if not name.endswith(".xml")]
    assert [name for name in names if re.search(pattern, text_of(name))] == []


def test_invoices_asked_about_in_vain_do_not_exist() -> None:
    assert total("I", "JICARA", "ALEBRIJE", "2024-03") == 0
    assert total("I", "ISTMO", "", "2026") == 0
    assert total("I", "", "GIRASOLES", "") == 0


def test_near_misses_are_left_open_by_the_documents() -> None:
    minutes = text_of("minuta-2026-09-14.docx")
    assert "la de noviembre se fija en la siguiente reunion" in minutes
    assert "no se aprueba todavia" in minutes
