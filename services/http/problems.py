"""Errors as RFC 9457 problem details, in the caller's language."""

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
        "detail": error.say(lang),
        "code": error.code,
    }
    return JSONResponse(body, status, media_type="application/problem+json", headers={"Content-Language": lang})


def install(app: FastAPI) -> None:
    """Every error of ours, of validation and of routing leaves as a problem."""

    @app.exception_handler(ArrieroError)
    def ours(request: Request, error: ArrieroError) -> JSONResponse:
        return problem(request, error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return problem(request, InvalidRequest(reason=wrong), 422)

    @app.exception_handler(HTTPException)
    def routing(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return problem(request, NotFound(what=request.url.path))
        return problem(request, NotAllowed(reason=str(error.detail)), error.status_code)
