"""A stand-in for Ollama on a real loopback socket: its NDJSON streams, its errors before and inside the stream,
its cuts. What it says is scripted; how it says it is Ollama's protocol.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[dict[str, Any]], "Said"]


@dataclass(frozen=True)
class Said:
    """One answer of ``/api/chat``."""

    text: str = ""
    pieces: int = 4
    """Into how many chunks the text is cut."""
    reason: str | None = "stop"
    """``done_reason`` of the last chunk; None: the stream just ends."""
    status: int = 200
    error: str | None = None
    """With another status: the body; with 200: a line inside the stream, after the text."""
    tool_calls: list[dict[str, Any]] | None = None
    hang: threading.Event | None = None
    """Waited for in the middle of the text."""


def chunks(said: Said, model: str) -> Iterator[dict[str, Any]]:
    """The lines of the stream, as Ollama writes them."""
    head = {"model": model, "created_at": "2026-11-01T10:00:00.123456789Z"}
    size = max(1, -(-len(said.text) // said.pieces))
    for place in range(0, len(said.text), size):
        if said.hang and place:
            said.hang.wait(20)
        message = {"role": "assistant", "content": said.text[place : place + size]}
        yield {**head, "message": message, "done": False}
    if said.tool_calls:
        yield {**head, "message": {"role": "assistant", "content": "", "tool_calls": said.tool_calls}, "done": False}
    if said.error:
        yield {"error": said.error}
    elif said.reason:
        yield {
            **head,
            "message": {"role": "assistant", "content": ""},
            "done": True,
            "done_reason": said.reason,
            "total_duration": 5_000_000,
            "prompt_eval_count": 42,
            "eval_count": 7,
        }


@dataclass
class Ollama:
    """The running stand-in. `script` decides each answer; `requests` are what came in."""

    script: Script
    models: tuple[str, ...] = ("llama3.2:3b", "llama-guard3:1b")
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


@contextmanager
def ollama(script: Script, models: tuple[str, ...] = ("llama3.2:3b",)) -> Iterator[Ollama]:
    """Listens on a free loopback port until the block ends."""
    state = Ollama(script, models)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            if self.path == "/api/tags":
                self._json(200, {"models": [{"name": name, "model": name} for name in state.models]})
            else:
                self._json(200, {"version": "0.32.9"})

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.requests.append({"path": self.path, **request})
            said = state.script(request)
            if said.status != 200:
                self._json(said.status, {"error": said.error or ""})
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                for chunk in chunks(said, request["model"]):
                    line = json.dumps(chunk).encode() + b"\n"
                    self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
                    self.wfile.flush()
                if said.reason or said.error:
                    self.wfile.write(b"0\r\n\r\n")
                else:
                    self.close_connection = True
                    self.wfile.write(b"0\r\n\r\n")
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _json(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
