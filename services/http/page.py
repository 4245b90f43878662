"""The page: files that Vite built, served from this process; nothing from another origin."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.applications import Starlette

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


def mount(app: Starlette) -> None:
    """Scripts, styles and fonts, when the page is built."""
    if (DIST / "assets").is_dir():
        app.mount("/assets", StaticFiles(directory=DIST / "assets"), name="assets")
