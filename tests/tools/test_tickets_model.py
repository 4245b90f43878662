"""Categories learned from examples, and messages that belong to none."""

import pickle
import random
import time

import pytest

from tools.tickets_model import CategoryModel
from tools.tickets_similar import Similar

OPENINGS = ("hola", "buenos días", "oigan", "disculpe", "hello", "please", "ayuda", "qué tal")
TOPICS = {
    "Factura": ("la factura trae mal el RFC", "necesito el XML de mi compra", "facturar con uso de CFDI G03", "cambiar el régimen fiscal"),
    "Entrega": ("no ha llegado mi paquete", "el repartidor no vino", "el pedido llegó incompleto", "my parcel has not arrived"),
    "Falla": ("el horno no prende", "la pantalla marca error", "se apaga sola la máquina", "the machine stopped working"),
}  # fmt: skip


def messages(seed: int, each: int = 20) -> tuple[list[str], list[str]]:
    dice = random.Random(seed)
    made = [
        (f"{dice.choice(OPENINGS)}, {dice.choice(phrases)} {dice.choice(('hoy', 'ayer', 'otra vez', 'today'))}", name)
        for name, phrases in TOPICS.items()
        for _ in range(each)
    ]
    dice.shuffle(made)
    return [text for text, _ in made], [name for _, name in made]


@pytest.fixture(scope="module")
def model() -> CategoryModel:
    return CategoryModel.train(*messages(1))


def test_learns_categories(model: CategoryModel) -> None:
    texts, labels = messages(2)
    assert [one.category for one in model.predict(texts)] == labels


def test_forgives_typing_and_missing_accents(model: CategoryModel) -> None:
    found = model.predict(["la fatcura tiene mal el rfc", "no a yegado mi paqete"])
    assert [one.category for one in found] == ["Factura", "Entrega"]


def test_says_which_words_decided(model: CategoryModel) -> None:
    assert "paquete" in model.predict(["hola, no ha llegado mi paquete"])[0].words


def test_a_foreign_message_is_not_known(model: CategoryModel) -> None:
    assert model.predict(["hola, no ha llegado mi paquete"])[0].known
    assert not model.predict(["quisiera clases de guitarra para adultos"])[0].known


def test_probabilities_are_a_ranking(model: CategoryModel) -> None:
    found = model.predict(["la factura trae mal el RFC"])[0]
    chances = [chance for _, chance in found.ranking]
    assert found.ranking[0] == (found.category, found.probability)
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0001


def test_an_empty_message_is_not_known(model: CategoryModel) -> None:
    assert not model.predict([""])[0].known


def test_the_same_examples_make_the_same_model() -> None:
    one, other = (CategoryModel.train(*messages(3)) for _ in range(2))
    assert (one.weights == other.weights).all()


def test_crosses_a_process_border(model: CategoryModel) -> None:
    again = pickle.loads(pickle.dumps(model))
    assert again.predict(["el horno no prende"]) == model.predict(["el horno no prende"])


def test_one_category_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="two categories"):
        CategoryModel.train(["a b c", "d e f"], ["x", "x"])


def test_a_rare_category_is_not_drowned() -> None:
    texts, labels = messages(4, each=40)
    texts += ["quiero cancelar mi póliza de mantenimiento"] * 2
    labels += ["Póliza"] * 2
    assert CategoryModel.train(texts, labels).predict(["cancelar la póliza"])[0].category == "Póliza"


def test_two_thousand_examples_take_seconds() -> None:
    texts, labels = messages(5, each=700)
    started = time.process_time()
    CategoryModel.train(texts, labels)
    assert time.process_time() - started < 20


def test_similar_messages_come_first() -> None:
    texts = ["el horno no prende", "no llega mi paquete", "la factura trae mal el RFC"]
    (place, score), *_ = Similar.fit(texts).nearest("mi paquete no llega todavía", 2)
    assert texts[place] == "no llega mi paquete"
    assert 0 < score <= 1
