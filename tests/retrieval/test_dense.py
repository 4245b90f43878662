"""Models from a local fastembed folder; the one here is tiny, made by the test, and real ONNX."""

import json
from pathlib import Path

import numpy as np
import pytest

from guardrails.errors import SettingsError
from retrieval.dense import FastembedModel
from retrieval.search import index_name

MODEL, SIZE = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2", 384
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "garantia", "envio", "warranty"]


def message(*fields: tuple[int, bytes | int | str]) -> bytes:
    """A protobuf message: numbers as varints, the rest with its length."""
    out = b""
    for number, value in fields:
        if isinstance(value, int):
            out += varint(number << 3) + varint(value)
        else:
            data = value.encode() if isinstance(value, str) else value
            out += varint(number << 3 | 2) + varint(len(data)) + data
    return out


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def tensor(name: str, kind: int, *dims: str | int) -> bytes:
    """ValueInfoProto of ONNX."""
    shape = message(*((1, message((2, d) if isinstance(d, str) else (1, d))) for d in dims))
    return message((1, name), (2, message((1, message((1, kind), (2, shape))))))


def onnx(table: np.ndarray) -> bytes:
    """A model that looks every token up in a table."""
    weights = message((1, table.shape[0]), (1, table.shape[1]), (2, 1), (8, "table"), (9, table.tobytes()))
    node = message((1, "table"), (1, "input_ids"), (2, "last_hidden_state"), (4, "Gather"))
    inputs = [(11, tensor(name, 7, "batch", "tokens")) for name in ("input_ids", "attention_mask", "token_type_ids")]
    output = (12, tensor("last_hidden_state", 1, "batch", "tokens", table.shape[1]))
    graph = message((1, node), (2, "lookup"), (5, weights), *inputs, output)
    return message((1, 8), (7, graph), (8, message((1, ""), (2, 13))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    settings = {"model_max_length": 128, "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]"}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(settings))
    (tmp_path / "special_tokens_map.json").write_text(json.dumps({"pad_token": "[PAD]", "unk_token": "[UNK]"}))
    (tmp_path / "config.json").write_text(json.dumps({"pad_token_id": 0}))
    table = np.eye(len(WORDS), SIZE, dtype=np.float32)
    table[6] = table[4]  # warranty means garantia
    (tmp_path / "model_optimized.onnx").write_bytes(onnx(table))
    return tmp_path


def test_a_local_model_gives_unit_vectors(folder: Path) -> None:
    model = FastembedModel.open(folder, MODEL)
    vectors = model.embed(["garantia", "envio"])
    assert vectors.shape == (2, model.size) == (2, SIZE)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors @ model.embed_query("warranty"), [1, 0], atol=1e-6)
    assert "minilm" in index_name(model)


def test_a_folder_without_a_model_and_an_unknown_name_are_said(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SettingsError, match="onnx"):
        FastembedModel.open(tmp_path / "empty", MODEL)
    with pytest.raises(SettingsError, match="nobody/nothing"):
        FastembedModel.open(folder, "nobody/nothing")
