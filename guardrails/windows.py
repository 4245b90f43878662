"""A stream of text in sentence windows: small enough to be judged while the rest is still being written.

Windows joined are the text. Where it is cut depends on the text alone, never on how it arrived in chunks.
"""

from collections.abc import AsyncIterable, AsyncIterator, Iterator

from guardrails import personal
from guardrails.sentences import ends

LEAST = 24
"""Shorter sentences join the next one."""
MOST = 600
"""Characters of a window at most."""


class Windower:
    """Takes chunks, gives windows. What may still become part of personal data is held back."""

    def __init__(self, *, least: int = LEAST, most: int = MOST) -> None:
        if not 0 < least <= most:
            raise ValueError("0 < least <= most")
        self._least, self._most = least, most
        self._held = ""

    def feed(self, chunk: str) -> list[str]:
        """The windows that are certain now."""
        self._held += chunk
        return list(self._windows(final=False))

    def close(self) -> list[str]:
        """The rest."""
        return list(self._windows(final=True))

    def _windows(self, *, final: bool) -> Iterator[str]:
        while self._held:
            cut = self._cut(final)
            if cut is None:
                return
            window, self._held = self._held[:cut], self._held[cut:]
            yield window

    def _cut(self, final: bool) -> int | None:
        """Where the first window ends; None while that is not known."""
        reach = self._held[: self._most + personal.LONGEST]
        known = len(self._held) if final else len(self._held) - personal.LONGEST
        for end in ends(reach):
            if end > min(known, self._most):
                break
            if end >= self._least and self._may_cut(end):
                return end
        if final and len(self._held) <= self._most:
            return len(self._held)
        return self._forced_cut() if known >= self._most else None

    def _may_cut(self, end: int) -> bool:
        """Not inside a table, and not inside something personal."""
        return not self._held.startswith("|", end) and not self._in_personal(end)

    def _in_personal(self, end: int) -> bool:
        around = self._held[max(0, end - personal.LONGEST) : end + personal.LONGEST]
        place = min(end, personal.LONGEST)
        return any(piece.start < place < piece.end for piece in personal.find(around))

    def _forced_cut(self) -> int:
        """The last line's end, else the last blank, else anywhere, within the largest window."""
        for blank in ("\n", " "):
            end = self._held.rfind(blank, self._most // 2, self._most) + 1
            while end > 0:
                if not self._in_personal(end):
                    return end
                end = self._held.rfind(blank, self._most // 2, end - 1) + 1
        return self._most


async def windows(chunks: AsyncIterable[str], *, least: int = LEAST, most: int = MOST) -> AsyncIterator[str]:
    """The stream, rewindowed."""
    windower = Windower(least=least, most=most)
    async for chunk in chunks:
        for window in windower.feed(chunk):
            yield window
    for window in windower.close():
        yield window


def split(text: str, *, least: int = LEAST, most: int = MOST) -> list[str]:
    """The windows of a text that is all there."""
    windower = Windower(least=least, most=most)
    return [*windower.feed(text), *windower.close()]
