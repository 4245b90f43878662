"""A conversation: answers with their evidence, threads, permission, files."""

import re

from browsing import ANSWER_MS, CREDIT, INVOICED, PHONE, WORKBOOK, Open, Service
from playwright.async_api import expect


async def test_a_marker_opens_the_passage_with_the_quote_marked(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    answer = await there.ask(CREDIT)
    await expect(answer).to_contain_text("8")

    chip = answer.locator("button.chip:not(.figure)").first
    await chip.click()

    drawer = there.page.get_by_role("dialog")
    await expect(drawer.locator("mark")).not_to_be_empty()
    quoted = await drawer.locator("mark").inner_text()
    around = await drawer.locator(".passage").inner_text()
    assert len(around) > len(quoted)
    await there.page.keyboard.press("Escape")
    await expect(drawer).to_have_count(0)
    await expect(chip).to_be_focused()


async def test_a_figure_opens_how_it_was_computed_and_its_rows(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    answer = await there.ask(INVOICED)

    await answer.locator("button.chip.figure").first.click()

    drawer = there.page.get_by_role("dialog")
    await expect(drawer.locator(".figure-value")).to_contain_text(re.compile(r"\d"))
    await expect(drawer.get_by_role("heading", name="Cómo se calculó")).to_be_visible()
    await expect(drawer.locator("tbody tr").first).to_be_visible()


async def test_a_thread_is_kept_renamed_found_and_deleted(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    answer = await there.ask(CREDIT)
    said = await answer.locator(".prose").inner_text()

    await there.page.reload()
    await expect(there.answers.locator(".prose")).to_have_text(re.compile(re.escape(said[:40])))

    item = there.page.locator(".thread").filter(has_text=CREDIT[:30]).first
    await item.hover()
    await item.get_by_role("button", name="Cambiar el nombre").click()
    await there.page.get_by_label("Nombre nuevo").fill("Comité de crédito 7431")
    await there.page.keyboard.press("Enter")
    renamed = there.page.locator(".thread").filter(has_text="Comité de crédito 7431")
    await expect(renamed).to_be_visible()
    await expect(there.page.get_by_role("heading", level=1)).to_have_text("Comité de crédito 7431")

    await renamed.hover()
    await renamed.get_by_role("button", name="Borrar").click()
    await renamed.get_by_role("button", name="¿Borrar?").click()
    await expect(renamed).to_have_count(0)
    await expect(there.page.get_by_role("heading", name="¿Qué necesitas saber?")).to_be_visible()


async def test_a_workbook_is_written_only_after_approval(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    await there.composer.fill(WORKBOOK)
    await there.composer.press("Enter")
    card = there.page.locator(".approval")
    await expect(card).to_be_visible(timeout=ANSWER_MS)
    await expect(card).to_be_focused()
    await expect(card.locator("tbody tr").first).to_be_visible()
    await expect(there.page.locator(".file")).to_have_count(0)

    # By keyboard: from the card to its first answer.
    approve = card.get_by_role("button", name="Aprobar y escribir")
    while not await approve.evaluate("button => button === document.activeElement"):
        await there.page.keyboard.press("Tab")
    await there.page.keyboard.press("Enter")

    file = there.page.locator("button.file").first
    await expect(file).to_be_visible(timeout=ANSWER_MS)
    async with there.page.expect_download() as download:
        await file.click()
    assert (await download.value).suggested_filename.endswith(".xlsx")


async def test_a_declined_workbook_is_not_written(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    await there.read()
    await there.composer.fill(WORKBOOK)
    await there.composer.press("Enter")
    await expect(there.page.locator(".approval")).to_be_visible(timeout=ANSWER_MS)

    await there.page.reload()
    await there.page.get_by_role("button", name="No escribir").click()

    await expect(there.answers.locator(".message-foot")).to_be_visible(timeout=ANSWER_MS)
    await expect(there.page.locator("button.file")).to_have_count(0)
    await expect(there.page.locator(".approval")).to_have_count(0)


async def test_an_answer_is_copied(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")
    answer = await there.ask(CREDIT)

    await answer.get_by_role("button", name="Copiar respuesta").click()

    await expect(answer.get_by_role("button", name="Copiado")).to_be_visible()
    copied = await there.page.evaluate("navigator.clipboard.readText()")
    assert len(copied) > 20


async def test_a_file_is_attached_to_a_message(fresh: Service, visit: Open) -> None:
    there = await visit(fresh)
    await there.page.get_by_role("button", name="Seguir sin archivos").click()
    async with there.page.expect_file_chooser() as chooser:
        await there.page.get_by_role("button", name="Adjuntar archivos").click()
    text = b"# Permisos\n\nEl permiso del patio vence el 3 de marzo de 2027.\n"
    await (await chooser.value).set_files([{"name": "permiso.md", "mimeType": "text/markdown", "buffer": text}])
    await expect(there.page.get_by_label("Archivos adjuntos").get_by_text("permiso.md")).to_be_visible()

    answer = await there.ask("¿Cuándo vence el permiso del patio?")

    await expect(answer).to_contain_text("2027")
    await expect(there.page.locator(".sent-files")).to_contain_text("permiso.md")
    await there.page.reload()
    await expect(there.page.locator(".sent-files")).to_contain_text("permiso.md")


async def test_a_file_is_dropped_on_the_conversation(fresh: Service, visit: Open) -> None:
    there = await visit(fresh)
    await there.page.get_by_role("button", name="Seguir sin archivos").click()

    await there.page.locator(".chat").evaluate(
        """(chat) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["La bodega abre a las nueve."], "horario.txt", {type: "text/plain"}));
            for (const kind of ["dragenter", "dragover", "drop"])
                chat.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true}));
        }"""
    )

    await expect(there.page.get_by_label("Archivos adjuntos").get_by_text("horario.txt")).to_be_visible()


async def test_a_bad_attachment_is_refused_with_its_sentence(fresh: Service, visit: Open) -> None:
    there = await visit(fresh)
    await there.page.get_by_role("button", name="Seguir sin archivos").click()
    async with there.page.expect_file_chooser() as chooser:
        await there.page.get_by_role("button", name="Adjuntar archivos").click()
    await (await chooser.value).set_files([{"name": "nada.pdf", "mimeType": "application/pdf", "buffer": b""}])

    await expect(there.page.locator(".composer .problem")).to_contain_text("«nada.pdf» está vacío")


async def test_what_it_runs_on_is_said(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example")

    await there.page.get_by_title("Con qué corre Arriero").click()

    card = there.page.locator(".trust-card")
    await expect(card).to_contain_text("en esta computadora")
    await expect(card).to_contain_text("integrado")


async def test_on_a_phone_menu_and_graph_come_and_go(example: Service, visit: Open) -> None:
    there = await visit(example, workspace="example", size=PHONE)
    await there.page.get_by_role("button", name="Abrir el menú").click()
    await expect(there.page.get_by_role("button", name="Cerrar el menú")).to_be_focused()
    await there.page.keyboard.press("Escape")
    await expect(there.page.get_by_role("button", name="Conversación nueva")).to_be_hidden()
    await expect(there.page.get_by_role("button", name="Abrir el menú")).to_be_focused()

    graph = there.page.get_by_role("complementary", name="Grafo en vivo")
    await expect(graph).to_be_hidden()
    await there.page.get_by_role("button", name="Grafo").click()
    await expect(graph).to_be_visible()
