"""The service under test and somebody in front of its page."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal, Protocol

import httpx
from playwright.async_api import BrowserContext, Locator, Page, expect

WEB = Path(__file__).parents[3] / "services" / "web"
DESKTOP, PHONE = (1440, 900), (390, 844)
READY_S = 60
READ_MS = 100_000
ANSWER_MS = 40_000

CREDIT = "¿En cuántos días hábiles responde el comité de crédito?"
INVOICED = "¿Cuánto le hemos facturado al Hotel Casa Nopal?"
PLAN = "¿Qué productos conviene pedir esta semana y cuántas piezas?"
WORKBOOK = "Haz el pedido de reabastecimiento en un Excel"
"""Questions that the example company's files answer."""

Scheme = Literal["light", "dark"]


class Service:
    """`arriero serve` over a data directory; can be stopped and started again at the same address."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> None:
        port = self.url.rpartition(":")[2] or "0"
        arriero = Path(sys.executable).with_name("arriero")
        with (self._data.parent / "serve.log").open("a") as log:
            self._process = subprocess.Popen(
                [arriero, "serve", "--port", port, "--data-dir", self._data],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "ARRIERO_ENGINE": "embedded", "ARRIERO_GUARD": "embedded"},
            )
        assert self._process.stdout
        lines = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in self._process.stdout)
        found = next((match for match in lines if match), None)
        assert found, "arriero serve ended without an address"
        self.url = found[0]
        with httpx.Client(transport=httpx.HTTPTransport(retries=10), timeout=READY_S) as client:
            client.get(f"{self.url}/ready").raise_for_status()

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        self._process.communicate(timeout=30)
        self._process = None


class Visit:
    """Somebody in front of the page. Every request and every error that its scripts threw is kept."""

    def __init__(self, context: BrowserContext, page: Page, url: str) -> None:
        self.context, self.page, self.url = context, page, url
        self.errors: list[str] = []
        self.requested: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requested.append(request.url))

    @property
    def composer(self) -> Locator:
        return self.page.locator(".composer textarea")

    @property
    def answers(self) -> Locator:
        """Finished answers, oldest first."""
        return self.page.locator(".message.agent:not(.draft)")

    async def fetch(self, path: str, workspace: str = "example") -> Any:
        """What the service answers to somebody who asks without the page."""
        response = await self.context.request.get(self.url + path, headers={"X-Arriero-Workspace": workspace})
        return await response.json()

    async def read(self) -> None:
        """Until every file has been read."""
        await expect(self.page.locator("h1")).to_be_visible()
        await expect(self.page.get_by_role("progressbar")).to_have_count(0, timeout=READ_MS)

    async def ask(self, question: str) -> Locator:
        """The finished answer."""
        before = await self.answers.count()
        await self.composer.fill(question)
        await self.composer.press("Enter")
        answer = self.answers.nth(before)
        await expect(answer.locator(".message-foot")).to_be_visible(timeout=ANSWER_MS)
        return answer


class Open(Protocol):
    async def __call__(
        self,
        service: Service,
        path: str = "/",
        *,
        workspace: str = "company",
        size: tuple[int, int] = DESKTOP,
        scheme: Scheme = "light",
        locale: str = "es-MX",
    ) -> Visit: ...
