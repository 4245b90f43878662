"""The answer in words, by rules; every number in it has its figure."""

from agents.inventory.evidence import Evidence
from agents.inventory.report import InventoryReport
from agents.inventory.text_many import MANY
from agents.inventory.text_one import ONE
from agents.inventory.wording import Wording


def compose(report: InventoryReport, say: Evidence) -> str:
    """Markdown in the report's language; `say` collects the figures that it names."""
    w = Wording(report, say)
    if report.unknown and report.about_all:
        return _unknown(w)
    chosen = report.selected()
    one = ONE.get(report.intent) if len(chosen) == 1 else None
    return one(w, chosen[0]) if one else MANY[report.intent](w, chosen)


def _unknown(w: Wording) -> str:
    names = ", ".join(w.report.unknown[:3])
    count = w.say.pieces(len(w.report.products), w.t("productos", "products"), " · ".join(w.report.sources))
    return w.t(
        f"No encuentro ventas de {names} entre los {count} productos que tengo. "
        "Dime su clave, o su nombre como está en el archivo.",
        f"I find no sales of {names} among the {count} products I have. Tell me its code, or its name as the "
        f"file has it.",
    )
