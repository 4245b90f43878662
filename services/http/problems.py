"""Errors as RFC 9457 problem details, in the caller's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from guardrails.errors import ArrieroError, InvalidRequest, Language, NotAllowed, NotFound


def language(request: Request) -> Language:
    """The first of our languages that ``Accept-Language`` names; Spanish when it names none."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.strip()[:2].lower()
        if code == "es":
            return "es"
        if code == "en":
            return "en"
    return "es"


def problem(request: Request, error: ArrieroError, status: int | None = None) -> JSONResponse:
    """The response for an error. The LangGraph SDK reads the same ``detail``."""
    lang, status = language(request), status or error.status
    body = {
        "type": f"/problems/{error.code}",
        "title": type(error).__name__,
        "status": status,
        "detail": error.say(lang).encode("utf-8", "replace").decode(),  # what was asked may hold lone surrogates
        "code": error.code,
    }
    return JSONResponse(body, status, media_type="application/problem+json", headers={"Content-Language": lang})


def invalid(errors: Iterable[Mapping[str, Any]]) -> str:
    """What Pydantic found wrong, in one line; an error of the whole body has no place in it."""
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in errors)


def install(app: FastAPI) -> None:
    """Every error of ours, of validation and of routing leaves as a problem; the doorkeeper answers for the rest."""

    @app.exception_handler(ArrieroError)
    def ours(request: Request, error: ArrieroError) -> JSONResponse:
        return problem(request, error)

    @app.exception_handler(RequestValidationError)
    def not_valid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(request, InvalidRequest(reason=invalid(error.errors())), 422)

    @app.exception_handler(HTTPException)
    def routing(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return problem(request, NotFound(what=request.url.path))
        if error.status_code == 400:
            return problem(request, InvalidRequest(reason=str(error.detail)))
        return problem(request, NotAllowed(reason=str(error.detail)), error.status_code)
