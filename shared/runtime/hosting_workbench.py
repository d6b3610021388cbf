"""Runs the workbench on plain threads, and starts it beside the services."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

from shared.runtime.ending import STOP_SECONDS
from shared.runtime.settings import (
    ServiceSettings,
    Settings,
    SettingsMissing,
    WorkbenchPlace,
    base_port,
    home,
)

if TYPE_CHECKING:
    from shared.workbench.identity.place import ProviderPlace

LOOK_SECONDS = 1.0
READY_SECONDS = 30.0


def address() -> str:
    """Where people open it. Browsers take a `__Host-` cookie from localhost over http."""
    return f"http://localhost:{base_port()}/"


def host(settings: Settings, ready: Callable[[], None], parent: int = 0) -> None:
    """Serve until SIGINT or SIGTERM, or until the process that started it has ended.

    Raises `CannotListen`, `SettingsMissing`.
    """
    from shared.metrics.connections import ConnectionCollector
    from shared.policy.services import services
    from shared.runtime.on_threads.server import Server
    from shared.workbench.app import Workbench
    from shared.workbench.settings import NAME, ServicePlace, WorkbenchSettings

    if settings.identity is None:
        raise SettingsMissing(
            "工作台目前需要本地签发者：配置中须有 identity.folder\n"
            "the workbench needs a local issuer: identity.folder in the configuration"
        )
    titles = {entry.name: entry.title for entry in services().values()}
    own = ServiceSettings(NAME, f"{settings.workbench.listen}:{base_port()}")
    server = Server(own, settings.web)
    server.listen()
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    app = Workbench(
        WorkbenchSettings(
            services={
                name: ServicePlace(name, service.origin, titles.get(name, name))
                for name, service in settings.services.items()
            },
            identity=settings.identity,
            store=home() / f"{NAME}.sqlite",
            hosts=_hosts(settings.workbench),
            secure=settings.workbench.address.startswith("https://"),
            ca=settings.ca,
            provider=provider_of(settings.workbench),
        )
    )
    app.bench.metrics.register(ConnectionCollector(server))
    server.start(app)
    ready()
    while not ended.wait(LOOK_SECONDS):
        if parent and os.getppid() != parent:
            break
    server.end()
    server.wait_ended(STOP_SECONDS)


def _hosts(place: WorkbenchPlace) -> frozenset[str]:
    own = {f"{name}:{base_port()}" for name in ("localhost", "127.0.0.1")}
    return frozenset({urlsplit(place.address).netloc} if place.address else own)


def provider_of(place: WorkbenchPlace) -> "ProviderPlace | None":
    """Raises `SettingsMissing` where the secret can't be read."""
    from shared.workbench.identity.place import ProviderPlace
    from shared.workbench.signing_in.by_provider import CALLBACK

    if not place.issuer or place.secret_file is None:
        return None
    try:
        secret = place.secret_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsMissing(
            f"不能读取 secret_file：{error.strerror}\nsecret_file can't be read: {error.strerror}"
        ) from None
    callback = f"{place.address.rstrip('/')}{CALLBACK}"
    return ProviderPlace(place.issuer, place.client, secret, callback, place.ca, place.title)


class WorkbenchProcess:
    """The workbench as a process of its own, so that drawing pages holds up no service.

    Its output is in `<home>/log/workbench.log`.
    """

    def __init__(self, shape: str) -> None:
        self._shape = shape
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        folder: Path = home() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "workbench.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "shared.runtime.cli.main", "workbench"),
                    *("--shape", self._shape, "--parent", str(os.getpid())),
                ],
                env={**os.environ, "ZHENXING_HOME": str(home())},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us: we end it in order
            )

    def wait_ready(self) -> bool:
        """Whether it answers, within so many seconds."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self._process and self._process.poll() is None:
            with suppress(requests.RequestException):
                if requests.get(f"{address()}health", timeout=1).ok:
                    return True
            time.sleep(0.1)
        return False

    def end(self) -> None:
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS + 1)  # before whoever waits is cut off
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
