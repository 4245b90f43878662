"""``arriero serve``: opens the service, listens, and says where and on what."""

import asyncio
import errno
import json
import socket

import uvicorn

from guardrails.errors import PortTaken, SettingsError
from services import telemetry
from services.arriero import Arriero
from services.http.app import create_app
from services.settings import LOOPBACK, Settings

_WORDS = {
    "es": "Arriero está en {url}\n  motor: {engine} · guardián: {guard} · índice: {store} · {place}",
    "en": "Arriero is at {url}\n  engine: {engine} · guard: {guard} · store: {store} · {place}",
}


def serve(settings: Settings, *, as_json: bool = False) -> None:
    """Until it is stopped. SettingsError for an address beyond this machine without an API key."""
    telemetry.configure(settings.log_level)
    if settings.host not in LOOPBACK and not settings.api_keys:
        raise SettingsError(reason=f"ARRIERO_API_KEYS: {settings.host}")
    listener = _listen(settings)
    host, port = listener.getsockname()[:2]
    url = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104

    warming: set[asyncio.Task[None]] = set()  # the loop itself keeps no task alive

    def ready(arriero: Arriero) -> None:
        arriero.ownership.publish(url)
        if arriero.engines.local and arriero.engines.model_name:
            warming.add(asyncio.create_task(arriero.engines.warm_up()))
        facts = {"url": url, **arriero.runs_on()}
        engine = f"{facts['engine']} ({facts['model']})" if facts["model"] else facts["engine"]
        text = _WORDS[settings.lang].format(**{**facts, "engine": engine})
        print(json.dumps(facts) if as_json else text, flush=True)

    app = create_app(settings, ready)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port=settings.port) from error
        raise SettingsError(reason=f"{settings.host}:{settings.port}: {error.strerror}. ARRIERO_PORT") from error
    listener.listen(256)
    return listener
