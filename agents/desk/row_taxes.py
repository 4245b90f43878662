"""Which tax of an invoice a question means: VAT charged or withheld, income tax withheld, excise."""

import re

from agents.desk.row_candidates import Candidate
from agents.desk.row_signs import Signs
from retrieval.row_columns import Role

_WITHHELD = re.compile(r"\bret(?:en\w*|uv\w*|ien\w*)|\bwithh(?:eld|old\w*)")
_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"\bisr\b|impuesto sobre la renta|income tax", "isr_retenido", "isr_retenido"),
    (r"\bieps\b|excise", "ieps_trasladado", "ieps_trasladado"),
    (r"\bivas?\b|\bvat\b|valor agregado", "iva_trasladado", "iva_retenido"),
)


def tax_column(signs: Signs, candidate: Candidate) -> str | None:
    """The column of the tax that a question names; None when it names none or the rows lack that tax.

    Without a kind, *retenciones* are all that was withheld. Lines of invoices know only the VAT charged.
    """
    if Role.TAX not in signs.roles or not candidate.source.cfdi:
        return None
    withheld = _WITHHELD.search(signs.folded) is not None
    wanted = next(
        (kept if withheld else charged for pattern, charged, kept in _KINDS if re.search(pattern, signs.folded)),
        "retenciones" if withheld else "iva_trasladado",
    )
    wanted = "iva" if candidate.source.lines and wanted == "iva_trasladado" else wanted
    return wanted if any(c.label == wanted for c in candidate.main.columns) else None
