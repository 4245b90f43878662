"""The application: its rooms, its doors and its life."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.arriero import Arriero
from services.http import assistants, documents, health, page, problems, runs, threads, work
from services.http.access import Doorkeeper
from services.settings import LOOPBACK, Settings


def create_app(settings: Settings, ready: Callable[[Arriero], None] = lambda arriero: None) -> FastAPI:
    """The service over HTTP. `ready` is called once everything is open."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncGenerator[None]:
        async with Arriero.open(settings) as arriero:
            app.state.arriero = arriero
            arriero.ingestion.resume(settings.data_dir / "uploads")
            ready(arriero)
            yield

    app = FastAPI(title="Arriero", version=health.VERSION, lifespan=life, docs_url=None, redoc_url=None)
    problems.install(app)
    for room in (health, assistants, threads, runs, documents, work, page):
        app.include_router(room.router)
    page.mount(app)
    app.add_middleware(
        Doorkeeper,
        loopback=settings.host in LOOPBACK,
        max_body=max(2 * 1024**2, settings.max_text * 12),  # a character may come as two JSON escapes
        max_upload=settings.max_file_bytes * 20 + 1024**2,
    )
    return app
