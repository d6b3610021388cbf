"""Ids of new things are proposed by the server, from town, year and number."""

from datetime import UTC, datetime

from shared.policy.local_time import LOCAL_TIME
from tests.integration.http.served import FUND_1, Served

ISSUE = {"kind": "problem", "title": "演示-路灯不亮", "description": "演示"}
RAISING = "/commands/raise-issue/proposal"


def test_a_number_that_was_proposed_is_free_and_the_next_one_follows(finance: Served) -> None:
    asked = "/commands/register-fund/proposal?year=2024"
    first = finance.get(asked, by="finance").json
    assert (first["field"], first["proposal"]) == ("fund", "fund-2024-001")
    assert finance.give("register-fund", {**FUND_1, "fund": first["proposal"]}).status_code == 200
    assert finance.get(asked, by="finance").json["proposal"] == "fund-2024-002"


def test_two_who_ask_at_once_may_get_the_same_and_the_second_command_is_refused(
    supervision: Served,
) -> None:
    ids = [supervision.get(RAISING, by="taoluo").json["proposal"] for _ in range(2)]
    assert ids[0] == ids[1]
    answers = [
        supervision.give("raise-issue", {**ISSUE, "issue": id, "town": "taoluo"}, by="taoluo")
        for id in ids
    ]
    assert [answer.status_code for answer in answers] == [200, 422]
    assert answers[1].json["rule"] == "already-exists"


def test_a_town_is_proposed_its_own_number_of_this_year(supervision: Served) -> None:
    year = datetime.now(UTC).astimezone(LOCAL_TIME).year
    answer = supervision.get(RAISING, by="taoluo").json
    assert answer["proposal"] == f"taoluo-issue-{year}-001"
    assert answer["made_of"] == {"town": "taoluo", "year": year}


def test_who_may_not_give_the_command_is_proposed_nothing(supervision: Served) -> None:
    assert supervision.get(RAISING, by="finance").status_code == 403


def test_a_town_that_nobody_knows_is_refused(supervision: Served) -> None:
    refused = supervision.get(f"{RAISING}?town=atlantis", by="taoluo")
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "town")


def test_a_command_that_makes_nothing_new_has_no_number(finance: Served) -> None:
    assert finance.get("/commands/appropriate/proposal", by="finance").status_code == 404
    assert finance.get("/commands/nothing-of-the-kind/proposal", by="finance").status_code == 404


def test_a_form_is_told_how_to_ask(finance: Served) -> None:
    commands = finance.get("/commands", by="finance").json["commands"]
    told = {command["name"]: command["proposal"] for command in commands}
    assert told["register-fund"] == {
        "field": "fund", "needs": ["year"], "path": "/commands/register-fund/proposal",
    }  # fmt: skip
    assert told["appropriate"] is None
    assert "/commands/{name}/proposal" in finance.get("/openapi.json").json["paths"]
