"""What if: the events that would follow and the refusals, and nothing is appended."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.finance.domain.fund.state import FUND
from shared.face.http.face import Limits
from tests.integration.http.served import FUND_1, Served, served

REGISTER = {"command": "register-fund", "data": FUND_1}
APPROPRIATE = {"command": "appropriate", "data": {"fund": "f-1", "amount_fen": 500}}


def simulated(service: Served, *commands: Any, by: str = "finance", **more: Any) -> Any:
    return service.call("POST", "/simulations", json={"commands": commands, **more}, by=by)


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path, Limits(simulated_steps=2)) as service:
        yield service


def test_each_step_tells_its_events_or_its_refusal(finance: Served) -> None:
    too_much = {"command": "appropriate", "data": {"fund": "f-1", "amount_fen": 0}}
    steps = simulated(finance, REGISTER, APPROPRIATE, REGISTER, too_much).json["steps"]
    (registered,), (appropriated,) = steps[0]["events"], steps[1]["events"]
    assert (registered["type"], registered["title"], registered["version"]) == (
        "FundRegistered", "登记资金", 1,
    )  # fmt: skip
    assert (appropriated["stream"], appropriated["data"]["amount_fen"]) == ("fund-f-1", 500)
    again, zero = steps[2]["refusal"], steps[3]["refusal"]
    assert (again["status"], again["rule"], steps[2]["events"]) == (422, "already-exists", [])
    assert again["detail"] and again["detail_zh"]
    assert zero["errors"][0]["field"] == "amount_fen"
    assert finance.face.log.head().position == 0


def test_a_step_tells_whose_turn_it_would_be_and_whose_no_more(supervision: Served) -> None:
    issue = {"issue": "i-1", "kind": "problem", "title": "演示", "description": "演示"}
    raised = {"command": "raise-issue", "data": {**issue, "town": "taoluo"}, "org": "taoluo"}
    assigned = {"command": "assign-issue", "data": {"issue": "i-1", "handler": "reform"}}
    first, second = simulated(supervision, raised, assigned, by="housing").json["steps"]
    (asked,) = first["tasks"]
    assert (asked["change"], asked["holder_name"]) == ("begins", "市住房和城乡建设局")
    assert [c["name"] for c in asked["commands"]] and "演示" in asked["about"] and asked["due_on"]
    by_change = {t["change"]: t["holder"] for t in second["tasks"] if t["about"] != ""}
    assert by_change["begins"] == "reform" and by_change["ends"] == "housing"


def test_nobody_is_told_of_a_turn_that_they_may_not_see(supervision: Served) -> None:
    issue = {"issue": "i-1", "kind": "problem", "title": "演示", "description": "演示"}
    raised = {"command": "raise-issue", "data": {**issue, "town": "taoluo"}}
    (step,) = simulated(supervision, raised, by="taoluo").json["steps"]
    assert step["events"] and all(t["stream"] == "issue-i-1" for t in step["tasks"])


def test_what_stands_in_the_log_is_where_it_begins(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    (step,) = simulated(finance, APPROPRIATE).json["steps"]
    assert step["events"][0]["version"] == 2


def test_a_city_organisation_tries_for_others_and_others_for_themselves(
    supervision: Served,
) -> None:
    issue = {"issue": "i-1", "kind": "problem", "title": "演示", "description": "演示"}
    raised = {"command": "raise-issue", "data": {**issue, "town": "taoluo"}, "org": "taoluo"}
    assert simulated(supervision, raised, by="housing").json["steps"][0]["events"]
    assert simulated(supervision, raised, by="taoluo").json["steps"][0]["events"]
    refused = simulated(supervision, raised, by="zhaoxian")
    assert (refused.status_code, refused.json["type"]) == (403, "not-permitted")
    own = {**raised, "org": None}
    (step,) = simulated(supervision, own, by="zhaoxian").json["steps"]
    assert (step["refusal"]["type"], step["org"]) == ("not-permitted", "zhaoxian")


def test_parameters_and_the_moment_may_be_others(finance: Served) -> None:
    many = {"finance.two_approvers_above_fen": 1}
    moment = "2020-01-02T09:00:00+08:00"
    answer = simulated(finance, REGISTER, parameters=many, now=moment)
    assert answer.json["now"] == "2020-01-02T01:00:00Z"
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("more", "status", "names"),
    [
        ({"parameters": {"finance.weather": 1}}, 404, "finance.weather"),
        (
            {"parameters": {"finance.two_approvers_above_fen": "much"}},
            422,
            "two_approvers_above_fen",
        ),
        ({"now": "yesterday"}, 422, "now"),
        ({"commands": []}, 422, "commands"),
        ({"commands": [{"command": "fly", "data": {}}]}, 404, "fly"),
        ({"commands": [{**REGISTER, "org": "nowhere"}]}, 422, "org"),
        ({"commands": [{**REGISTER, "duty": "x"}]}, 422, "commands.0.duty"),
        ({"commands": [REGISTER] * 3}, 422, "commands"),
    ],
)
def test_what_can_not_be_simulated_is_named(
    few: Served, more: dict[str, Any], status: int, names: str
) -> None:
    answer = few.call("POST", "/simulations", json={"commands": [REGISTER], **more})
    assert answer.status_code == status
    assert names in answer.get_data(as_text=True)


def test_one_simulation_too_many_is_told_to_come_back(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(simulations=0)) as service:
        assert simulated(service, REGISTER).status_code == 503


def test_what_only_the_system_gives_is_not_simulated(finance: Served) -> None:
    internal = next(c for c in FUND.commands.values() if not c.public)
    assert simulated(finance, {"command": internal.name, "data": {}}).status_code == 404
