"""`/heads`: a line for each position as it is appended, as long as it is true and somebody may know."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.face.http.face import Limits
from shared.kernel.log.log import NEAR
from tests.benchmarks.events import batches
from tests.eventually import PATIENCE_SECONDS
from tests.integration.http.served import FUND_1, Served, served
from tests.integration.http.test_feed import fill

IN_GREEN = """
import eventlet
eventlet.monkey_patch()
import sys
import threading
from pathlib import Path
from shared.kernel.log.log import FIRST, LAST
from tests.benchmarks.events import batches
from tests.integration.http.served import served
from tests.integration.http.test_heads import listening

woken = []
with served("finance", Path(sys.argv[1])) as service, listening(service) as pieces:
    log, _ = service.face.log, next(pieces)
    waits = {
        "views": lambda: log.watermark.wait(0, 30, LAST),
        "heads": lambda: next(pieces),
        "relay": lambda: log.watermark.wait(0, 30, FIRST),
    }

    def waiting(name):
        waits[name]()
        woken.append(name)

    threads = [threading.Thread(target=waiting, args=[name]) for name in waits]
    for thread in threads:
        thread.start()
    eventlet.sleep(0)
    log.append(next(iter(batches(1))))
    for thread in threads:
        thread.join()
print(*woken)
"""
FEW = Limits(heads=2, heads_silent=0.05, heads_seconds=PATIENCE_SECONDS)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path, FEW) as service:
        yield service


@contextmanager
def listening(service: Served, **more: Any) -> Iterator[Iterator[list[dict[str, Any]]]]:
    """The heads of each piece that comes, without when that was; none of one that only says that the
    connection lives."""
    answer = service.get("/heads", duties=["service"], buffered=False, **more)
    assert answer.status_code == 200, answer.get_data()
    assert answer.headers["X-Accel-Buffering"] == "no"
    try:
        yield ([_head(line) for line in piece.split()] for piece in answer.response)
    finally:
        answer.close()


def _head(line: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(line)
    assert 0 <= told.pop("at") < PATIENCE_SECONDS
    return told


def heads(service: Served, after: int = 0) -> list[dict[str, Any]]:
    return [
        {"position": r.position, "hash": r.hash.hex()} for r in service.face.log.read_all(after)
    ]


def next_told(pieces: Iterator[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return next(piece for piece in pieces if piece)


def test_the_head_is_told_at_once_and_then_each_position_once(told: Served) -> None:
    fill(told, 2)
    with listening(told) as pieces:
        assert next(pieces) == heads(told, 1)
        for n in (3, 4, 5):
            assert told.give("register-fund", {**FUND_1, "fund": f"f-{n}"}).status_code == 200
        seen: list[dict[str, Any]] = []
        while len(seen) < 3:
            seen += next_told(pieces)
    assert seen == heads(told, 2)


def test_heads_are_told_once_the_relay_has_published_and_before_views_are_folded(
    tmp_path: Path,
) -> None:
    asked = [sys.executable, "-c", IN_GREEN, str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.stdout.split() == ["relay", "heads", "views"], done.stderr


def test_it_is_said_how_long_after_the_answer_began_that_was(told: Served) -> None:
    answer = told.get("/heads", duties=["service"], buffered=False)
    pieces = (piece for piece in answer.response if piece.strip())
    [first] = next(pieces).split()
    began = time.monotonic()
    fill(told, 1)
    grown = time.monotonic() - began
    [second] = next(pieces).split()
    answer.close()
    assert json.loads(first)["at"] == 0.0
    assert json.loads(second)["at"] >= round(grown, 3) - 0.001


def test_of_an_empty_log_the_beginning_is_told(told: Served) -> None:
    with listening(told) as pieces:
        assert next(pieces) == [{"position": 0, "hash": "00" * 32}]


def test_silence_is_told_now_and_then(told: Served) -> None:
    with listening(told) as pieces:
        next(pieces)
        assert next(pieces) == []


def test_who_did_not_read_for_long_is_told_the_last_alone(told: Served) -> None:
    with listening(told) as pieces:
        next(pieces)
        for batch in batches(NEAR + 1):
            told.face.log.append(batch)
        assert next_told(pieces) == heads(told, NEAR)


def test_it_ends_after_a_while(tmp_path: Path) -> None:
    brief = Limits(heads_seconds=0.05)
    with served("finance", tmp_path, brief) as service, listening(service) as pieces:
        assert next(pieces) == [{"position": 0, "hash": "00" * 32}]
        assert not any(pieces)


def test_it_ends_with_the_token(told: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = "shared.face.identity.verifier._CLOCKS_DIFFER_SECONDS"
    monkeypatch.setattr(clocks, 10_000)
    token = told.issuer.issue("finance", "s", ["service"], services=["finance"], lifetime=-100)
    with listening(told, headers={"Authorization": f"Bearer {token}"}) as pieces:
        next(pieces)
        monkeypatch.setattr(clocks, 5)
        assert next(pieces, None) is None


def test_it_ends_where_what_was_told_stands_no_longer(told: Served) -> None:
    fill(told, 1)
    with listening(told) as pieces, told.lagging_views():
        next(pieces)
        recent = told.face.log._recent
        [last] = recent.after(0, 1)
        recent.keep([last._replace(position=2, prev_hash=b"\x11" * 32)])
        told.face.log.watermark.seen(2)
        assert next(pieces, None) is None
        recent._records.clear()


def test_who_is_woken_without_news_has_heard_all(told: Served) -> None:
    with listening(told) as pieces:
        next(pieces)
        over = threading.Event()

        def wake() -> None:
            while not over.wait(0.001):
                told.face.log.watermark.wake()

        waking = threading.Thread(target=wake)
        waking.start()
        ended = any(next(pieces, None) is None for _ in range(100))
        over.set()
        waking.join()
        assert ended


def test_so_many_listen_and_one_more_once_one_has_left(told: Served) -> None:
    with listening(told), listening(told):
        full: TestResponse = told.get("/heads", duties=["service"])
        assert (full.status_code, full.headers["Retry-After"]) == (503, "5")
    with listening(told) as pieces:
        assert next(pieces)


def test_who_asks_for_the_headers_alone_takes_no_place(told: Served) -> None:
    for _ in range(FEW.heads + 1):
        assert told.call("HEAD", "/heads", duties=["service"]).status_code == 200
    with listening(told) as pieces:
        assert next(pieces)


def test_only_services_and_operators_may_listen(told: Served) -> None:
    assert told.get("/heads", by="housing").status_code == 403
    assert told.get("/heads", headers={"Authorization": ""}).status_code == 401
