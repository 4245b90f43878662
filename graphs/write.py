"""The one way in which text reaches a person: written, grounded and cleared in a node, pushed window by window.

Nothing uncleared leaves: drafts live in local variables, and what a node returns is what was cleared.
"""

from collections.abc import AsyncIterator

from langchain_core.messages import AIMessageChunk
from langgraph.graph.message import push_message
from langgraph.runtime import Runtime

from agents.answer import Answer
from agents.language import Engine, Prose, Window
from graphs.context import Context
from graphs.state import Ask
from guardrails.errors import Blocked
from guardrails.gate import Edge
from guardrails.grounding import ground
from guardrails.windows import split


async def allowed(runtime: Runtime[Context], ask: Ask) -> bool:
    """Whether the gate lets the user's message in; waits for the verdict that `guard_in` also asks for."""
    context = runtime.context
    said = ask["messages"][-1].text
    return (await context.gate.verdict(said, Edge.USER, tenant=context.principal.tenant)).allowed


async def write(runtime: Runtime[Context], ask: Ask, prose: Prose, draft: Answer, **inputs: object) -> Answer:
    """`draft` with the text that was written, grounded and cleared; empty text when the message itself is blocked.

    `inputs` go to the prompt and to the twin. When the specialist answers alone, each cleared window is pushed at once.
    """
    if not await allowed(runtime, ask):
        return draft.model_copy(update={"text": "", "citations": [], "figures": [], "tables": [], "plots": []})
    letter = _Letter(runtime, ask, draft)
    await letter.take(runtime.context.language.stream(prose, lang=ask["lang"], **inputs))
    if not letter.text.strip() and letter.engine is not Engine.EMBEDDED and not letter.blocked:
        letter.fallback = "nothing-grounded"
        await letter.take(_whole(prose.embedded(lang=ask["lang"], **inputs)))
    return draft.model_copy(
        update={
            "text": letter.text.strip(),
            "engine": letter.engine,
            "fallback": letter.fallback,
            "dropped": letter.dropped,
        }
    )


async def tell(runtime: Runtime[Context], ask: Ask, draft: Answer) -> Answer:
    """As `write`, for text that code composed: quotes with their places, or a sentence about what is missing."""
    if not await allowed(runtime, ask):
        return draft.model_copy(update={"text": ""})
    letter = _Letter(runtime, ask, draft, composed=True)
    await letter.take(_whole(draft.text))
    return draft.model_copy(update={"text": letter.text.strip()})


def push(runtime: Runtime[Context], message_id: str, text: str) -> None:
    """Send cleared text to whoever listens, as one more chunk of the answer's message."""
    push_message(AIMessageChunk(content=text, id=message_id), state_key=None)


async def _whole(text: str) -> AsyncIterator[Window]:
    for window in split(text):
        yield Window(window, Engine.EMBEDDED)


class _Letter:
    """An answer while it is being written."""

    def __init__(self, runtime: Runtime[Context], ask: Ask, draft: Answer, *, composed: bool = False) -> None:
        self._runtime, self._ask, self._draft, self._composed = runtime, ask, draft, composed
        self.text, self.dropped, self.blocked = "", 0, False
        self.engine, self.fallback = Engine.EMBEDDED, draft.fallback

    async def take(self, windows: AsyncIterator[Window]) -> None:
        """Everything that `windows` bring and that passes; a block ends the text with a clean sentence."""
        context, question = self._runtime.context, self._ask["messages"][-1].text
        try:
            async for text in context.gate.clear(
                self._grounded(windows), tenant=context.principal.tenant, question=question, lang=self._ask["lang"]
            ):
                self._leave(text)
        except Blocked as blocked:
            self.blocked = True
            self._leave(("\n\n" if self.text else "") + blocked.say(self._ask["lang"]))

    async def _grounded(self, windows: AsyncIterator[Window]) -> AsyncIterator[str]:
        said = self._ask["messages"][-1].text
        async for window in windows:
            self.engine = window.engine if not self.text else self.engine
            self.fallback = window.fallback or self.fallback
            if self._composed:
                yield window.text
                continue
            checked = ground(
                window.text, self._draft.citations, self._draft.figures, question=said, lang=self._ask["lang"]
            )
            self.dropped += len(checked.dropped)
            if checked.text:
                yield checked.text

    def _leave(self, text: str) -> None:
        self.text += text
        if self._ask["solo"]:
            push(self._runtime, self._ask["message_id"], text)
