"""The production shape for tests: private servers, and every service a process of its own."""

import os
import re
import signal
import subprocess
import time
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pytest import MonkeyPatch

from deploy.servers import PostgreSQL, RabbitMQ, ports
from deploy.servers.provision import provision
from shared.runtime.settings import SERVICES, Settings, configured
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.client import Client
from tests.integration.forked import ZHENXING, start
from tests.plain_amqp import channel

SERVE = [*ZHENXING, "serve"]
INCIDENT = re.compile(r"incident [0-9a-f]{32}: a request failed\nTraceback")
STOP_SECONDS = 5.0
"""Within which a service ends; or within what it needs to start, where a machine is that busy."""


class Process:
    """`zhenxing serve NAME`, or another program, with its output in a file."""

    def __init__(self, command: list[str], env: dict[str, str], output: Path) -> None:
        self._command = command
        self._env = {**os.environ, **env}
        self.output = output
        self.came_up_in = 0.0
        self._started = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def ends_within(self) -> float:
        """Seconds."""
        return max(STOP_SECONDS, self.came_up_in)

    def came_up(self) -> None:
        """It does its work from now on."""
        self.came_up_in = time.monotonic() - self._started

    def start(self, **env: str) -> None:
        """With these variables, too."""
        self._started = time.monotonic()
        with self.output.open("ab") as output:
            self._process = start(
                self._command,
                {**self._env, **env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def terminate(self) -> float:
        """Ask it to end; the seconds that it took, its exit code is 0 or the signal's."""
        started = time.monotonic()
        self._end(signal.SIGTERM)
        return time.monotonic() - started

    @property
    def exit_code(self) -> int | None:
        return self._process.poll() if self._process else None

    def _end(self, with_signal: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(with_signal)
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"{self._command} does not end") from None


class Cluster:
    """Provisioned servers, the services that are to run, each a process, and a client. `folder`
    keeps configuration and logs."""

    def __init__(
        self,
        postgresql: PostgreSQL,
        rabbitmq: RabbitMQ,
        folder: Path,
        running: Iterable[str] = SERVICES,
    ) -> None:
        folder.mkdir(mode=0o711)
        self.postgresql, self.rabbitmq = postgresql, rabbitmq
        with MonkeyPatch.context() as patched:
            patched.setenv("ZHENXING_PORT", str(free_base(len(SERVICES))))
            self.configuration = provision(postgresql, rabbitmq, SERVICES, folder)
            patched.setenv("ZHENXING_CONFIG", str(self.configuration))
            self.settings: Settings = configured()
        self.client = Client(self.settings)
        self.env = {
            "ZHENXING_CONFIG": str(self.configuration),
            "ZHENXING_HOME": str(folder),
            "ZHENXING_SCENARIO": "on",
        }
        self.services = {
            name: Process([*SERVE, name], self.env, folder / f"{name}.log") for name in running
        }

    @property
    def department_broker(self) -> str:
        """The broker's URL for a department's own service."""
        said = tomllib.loads(self.configuration.read_text(encoding="utf-8"))
        return str(said["department"]["broker"])

    def start(self) -> None:
        """Everything that is not running is started; returns when all services are ready."""
        self.postgresql.start()
        self.rabbitmq.start()
        for service in self.services.values():
            if not service.running:
                service.start()
        for name in self.services:
            self.wait_ready(name)

    def wait_ready(self, name: str) -> None:
        eventually(lambda: self.ready(name), f"{name} to be ready:\n{self.log(name)}")
        self.services[name].came_up()

    def ready(self, name: str) -> bool:
        if not self.services[name].running:
            raise RuntimeError(f"{name} has ended:\n{self.log(name)}")
        return self.client.call("GET", name, "/health/ready").status == 200

    def log(self, name: str, last: int = 3000) -> str:
        """The end of what a service has printed."""
        output = self.services[name].output
        return output.read_text(errors="replace")[-last:] if output.exists() else ""

    def incidents(self) -> list[str]:
        """What the services say of errors that nobody foresaw, with their stack traces."""
        logs = [service.output.read_text(errors="replace") for service in self.services.values()]
        return [
            log[at.start() : at.start() + 6000] for log in logs for at in INCIDENT.finditer(log)
        ]

    def close(self) -> None:
        """End the services and take what they had on the servers away."""
        for service in self.services.values():
            if service.running:
                service.kill()
        self.postgresql.start()
        self.rabbitmq.start()
        for name in SERVICES:
            self.postgresql.drop_database(f"zhenxing_{name}")
        with channel(self.rabbitmq.admin_url) as administrator:
            for queue in self.rabbitmq.queues():
                administrator.queue_delete(queue)


def free_base(count: int) -> int:
    """A port behind which `count` others are free."""
    while True:
        base = ports.free_port()
        if not any(ports.in_use(base + n) for n in range(1, count + 1)):
            return base
