"""The pages: the one that Vite built and the API's list of operations; nothing from another origin."""

from collections import defaultdict
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.applications import Starlette

from services.http.access import Lang

DIST = Path(__file__).parent.parent / "web" / "dist"

router = APIRouter(include_in_schema=False)


@router.get("/")
@router.get("/graph")
async def page() -> Response:
    """The one page; its router decides what it shows."""
    index = DIST / "index.html"
    if not index.exists():
        return PlainTextResponse(
            "La página no está construida: `make page`. / The page is not built: `make page`.", 503
        )
    return FileResponse(index, headers={"Cache-Control": "no-cache"})


_DOCS = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Arriero · API</title><style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ margin: 2rem 0 .5rem; font-size: 1.1rem }}
table {{ border-collapse: collapse; width: 100% }}
td {{ border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .35rem .75rem .35rem 0;
      vertical-align: top }}
td:first-child {{ width: 4.5rem; font-weight: 600 }}
code {{ overflow-wrap: anywhere }}
</style></head><body><h1>Arriero {version} · API</h1>
<p>{intro} <a href="/openapi.json">/openapi.json</a></p>
{groups}</body></html>"""

_INTRO = {
    "es": "Todas las operaciones de este servicio. Los detalles de cada una, para cualquier cliente de OpenAPI:",
    "en": "Every operation of this service. The details of each, for any OpenAPI client:",
}


@router.get("/docs")
async def docs(request: Request, lang: Lang) -> HTMLResponse:
    """The API's operations by tag, as plain HTML: no script, so that it shows under our own policy."""
    described: dict[str, Any] = request.app.openapi()
    groups: dict[str, list[str]] = defaultdict(list)
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            says = operation.get("description") or operation.get("summary", "")
            cells = (method.upper(), f"<code>{escape(path)}</code>", escape(says))
            row = "".join(f"<td>{cell}</td>" for cell in cells)
            groups[", ".join(operation.get("tags", ["-"]))].append(f"<tr>{row}</tr>")
    tables = (f"<h2>{escape(tag)}</h2><table>{''.join(rows)}</table>" for tag, rows in groups.items())
    return HTMLResponse(
        _DOCS.format(lang=lang, version=described["info"]["version"], intro=_INTRO[lang], groups="\n".join(tables))
    )


def mount(app: Starlette) -> None:
    """Scripts, styles and fonts, when the page is built."""
    if (DIST / "assets").is_dir():
        app.mount("/assets", StaticFiles(directory=DIST / "assets"), name="assets")
