"""What was found wrong or doubtful in sales, and what was done about it: nothing is changed without saying so."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guardrails.errors import Language
from guardrails.evidence import RowRef

MOST_ROWS = 50
"""Rows kept with a finding; all are counted."""


class Issue(StrEnum):
    """Kinds of finding."""

    TEXT_NUMBER = "text_number"
    UNREADABLE_NUMBER = "unreadable_number"
    UNREADABLE_DATE = "unreadable_date"
    NO_PRODUCT = "no_product"
    CODE_VARIANTS = "code_variants"
    NOT_A_PRODUCT = "not_a_product"
    DUPLICATE_LINE = "duplicate_line"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    DUPLICATE_PERIOD = "duplicate_period"
    CANCELLED_SALE = "cancelled_sale"
    RETURN = "return"
    NEGATIVE_PERIOD = "negative_period"
    ZERO_PRICE = "zero_price"
    NO_CUSTOMER = "no_customer"
    PARTIAL_FIRST = "partial_first"
    PARTIAL_LAST = "partial_last"
    CLOSED_PERIOD = "closed_period"
    MISSING_PERIOD = "missing_period"
    TYPO = "typo"
    SPIKE = "spike"
    STOCKOUT_GAP = "stockout_gap"
    SHORT_HISTORY = "short_history"
    NEW_PRODUCT = "new_product"
    DISCONTINUED = "discontinued"
    NEVER_SOLD = "never_sold"
    TABLE_IGNORED = "table_ignored"
    NOT_A_SALE = "not_a_sale"


class Findings:
    """Collects findings while data is read, one per kind."""

    def __init__(self) -> None:
        self._count: dict[Issue, int] = {}
        self._products: dict[Issue, dict[str, None]] = {}
        self._rows: dict[Issue, list[RowRef]] = {}
        self._details: dict[Issue, list[str]] = {}

    def add(
        self, issue: Issue, *, product: str = "", row: RowRef | None = None, detail: str = "", count: int = 1
    ) -> None:
        """Count one more of its kind, and remember where it is."""
        self._count[issue] = self._count.get(issue, 0) + count
        if product:
            self._products.setdefault(issue, {})[product] = None
        if row is not None and len(rows := self._rows.setdefault(issue, [])) < MOST_ROWS:
            rows.append(row)
        if detail and len(details := self._details.setdefault(issue, [])) < MOST_ROWS:
            details.append(detail)

    def list(self) -> "list[Finding]":
        """Everything found, in the order of `Issue`."""
        return [
            Finding(
                issue,
                self._count[issue],
                tuple(self._products.get(issue, {}))[:MOST_ROWS],
                tuple(self._rows.get(issue, [])),
                few(list(dict.fromkeys(self._details.get(issue, [])))),
            )
            for issue in Issue
            if issue in self._count
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding, with where it is."""

    issue: Issue
    count: int
    products: Sequence[str] = ()
    """Codes, at most `MOST_ROWS`."""
    rows: Sequence[RowRef] = ()
    """At most `MOST_ROWS`."""
    detail: str = ""
    """What a sentence names besides: periods, values, a table."""

    def say(self, language: Language) -> str:
        """What was found and what was done, in one sentence, with row numbers."""
        sentence = _SENTENCES[self.issue][0 if language == "es" else 1]
        return sentence.format(count=f"{self.count:,}", detail=self.detail, where=self._where(language))

    def _where(self, language: Language) -> str:
        parts: list[str] = []
        if self.products:
            parts.append(few(self.products))
        numbers = list(dict.fromkeys(str(r.row) for r in self.rows))
        if numbers:
            one, many = ("fila", "filas") if language == "es" else ("row", "rows")
            parts.append(f"{many if len(numbers) > 1 else one} {few(numbers)}")
        return f" ({'; '.join(parts)})" if parts else ""


def few(names: Sequence[str], most: int = 6) -> str:
    """The first names, joined; a sign that there are more."""
    shown = ", ".join(names[:most])
    return shown + (", …" if len(names) > most else "")


