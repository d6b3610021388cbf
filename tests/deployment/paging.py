"""A running Alertmanager with our configuration, but for the pace and for whom it tells: a pager of the
test's own, which keeps who was told what."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from deploy.servers import free_port
from tests.deployment.programs import DEPLOY
from tests.eventually import PATIENCE_SECONDS

Alert = tuple[str, str]
"""Its name, and the service that it is of."""


@dataclass(frozen=True)
class Notice:
    receiver: str
    alert: Alert
    firing: bool
    severity: str


class Pager:
    """Who is told by the Alertmanager, on loopback."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        notices = self.notices

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                notices.extend(_notices(body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def firing(self) -> dict[Alert, Notice]:
        """What was told last of each alert, of those that fire."""
        last = {notice.alert: notice for notice in list(self.notices)}
        return {alert: notice for alert, notice in last.items() if notice.firing}

    def serve(self) -> None:
        self._server.serve_forever()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def paging(folder: Path) -> Iterator[tuple[Pager, str]]:
    """A pager, and the address of the Alertmanager that tells it."""
    pager, port = Pager(), free_port()
    threading.Thread(target=pager.serve, daemon=True).start()
    configuration = folder / "alertmanager.yml"
    configuration.write_text(yaml.safe_dump(_hurried(pager.url)))
    command = [
        "prometheus-alertmanager",
        f"--config.file={configuration}",
        f"--storage.path={folder / 'alertmanager'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    ]
    with (folder / "alertmanager.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            yield pager, f"127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)
            pager.end()


def _hurried(pager: str) -> dict[str, Any]:
    """Our routes and inhibitions; every receiver is a webhook, every wait a second."""
    said: dict[str, Any] = yaml.safe_load(
        (DEPLOY / "prometheus" / "alertmanager.yml").read_text(encoding="utf-8")
    )
    said["global"] = {"resolve_timeout": "5s"}
    for route in (said["route"], *said["route"]["routes"]):
        route.update(group_wait="0s", group_interval="1s", repeat_interval="1h")
    said["receivers"] = [
        {
            "name": one["name"],
            "webhook_configs": [{"url": f"{pager}/{one['name']}", "send_resolved": True}],
        }
        for one in said["receivers"]
    ]
    return said


def _notices(body: dict[str, Any]) -> Iterator[Notice]:
    for alert in body["alerts"]:
        labels = alert["labels"]
        named = labels["alertname"], labels.get("service", "")
        yield Notice(body["receiver"], named, alert["status"] == "firing", labels["severity"])
