"""The company's documents."""

from browsing import Open, Service
from playwright.async_api import expect


async def test_documents_are_listed_and_a_passage_is_found(example: Service, visit: Open) -> None:
    there = await visit(example, "/?view=documents", workspace="example")
    await there.read()
    listed = await there.fetch("/api/documents")
    await expect(there.page.locator(".document-table tbody tr")).to_have_count(len(listed))

    await there.page.get_by_label("Buscar en los pasajes").fill("comité de crédito")
    await there.page.locator(".passages button").first.click()

    await expect(there.page.get_by_role("dialog").locator("mark")).to_contain_text("comité", ignore_case=True)


async def test_a_document_is_added_and_removed(fresh: Service, visit: Open) -> None:
    there = await visit(fresh, "/?view=documents")
    await expect(there.page.get_by_text("Todavía no hay documentos.")).to_be_visible()
    await there.page.get_by_role("button", name="Agregar archivos").click()
    async with there.page.expect_file_chooser() as chooser:
        await there.page.get_by_role("button", name="Elegir archivos").click()
    await (await chooser.value).set_files(
        [{"name": "nota.txt", "mimeType": "text/plain", "buffer": b"La bodega abre a las nueve."}]
    )
    await there.page.get_by_role("button", name="Leer mis archivos").click()
    row = there.page.get_by_role("row").filter(has_text="nota.txt")
    await expect(row).to_be_visible(timeout=20_000)

    await row.get_by_role("button", name="Quitar nota.txt").click()
    await row.get_by_role("button", name="¿Quitar?").click()

    await expect(there.page.get_by_text("Todavía no hay documentos.")).to_be_visible()
