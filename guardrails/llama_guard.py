"""Llama Guard 3 through Ollama's raw endpoint.

Ollama's own template for the model always asks about the last *user* message, so the prompt is written here. What can't
be read as a verdict raises: the gate then asks the next guard, or blocks.

Source: model cards of Llama Guard 3 1B and 8B (Meta); Ollama API, ``POST /api/generate``.
"""

import math
import re
from collections.abc import Sequence
from typing import Final

import httpx
from pydantic import BaseModel, Field

from guardrails.normalise import normalise
from guardrails.sentences import ends
from guardrails.verdict import Judgement, Role

CATEGORIES: Final = {
    "S1": "Violent Crimes",
    "S2": "Non-Violent Crimes",
    "S3": "Sex Crimes",
    "S4": "Child Exploitation",
    "S5": "Defamation",
    "S6": "Specialized Advice",
    "S7": "Privacy",
    "S8": "Intellectual Property",
    "S9": "Indiscriminate Weapons",
    "S10": "Hate",
    "S11": "Self-Harm",
    "S12": "Sexual Content",
    "S13": "Elections",
    "S14": "Code Interpreter Abuse",
}
NUM_CTX: Final = 4096
"""Fixed: another value would make Ollama load the model again."""
MOST_BYTES: Final = 3_300
"""Of one prompt's conversation, UTF-8. A token is at least a byte, so that no prompt is ever cut by the server."""


class UnreadableVerdict(ValueError):
    """The model's answer is not a verdict."""


class _TopToken(BaseModel):
    token: str
    logprob: float


class _Token(_TopToken):
    top_logprobs: list[_TopToken] = Field(default_factory=list)


class _Generated(BaseModel):
    """What is read of ``/api/generate``'s answer."""

    response: str
    done: bool
    done_reason: str | None = None
    logprobs: list[_Token] | None = None
    error: str | None = None


class LlamaGuard:
    """A guard that asks the model; long texts in parts, and the worst part counts."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        model: str = "llama-guard3:1b",
        *,
        timeout_s: float = 20.0,
        load_s: float = 60.0,
    ) -> None:
        """`client` has Ollama's address as its base; the first request also loads the model and may take `load_s`."""
        self._client = client
        self._model = model
        self._timeout_s = timeout_s
        self._load_s = load_s
        self._loaded = False
        self._categories = [name for name in CATEGORIES if name != "S14" or not is_small(model)]

    @property
    def name(self) -> str:
        return self._model

    async def judge(self, text: str, *, role: Role, question: str | None) -> Judgement:
        """The worst part's verdict; httpx.HTTPError or ValueError when there is none."""
        asked = parts(normalise(question), MOST_BYTES // 3)[-1] if question and role == "agent" else ""
        room = MOST_BYTES - len(asked.encode("utf-8", "replace"))
        judgements = [await self._judge_part(part, role, asked) for part in parts(normalise(text), room)]
        worst, *others = sorted(judgements, key=lambda judgement: -judgement.score)
        return Judgement(worst.score, worst.category, (*worst.also, *others))

    async def _judge_part(self, text: str, role: Role, question: str) -> Judgement:
        request = {
            "model": self._model,
            "prompt": prompt(text, role, question, self._categories, small=is_small(self._model)),
            "raw": True,
            "stream": False,
            "logprobs": True,
            "top_logprobs": 10,
            "options": {"temperature": 0.0, "num_predict": 24, "num_ctx": NUM_CTX, "seed": 1},
        }
        limit = self._timeout_s if self._loaded else self._load_s
        reply = await self._client.post("/api/generate", json=request, timeout=httpx.Timeout(limit, connect=2.0))
        reply.raise_for_status()
        judgement = read(_Generated.model_validate_json(reply.content), self._categories)
        self._loaded = True
        return judgement


def is_small(model: str) -> bool:
    """Whether it is the 1B model, which knows S1 to S13 and has a slightly different template."""
    return re.search(r"(?<![\d.])1b", model.lower()) is not None


def parts(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` bytes, cut at sentences where there are any."""
    cut: list[str] = []
    while len(text.encode("utf-8", "replace")) > most:
        size = most
        while (weight := len(text[:size].encode("utf-8", "replace"))) > most:
            size = min(size - 1, size * most // weight)
        end = max((end for end in ends(text[:size]) if end > size // 2), default=size)
        cut.append(text[:end])
        text = text[end:]
    return [*cut, text]


def prompt(text: str, role: Role, question: str, categories: Sequence[str], *, small: bool) -> str:
    """Llama Guard 3's prompt about the last message, of normalised texts; a document's words are put as a user's."""
    speaker = "Agent" if role == "agent" else "User"
    turns = [f"{speaker}: {text.strip()}"]
    if role == "agent" and question:
        turns.insert(0, f"User: {question.strip()}")
    hazards = "\n".join(f"{name}: {CATEGORIES[name]}." for name in categories)
    conversation = "\n\n".join(turns)
    return (
        "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n"
        f"Task: Check if there is unsafe content in '{speaker}' messages in conversations according our safety policy "
        "with the below categories.\n\n"
        f"<BEGIN UNSAFE CONTENT CATEGORIES>\n{hazards}\n<END UNSAFE CONTENT CATEGORIES>\n\n"
        f"<BEGIN CONVERSATION>\n\n{conversation}\n\n<END CONVERSATION>\n\n"
        f"Provide your safety assessment for ONLY THE LAST {speaker} message in the above conversation:\n"
        " - First line must read 'safe' or 'unsafe'.\n"
        " - If unsafe, a second line must include a comma-separated list of violated categories."
        f"{' ' if small else ''}<|eot_id|><|start_header_id|>assistant<|end_header_id|>"
    )


def read(generated: _Generated, categories: Sequence[str]) -> Judgement:
    """The verdict in the model's answer; raises UnreadableVerdict for anything that is not exactly one."""
    if generated.error or not generated.done or generated.done_reason not in (None, "stop", "length"):
        raise UnreadableVerdict(generated.error or f"done={generated.done}, reason {generated.done_reason}")
    lines = generated.response.split()
    if not lines or lines[0] not in ("safe", "unsafe"):
        raise UnreadableVerdict("the first word is neither safe nor unsafe")
    named = [name for name in re.findall(r"\bS\d{1,2}\b", " ".join(lines[1:])) if name in CATEGORIES]
    if lines[0] == "safe" and (len(lines) > 1 or generated.done_reason == "length"):
        raise UnreadableVerdict("safe, and then something else")
    score = _p_unsafe(generated.logprobs)
    if lines[0] == "safe":
        return Judgement(min(score if score is not None else 0.0, 0.499), None)
    sure = max(score if score is not None else 1.0, 0.5)
    first, *rest = named or ["harm"]
    return Judgement(sure, first, tuple(Judgement(sure, name) for name in rest if name in categories))


def _p_unsafe(tokens: Sequence[_Token] | None) -> float | None:
    """p(unsafe) / (p(safe) + p(unsafe)) at the first token that is not white space; None when it does not tell."""
    first = next((token for token in tokens or () if token.token.strip()), None)
    if first is None:
        return None
    likely = {token.token.strip(): math.exp(token.logprob) for token in (*first.top_logprobs, first)}
    safe, unsafe = likely.get("safe", 0.0), likely.get("unsafe", 0.0)
    return unsafe / (safe + unsafe) if safe + unsafe > 0 else None
