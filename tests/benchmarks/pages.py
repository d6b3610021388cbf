"""Pages of the workbench with the demo loaded, as a browser waits for them: the slowest of twenty,
beside the 150 ms that they may take, and beside a page of that size from the same server."""

import re
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Any

import requests

from shared.runtime.cli.demo import PROGRAMME
from shared.runtime.on_threads.server import Server
from shared.runtime.settings import ServiceSettings, WebSettings
from tests.benchmarks.demo import LOADING, up
from tests.benchmarks.measure import Bench, Figure
from tests.benchmarks.side import Side
from tests.integration.processes import free_base

MOST_MS = 150.0
"""At the 95th percentile of the server's time, so much for any page."""
PAGES = (
    *("/", "/?state=done", "/copied", "/cockpit", "/exercise", "/burden", "/audit", "/papers"),
    *("/find?q=涛雒", "/ledgers/projects/tasks", "/dossier/town/taoluo", "/new", "/whatif"),
    *("/command/finance/register-fund", "/dossier/project/taoluo-pier", "/policy", "/begun"),
)
MATTER = re.compile(r'href="(/matter/[^"?]+)')


def run(bench: Bench) -> Iterator[Figure]:
    lines = PROGRAMME.read_text(encoding="utf-8").splitlines(keepends=True)
    count = bench.scaled(len(lines), 600)
    file = bench.servers.folder / "pages.jsonl"
    file.write_text("".join(lines[:count]), encoding="utf-8")
    with up(bench) as environment:
        with Side(LOADING, green=False, environment=environment) as loading:
            loading.call("load", file=str(file))
        clerk = Clerk(f"http://localhost:{environment['ZHENXING_PORT']}")
        with Side("tests.benchmarks.pages:Static", green=False) as static:
            yield from measured(clerk, static, bench.scaled(100, 20))


def measured(clerk: "Clerk", static: Side, times: int) -> Iterator[Figure]:
    """Each page and its peer in turns, so many times."""
    for path in (*PAGES, clerk.first_matter()):
        plain = len(clerk.page(path))
        port = static.call("serve", size=plain)
        theirs, ours = [], []
        for _ in range(times):
            theirs.append(_ms(lambda port=port: requests.get(f"http://127.0.0.1:{port}/").content))
            ours.append(_ms(lambda path=path: clerk.page(path)))
        late = _p95(ours)
        told = f"{median(ours):.0f}, {late:.0f} ms"
        peer = f"{median(theirs):.0f}, {_p95(theirs):.0f} ms; {MOST_MS:.0f} ms"
        name = "a matter" if path.startswith("/matter") else path
        yield Figure(f"page {name}, p50, p95", told, peer, late / MOST_MS, must=1, at_most=True)


class Clerk:
    """Somebody of the finance bureau who has signed in."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._browser = requests.Session()
        who = {"organisation": "finance", "name": "演示-张三", "next": "/"}
        came = self._browser.post(
            f"{address}/sign-in", data=who, headers={"Origin": address}, allow_redirects=False
        )
        # Browsers take a Secure cookie from localhost over http; requests sends none back.
        self._browser.headers["Cookie"] = came.headers["Set-Cookie"].partition(";")[0]

    def page(self, path: str) -> bytes:
        """A page, unpacked. Raises where there is none."""
        answer = self._browser.get(f"{self._address}{path}", timeout=60)
        answer.raise_for_status()
        return answer.content

    def first_matter(self) -> str:
        """Where the first of the list leads."""
        found = MATTER.search(self.page("/").decode())
        assert found
        return found[1]


class Static:
    """The workbench's server with a page that is always the same."""

    def __init__(self) -> None:
        self._servers: list[Server] = []

    def serve(self, size: int) -> int:
        """Where a page of so many bytes is."""
        port = free_base(1)
        server = Server(ServiceSettings("static", f"127.0.0.1:{port}"), WebSettings())
        server.listen()
        server.start(_always(b"x" * size))
        self._servers.append(server)
        return port


def _always(page: bytes) -> Callable[..., list[bytes]]:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response(
            "200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))]
        )
        return [page]

    return application


def _ms(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - begun)


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20, method="inclusive")[-1]
