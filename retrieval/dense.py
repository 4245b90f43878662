"""Dense vectors: what the library asks of a model, and models from a local fastembed folder."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from guardrails.errors import SettingsError
from retrieval.vectors import Floats

if TYPE_CHECKING:
    from fastembed import TextEmbedding


class Dense(Protocol):
    """Texts to unit vectors. Blocking: the library calls it off the event loop."""

    @property
    def name(self) -> str:
        """Part of the index's name: another model, another index."""
        ...

    @property
    def size(self) -> int: ...

    @property
    def same_language(self) -> float:
        """Weight of its cosine beside the BM25 score when query and chunk are in one language."""
        ...

    @property
    def other_language(self) -> float: ...

    def embed(self, texts: Sequence[str]) -> Floats:
        """Shape (texts, size)."""
        ...

    def embed_query(self, text: str) -> Floats:
        """Shape (size,)."""
        ...


class FastembedModel:
    """A sentence-embedding model that fastembed knows, from files in a local folder; nothing is downloaded."""

    same_language: float = 0.5
    other_language: float = 1.0

    def __init__(self, model: "TextEmbedding", name: str) -> None:
        self._model = model
        self.name = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        # The E5 family was trained with these words before its texts.
        self._query, self._passage = ("query: ", "passage: ") if "e5" in self.name.split("-") else ("", "")

    @classmethod
    def open(cls, folder: Path, name: str) -> "FastembedModel":
        """Load the model `name` (as fastembed lists it) from `folder`; SettingsError when it can't be.

        Seconds of work and hundreds of megabytes: call it off the event loop, once.
        """
        from fastembed import TextEmbedding

        known = {model["model"] for model in TextEmbedding.list_supported_models()}
        if name not in known:
            raise SettingsError(reason=f"fastembed: {name}?")
        if not any(file.suffix in (".onnx", ".safetensors") for file in folder.rglob("*")):
            raise SettingsError(reason=f"{folder}: no *.onnx, *.safetensors")
        model = TextEmbedding(
            name, providers=["CPUExecutionProvider"], specific_model_path=str(folder), local_files_only=True
        )
        return cls(model, name)

    @property
    def size(self) -> int:
        return self._model.embedding_size

    def embed(self, texts: Sequence[str]) -> Floats:
        return self._unit([self._passage + text for text in texts])

    def embed_query(self, text: str) -> Floats:
        return self._unit([self._query + text])[0]

    def _unit(self, texts: Sequence[str]) -> Floats:
        rows = np.array(list(self._model.embed(list(texts))), dtype=np.float32).reshape(len(texts), self.size)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        norms[norms == 0] = 1
        return (rows / norms).astype(np.float32)
