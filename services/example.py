"""The example company: its files, taken into a workspace of their own."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from services.ingestion import walk
from services.tenants import Workspace

if TYPE_CHECKING:
    from services.arriero import Arriero


def folder() -> Path:
    """The files: inside the wheel, or those of the source tree."""
    inside = Path(__file__).parent / "example_company"
    return inside if inside.exists() else Path(__file__).parent.parent / "examples" / "empresa"


async def load(arriero: "Arriero") -> list[str]:
    """Queue every file of the example; names of those accepted. The company's name and RFC come with it."""
    company = json.loads((folder() / "empresa.json").read_text(encoding="utf-8"))
    await arriero.companies.set(Workspace.EXAMPLE, company["name"], company["rfc"])
    sources = [source for source in walk(folder()) if source.path.name != "empresa.json"]
    accepted, _ = arriero.ingestion.enqueue(Workspace.EXAMPLE, sources)
    return accepted
