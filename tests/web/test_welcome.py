"""The first page: one's own folder, or the example company."""

from pathlib import Path

from browsing import Open, Service
from playwright.async_api import expect


async def test_example_is_entered_and_removed_with_one_click_each(fresh: Service, visit: Open) -> None:
    there = await visit(fresh)
    await expect(there.page.get_by_role("heading", level=1)).to_have_text("Tus archivos ya saben la respuesta.")

    await there.page.get_by_role("button", name="Entrar al ejemplo").click()
    await expect(there.composer).to_be_visible()
    await expect(there.page.get_by_role("progressbar")).to_be_visible()
    await expect(there.page.get_by_text("Estás en la empresa de ejemplo.")).to_be_visible()

    await there.page.get_by_role("button", name="Quitar el ejemplo").click()
    await expect(there.page.get_by_role("button", name="Entrar al ejemplo")).to_be_visible()


async def test_own_folder_is_read_and_a_bad_file_listed_with_its_sentence(
    fresh: Service, visit: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "empresa"
    folder.mkdir()
    (folder / "garantias.md").write_text("# Garantías\n\nLas bombas tienen garantía de 14 meses.\n", encoding="utf-8")
    (folder / "vacio.txt").write_bytes(b"")
    there = await visit(fresh)

    await there.page.get_by_label("Carpeta en esta computadora").fill(str(folder))
    await there.page.get_by_label("Nombre de la empresa").fill("Bombas del Norte")
    await there.page.get_by_role("button", name="Leer mis archivos").click()

    failed = there.page.get_by_text("1 archivo no se pudo leer")
    await failed.click(timeout=30_000)
    await expect(there.page.get_by_text("«vacio.txt» está vacío")).to_be_visible()
    await expect(there.page.get_by_label("Mi empresa").get_by_text("Bombas del Norte")).to_be_visible()
    await there.page.get_by_role("link", name="Documentos").click()
    await expect(there.page.get_by_role("button", name="garantias.md", exact=True)).to_be_visible()


async def test_files_can_be_chosen(fresh: Service, visit: Open) -> None:
    there = await visit(fresh)
    async with there.page.expect_file_chooser() as chooser:
        await there.page.get_by_role("button", name="Elegir archivos").click()
    await (await chooser.value).set_files(
        [{"name": "precios.csv", "mimeType": "text/csv", "buffer": b"clave,precio\nA-1,10.50\nB-2,7.00\n"}]
    )
    await expect(there.page.get_by_text("1 archivo elegido")).to_be_visible()

    await there.page.get_by_role("button", name="Leer mis archivos").click()

    await there.page.get_by_role("link", name="Documentos").click()
    await expect(there.page.get_by_role("button", name="precios.csv", exact=True)).to_be_visible()


async def test_rfc_is_explained_and_checked(example: Service, visit: Open) -> None:
    there = await visit(example)
    rfc = there.page.get_by_label("RFC")
    await expect(rfc).to_have_accessible_description(
        "Con tu RFC se distinguen tus facturas: las que lo llevan como emisor son ventas; "
        "las que lo llevan como receptor, compras."
    )

    await rfc.fill("ABC-999999-1234")

    await expect(rfc).to_have_attribute("aria-invalid", "true")
    await expect(there.page.get_by_text("Un RFC tiene 12 o 13 caracteres")).to_be_visible()


async def test_a_folder_that_is_not_there_is_said_so(example: Service, visit: Open, tmp_path: Path) -> None:
    there = await visit(example)
    await there.page.get_by_label("Carpeta en esta computadora").fill(str(tmp_path / "nada"))

    await there.page.get_by_role("button", name="Leer mis archivos").click()

    await expect(there.page.locator(".source-form .problem")).to_contain_text("no existe")


async def test_language_follows_the_browser_and_can_be_switched(example: Service, visit: Open) -> None:
    there = await visit(example, locale="en-US")
    await expect(there.page.get_by_role("heading", level=1)).to_have_text("Your files already know the answer.")
    await expect(there.page.locator("html")).to_have_attribute("lang", "en")

    await there.page.get_by_role("button", name="Español").click()
    await there.page.reload()

    await expect(there.page.get_by_role("heading", level=1)).to_have_text("Tus archivos ya saben la respuesta.")
