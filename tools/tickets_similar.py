"""Which earlier messages are like a new one: by their words, pairs of words and letters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from tools.tickets_features import Vocabulary


@dataclass(frozen=True)
class Similar:
    """An index over messages. Picklable."""

    vocabulary: Vocabulary
    rows: sparse.csr_matrix

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "Similar":
        vocabulary = Vocabulary.fit(texts)
        return cls(vocabulary, vocabulary.transform(texts))

    def nearest(self, text: str, k: int) -> list[tuple[int, float]]:
        """Places of the `k` messages most like this one, with a similarity from 0 to 1, best first."""
        row = self.vocabulary.transform([text])
        cosines = np.asarray((self.rows @ row.T).todense()).ravel() / len(self.vocabulary.groups)
        best = np.argsort(-cosines, kind="stable")[:k]
        return [(int(place), float(cosines[place])) for place in best]
