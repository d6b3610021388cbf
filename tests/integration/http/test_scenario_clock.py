"""Real time stays out of a programme however long the commands of one instant take."""

import threading
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from shared.runtime.cli import scenario
from shared.runtime.cli.credentials import Credentials
from shared.runtime.cli.programme import Line
from shared.runtime.settings import ServiceSettings, embedded
from tests.integration.http.served import Served, served

AT = datetime.fromisoformat("2026-06-01T09:00:00+08:00")
LINES = 3


def line(number: int) -> Line:
    issue = {"issue": f"i-{number}", "town": "taoluo", "kind": "problem"}
    said = {"title": "演示-事项", "description": "无"}
    return Line(number, AT, "supervision", "raise-issue", "taoluo", "演示-张三", {**issue, **said})


def test_deadlines_are_held_again_between_the_commands_of_one_instant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    monkeypatch.setattr(scenario, "RENEW_HOLD_SECONDS", -1.0)  # a machine so slow that each is due
    with served("supervision", tmp_path) as service:
        web = make_server("127.0.0.1", 0, service.app, threaded=True)
        thread = threading.Thread(target=web.serve_forever)
        thread.start()
        try:
            place = ServiceSettings("supervision", f"127.0.0.1:{web.server_port}")
            settings = replace(embedded(), services={"supervision": place}, scenario="on")
            driver = scenario.Scenario(settings, Credentials(settings), "test")
            held: list[int] = []
            driver.play(map(line, range(1, LINES + 1)), lambda _: held.append(_times(service)))
        finally:
            with closing(web.socket):
                web.shutdown()
                thread.join()
    assert [later - earlier for earlier, later in zip(held, held[1:], strict=False)] == [1, 1]


def _times(service: Served) -> int:
    """How often the service was asked to leave its deadlines to the programme."""
    return service.operations.done.count(("scenario", scenario.BEGINNING))
