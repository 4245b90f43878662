"""Who asks: the local owner on loopback, else the holder of an API key. Decided here and nowhere else."""

import hmac
from typing import Annotated, cast

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from graphs.context import Principal
from guardrails.errors import ArrieroError, FileTooLarge, InvalidRequest, Language, NotAllowed, Unauthenticated
from services import telemetry
from services.arriero import ALL_ROLES, Arriero
from services.http.problems import language, problem
from services.settings import LOOPBACK
from services.tenants import Workspace

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
    given = request.headers.get("x-api-key") or request.headers.get("authorization", "").removeprefix("Bearer ")
    keys = [key.get_secret_value() for key in arriero.settings.api_keys]
    if keys and not any(hmac.compare_digest(given.encode(), key.encode()) for key in (*keys, arriero.ownership.token)):
        raise Unauthenticated
    name = request.headers.get("x-arriero-workspace", Workspace.COMPANY)
    if name not in set(Workspace):
        raise InvalidRequest(reason="X-Arriero-Workspace")
    return Principal(Workspace(name).value, "owner", ALL_ROLES)


Service = Annotated[Arriero, Depends(service)]
Asker = Annotated[Principal, Depends(principal)]
Lang = Annotated[Language, Depends(language)]


class Doorkeeper:
    """ASGI middleware: Host and Origin on loopback, the size of a request, headers on every answer, a count."""

    def __init__(self, app: ASGIApp, *, loopback: bool, max_body: int) -> None:
        self._app, self._loopback, self._max_body = app, loopback, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answering(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                given = cast(list[tuple[bytes, bytes]], message.setdefault("headers", []))
                there = {name for name, _ in given}
                given += [(name, value) for name, value in SECURITY_HEADERS if name not in there]
                telemetry.REQUESTS.labels(scope["method"], str(message["status"])).inc()
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        if refusal is None:
            await self._app(scope, receive, answering)  # pyright: ignore[reportArgumentType]
        else:
            await problem(Request(scope), refusal)(scope, receive, answering)  # pyright: ignore[reportArgumentType]

    def _refusal(self, headers: Headers) -> ArrieroError | None:
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._max_body:
            limit = self._max_body // 1024**2
            return FileTooLarge(
                name="request", megabytes=int(length) // 1024**2 if length.isdigit() else "?", limit=limit
            )
        if self._loopback and _host(headers.get("host", "")) not in LOOPBACK:
            return NotAllowed(reason="Host")
        origin = headers.get("origin")
        if origin and origin.partition("://")[2] != headers.get("host"):
            return NotAllowed(reason="Origin")
        return None


def _host(value: str) -> str:
    """Without the port; IPv6 without its brackets."""
    if value.startswith("["):
        return value[1:].partition("]")[0]
    return value.partition(":")[0]
