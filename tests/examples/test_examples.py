"""The example company's files: as many as promised, exact to the cent, and made again the same."""

import csv
import email
import email.policy
import io
import zipfile
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from stdnum.mx import curp, rfc

from examples.build.company import HOME, build

CFDI = sorted((HOME / "cfdi").rglob("*.xml"))
COMPANY = "DCJ1203148T4"
PAGO = "{http://www.sat.gob.mx/Pagos20}"
NOMINA = "{http://www.sat.gob.mx/nomina12}"


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def number(element: etree._Element, name: str) -> Decimal:
    return Decimal(element.get(name, "0"))


def load(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


def sheet_rows(name: str, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(HOME / name, data_only=True)
    return list(book[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize("path", CFDI, ids=lambda path: path.stem)
def test_totals_of_a_cfdi_agree_to_the_cent(path: Path) -> None:
    root = load(path)
    lines = root.findall("./{*}Conceptos/{*}Concepto")
    for line in lines:
        assert number(line, "Importe") == cents(number(line, "Cantidad") * number(line, "ValorUnitario"))
        for tax in line.iterfind(".//{*}Impuestos/*/*"):
            assert number(tax, "Base") == number(line, "Importe") - number(line, "Descuento")
            assert number(tax, "Importe") == cents(number(tax, "Base") * number(tax, "TasaOCuota"))
    assert number(root, "SubTotal") == sum(number(line, "Importe") for line in lines)
    assert number(root, "Descuento") == sum(number(line, "Descuento") for line in lines)
    added = sum(number(tax, "Importe") for tax in root.iterfind("./{*}Conceptos//{*}Traslado"))
    kept = sum(number(tax, "Importe") for tax in root.iterfind("./{*}Conceptos//{*}Retencion"))
    taxes = root.find("./{*}Impuestos")
    if taxes is not None:
        assert number(taxes, "TotalImpuestosTrasladados") == added
        assert number(taxes, "TotalImpuestosRetenidos") == kept
        assert sum(number(tax, "Importe") for tax in taxes.iterfind("./{*}Traslados/*")) == added
        assert sum(number(tax, "Importe") for tax in taxes.iterfind("./{*}Retenciones/*")) == kept
    assert number(root, "Total") == number(root, "SubTotal") - number(root, "Descuento") + added - kept


@pytest.mark.parametrize("path", CFDI, ids=lambda path: path.stem)
def test_parties_of_a_cfdi_pass_the_check_digit_and_one_is_the_company(path: Path) -> None:
    root = load(path)
    issuer, receiver = root.find("./{*}Emisor"), root.find("./{*}Receptor")
    assert issuer is not None
    assert receiver is not None
    for party in (issuer, receiver):
        assert party.get("Rfc") == "XAXX010101000" or rfc.is_valid(party.get("Rfc"), validate_check_digits=True)
    own = issuer if path.parent.name == "emitidos" else receiver
    assert own.get("Rfc") == COMPANY
    stamp = root.find("./{*}Complemento/{*}TimbreFiscalDigital")
    assert stamp is not None
    assert len(stamp.get("UUID", "")) == 36


def test_payment_complements_settle_invoices_that_were_issued() -> None:
    by_uuid = {stamp.get("UUID"): load(path) for path in CFDI for stamp in load(path).iter("{*}TimbreFiscalDigital")}
    for path in (HOME / "cfdi/emitidos").glob("CP-*.xml"):
        root = load(path)
        balances: dict[str, Decimal] = {}
        for pago in root.iter(f"{PAGO}Pago"):
            document = pago.find(f"{PAGO}DoctoRelacionado")
            assert document is not None
            uuid = document.get("IdDocumento", "")
            assert number(document, "ImpSaldoAnt") == balances.get(uuid, number(by_uuid[uuid], "Total"))
            balances[uuid] = number(document, "ImpSaldoAnt") - number(document, "ImpPagado")
            assert number(document, "ImpSaldoInsoluto") == balances[uuid]
            assert number(pago, "Monto") == number(document, "ImpPagado")
            tax = pago.find(f".//{PAGO}TrasladoP")
            assert tax is not None
            assert number(tax, "BaseP") + number(tax, "ImporteP") == number(pago, "Monto")
            assert by_uuid[uuid].get("MetodoPago") == "PPD"
        totals = root.find(f".//{PAGO}Totales")
        assert totals is not None
        paid = sum(number(pago, "Monto") for pago in root.iter(f"{PAGO}Pago"))
        assert number(totals, "MontoTotalPagos") == paid
        whole = number(totals, "TotalTrasladosBaseIVA16") + number(totals, "TotalTrasladosImpuestoIVA16")
        assert whole == paid


def test_payroll_agrees_with_its_receipt() -> None:
    root = load(HOME / "cfdi/emitidos/NOM-2026-21.xml")
    nomina = root.find(f".//{NOMINA}Nomina")
    assert nomina is not None
    earned = sum(number(item, "ImporteGravado") for item in nomina.iter(f"{NOMINA}Percepcion"))
    deducted = sum(number(item, "Importe") for item in nomina.iter(f"{NOMINA}Deduccion"))
    assert (earned, deducted) == (number(root, "SubTotal"), number(root, "Descuento"))
    assert earned == number(nomina, "TotalPercepciones")
    assert deducted == number(nomina, "TotalDeducciones")
    worker = nomina.find(f"{NOMINA}Receptor")
    assert worker is not None
    assert curp.is_valid(worker.get("Curp"))


def test_cfdi_are_of_the_kinds_promised() -> None:
    kinds = Counter((root.get("Version"), root.get("TipoDeComprobante")) for root in map(load, CFDI))
    assert kinds == {("4.0", "I"): 25, ("4.0", "E"): 2, ("4.0", "P"): 2, ("4.0", "N"): 1, ("3.3", "I"): 2}
    assert [path.name for path in CFDI if load(path).get("Moneda") == "USD"] == ["IRE1310029H0_E-558.xml"]
    assert [path.name for path in CFDI if load(path).find("./{*}Impuestos/{*}Retenciones") is not None] == [
        "NACG740923P67_H-118.xml"
    ]


def test_lines_sold_in_2026_are_priced_as_the_price_list_says() -> None:
    prices: dict[str, tuple[Decimal, Decimal, int, Decimal]] = {}
    book = openpyxl.load_workbook(HOME / "lista-de-precios-2026.xlsx")
    for sheet in book:
        for row in sheet.iter_rows(min_row=6, values_only=True):
            if len(row) == 8 and isinstance(row[3], int | float):
                discount = Decimal(str(row[6])) if isinstance(row[6], int | float) else Decimal()
                bulk = int(str(row[5])) if row[5] else 10**9
                prices[str(row[0])] = (cents(Decimal(str(row[3]))), Decimal(str(row[4])), bulk, discount)
            elif sheet.title == "Servicios" and isinstance(row[3], int | float):
                prices[str(row[0])] = (cents(Decimal(str(row[3]))), Decimal("0.16"), 10**9, Decimal())
    assert len(prices) == 39 + 8
    checked = 0
    for path in (HOME / "cfdi/emitidos").glob("*.xml"):
        root = load(path)
        if root.get("Version") != "4.0" or root.get("TipoDeComprobante") not in ("I", "E"):
            continue
        for line in root.iterfind("./{*}Conceptos/{*}Concepto"):
            if line.get("ClaveProdServ") == "01010101":
                continue
            price, vat, bulk, discount = prices[line.get("NoIdentificacion", "")]
            off = discount if number(line, "Cantidad") >= bulk else Decimal()
            rate = line.find(".//{*}Traslado")
            assert number(line, "ValorUnitario") == price
            assert number(line, "Descuento") == cents(number(line, "Importe") * off)
            assert rate is not None
            assert number(rate, "TasaOCuota") == vat
            checked += 1
    assert checked == 49


def test_sales_workbook_has_three_years_of_40_products_and_its_slips() -> None:
    rows = sheet_rows("ventas-e-inventario.xlsx", "Ventas semanales")
    weeks = [value.date() for value in rows[4][4:] if isinstance(value, datetime)]
    every = {date(2023, 11, 20) + timedelta(weeks=index) for index in range(156)}
    assert every - set(weeks) == {date(2025, 6, 30), date(2025, 7, 7)}
    assert len(weeks) == 154
    products = {str(row[0]): row for row in rows[5:45]}
    assert len(products) == 40
    assert rows[45][0] == "TOTAL"
    column = {week: index for index, week in enumerate(weeks, start=4)}
    assert products["JAR-103"][column[date(2025, 3, 10)]] == -14
    assert products["CAF-007"][column[date(2025, 10, 6)]] == "s/inv"
    cups = products["VAS-202"]
    typo = column[date(2026, 2, 16)]
    assert int(str(cups[typo])) > 5 * max(int(str(cups[typo - 1])), int(str(cups[typo + 1])))
    assert all(value is None for value in products["CAF-008"][4 : column[date(2026, 5, 4)]])
    assert all(value is None for value in products["POP-220"][column[date(2026, 5, 25)] :])


def test_stock_and_suppliers_cover_every_product_of_the_sales() -> None:
    sold = {row[0] for row in sheet_rows("ventas-e-inventario.xlsx", "Ventas semanales")[5:45]}
    stock = sheet_rows("ventas-e-inventario.xlsx", "Existencias")[4:]
    suppliers = sheet_rows("ventas-e-inventario.xlsx", "Proveedores")[4:]
    assert {row[0] for row in stock} == {row[0] for row in suppliers} == sold
    assert all(row[5] == sum(int(str(value)) for value in row[2:5]) for row in stock)


def test_price_list_hides_its_costs() -> None:
    book = openpyxl.load_workbook(HOME / "lista-de-precios-2026.xlsx")
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["Costos (interno)"]
    assert "A1:H1" in {str(area) for area in book["Café"].merged_cells.ranges}


def test_tickets_are_200_different_ones() -> None:
    with (HOME / "tickets-resueltos.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 200 == len({row["texto"] for row in rows})
    assert all(value for row in rows for key, value in row.items() if key != "producto")
    assert min(Counter(row["categoria"] for row in rows).values()) >= 10
    # Written one by one: no two share most of their words.
    words = [set(row["texto"].lower().split()) for row in rows]
    alike = [len(a & b) / len(a | b) for index, a in enumerate(words) for b in words[:index]]
    assert max(alike) < 0.5


def test_email_reads_as_an_email() -> None:
    content = (HOME / "operacion/correo-cambios-diciembre.eml").read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body()
    assert message["Subject"] == "Cambios de diciembre: horarios, zona 2 y matcha"
    assert body is not None
    assert "A partir del 1 de diciembre de 2026" in body.get_content()


def test_building_again_gives_the_committed_files(tmp_path: Path) -> None:
    made = {path.relative_to(tmp_path): path for path in build(tmp_path)}
    kept = {path.relative_to(HOME): path for path in HOME.rglob("*") if path.is_file()}
    assert made.keys() == kept.keys()
    for name, path in made.items():
        assert members(path) == members(kept[name]), name


def members(path: Path) -> dict[str, bytes]:
    """The file's bytes; of an Office file its parts', since compressed bytes depend on the zlib in use.

    An e-mail counts as it reads: Python's versions fold and encode its headers differently.
    """
    content = path.read_bytes()
    if path.suffix == ".eml":
        message = email.message_from_bytes(content, policy=email.policy.default)
        return {**{name: str(value).encode() for name, value in message.items()}, "": message.get_content().encode()}
    if path.suffix not in (".docx", ".xlsx"):
        return {"": content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_examples_are_small() -> None:
    assert sum(path.stat().st_size for path in HOME.rglob("*") if path.is_file()) < 3_000_000
