"""`zhenxing up`: everything in one process, with one command."""

import json
import subprocess
import time
from collections import Counter
from datetime import datetime

import pytest
import requests

from shared.runtime.settings import SERVICES
from tests.eventually import PATIENCE_SECONDS
from tests.integration.cli.upped import ENDS_WITHIN_SECONDS, Up
from tests.scenario.pure_run import PureRun
from tests.scenario.test_programme import LINES

pytestmark = pytest.mark.timeout(900)  # the first test waits for the demo

OTHER_TESTS = ("issue-cli-", "issue-first-", "issue-load-", "parcel-restored-")
"""What other tests have added to the demo."""


def test_it_says_where_each_service_listens(up: Up):
    for number, name in enumerate(SERVICES, start=1):
        address = f"http://127.0.0.1:{up.port + number}"
        assert any(name in line and address in line for line in up.said.splitlines())
        assert requests.get(f"{address}/health/ready", timeout=PATIENCE_SECONDS).json()["ready"]


def test_the_services_did_with_the_demo_what_the_domains_decide_in_memory(up: Up, zhenxing):
    run = PureRun()
    run.carry_out(LINES)
    last = LINES[-1].at
    for service in run.services:
        told = zhenxing("events", service.name, "--json").events()
        demo = (e for e in told if not e["stream"].startswith(OTHER_TESTS))
        done = Counter(_fact(e) for e in demo if _effective(e) <= last)
        assert done == Counter(
            (meta.stream, meta.type, meta.effective_at) for _, meta in service.log
        )


def _fact(event) -> tuple[str, str, datetime]:
    return event["stream"], event["type"], _effective(event)


def _effective(event) -> datetime:
    return datetime.fromisoformat(event["meta"]["effective"])


def test_the_curl_works_as_pasted_and_again_as_a_retry(up: Up, zhenxing):
    first, again = (
        subprocess.run(up.curl, shell=True, capture_output=True, check=True) for _ in range(2)
    )
    answer = json.loads(first.stdout)
    assert answer == json.loads(again.stdout)
    assert [event["type"] for event in answer["events"]] == ["IssueRaised"]
    assert answer["stream"] in zhenxing("stream", "supervision", answer["stream"]).out


def test_ctrl_c_ends_it_and_up_goes_on_where_it_was(up: Up, zhenxing):
    before = {name: zhenxing("events", name, "--json").out for name in SERVICES}
    code, seconds = up.stop()
    assert code == 0
    started = time.monotonic()
    up.start()
    assert seconds < max(ENDS_WITHIN_SECONDS, time.monotonic() - started)
    assert "loading" not in up.said
    after = {name: zhenxing("events", name, "--json").out for name in SERVICES}
    assert all(after[name].startswith(before[name]) for name in SERVICES)


def test_an_interrupted_load_goes_on_where_it_was_and_repeats_are_harmless(up: Up, zhenxing):
    progress = up.home / "demo.embedded.json"
    loaded = json.loads(progress.read_text())
    assert loaded["complete"]
    before = {name: zhenxing("events", name, "--json").out for name in SERVICES}
    up.stop()
    progress.write_text(json.dumps({"line": loaded["line"] - 5, "complete": False}))
    up.start()
    assert "loading" in up.said
    assert json.loads(progress.read_text()) == loaded
    for name in SERVICES:
        after = zhenxing("events", name, "--json").out
        assert after.startswith(before[name])
        since = (json.loads(line) for line in after.removeprefix(before[name]).splitlines())
        # What other tests began in the demo's time goes on in ours: its limits pass.
        assert all(event["stream"].startswith(OTHER_TESTS) for event in since)


def test_a_port_that_is_taken_is_named(up: Up):
    other = Up(up.home.parent / "other", up.port)
    assert other.spawn("up").wait(PATIENCE_SECONDS) == 1
    assert f"Port {up.port + 1} (projects) is taken" in other.said
    assert "ZHENXING_PORT" in other.said
    assert "Traceback" not in other.said


def test_no_warning_of_half_patched_threads(up: Up):
    log = (up.home / "zhenxing.log").read_text(encoding="utf-8")
    assert "not greened" not in up.said + log
    assert "Traceback" not in up.said + log
