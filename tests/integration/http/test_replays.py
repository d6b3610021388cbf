"""口径推演 over HTTP: the history replayed otherwise, for whom the clause names, within bounds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.face.http.face import Limits
from shared.face.http.replay_jobs import KEPT
from shared.face.http.replays import MOST_ACTS
from tests.integration.http.served import FUND_1, Served, served

SHARES = [
    {"level": "provincial", "share": 1000},
    {"level": "county", "share": 5000},
    {"level": "town", "share": 4000},
]
PUBLISH = {
    "town": "jufeng", "shares": SHARES, "effective_from": "2024-01-01", "document": "演示-1号",
}  # fmt: skip
FEE = {
    "town": "jufeng", "receipt": "r-1", "collector": "lanshan-housing", "payer": "演示-房企",
    "components": [{"name": "道路", "amount_fen": 1000}], "collected_on": "2024-02-20",
}  # fmt: skip

ACT = {"stream": "fee-account-jufeng", "version": 1, "data": {}}


@pytest.fixture(scope="module")
def fees(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("finance", tmp_path_factory.mktemp("fees"), whole=True) as service:
        for command, data in (("publish-fee-shares", PUBLISH), ("record-fee", FEE)):
            given = service.give(command, data)
            assert given.status_code == 200, given.json
        yield service


def replayed(service: Served, by: str = "finance", wait: int = 10, **asked: Any) -> Any:
    return service.call("POST", f"/replays?wait={wait}", json=asked, by=by)


def test_another_reading_tells_by_town_what_would_have_been_kept(fees: Served) -> None:
    before = fees.face.log.head().position
    told = replayed(fees, reading=5).json
    assert (told["state"], told["stood"]) == ("done", 0)
    assert told["parameters"] == {"finance.retention_towns": ["taoluo", "zhaoxian", "chaohe"]}
    (kept,) = [m for m in told["measures"] if m["field"] == "留用（分）"]
    assert (kept["was"], kept["would"], kept["difference"]) == (900, 0, -900)
    assert (kept["place"], kept["place_name"], kept["unit"]) == ("jufeng", "巨峰镇", "fen")
    published = told["differences"][0]
    assert (published["command"], published["would"]) == ("publish-fee-shares", [])
    assert (
        published["refusal"]
        and "巨峰镇" in published["refusal_zh"]
        and "jufeng" not in published["refusal_zh"]
    )
    assert fees.face.log.head().position == before


def test_an_act_of_the_history_is_taken_otherwise(fees: Served) -> None:
    less = [{"level": "provincial", "share": 6000}, {"level": "town", "share": 4000}]
    act = {"stream": "fee-account-jufeng", "version": 1, "data": {"shares": less}}
    told = replayed(fees, acts=[act]).json
    (kept,) = [m for m in told["measures"] if m["field"] == "留用（分）"]
    assert (kept["was"], kept["would"]) == (900, 400)
    published, recorded, *_ = told["differences"]
    (change,) = published["changes"]
    assert change["type"] == "FeeSharesPublished" and change["was"].keys() == {"shares"}
    assert [part["share"] for part in change["would"]["shares"]] == [6000, 4000]
    assert {c["type"] for c in recorded["changes"]} == {"FeeRecorded", "FeeRetained"}


def test_who_the_clause_does_not_name_replays_nothing(fees: Served) -> None:
    for by in ("jufeng", "ecology", "lanshan-finance"):
        refused = replayed(fees, by=by, reading=5)
        assert (refused.status_code, refused.json["type"]) == (403, "not-permitted"), by
        assert refused.json["detail"] and refused.json["detail_zh"]
    assert replayed(fees, by="lanshan", reading=5).status_code == 200
    act = {"stream": "fee-account-jufeng", "version": 1, "data": {}}
    assert replayed(fees, by="jufeng", acts=[act]).status_code == 403


def test_a_county_is_told_what_it_may_see(fees: Served) -> None:
    assert replayed(fees, by="lanshan", reading=5).json["measures"]
    elsewhere = replayed(fees, by="juxian", reading=5).json
    assert (elsewhere["measures"], elsewhere["differences"]) == ([], [])


@pytest.mark.parametrize(
    ("asked", "status", "names"),
    [
        ({}, 422, "reading"),
        ({"reading": 7}, 422, "reading"),
        ({"reading": "5"}, 422, "reading"),
        ({"parameters": {"finance.weather": 1}}, 404, "finance.weather"),
        ({"parameters": {"finance.fee_handover_days": 0}}, 422, "fee_handover_days"),
        ({"acts": [{"stream": "fee-account-jufeng", "version": 99, "data": {}}]}, 404, "99"),
        ({"acts": [ACT] * (MOST_ACTS + 1)}, 422, "acts"),
        ({"acts": [{"stream": "fee-account-no", "version": 1, "data": {}}]}, 404, "no"),
        (
            {"acts": [{"stream": "fee-account-jufeng", "version": 1, "data": {"shares": 1}}]},
            422,
            "shares",
        ),
    ],
)
def test_what_can_not_be_replayed_is_named_in_both_languages(
    fees: Served, asked: dict[str, Any], status: int, names: str
) -> None:
    told = fees.call("POST", "/replays", json=asked)
    assert told.status_code == status, told.json
    assert names in told.get_data(as_text=True)
    assert told.json["detail"] and told.json["detail_zh"]


def test_a_replay_is_its_callers_own(fees: Served) -> None:
    id = replayed(fees, reading=5).json["id"]
    assert fees.call("GET", f"/replays/{id}").json["measures"]
    assert fees.call("GET", f"/replays/{id}", by="lanshan").status_code == 404


def test_nobody_pushes_out_anothers(fees: Served) -> None:
    id = replayed(fees, by="lanshan", reading=5).json["id"]
    for _ in range(KEPT + 1):
        last = replayed(fees, reading=5).json["id"]
    assert fees.call("GET", f"/replays/{id}", by="lanshan").status_code == 200
    assert fees.call("GET", f"/replays/{last}").status_code == 200


def test_one_too_many_too_long_or_too_large_is_refused(tmp_path: Path) -> None:
    for limits, status in (
        (Limits(replays=0), 503),
        (Limits(replay_seconds=-1.0), 503),
        (Limits(replay_events=0), 422),
    ):
        folder = tmp_path / str(status + limits.replays)
        folder.mkdir(exist_ok=True)
        with served("finance", folder, limits) as service:
            service.give("register-fund", FUND_1)
            assert replayed(service, reading=5).status_code == status


def test_a_service_tells_its_readings_and_what_its_parameters_may_be(fees: Served) -> None:
    told = fees.call("GET", "/readings", by="jufeng").json
    assert [r["number"] for r in told["readings"]] == [1, 5]
    first = told["readings"][0]["switches"][0]
    assert (first["parameter"], first["other"]) == ("finance.fee_reading_until", "2025-12-31")
    days = next(p for p in told["parameters"] if p["name"] == "finance.fee_handover_days")
    assert (days["value"], days["least"], days["basis"]) == (30, 1, "local")
    assert days["may_be"] and days["may_be_en"]
