"""Operations: who may, what they take, what they answer."""

import re
from datetime import UTC, datetime

from tests.integration.http.served import FUND_1, Served

OPERATOR = ["operator"]


def test_ready_says_what_it_waits_for(finance: Served) -> None:
    assert finance.get("/health/ready").json["ready"] is True
    finance.operations.is_ready = False
    answer = finance.get("/health/ready")
    assert (answer.status_code, answer.json["waits_for"]) == (503, ["views"])
    assert finance.get("/health/live").status_code == 200


def test_everybody_known_may_see_the_status(finance: Served) -> None:
    body = finance.get("/status", by="taoluo").json
    assert (body["service"], body["title"], body["head"]) == ("finance", "资金", 0)


def test_a_parked_key_is_retried_or_discarded_with_a_reason(finance: Served) -> None:
    key = {"subscription": "projects", "key": "project-1"}
    parked = finance.get("/parked", duties=OPERATOR).json["parked"]
    assert parked == [key]
    assert finance.call("POST", "/parked/retry", json=key, duties=OPERATOR).status_code == 202
    without = finance.call("POST", "/parked/discard", json=key, duties=OPERATOR)
    assert (without.status_code, without.json["errors"][0]["field"]) == (422, "reason")
    finance.call("POST", "/parked/discard", json={**key, "reason": "重复"}, duties=OPERATOR)
    assert finance.operations.done == [
        ("retry", "projects", "project-1"),
        ("discard", "projects", "project-1", "重复", "张三"),
    ]


def test_a_key_that_is_not_parked_is_not_found(finance: Served) -> None:
    key = {"subscription": "projects", "key": "nothing"}
    answer = finance.call("POST", "/parked/retry", json=key, duties=OPERATOR)
    assert (answer.status_code, answer.json["type"]) == (404, "not-found")
    assert answer.json["detail"] == "There is no parked key projects nothing."
    assert answer.json["detail_zh"] == "没有搁置的键 projects nothing"


def test_an_operation_that_is_not_possible_now_says_why(finance: Served) -> None:
    answer = finance.call("POST", "/resync", json={"source": "projects"}, duties=OPERATOR)
    assert (answer.status_code, answer.json["type"]) == (409, "not-now")
    assert (answer.json["detail"], answer.json["detail_zh"]) == (
        "A reason is required.",
        "须说明理由",
    )
    dry = {"source": "projects", "dry_run": True}
    assert finance.call("POST", "/resync", json=dry, duties=OPERATOR).status_code == 200


def test_rebuild_verification_and_witness(finance: Served) -> None:
    answer = finance.call("POST", "/rebuild", json={"view": "fund-ledger"}, duties=OPERATOR)
    assert answer.json == {"view": "fund-ledger", "generation": 2}
    assert finance.get("/verification", duties=OPERATOR).json == {"verified": True}
    for duty in ("service", "operator"):
        assert finance.get("/witness", duties=[duty]).json["witness"][0]["position"] == 3
    refused = finance.get("/witness")
    assert refused.status_code == 403
    assert "“运维”职责" in (said := refused.json["detail_zh"]) and not re.search("[a-z]", said)


def test_the_scenario_drives_the_clock_and_ends(finance: Served) -> None:
    until = {"until": "2024-03-01T09:00:00+08:00"}
    assert finance.call("POST", "/scenario", json=until).status_code == 403
    assert finance.call("POST", "/scenario", json=until, duties=["scenario"]).status_code == 200
    bad = finance.call("POST", "/scenario", json={"until": "soon"}, duties=["scenario"])
    assert (bad.status_code, bad.json["errors"][0]["field"]) == (422, "until")
    assert finance.call("DELETE", "/scenario", duties=["scenario"]).status_code == 200
    assert finance.operations.done == [
        ("scenario", datetime(2024, 3, 1, 1, tzinfo=UTC)),
        ("end",),
    ]


def test_the_scenario_is_told_where_a_service_stands_behind_known_heads(finance: Served) -> None:
    told = finance.get("/scenario?projects=12", duties=["scenario"])
    assert (told.status_code, told.json["heads"]) == (200, {"projects": 12})
    assert finance.get("/scenario?projects=12").status_code == 403
    bad = finance.get("/scenario?projects=soon", duties=["scenario"])
    assert (bad.status_code, bad.json["errors"][0]["field"]) == (422, "projects")


def test_requests_are_counted_by_route_and_never_by_path(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    finance.get("/views/fund-ledger/f-1")
    finance.get("/no/such/place")
    text = finance.get("/metrics").get_data(as_text=True)
    assert (
        'zhenxing_http_requests_total{method="POST",route="/commands/<name>",status="200"} 1.0'
        in text
    )
    assert 'route="/views/<name>/<path:id>"' in text
    assert 'route="(none)",status="404"' in text
    assert "/no/such/place" not in text
