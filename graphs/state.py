"""The schemas that graphs share: what goes into a specialist and what comes out."""

from typing import Any

from langchain_core.messages import AnyMessage
from typing_extensions import TypedDict

from agents.language import Lang


class Ask(TypedDict):
    """Input of every specialist's graph."""

    messages: list[AnyMessage]
    """The thread up to and including the question."""
    question: str
    """The part of the message that is for this specialist; follow-ups as the user wrote them."""
    lang: Lang
    files: list[str]
    """Ids of documents sent along with the message."""
    memory: dict[str, Any]
    """What specialists keep between turns, by specialist: the last row query, the last forecast."""
    message_id: str
    """Id of the answer's message, for the windows pushed while writing."""
    solo: bool
    """True when this specialist alone answers, and so streams; else `compose` streams."""


class Told(TypedDict, total=False):
    """Output of every specialist's graph; the desk adds the answers of several and merges their memory."""

    answers: list[dict[str, Any]]
    """`agents.answer.Answer` as JSON."""
    memory: dict[str, Any]
