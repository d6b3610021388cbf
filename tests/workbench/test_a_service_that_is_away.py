"""One service is switched off, or frozen: its place says so, everything else works, and it comes
back."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from shared.workbench import faces, patience
from shared.workbench.app import Workbench
from shared.workbench.settings import ServicePlace
from tests.eventually import eventually
from tests.workbench.clerk import Clerks
from tests.workbench.matters import raise_issue
from tests.workbench.walking import sign_in
from tests.workbench.world import World

AWAY = "资金扶持：暂不可用"


def test_the_others_go_on_while_one_is_away_and_it_comes_back(bench: World, clerks: Clerks):
    stream = raise_issue(bench, "演示-照常办理")
    housing = clerks.sign_in("市住房和城乡建设局")
    expect(housing.get_by_text(AWAY)).to_have_count(0)
    bench.stop("finance")
    try:
        housing.goto(bench.address)
        expect(housing.get_by_text(AWAY)).to_be_visible()
        expect(housing.get_by_role("link", name="演示-照常办理")).to_be_visible()
        housing.goto(f"{bench.address}/matter/supervision/{stream}")
        expect(housing.get_by_role("link", name="交办", exact=True)).to_be_visible()
        housing.goto(f"{bench.address}/dossier/town/taoluo")
        expect(housing.get_by_text(AWAY)).to_be_visible()
        answer = housing.goto(f"{bench.address}/ledgers/finance/fund-ledger")
        assert answer is not None and answer.status == 503
        expect(housing.get_by_role("heading", level=1)).to_have_text("资金扶持暂不可用")
    finally:
        bench.start("finance")
    housing.get_by_role("link", name="再试一次").click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("资金台账")
    housing.goto(bench.address)
    expect(housing.get_by_text(AWAY)).to_have_count(0)


def test_what_was_given_to_one_that_is_away_is_kept_as_a_draft(bench: World) -> None:
    site, address = sign_in(bench, "finance"), "/command/finance/register-fund"
    site.get(address, base_url=bench.address)
    filled = {"fund": "f-away", "name": "演示-停机时所填", "source": "city", "kind": "general"}
    form = {**filled, "year": "2026", "_do": "give", "_key": str(uuid4())}
    bench.stop("finance")
    try:
        headers = {"Origin": bench.address}
        answer = site.post(address, base_url=bench.address, data=form, headers=headers)
    finally:
        bench.start("finance")
    assert (answer.status_code, "再次提交" in answer.text) == (503, True)
    assert "演示-停机时所填" in site.get(address, base_url=bench.address).text
    site.post(address, base_url=bench.address, data={"_do": "discard"}, headers=headers)


DEPARTMENT = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Department(BaseHTTPRequestHandler):
    def do_GET(self):
        print(self.path, flush=True)
        self.send_response(200 if self.path == "/health/ready" else 503)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")
    do_POST = do_GET
    log_message = lambda *_: None

server = ThreadingHTTPServer(("127.0.0.1", 0), Department)
print(server.server_port, flush=True)
server.serve_forever()
"""
"""The process of a service that is busy with its start: it says so, and is ready."""


@contextmanager
def department(said: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Its process and its address; what it is asked stands in the file `said`, after its port."""
    with said.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-c", DEPARTMENT], stdout=out)
    try:
        eventually(lambda: said.read_text().endswith("\n"), "it listens")
        yield process, f"http://127.0.0.1:{said.read_text().strip()}"
    finally:
        process.kill()
        process.wait()


def asked(said: Path) -> int:
    """How often it has been asked what pages need."""
    return said.read_text().split().count("/questions")


def test_a_frozen_process_holds_one_page_and_none_after_it(
    bench: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(faces, "LOOK_SECONDS", 1.0)
    monkeypatch.setattr(patience, "LATE_SECONDS", 60.0)
    monkeypatch.setattr(patience, "share", lambda: 1.0)  # however full the machine
    said = tmp_path / "said"
    with department(said) as (process, url):
        settings = bench.app.bench.settings
        frozen = {"finance": ServicePlace("finance", url, settings.services["finance"].title)}
        services, store = {**settings.services, **frozen}, tmp_path / "bench.sqlite"
        app = Workbench(replace(settings, services=services, store=store, soon=1.0))
        site = sign_in(replace(bench, app=app), "housing")

        def page() -> str:
            return site.get("/", base_url=bench.address).text

        before = asked(said)
        process.send_signal(signal.SIGSTOP)
        assert [AWAY in page() for _ in range(5)] == [True] * 5
        process.send_signal(signal.SIGCONT)
        eventually(
            lambda: {"/questions", "/health/ready"} <= set(said.read_text().split()),
            "it reads its post",
        )
        waited = asked(said)
        assert waited <= before + 2, "one page waited for it, and who asks what is declared"
        eventually(lambda: bool(page()) and asked(said) > waited, "pages ask it again")
        app.bench.store.close()
