"""The last step of language: the answer in a person's words."""

from agents.inventory.understand import PROMPTS
from agents.language import BALANCED, Lang, Prompt, Prose


def as_found(*, lang: Lang, question: str, findings: str) -> str:
    """The twin: the findings are written to be read as they are."""
    return findings


report_prose = Prose(
    name="inventory.report",
    prompt=Prompt(PROMPTS, "report"),
    embedded=as_found,
    preset=BALANCED,
)
