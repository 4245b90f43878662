"""What a classifier of tickets says of a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prediction:
    """A message's category, with how sure the model is."""

    category: str
    probability: float
    known: bool
    """False when the message is unlike everything the categories were learned from."""
    ranking: tuple[tuple[str, float], ...]
    """The likeliest categories, first the winner."""
    words: tuple[str, ...]
    """The message's words that spoke most for the category, as written."""
