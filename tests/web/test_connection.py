"""What the page does when the service or the line goes away."""

import re

from browsing import CREDIT, Open, Service
from playwright.async_api import Request, Route, expect


async def test_the_page_says_that_the_service_is_gone_and_comes_back(fresh: Service, visit: Open) -> None:
    there = await visit(fresh)
    await there.page.get_by_role("button", name="Seguir sin archivos").click()
    gone = there.page.get_by_text("Arriero no responde. Reintentando…")

    fresh.stop()
    await expect(gone).to_be_visible(timeout=15_000)
    fresh.start()

    await expect(gone).to_be_hidden(timeout=15_000)


async def test_a_stream_that_is_cut_is_joined_again_without_loss(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    joined: list[str | None] = []

    async def cut(route: Route) -> None:
        """The service runs to its end; the browser gets the first events and then a broken line."""
        answer = await route.fetch()
        body = await answer.text()
        events = re.split(r"\r?\n\r?\n", body)
        await route.fulfill(response=answer, body="\n\n".join(events[: len(events) // 3]) + "\n\n")

    async def late(route: Route) -> None:
        """The run still counts as running when the page asks after the cut."""
        answer = await route.fetch()
        await route.fulfill(response=answer, json={**await answer.json(), "status": "running"})

    def note(request: Request) -> None:
        if request.method == "GET" and "/stream" in request.url:
            joined.append(request.headers.get("last-event-id"))

    there.page.on("request", note)
    await there.page.route("**/runs/stream", cut)
    await there.page.route(lambda url: "/runs/" in url and not url.split("?")[0].endswith("/stream"), late)

    answer = await there.ask(CREDIT)

    await expect(answer).to_contain_text("8")
    assert joined
    assert joined[0]
    assert int(joined[0]) > 0


async def test_a_lost_thread_leads_home(example: Service, visit: Open) -> None:
    there = await visit(example, "/?thread=00000000-0000-4000-8000-000000000000", workspace="example")

    await expect(there.page.get_by_role("heading", name="¿Qué necesitas saber?")).to_be_visible()
