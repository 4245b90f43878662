"""All the files of the example company, by path."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from examples.build.archive import normalize
from examples.build.cfdi import write_invoice
from examples.build.invoices import ISSUED, RECEIVED
from examples.build.markup import read
from examples.build.parties import COMPANY
from examples.build.payments import RECEIPTS, write_receipt
from examples.build.payroll import write_payroll
from examples.build.price_list import write_price_list
from examples.build.render_docx import render_docx
from examples.build.render_pdf import render_pdf
from examples.build.render_text import render_email, render_html, render_markdown, render_plain
from examples.build.stock_book import write_stock_book
from examples.build.tickets import write_tickets

HOME: Final = Path(__file__).parents[1] / "empresa"


def _documents() -> Iterator[tuple[str, bytes]]:
    for folder, name in (
        ("politicas", "manual-del-empleado"),
        ("politicas", "politica-devoluciones-2024"),
        ("politicas", "politica-de-credito"),
        ("operacion", "minuta-2026-09-14"),
    ):
        yield f"{folder}/{name}.docx", normalize(render_docx(read(name)))
    yield (
        "politicas/politica-devoluciones-y-garantias-2026.pdf",
        render_pdf(read("politica-devoluciones-y-garantias-2026")),
    )
    yield "operacion/manual-mantenimiento-brava.pdf", render_pdf(read("manual-mantenimiento-brava"))
    for name in ("politica-de-viaticos", "aviso-de-privacidad"):
        yield f"politicas/{name}.html", render_html(read(name))
    yield "politicas/zonas-y-costos-de-entrega.md", render_markdown(read("zonas-y-costos-de-entrega"))
    yield "politicas/preguntas-frecuentes.md", render_markdown(read("preguntas-frecuentes"))
    yield "operacion/procedimiento-seguridad-cedis.txt", render_plain(read("procedimiento-seguridad-cedis"))
    yield "operacion/correo-cambios-diciembre.eml", render_email(read("correo-cambios-diciembre"))


def _contracts() -> Iterator[tuple[str, bytes]]:
    supply, lease = "contrato-suministro-cafe-tzajalha", "contrato-arrendamiento-boreal"
    yield f"contratos/{supply}.docx", normalize(render_docx(read(supply), legal=True))
    yield f"contratos/{lease}.pdf", render_pdf(read(lease), legal=True)


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "lista-de-precios-2026.xlsx", write_price_list()
    yield "ventas-e-inventario.xlsx", write_stock_book()
    yield "tickets-resueltos.csv", write_tickets()


def _cfdi() -> Iterator[tuple[str, bytes]]:
    for invoice in ISSUED:
        yield f"cfdi/emitidos/{invoice.series}-{invoice.folio}.xml", write_invoice(invoice)
    for receipt in RECEIPTS:
        yield f"cfdi/emitidos/CP-{receipt.folio}.xml", write_receipt(receipt)
    yield "cfdi/emitidos/NOM-2026-21.xml", write_payroll()
    for invoice in RECEIVED:
        number = "-".join(part for part in (invoice.series, invoice.folio) if part)
        yield f"cfdi/recibidos/{invoice.issuer.rfc}_{number}.xml", write_invoice(invoice)


def files() -> Iterator[tuple[str, bytes]]:
    """(path inside the company's folder, content) of every file."""
    card = {"name": "Distribuidora Cafetera La Jícara, S.A. de C.V.", "rfc": COMPANY.rfc}
    yield "empresa.json", (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode()
    yield from _documents()
    yield from _contracts()
    yield from _tables()
    yield from _cfdi()


def build(folder: Path) -> list[Path]:
    """Writes every file under `folder`; returns their paths. Files that are there and no longer made stay."""
    paths: list[Path] = []
    for name, content in files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    return paths
