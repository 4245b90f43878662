"""The graph: live beside the chat, and whole at /graph."""

import re

from browsing import CREDIT, Open, Service
from playwright.async_api import expect


async def test_nodes_light_up_and_show_their_time(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    await there.ask(CREDIT)

    graph = there.page.get_by_role("complementary", name="Grafo en vivo")
    for node in ("guard_in", "work:route", "work:gather", "compose", "guard_out"):
        await expect(graph.locator(f'[data-id="{node}"] .is-done')).to_contain_text("ms")
    await expect(graph.locator('[data-id="work:support"] .is-done')).to_have_count(0)


async def test_every_node_of_the_opened_graph_is_drawn(example: Service, visit: Open) -> None:
    there = await visit(example, "/graph", workspace="example")
    drawn = await there.fetch("/assistants/desk/graph?xray=true")

    for node in drawn["nodes"]:
        await expect(there.page.locator(f'.react-flow__node[data-id="{node["id"]}"]')).to_have_count(1)
    await expect(there.page.locator('.react-flow__node-subgraph[data-id="work"]')).to_have_count(1)


async def test_a_past_run_is_shown_with_its_checkpoints_and_state(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.ask(CREDIT)
    live = await there.page.locator('.live-graph [data-id="guard_out"] small').inner_text()

    await there.page.get_by_role("link", name="Abrir en página completa").click()

    await expect(there.page).to_have_url(re.compile("/graph"))
    await expect(there.page.locator('[data-id="guard_out"] .is-done small')).to_have_text(live)
    checkpoint = there.page.get_by_role("button", name="guard_out")
    await checkpoint.first.click()
    await expect(there.page.locator('[data-id="guard_out"] .is-next')).to_be_visible()
    state = there.page.get_by_role("region", name="Estado")
    await expect(state.get_by_text("messages")).to_be_visible()
