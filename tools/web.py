"""Web search. Off unless the settings say so; what it returns is untrusted."""

from dataclasses import dataclass
from typing import Protocol

from guardrails.errors import WebSearchFailed, WebSearchOff


@dataclass(frozen=True, slots=True)
class WebResult:
    title: str
    url: str
    snippet: str


class WebSearch(Protocol):
    """What a graph sees of the web."""

    def search(self, query: str, *, most: int = 5) -> list[WebResult]:
        """Results, best first; WebSearchOff or WebSearchFailed. Blocking: call it off the event loop."""
        ...


class NoWeb:
    """The default: nothing goes out."""

    def search(self, query: str, *, most: int = 5) -> list[WebResult]:
        raise WebSearchOff(tool="web")


class DuckDuckGo:
    """Search through `ddgs`; region Mexico."""

    def __init__(self, region: str = "mx-es", timeout_s: float = 10) -> None:
        self._region, self._timeout_s = region, timeout_s

    def search(self, query: str, *, most: int = 5) -> list[WebResult]:
        from ddgs import DDGS
        from ddgs.exceptions import DDGSException

        try:
            with DDGS(timeout=int(self._timeout_s)) as client:
                found = client.text(query, region=self._region, max_results=most)
        except (DDGSException, OSError) as error:
            raise WebSearchFailed(tool="web") from error
        return [WebResult(r.get("title", ""), r.get("href", ""), r.get("body", "")) for r in found]
