"""What makes reading work in other people's documents: versions, ranges, parties, codes, wrapped lines, labels."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from agents.desk.extract import Extracted, extract
from agents.desk.follow_up import readings
from agents.desk.read import Passages, read_by_extraction
from agents.desk.reading_match import steps_to
from agents.desk.reading_units import Unit, UnitKind, units
from agents.desk.reading_versions import superseded
from guardrails.evidence import Citation
from retrieval.chunks import chunks
from retrieval.library import Passage
from retrieval.readers import read


def passages_of(folder: Path, files: dict[str, str]) -> list[Passage]:
    """All chunks of all files, as if a search had ranked them so."""
    found: list[Passage] = []
    for name, text in files.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        document = read(path, max_bytes=1_000_000)
        for c in chunks(document):
            place = Citation(name, name, document.version, c.start, c.end, c.text, c.page, c.cell, c.path, c.heading)
            found.append(Passage(place, c.text, 0.5, document.kind))
    return found


def asked(folder: Path, files: dict[str, str], question: str) -> Extracted:
    return extract(question, passages_of(folder, files), "es")


def quotes(found: Extracted) -> Sequence[str]:
    return [" ".join(citation.quote.split()) for citation in found.citations]


POLICIES = {
    "apartados-2021.md": "# Apartados 2021\n\nUn apartado se liquida en un plazo de 30 días naturales.\n",
    "apartados-2024.md": "# Apartados 2024\n\nUn apartado se liquida en un plazo de 12 días naturales.\n",
}


def test_of_two_versions_the_newer_one_answers(tmp_path: Path) -> None:
    found = asked(tmp_path, POLICIES, "Según la política vigente, ¿en cuántos días se liquida un apartado?")
    assert quotes(found) == ["Un apartado se liquida en un plazo de 12 días naturales."]


def test_the_older_one_answers_when_its_year_is_asked_for(tmp_path: Path) -> None:
    found = asked(tmp_path, POLICIES, "¿En cuántos días se liquidaba un apartado en 2021?")
    assert quotes(found) == ["Un apartado se liquida en un plazo de 30 días naturales."]


def test_minutes_do_not_replace_one_another(tmp_path: Path) -> None:
    minutes = {"minuta-2023.md": "# Junta\n\nSe compró el horno.\n", "minuta-2024.md": "# Junta\n\nSe vendió la van.\n"}
    assert superseded("¿Qué se compró?", passages_of(tmp_path, minutes)) == frozenset()


@pytest.mark.parametrize(
    ("row", "number", "held"),
    [
        ("Años: 4 a 6; Días: 20", 5, True),
        ("Años: De 3 a 5; Días: 19", 6, False),
        ("Años: Más de 10; Días: 27", 11, True),
        ("Años: 7 años o más; Días: 24", 7, True),
        ("Años: Hasta 2; Días: 12", 3, False),
        ("Puesto: Chofer; Turno: 4 a 6", 5, False),
    ],
)
def test_the_first_cell_of_a_row_is_a_range(row: str, number: int, held: bool) -> None:
    assert steps_to(number, Unit(0, len(row), row, UnitKind.ROW)) is held


STEPS = (
    "# Prestaciones\n\n## Vacaciones\n\n| Antigüedad | Días |\n|---|---|\n| 1 a 3 años | 14 |\n| 4 a 8 años | 21 |\n"
)


def test_a_number_is_answered_by_the_row_whose_range_holds_it(tmp_path: Path) -> None:
    found = asked(tmp_path, {"prestaciones.md": STEPS}, "Ya llevo 6 años aquí, ¿cuántos días de vacaciones me tocan?")
    assert quotes(found) == ["Antigüedad: 4 a 8 años; Días: 21"]


LEASE = """CONTRATO DE ARRENDAMIENTO

Contrato que celebran Inmuebles Arroyo, S.A., en adelante «LA ARRENDADORA», y Panadería Luz, «LA ARRENDATARIA».

