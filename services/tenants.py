"""Workspaces and what is known of the company behind each."""

import re
from enum import StrEnum

from stdnum.mx import rfc as rfc_number

from graphs.context import Company
from guardrails.errors import InvalidRequest
from services.ledger import Ledger
from services.settings import Settings


class Workspace(StrEnum):
    """Tenants of the local owner."""

    COMPANY = "company"
    EXAMPLE = "example"


GENERIC = frozenset({"XAXX010101000", "XEXX010101000"})
"""SAT's RFC for the public at large and for foreigners: nobody's own."""


def checked_rfc(rfc: str | None) -> str | None:
    """The RFC in capitals without blanks; InvalidRequest when it is not one."""
    plain = re.sub(r"[\s\-.]", "", rfc or "").upper()
    if not plain:
        return None
    if not rfc_number.is_valid(plain) or plain in GENERIC:
        raise InvalidRequest(reason=f"RFC {plain[:20]}")
    return plain


class Companies:
    """Name and RFC per tenant, kept in the ledger; the settings fill in for the first workspace."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger, self._settings = ledger, settings

    async def get(self, tenant: str) -> Company:
        known = await self._ledger.note(tenant, "company")
        if known:
            return Company(known["name"], known["rfc"])
        if tenant == Workspace.COMPANY:
            return Company(self._settings.company_name, checked_rfc(self._settings.company_rfc))
        return Company()

    async def set(self, tenant: str, name: str | None, rfc: str | None) -> Company:
        company = Company((name or "").strip()[:200] or None, checked_rfc(rfc))
        await self._ledger.set_note(tenant, "company", {"name": company.name, "rfc": company.rfc})
        return company
