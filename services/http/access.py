"""Who asks: the local owner on loopback, else the holder of an API key. Decided here and nowhere else."""

import hmac
from typing import Annotated, cast

import structlog
from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphs.context import Principal
from guardrails.errors import ArrieroError, FileTooLarge, InvalidRequest, Language, NotAllowed, Unauthenticated
from services import telemetry
from services.arriero import ALL_ROLES, Arriero
from services.http.problems import language, problem
from services.settings import LOOPBACK
from services.tenants import Workspace

log = structlog.get_logger(__name__)

UPLOADS = frozenset({"/api/documents", "/api/tickets", "/api/contracts", "/api/forecasts"})
"""Paths that take files; anywhere else a body is text."""

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; "
        b"base-uri 'none'; form-action 'self'",
    ),
)


def service(request: Request) -> Arriero:
    """The running service, put into the application's state by its lifespan."""
    return cast(Arriero, request.app.state.arriero)


def principal(request: Request, arriero: Annotated[Arriero, Depends(service)]) -> Principal:
    """Who asks, and for which workspace; Unauthenticated without a key where one is needed."""
    given = _credential(request)
    keys = [key.get_secret_value() for key in arriero.settings.api_keys]
    if keys and not any(hmac.compare_digest(given.encode(), key.encode()) for key in (*keys, arriero.ownership.token)):
        raise Unauthenticated
    name = request.headers.get("x-arriero-workspace", Workspace.COMPANY)
    if name not in set(Workspace):
        raise InvalidRequest(reason="X-Arriero-Workspace")
    return Principal(Workspace(name).value, "owner", ALL_ROLES)


def _credential(request: Request) -> str:
    return request.headers.get("x-api-key") or request.headers.get("authorization", "").removeprefix("Bearer ")


def at_this_machine(request: Request, arriero: Arriero) -> bool:
    """Whether whoever asks can read this machine's files anyway: no keys in use, or the token of the data directory."""
    token = arriero.ownership.token
    return not arriero.settings.api_keys or hmac.compare_digest(_credential(request).encode(), token.encode())


Service = Annotated[Arriero, Depends(service)]
Asker = Annotated[Principal, Depends(principal)]
Lang = Annotated[Language, Depends(language)]


class Doorkeeper:
    """ASGI middleware: Host and Origin on loopback, the size of a request, headers on every answer, a count.

    An error that nothing else answered becomes a problem here; its kind is logged, its text may be somebody's.
    """

    def __init__(self, app: ASGIApp, *, loopback: bool, max_body: int, max_upload: int) -> None:
        self._app, self._loopback, self._max_body, self._max_upload = app, loopback, max_body, max_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        headers = Headers(scope=scope)
        files = scope["path"] in UPLOADS and headers.get("content-type", "").startswith("multipart/")
        exchange = _Exchange(scope, receive, send, limit=self._max_upload if files else self._max_body)
        refusal = self._refusal(headers) or exchange.too_long(headers.get("content-length", "0"))
        if refusal is None:
            try:
                await self._app(scope, exchange.receive, exchange.send)
            except Exception as error:  # noqa: BLE001 - the outermost edge: whatever is left must be answered
                if not exchange.refused:
                    log.error("request-failed", path=scope["path"], error_type=type(error).__name__)
                refusal = exchange.refused or ArrieroError()
        refusal = exchange.refused or refusal
        if refusal is not None and not exchange.started:
            exchange.refused = None
            await problem(Request(scope), refusal)(scope, receive, exchange.send)

    def _refusal(self, headers: Headers) -> ArrieroError | None:
        if self._loopback and _host(headers.get("host", "")) not in LOOPBACK:
            return NotAllowed(reason="Host")
        origin = headers.get("origin")
        if origin and origin.partition("://")[2] != headers.get("host"):
            return NotAllowed(reason="Origin")
        return None


class _Exchange:
    """One request and its answer: what comes in is counted, what goes out gets its headers."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, limit: int) -> None:
        self._method, self._receive, self._send, self._limit = str(scope["method"]), receive, send, limit
        self._taken = 0
        self.started = False
        self.refused: ArrieroError | None = None
        """Set while a body that is too long is being refused; what the application says of it is not sent."""

    def too_long(self, length: str) -> ArrieroError | None:
        """What is said of a body of `length` bytes when it is beyond the limit."""
        if length.isdigit() and int(length) <= self._limit:
            return None
        megabytes = round(int(length) / 1024**2, 1) if length.isdigit() else "?"
        return FileTooLarge(name="request", megabytes=megabytes, limit=self._limit // 1024**2)

    async def receive(self) -> Message:
        """The next message; FileTooLarge once more bytes have come than may, whatever the headers said."""
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if not self.started and (too_long := self.too_long(str(self._taken))):
            self.refused = too_long
            raise too_long
        return message

    async def send(self, message: Message) -> None:
        if self.refused:
            return
        if message["type"] == "http.response.start":
            self.started = True
            given = cast(list[tuple[bytes, bytes]], message.setdefault("headers", []))
            there = {name for name, _ in given}
            given += [(name, value) for name, value in SECURITY_HEADERS if name not in there]
            telemetry.REQUESTS.labels(self._method, str(message["status"])).inc()
        await self._send(message)


def _host(value: str) -> str:
    """Without the port; IPv6 without its brackets."""
    if value.startswith("["):
        return value[1:].partition("]")[0]
    return value.partition(":")[0]
