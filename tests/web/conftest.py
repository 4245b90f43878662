"""The real service in a process of its own, and a real Chromium in front of it."""

import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, async_playwright

sys.path.insert(0, str(Path(__file__).parent / "support"))

from browsing import DESKTOP, READY_S, WEB, Open, Scheme, Service, Visit

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser or a built page these tests are listed as skipped, with which of the two is missing."""
    missing = [] if CHROMIUM else ["Chromium is not installed"]
    if not (WEB / "dist" / "index.html").exists():
        missing.append("the page is not built (make page)")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=", ".join(missing)))


@contextmanager
def running(data: Path) -> Iterator[Service]:
    service = Service(data)
    service.start()
    try:
        yield service
    finally:
        service.stop()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Service]:
    """A service that nobody has used."""
    (tmp_path / "data").mkdir()
    with running(tmp_path / "data") as service:
        yield service


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that has begun to read the example company; `Visit.read` waits for the end. The company is empty."""
    with running(tmp_path_factory.mktemp("example") / "data") as service:
        httpx.post(f"{service.url}/api/example", timeout=READY_S).raise_for_status()
        yield service


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        await opened.close()


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Open]:
    """Opens the page; at the end no script may have thrown and nothing may have been asked of another origin."""
    visits: list[Visit] = []

    async def opened(
        service: Service,
        path: str = "/",
        *,
        workspace: str = "company",
        size: tuple[int, int] = DESKTOP,
        scheme: Scheme = "light",
        locale: str = "es-MX",
    ) -> Visit:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale=locale,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        await context.add_init_script(
            f"if (!localStorage.getItem('arriero.workspace')) localStorage.setItem('arriero.workspace', '{workspace}')"
        )
        made = Visit(context, await context.new_page(), service.url)
        visits.append(made)
        await made.page.goto(service.url + path)
        return made

    yield opened
    for each in visits:
        assert each.errors == []
        assert [url for url in each.requested if not url.startswith((each.url, "blob:", "data:"))] == []
        await each.context.close()
