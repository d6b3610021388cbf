"""What a person sees once the services run: the demo's progress, the addresses, a first command."""

import json
import threading
import time

from shared.runtime.cli import show
from shared.runtime.cli.client import Client, Unreachable
from shared.runtime.cli.credentials import Credentials
from shared.runtime.cli.demo import Demo
from shared.runtime.cli.errors import run
from shared.runtime.cli.loading import LoadingBar
from shared.runtime.hosting_workbench import WorkbenchProcess, address
from shared.runtime.settings import ONCE, Settings, home

READY_SECONDS = 60.0
FIRST_COMMAND = {
    "town": "taoluo",
    "kind": "problem",
    "title": "演示-来自命令行的事项",
    "description": "演示-由示例命令提出",
}


class Welcome:
    """Loads the demo unless told not to, then says where everything is.

    `close`, called before the services are ended, puts the terminal right again. `failed` where it
    went wrong before: that has been told, and the services run on.
    """

    def __init__(self, settings: Settings, demo: Demo | None, workbench: WorkbenchProcess) -> None:
        self._settings = settings
        self._demo = demo
        self._workbench = workbench
        self._credentials = Credentials(settings)
        self._bar = LoadingBar()
        self.failed = self._closed = False

    def begin(self) -> None:
        """Say it on a thread of its own."""
        threading.Thread(target=self._try, name="welcome", daemon=True).start()

    def say(self) -> None:
        """Raises `LoadStopped` when a line of the demo is refused."""
        wait_until_ready(self._settings, self._credentials)
        if self._demo:
            if self._settings.scenario == ONCE:
                show.line(
                    "演示场景时钟开启，载入完毕即关闭 The demo drives the services' clocks until it"
                    " is loaded"
                )
            self._demo.load(self._credentials, self._bar.report)
            self._bar.close()
        self._services()
        show.line("提出一件事项（再次粘贴即为重试） Raise an issue (pasting again is a retry):")
        show.line(self._first_command(), "cyan")
        self._open()
        show.line("Ctrl-C 停止 ends it")

    def close(self) -> None:
        self._closed = True
        self._bar.close()

    def _try(self) -> None:
        if not run(self._say_until_closed):
            show.complaint("各服务仍在运行 The services run on; Ctrl-C ends them")
            self.failed = True

    def _say_until_closed(self) -> None:
        """Services that are being ended answer nobody: that is no failure."""
        try:
            self.say()
        except Exception:
            if not self._closed:
                raise

    def _open(self) -> None:
        """The one address that people need."""
        if self._workbench.wait_ready():
            show.line(f"请用浏览器打开 Open in a browser: {address()}", "bold green")
        else:
            log = home() / "log" / "workbench.log"
            show.complaint(f"工作台未启动，日志 the workbench did not start, see {log}")

    def _services(self) -> None:
        rows = []
        for name, service in self._settings.services.items():
            client = Client(self._settings, name, self._credentials.operator(name))
            status = client.get("/status")
            rows.append((name, status["title"], service.origin, status["head"]))
        show.table(("服务 service", "名称 title", "地址 address", "日志 log"), rows)

    def _first_command(self) -> str:
        """The token goes through the pipe: others can read what stands on a command line."""
        who = ["--org", "taoluo", "--name", "演示-张三", "--service", "supervision", "--header"]
        key = f"first-{int(time.time())}"
        body = json.dumps({"issue": key, **FIRST_COMMAND}, ensure_ascii=False)
        url = self._settings.service("supervision").origin
        return (
            f"{show.pasted('token', *who)} |"
            f" curl -X POST {url}/commands/raise-issue -H @- -H 'Idempotency-Key: {key}'"
            f" -H 'Content-Type: application/json' -d '{body}'"
        )


def wait_until_ready(settings: Settings, credentials: Credentials) -> None:
    """Return once every service is ready. Raises `Unreachable` when one stays away."""
    give_up = time.monotonic() + READY_SECONDS
    for name in settings.services:
        client = Client(settings, name, credentials.operator(name))
        while True:
            try:
                if client.get("/health/ready")["ready"]:
                    break
            except Unreachable:
                if time.monotonic() > give_up:
                    raise
            time.sleep(0.05)
