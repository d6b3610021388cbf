"""`/trace`: what a command led to here, who held what, of what the caller may see."""

from typing import Any

from shared.kernel.log.meta import decode_meta
from tests.integration.http.served import Served

MATTER = {"kind": "problem", "title": "演示-断头路", "description": "演示", "town": "taoluo"}
GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def part(service: Served, position: int, by: str) -> dict[str, Any]:
    """The chain of the command that led to a position."""
    [record] = service.face.log.read(position - 1, 1)
    answer = service.get(f"/trace/{decode_meta(record.meta).correlation}", by=by)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_a_chain_tells_events_and_who_holds_what_and_neither_data_nor_persons(
    supervision: Served,
) -> None:
    supervision.give("raise-issue", {**MATTER, "issue": "i1"}, by="taoluo")
    found = part(supervision, 1, by="housing")
    [event] = found["events"]
    assert (event["stream"], event["type"], event["position"]) == ("issue-i1", "IssueRaised", 1)
    assert (event["organisation"], event["causation"], found["hidden"]) == ("taoluo", "", 0)
    assert {"data", "person", "person_name"}.isdisjoint(event)
    assert [(t["holder"], t["ended_at"]) for t in found["tasks"]] == [("housing", None)]


def test_what_the_caller_may_not_see_is_counted_only(supervision: Served) -> None:
    supervision.give("raise-issue", {**MATTER, "issue": "i1"}, by="taoluo")
    found = part(supervision, 1, by="zhaoxian")
    assert (found["events"], found["tasks"], found["hidden"]) == ([], [], 1)


def test_a_chain_that_has_no_part_here_is_empty(supervision: Served) -> None:
    found = supervision.get("/trace/0af76519-16cd-43dd-8448-eb211c80319c").json
    assert (found["events"], found["hidden"]) == ([], 0)


def test_a_commands_trace_context_is_kept_with_its_events(supervision: Served) -> None:
    headers = {"traceparent": GIVEN}
    supervision.give("raise-issue", {**MATTER, "issue": "i1"}, by="taoluo", headers=headers)
    headers = {"traceparent": "nonsense"}
    supervision.give("raise-issue", {**MATTER, "issue": "i2"}, by="taoluo", headers=headers)
    records = supervision.face.log.read(0)
    assert [decode_meta(r.meta).traceparent for r in records] == [GIVEN, ""]


def test_what_no_command_is_called_by_is_no_chain(supervision: Served) -> None:
    """Whoever pastes half an id is told so."""
    for typed in ("x", "0af76519", "0AF76519-16CD-43DD-8448-EB211C80319C"):
        answer = supervision.get(f"/trace/{typed}")
        assert answer.status_code == 404 and typed in answer.json["detail_zh"]