_SENTENCES: dict[Issue, tuple[str, str]] = {
    Issue.TEXT_NUMBER: (
        "Cantidades escritas como texto: {count}{where}; se leyeron como números.",
        "Quantities written as text: {count}{where}; they were read as numbers.",
    ),
    Issue.UNREADABLE_NUMBER: (
        "Cantidades que no son números: {count}{where}: {detail}; se trataron como dato faltante.",
        "Quantities that are not numbers: {count}{where}: {detail}; they were treated as missing.",
    ),
    Issue.UNREADABLE_DATE: (
        "Filas sin fecha legible: {count}{where}: {detail}; quedaron fuera.",
        "Rows without a readable date: {count}{where}: {detail}; they were left out.",
    ),
    Issue.NO_PRODUCT: (
        "Filas sin producto: {count}{where}; quedaron fuera.",
        "Rows without a product: {count}{where}; they were left out.",
    ),
    Issue.CODE_VARIANTS: (
        "Claves escritas de varias formas (mayúsculas o espacios): {count}{where}; se juntaron.",
        "Codes written in several ways (case or spaces): {count}{where}; they were joined.",
    ),
    Issue.NOT_A_PRODUCT: (
        "Renglones de cargos o ajustes, que no son productos: {count}{where}; quedaron fuera.",
        "Lines of charges or adjustments, which are no products: {count}{where}; they were left out.",
    ),
    Issue.DUPLICATE_LINE: (
        "Renglones repetidos idénticos en el mismo documento: {count}{where}; cada uno se contó una vez.",
        "Identical lines repeated in the same document: {count}{where}; each was counted once.",
    ),
    Issue.POSSIBLE_DUPLICATE: (
        "Renglones idénticos sin número de documento: {count}{where}; se contaron todos, revísalos.",
        "Identical lines without a document number: {count}{where}; all were counted, check them.",
    ),
    Issue.DUPLICATE_PERIOD: (
        "El mismo producto y periodo en más de una fila: {count}{where}; las cantidades iguales se contaron una vez "
        "y las distintas se sumaron.",
        "The same product and period in more than one row: {count}{where}; equal quantities were counted once, "
        "different ones were added up.",
    ),
    Issue.CANCELLED_SALE: (
        "Ventas canceladas después por la misma cantidad: {count}{where}; se quitaron junto con su cancelación.",
        "Sales cancelled later for the same quantity: {count}{where}; they were removed with their cancellation.",
    ),
    Issue.RETURN: (
        "Renglones con cantidad negativa (devoluciones, mermas, ajustes): {count}{where}; no restan a la demanda.",
        "Lines with a negative quantity (returns, damage, adjustments): {count}{where}; they do not lower demand.",
    ),
    Issue.NEGATIVE_PERIOD: (
        "Totales negativos: {count}{where}: {detail}; se tomaron como dato faltante y se estimaron con los vecinos.",
        "Negative totals: {count}{where}: {detail}; they were taken as missing and estimated from their neighbours.",
    ),
    Issue.ZERO_PRICE: (
        "Renglones con precio cero: {count}{where}; no se tomaron como venta. Si fueron obsequios que salen del "
        "almacén, ponles precio.",
        "Lines with a price of zero: {count}{where}; they were not taken as sales. If they were gifts out of your "
        "stock, give them a price.",
    ),
    Issue.NO_CUSTOMER: (
        "Renglones sin cliente: {count}; se contaron, el pronóstico no lo necesita.",
        "Lines without a customer: {count}; they were counted, the forecast does not need it.",
    ),
    Issue.PARTIAL_FIRST: (
        "El primer periodo ({detail}) está incompleto; quedó fuera.",
        "The first period ({detail}) is incomplete; it was left out.",
    ),
    Issue.PARTIAL_LAST: (
        "El último periodo ({detail}) está incompleto; quedó fuera.",
        "The last period ({detail}) is incomplete; it was left out.",
    ),
    Issue.CLOSED_PERIOD: (
        "Periodos sin datos de ningún producto: {count} ({detail}); se tomaron como faltantes y se estimaron con los "
        "vecinos.",
        "Periods without data of any product: {count} ({detail}); they were taken as missing and estimated from their "
        "neighbours.",
    ),
    Issue.MISSING_PERIOD: (
        "Datos faltantes de algunos productos: {count}{where}: {detail}; se estimaron con los periodos vecinos.",
        "Missing values of some products: {count}{where}: {detail}; they were estimated from the periods beside them.",
    ),
    Issue.TYPO: (
        "Valores que parecen error de captura: {count}{where}: {detail}; para pronosticar se usó el nivel vecino.",
        "Values that look like typing errors: {count}{where}: {detail}; the level beside them was used to forecast.",
    ),
    Issue.SPIKE: (
        "Periodos con una venta extraordinaria: {count}{where}: {detail}; para pronosticar se limitaron a lo más alto "
        "de los demás.",
        "Periods with an extraordinary sale: {count}{where}: {detail}; to forecast they were capped at the highest of "
        "the others.",
    ),
    Issue.STOCKOUT_GAP: (
        "Ceros sueltos en productos que se venden siempre: {count}{where}: {detail}; parecen falta de existencia o de "
        "captura y se estimaron con los vecinos.",
        "Single zeros in products that always sell: {count}{where}: {detail}; they look like stock-outs or missing "
        "entries and were estimated from their neighbours.",
    ),
    Issue.SHORT_HISTORY: (
        "Productos con menos de dos temporadas de historia: {count}{where}; se pronostican sin estacionalidad.",
        "Products with under two seasons of history: {count}{where}; they are forecast without seasonality.",
    ),
    Issue.NEW_PRODUCT: (
        "Productos nuevos: {count}{where}; su pronóstico es más incierto.",
        "New products: {count}{where}; their forecast is less certain.",
    ),
    Issue.DISCONTINUED: (
        "Productos que parecen descontinuados: {count}{where}, última venta {detail}; se pronostican en cero.",
        "Products that look discontinued: {count}{where}, last sale {detail}; they are forecast as zero.",
    ),
    Issue.NEVER_SOLD: (
        "Productos sin ventas en la historia: {count}{where}; se pronostican en cero.",
        "Products without sales in the history: {count}{where}; they are forecast as zero.",
    ),
    Issue.TABLE_IGNORED: (
        "No se usó {detail}: repite ventas que ya están en otra tabla, o las lleva en otros periodos.",
        "{detail} was not used: it repeats sales that another table holds, or keeps them by other periods.",
    ),
    Issue.NOT_A_SALE: (
        "Comprobantes que no son ventas (recibidos, notas de crédito, pagos, nómina o traslados): {count}; "
        "quedaron fuera.",
        "Invoices that are not sales (received, credit notes, payments, payroll or transfers): {count}; "
        "they were left out.",
    ),
}
