"""axe finds nothing, nothing is cut off on a phone, and the keyboard alone is enough."""

from typing import Any

import pytest
from browsing import CREDIT, DESKTOP, INVOICED, PHONE, WEB, Open, Scheme, Service, Visit
from playwright.async_api import Page, expect

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"


async def violations(page: Page) -> list[str]:
    """What axe objects to, as `rule: elements`."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run()")
    return [f"{v['id']}: {[node['target'] for node in v['nodes']]}" for v in found["violations"]]


async def check(there: Visit, size: tuple[int, int]) -> None:
    assert await violations(there.page) == []
    assert await there.page.evaluate("document.documentElement.scrollWidth") <= size[0]


LOOKS = [(DESKTOP, "light"), (PHONE, "dark")]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in services/web)")
@pytest.mark.parametrize(("size", "scheme"), LOOKS)
async def test_views_have_no_violation(example: Service, visit: Open, size: tuple[int, int], scheme: Scheme) -> None:
    welcome = await visit(example, size=size, scheme=scheme)
    await expect(welcome.page.get_by_role("button", name="Entrar al ejemplo")).to_be_visible()
    await check(welcome, size)

    there = await visit(example, workspace="example", size=size, scheme=scheme)
    await there.read()
    await check(there, size)
    await there.ask(CREDIT)
    await check(there, size)
    answer = await there.ask(INVOICED)
    await answer.locator("button.chip").first.click()
    await expect(there.page.get_by_role("dialog")).to_be_visible()
    await check(there, size)

    for path in ("/graph", "/?view=documents"):
        await there.page.goto(there.url + path)
        await expect(there.page.locator(".react-flow__node, .document-table").first).to_be_visible()
        await check(there, size)


async def test_the_keyboard_alone_asks_and_reads_a_source(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    keyboard = there.page.keyboard
    await keyboard.press("Tab")
    await expect(there.page.get_by_role("link", name="Ir al contenido")).to_be_visible()

    await there.composer.focus()
    await keyboard.type(CREDIT)
    await keyboard.press("Enter")
    await expect(there.answers.locator(".message-foot")).to_be_visible(timeout=40_000)
    chip = there.answers.locator("button.chip").first
    while not await chip.evaluate("button => button === document.activeElement"):
        await keyboard.press("Shift+Tab")
    await keyboard.press("Enter")

    await expect(there.page.get_by_role("dialog").locator("mark")).not_to_be_empty()
    await keyboard.press("Escape")
    await expect(there.page.get_by_role("dialog")).to_have_count(0)
