"""Logs, metrics: what the service says about itself. Nothing here holds what people wrote."""

import logging
import os
import sys
import time
import traceback
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from prometheus_client import Counter, Histogram

from guardrails.personal import mask

RUNS = Counter("arriero_runs_total", "Runs by graph and final status.", ["graph", "status"])
RUN_SECONDS = Histogram("arriero_run_seconds", "Seconds from start to end of a run.", ["graph"])
VERDICTS = Counter("arriero_verdicts_total", "Verdicts of the gate.", ["edge", "decision", "guard"])
TASKS = Counter("arriero_language_tasks_total", "Language tasks by engine.", ["task", "engine", "fallback"])
REQUESTS = Counter("arriero_http_requests_total", "HTTP requests.", ["method", "status"])


def configure(level: str) -> None:
    """Structured logs on stderr, personal data masked; the standard library's, and uvicorn's, go the same way."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _frames,
        _masked,
    ]
    renderer = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    plain = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[plain, renderer],
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(allow=()), *shared],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(threshold, logging.WARNING), force=True)


def keep_inside() -> None:
    """Turn off LangSmith's tracing, whatever the shell says: it would send the states of runs to a cloud."""
    import langsmith.utils

    for name in ("TRACING", "TRACING_V2"):
        for prefix in ("LANGSMITH", "LANGCHAIN"):
            os.environ[f"{prefix}_{name}"] = "false"
    # It keeps what it read first.
    langsmith.utils.get_env_var.cache_clear()  # pyright: ignore[reportFunctionMemberAccess]


def _frames(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its types and frames: its message may hold what people wrote."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else given[1] if isinstance(given, tuple) else None
    if error is None and given:
        error = sys.exc_info()[1]
    if error is not None:
        event["error_type"] = type(error).__name__
        event["frames"] = [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        if cause := error.__cause__ or error.__context__:
            event["cause_type"] = type(cause).__name__
    return event


def _masked(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: mask(value) if isinstance(value, str) else value for name, value in event.items()}


def count_verdict(edge: str, decision: str, guard: str) -> None:
    """One verdict of the gate."""
    VERDICTS.labels(edge, decision, guard).inc()


def count_task(task: str, engine: str, fallback: str | None) -> None:
    """One language task done."""
    TASKS.labels(task, str(engine), fallback or "").inc()


@contextmanager
def run(run_id: str, thread_id: str, graph: str) -> Generator[None]:
    """Everything logged inside carries the run; its time is measured."""
    started = time.perf_counter()
    with structlog.contextvars.bound_contextvars(run_id=run_id, thread_id=thread_id):
        try:
            yield
        finally:
            RUN_SECONDS.labels(graph).observe(time.perf_counter() - started)
