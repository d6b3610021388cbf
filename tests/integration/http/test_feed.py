"""The feed: what followers get, how much at a time, and when their history is another."""

import json
import threading
import time
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from shared.face.http.face import Limits
from shared.kernel.log.chain import GENESIS
from shared.schemas.codec import canonical
from tests.integration.http.served import FUND_1, Served, served

WAIT_SECONDS = 25
"""As long as a feed waits at all."""


def feed(service: Served, **query: object) -> TestResponse:
    return service.get("/events", duties=["service"], query_string=query)


def fill(service: Served, count: int, **more: str) -> None:
    for n in range(1, count + 1):
        data = {**FUND_1, "fund": f"f-{n}", **more}
        assert service.give("register-fund", data).status_code == 200


def test_the_feed_hands_out_the_log_in_order_and_chained(finance: Served) -> None:
    fill(finance, 3)
    body = feed(finance).json
    assert body["head"] == 3
    assert [e["position"] for e in body["events"]] == [1, 2, 3]
    hashes = [GENESIS.hex(), *(e["hash"] for e in body["events"])]
    assert [e["prev_hash"] for e in body["events"]] == hashes[:-1]
    first = body["events"][0]
    assert (first["stream"], first["version"], first["type"]) == ("fund-f-1", 1, "FundRegistered")
    assert first["data"]["name"] == "专项资金"
    assert first["meta"]["organisation"] == "finance"


def test_the_feed_goes_on_behind_a_checkpoint(finance: Served) -> None:
    fill(finance, 3)
    second = feed(finance, limit=2).json["events"][1]
    rest = feed(finance, after=2, hash=second["hash"]).json
    assert [e["position"] for e in rest["events"]] == [3]
    assert rest["events"][0]["prev_hash"] == second["hash"]


def test_at_the_head_there_is_nothing_more(finance: Served) -> None:
    fill(finance, 1)
    last = feed(finance).json["events"][0]
    assert feed(finance, after=1, hash=last["hash"]).json == {"head": 1, "events": []}


def test_an_empty_log_has_head_zero(finance: Served) -> None:
    assert feed(finance, after=0, hash=GENESIS.hex()).json == {"head": 0, "events": []}


@pytest.mark.parametrize("after", [1, 2])
def test_another_hash_at_the_checkpoint_is_a_changed_source(finance: Served, after: int) -> None:
    fill(finance, 2)
    answer = feed(finance, after=after, hash="ab" * 32)
    assert (answer.status_code, answer.json["type"]) == (409, "source-changed")
    assert (answer.json["position"], answer.json["hash"]) == (after, "ab" * 32)
    assert answer.json["actual"] == feed(finance).json["events"][after - 1]["hash"]


def test_a_checkpoint_beyond_the_head_is_a_changed_source(finance: Served) -> None:
    fill(finance, 2)
    answer = feed(finance, after=3, hash="ab" * 32)
    assert (answer.status_code, answer.json["type"]) == (409, "source-changed")
    assert (answer.json["position"], answer.json["head"]) == (3, 2)


def test_another_hash_before_the_beginning_is_a_changed_source(finance: Served) -> None:
    assert feed(finance, after=0, hash="ab" * 32).status_code == 409


@pytest.mark.parametrize(
    "query",
    [
        {"after": "-1"},
        {"after": "x"},
        {"after": "9" * 30},
        {"limit": -1},
        {"limit": 1001},
        {"wait": 26},
        {"wait": "nan"},
        {"hash": "zz"},
    ],
)
def test_a_parameter_out_of_bounds_is_invalid(finance: Served, query: dict[str, object]) -> None:
    answer = feed(finance, **query)
    assert (answer.status_code, answer.json["type"]) == (422, "invalid")
    assert answer.json["errors"][0]["field"] in query


def test_an_answer_is_bounded_in_bytes_but_never_empty(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(feed_bytes=3000)) as service:
        fill(service, 12)
        page = feed(service).json["events"]
        assert 1 < len(page) < 12
        assert sum(len(canonical(e["data"])) + len(canonical(e["meta"])) for e in page) <= 3000
        assert page[-1]["position"] == len(page)
    with served("finance", tmp_path, Limits(feed_bytes=1)) as service:
        assert [e["position"] for e in feed(service).json["events"]] == [1]
        assert feed(service).json["head"] == 12


def test_the_whole_log_comes_page_by_page(finance: Served) -> None:
    fill(finance, 7)
    after, hash, seen = 0, GENESIS.hex(), []
    while page := feed(finance, after=after, hash=hash, limit=3).json["events"]:
        seen += [e["position"] for e in page]
        after, hash = page[-1]["position"], page[-1]["hash"]
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_raw_hands_out_the_texts_that_were_hashed(finance: Served) -> None:
    fill(finance, 1)
    record = finance.face.log.read(0)[0]
    event = feed(finance, raw=1).json["events"][0]
    assert (event["data"], event["meta"]) == (record.data, record.meta)


def test_a_follower_that_waits_is_answered_when_the_log_grows(finance: Served) -> None:
    answers: list[TestResponse] = []
    waiting = threading.Thread(target=lambda: answers.append(feed(finance, wait=WAIT_SECONDS)))
    started = time.monotonic()
    waiting.start()
    fill(finance, 1)
    waiting.join()
    assert [e["position"] for e in answers[0].json["events"]] == [1]
    assert time.monotonic() - started < WAIT_SECONDS


def test_a_follower_that_waits_in_vain_gets_an_empty_answer(finance: Served) -> None:
    assert feed(finance, wait="0.05").json == {"head": 0, "events": []}


def test_the_feed_is_plain_json(finance: Served) -> None:
    fill(finance, 1)
    assert json.loads(feed(finance).get_data())["events"][0]["recorded_at"].endswith("Z")