SEGUNDA. LA ARRENDATARIA notificará su decisión de no renovar con noventa (90) días naturales de anticipación.
"""


def test_whom_a_contract_is_with_stands_on_its_first_page(tmp_path: Path) -> None:
    question = "¿Con cuántos días de anticipación hay que avisarle a {} que no queremos renovar?"
    assert "noventa (90)" in quotes(asked(tmp_path, {"c.txt": LEASE}, question.format("Inmuebles Arroyo")))[0]
    assert not asked(tmp_path, {"c.txt": LEASE}, question.format("Grupo Cantera")).answerable


CODES = (
    "# Manual del horno Brasa\n\n| Código | Significado |\n|---|---|\n| E4 | Puerta abierta |\n| E9 | Sonda rota |\n"
)


def test_a_code_is_found_among_words_of_both_languages(tmp_path: Path) -> None:
    found = asked(tmp_path, {"brasa.md": CODES}, "oye el horno Brasa marca E9 en el display, what does it mean?")
    assert quotes(found) == ["Código: E9; Significado: Sonda rota"]
    assert not asked(tmp_path, {"brasa.md": CODES}, "¿Qué significa E7 en el horno Brasa?").answerable


WRAPPED = """PROTOCOLO DE CAVA

2. PERSONAL
2.1 Solo entran a la cava las personas autorizadas por la dueña.
    Hoy son tres: Marta Quezada, Iván Rentería y
    Sofía Belmonte.
"""


def test_a_wrapped_line_belongs_to_its_sentence_and_the_names_to_their_item(tmp_path: Path) -> None:
    assert "Sofía Belmonte" in quotes(asked(tmp_path, {"cava.txt": WRAPPED}, "¿Qué personas entran a la cava?"))[0]


FAQ = """# Preguntas

### ¿Dónde están y a qué hora abren?

Matriz Centro. Calle Juárez 10, colonia Obrera. Lunes a viernes de 8:00 a 19:00. Domingo cerrado.

Sucursal Norte. Av. Santa Rita 55, local 3. Lunes a viernes de 9:00 a 20:00, sábado de 9:00 a 17:00.
"""


def test_the_words_that_open_a_paragraph_say_what_its_sentences_are_about(tmp_path: Path) -> None:
    quote = quotes(asked(tmp_path, {"faq.md": FAQ}, "¿A qué hora cierra la sucursal Norte los sábados?"))[0]
    assert quote.startswith("Sucursal Norte.")
    assert "sábado de 9:00 a 17:00" in quote


MINUTES = """# Minuta de marzo

## 2. Compra del horno

Llegaron dos cotizaciones.

Acuerdo 2. Se compra el de gas, a más tardar en mayo.
"""


def test_a_heading_is_no_answer_but_what_stands_below_it(tmp_path: Path) -> None:
    quote = quotes(asked(tmp_path, {"minuta.md": MINUTES}, "¿Cuándo se compra el horno de gas?"))[0]
    assert "Se compra el de gas" in quote


def test_a_follow_up_is_answered_by_the_reading_that_fits(tmp_path: Path) -> None:
    passages = Passages(passages_of(tmp_path, {"faq.md": FAQ}))
    before = "¿A qué hora abre la sucursal Norte de lunes a viernes?"
    found = read_by_extraction(
        lang="es", question=readings("¿y la del Centro?", before), passages=passages, company=None
    )
    assert "8:00 a 19:00" in found.quotes[0]
    gone = read_by_extraction(lang="es", question=readings("¿y la de Lerma?", before), passages=passages, company=None)
    assert not gone.answerable


def test_a_lists_number_is_no_sentence(tmp_path: Path) -> None:
    some = passages_of(tmp_path, {"a.txt": "AVISO\n\n4. Matcha. El proveedor entrega tarde.\n"})
    texts = [unit.text for passage in some for unit in units(passage)]
    assert "4." not in texts
