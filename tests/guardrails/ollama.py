"""A stand-in for Ollama's raw endpoint on a real loopback socket: it says what a test tells it, faults included."""

import asyncio
import json
import math
from dataclasses import dataclass, field


def verdict(word: str, *, hazards: str = "", p_unsafe: float | None = None, blanks: str = "\n\n") -> bytes:
    """What Ollama sends for Llama Guard's answer, with log-probabilities when `p_unsafe` is given."""
    text = blanks + word + (f"\n{hazards}" if hazards else "")
    body: dict[str, object] = {"model": "llama-guard3:1b", "response": text, "done": True, "done_reason": "stop"}
    if p_unsafe is not None:
        unsafe, safe = math.log(p_unsafe), math.log(1 - p_unsafe)
        top = [{"token": "unsafe", "logprob": unsafe}, {"token": "safe", "logprob": safe}]
        first = {"token": word, "logprob": unsafe if word == "unsafe" else safe, "top_logprobs": top}
        body["logprobs"] = [{"token": blanks, "logprob": -0.1, "top_logprobs": []}, first]
    return json.dumps(body).encode()


@dataclass
class Ollama:
    """Answers every request with `status` and `body`, once `go` is set."""

    address: str = ""
    status: int = 200
    body: bytes = field(default_factory=lambda: verdict("safe"))
    cut: int | None = None
    """Closes the connection after this many bytes of the body, though more were promised."""
    go: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    requests: list[dict[str, object]] = field(default_factory=list[dict[str, object]])

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
            )
            self.requests.append(json.loads(await reader.readexactly(length)))
            self.asked.set()
            await self.go.wait()
            writer.write(
                f"HTTP/1.1 {self.status} X\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\n\r\n".encode()
            )
            writer.write(self.body if self.cut is None else self.body[: self.cut])
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
