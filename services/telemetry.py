"""Logs, metrics: what the service says about itself. Nothing here holds what people wrote."""

import logging
import sys
import time
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager
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
    """Structured logs on stderr, personal data masked."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _masked,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _masked(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: mask(value) if isinstance(value, str) else value for name, value in event.items()}


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
