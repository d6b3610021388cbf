"""Giving commands: answers, repeats, versions, permissions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.test import TestResponse

from tests.integration.http.served import FUND_1, Served


def test_an_accepted_command_tells_where_it_stands_and_that_the_views_show_it(
    finance: Served,
) -> None:
    answer = finance.give("register-fund", FUND_1)
    assert answer.status_code == 200
    body = answer.json
    assert (body["stream"], body["version"], body["position"]) == ("fund-f-1", 1, 1)
    assert body["visible"] is True
    assert [e["type"] for e in body["events"]] == ["FundRegistered"]
    assert answer.headers["ETag"] == '"1"'
    assert finance.get("/views/fund-ledger/f-1").json["row"]["name"] == "专项资金"


def test_the_same_key_again_gives_the_same_answer_and_appends_nothing(finance: Served) -> None:
    first = finance.give("register-fund", FUND_1, key="k")
    again = finance.give("register-fund", FUND_1, key="k")
    assert again.json == first.json
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"
    assert finance.face.log.head().position == 1


def test_the_same_key_with_another_body_is_refused(finance: Served) -> None:
    finance.give("register-fund", FUND_1, key="k")
    other = finance.give("register-fund", {**FUND_1, "name": "另一资金"}, key="k")
    assert (other.status_code, other.json["type"]) == (422, "key-reused")


def test_nobody_is_told_that_he_did_what_a_colleague_did(finance: Served) -> None:
    """Of two who must both approve, the second would believe that he has."""
    finance.give("register-fund", FUND_1, key="k", person="张三")
    other = finance.give("register-fund", FUND_1, key="k", person="李四")
    assert (other.status_code, other.json["type"]) == (422, "key-reused")


def test_twenty_callers_with_one_key_append_once(finance: Served) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _: finance.give("register-fund", FUND_1, key="same"), range(20))
        )
    assert {a.status_code for a in answers} == {200}
    assert len({a.get_data(as_text=True) for a in answers}) == 1
    assert sum("Idempotent-Replay" not in a.headers for a in answers) == 1
    assert finance.face.log.head().position == 1


def test_a_repeat_answers_as_before_though_it_would_lead_to_more_events_by_now(
    land: Served,
) -> None:
    by = "natural-resources"

    def set_reserve(square_metres: int, key: str) -> TestResponse:
        return land.give(
            "set-reserve", {"county": "juxian", "reserved": square_metres}, key=key, by=by
        )

    land.give("set-construction-scale", {"county": "juxian", "scale": 100}, by=by)
    first = set_reserve(15, "k")
    assert [e["type"] for e in set_reserve(5, "other").json["events"]] == [
        "ReserveSet",
        "ReserveBreached",
    ]
    again = set_reserve(15, "k")
    assert (again.status_code, again.json) == (200, first.json)
    assert again.headers["Idempotent-Replay"] == "true"
    other = set_reserve(4, "k")
    assert (other.status_code, other.json["type"]) == (422, "key-reused")


def test_the_same_key_of_another_organisation_is_another_command(finance: Served) -> None:
    finance.give("register-fund", FUND_1, key="k")
    county = {**FUND_1, "fund": "f-2", "source": "county", "county": "juxian"}
    assert finance.give("register-fund", county, key="k", by="juxian").status_code == 200


@pytest.mark.parametrize("version", ["1", '"1"'])
def test_if_match_with_the_present_version_passes(finance: Served, version: str) -> None:
    finance.give("register-fund", FUND_1)
    data = {"fund": "f-1", "amount_fen": 100}
    answer = finance.give("appropriate", data, headers={"If-Match": version})
    assert (answer.status_code, answer.json["version"]) == (200, 2)


def test_if_match_with_an_older_version_tells_the_stream_and_both_versions(
    finance: Served,
) -> None:
    finance.give("register-fund", FUND_1)
    finance.give("appropriate", {"fund": "f-1", "amount_fen": 100})
    data = {"fund": "f-1", "amount_fen": 5}
    answer = finance.give("appropriate", data, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json["type"]) == (409, "version-conflict")
    assert answer.json["stream"] == "fund-f-1"
    assert (answer.json["expected"], answer.json["actual"]) == (1, 2)


@pytest.mark.parametrize("version", ['W/"1"', "*", "one", "-1", '"1', "9" * 30])
def test_any_other_if_match_is_malformed(finance: Served, version: str) -> None:
    answer = finance.give("register-fund", FUND_1, headers={"If-Match": version})
    assert (answer.status_code, answer.json["type"]) == (400, "malformed")


def test_who_may_give_a_command_is_named_when_another_tries(finance: Served) -> None:
    answer = finance.give("register-fund", FUND_1, by="housing")
    assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
    assert "市财政局" in answer.json["detail_zh"]
    assert {"zh": "市财政局", "en": "finance"} in answer.json["who_may"]


def test_a_refusal_names_rule_and_clause_and_what_is_missing(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    data = {"fund": "f-1", "project": "p-1", "amount_fen": 100}
    answer = finance.give("allocate-funds", data)
    assert (answer.status_code, answer.json["type"]) == (422, "refused")
    assert answer.json["clause"] == "RZ-2.2.c"
    assert answer.json["rule"]
    assert answer.json["needs"] == {"project": "p-1"}
    assert answer.json["detail"] != answer.json["detail_zh"]


def test_a_command_of_reactions_is_offered_to_nobody(finance: Served) -> None:
    offered = finance.get("/commands").json["commands"]
    assert {"register-fund", "pay"} < {c["name"] for c in offered}
    assert "recognise-eligibility" not in {c["name"] for c in offered}
    assert finance.give("recognise-eligibility", {}).status_code == 404


def test_a_command_is_described_with_its_schema_and_who_may_give_it(finance: Served) -> None:
    offered = {c["name"]: c for c in finance.get("/commands").json["commands"]}
    command = offered["register-fund"]
    assert (command["title"], command["clause"]) == ("登记资金", "RZ-2.2.c")
    assert command["schema"]["required"] == ["fund", "kind", "name", "source", "year"]
    assert command["who_may"][0] == {"zh": "市财政局", "en": "finance", "relation": "organisation"}
    of_county = [w for c in offered.values() for w in c["who_may"] if "department" in w]
    assert {(w["relation"], w["department"]) for w in of_county} == {
        ("county-department", "finance")
    }


def test_only_the_scenario_sets_the_time(supervision: Served) -> None:
    issue = {"issue": "i-1", "town": "taoluo", "kind": "problem", "title": "t", "description": "d"}
    at = {"Scenario-Time": "2024-03-01T09:00:00+08:00"}
    denied = supervision.give("raise-issue", issue, by="taoluo", headers=at)
    assert denied.status_code == 403
    wrong = supervision.give(
        "raise-issue", issue, by="taoluo", duties=["scenario"], headers={"Scenario-Time": "today"}
    )
    assert wrong.status_code == 400
    given = supervision.give("raise-issue", issue, by="taoluo", duties=["scenario"], headers=at)
    assert given.status_code == 200
    event = supervision.get("/streams/issue-i-1").json["events"][0]
    assert event["effective_at"] == "2024-03-01T01:00:00Z"
    assert event["data"]["raised_on"] == "2024-03-01"
