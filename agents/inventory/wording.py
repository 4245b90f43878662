"""What the sentences about one product and about several have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agents.inventory.evidence import Evidence
from agents.inventory.phrases import day, percent, periods, pieces
from agents.inventory.report import InventoryReport, ProductPlan, Stock
from guardrails.evidence import RowRef


@dataclass(frozen=True, slots=True)
class Wording:
    """A report, its language, and the figures that are collected while it is put into words."""

    report: InventoryReport
    say: Evidence

    def t(self, es: str, en: str) -> str:
        """The one in the report's language."""
        return es if self.report.lang == "es" else en

    @property
    def unit(self) -> str:
        return self.report.unit

    @property
    def weeks(self) -> str:
        return self.t("semanas", "weeks")

    def of(self, product: ProductPlan, value: float, how: str, unit: str | None = None) -> str:
        """A figure of one product, from its rows."""
        return self.say.pieces(value, unit or self.unit, f"{product.label}: {how}", product.rows, product.row_count)

    def when(self, product: ProductPlan, value: date, how: str) -> str:
        return self.say.day(value, f"{product.label}: {how}", product.rows)

    def span(self) -> str:
        """``13 semanas, del 16 de noviembre de 2026 al 14 de febrero de 2027``."""
        report = self.report
        last = report.freq.last_day(report.freq.shift(report.first, report.horizon - 1))
        count = periods(report.horizon, report.freq, report.lang)
        first, end = day(report.first, report.lang), day(last, report.lang)
        return self.t(f"{count}, del {first} al {end}", f"{count}, from {first} to {end}")

    def have(self, stock: Stock) -> str:
        have, coming = pieces(stock.on_hand), pieces(stock.on_order)
        if not stock.on_order:
            return self.t(f"hay {have}", f"there are {have}")
        return self.t(f"hay {have} y vienen {coming} en camino", f"there are {have} and {coming} on order")

    def levels_how(self, product: ProductPlan) -> str:
        """What the levels of a product aim at."""
        rate, lead = percent(self.report.fill_rate), pieces(product.terms.lead_time_days)
        review = pieces(product.terms.review_days)
        return self.t(
            f"para surtir {rate}, con entrega en {lead} días y revisión cada {review} días",
            f"to serve {rate}, with delivery in {lead} days and a review every {review} days",
        )

    def interval(self, low: float, high: float) -> str:
        return self.t(
            f"entre {pieces(low)} y {pieces(high)} con 95 % de confianza",
            f"between {pieces(low)} and {pieces(high)} with 95 % confidence",
        )

    def skill(self, products: Sequence[ProductPlan]) -> str:
        """How the forecast did in validation, against the naive."""
        tried = [(p.error, p.benchmark_error) for p in products if p.error is not None and p.benchmark_error]
        if not tried:
            return self.t(
                "No hay historia suficiente para validar el pronóstico.",
                "There is too little history to validate the forecast.",
            )
        ours, naive = sum(e for e, _ in tried), sum(b for _, b in tried)
        rival = self._rival(products)
        gain = round(100 * (1 - ours / naive))
        if gain <= 0:
            return self.t(f"En la validación iguala al {rival}.", f"In validation it equals the {rival}.")
        how = self.t(
            f"validación de origen móvil: error {ours:.1f}, contra {naive:.1f} del {rival}",
            f"rolling-origin validation: error {ours:.1f}, against {naive:.1f} of the {rival}",
        )
        share = self.say.text(f"{gain} %", how)
        return self.t(
            f"En la validación se equivocó {share} menos que el {rival}.",
            f"In validation its error was lower than that of the {rival} by {share}.",
        )

    def _rival(self, products: Sequence[ProductPlan]) -> str:
        if any(p.pattern.value == "seasonal" for p in products):
            return self.t("pronóstico de repetir el año anterior", "forecast that repeats last year")
        return self.t("pronóstico de repetir el último dato", "forecast that repeats the last value")

    def no_stock(self, product: ProductPlan) -> str:
        how = self.t("producto con ventas y sin existencia", "a product with sales and no stock figure")
        label = self.say.text(product.label, how, product.rows, product.row_count)
        return self.t(
            f"No tengo la existencia de **{label}**, así que no doy una cantidad; "
            f"dime cuántas {self.unit} hay y la calculo.",
            f"I do not have the stock of **{label}**, so I give no quantity; "
            f"tell me how many {self.unit} there are and I will work it out.",
        )

    def no_stock_at_all(self) -> str:
        return self.t(
            "No tengo existencias, así que no doy cantidades a pedir; sube un libro con una columna Existencia "
            "por producto y las calculo.",
            "I have no stock figures, so I give no quantities to order; upload a workbook with a Stock column "
            "per product and I will work them out.",
        )


def runs_out(product: ProductPlan) -> date:
    """For sorting: the far future when it does not."""
    return product.stock.runs_out if product.stock and product.stock.runs_out else date.max


def rows_of(products: Sequence[ProductPlan]) -> list[RowRef]:
    return list(dict.fromkeys(row for p in products for row in p.rows))
