"""`/tasks`: what an organisation must do, as the service's log tells, on any day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fixed_clock import FixedClock
from tests.integration.http.served import Served, served

NOON = datetime(2024, 3, 1, 4, 0, tzinfo=UTC)
MATTER = {"issue": "i1", "kind": "problem", "title": "演示-断头路", "description": "演示"}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Served]:
    """A town has raised a matter; housing has assigned it to the department of natural resources."""
    with served("supervision", tmp_path, clock=FixedClock(NOON)) as service:
        service.give("raise-issue", {**MATTER, "town": "taoluo"}, by="taoluo")
        handler = {"issue": "i1", "handler": "natural-resources"}
        assert service.give("assign-issue", handler, by="housing").status_code == 200
        yield service


def asked(service: Served, of: str, query: str = "", by: str = "") -> list[dict[str, object]]:
    answer = service.get(f"/tasks?for={of}{query}", by=by or of)
    assert answer.status_code == 200, answer.json
    tasks: list[dict[str, object]] = answer.json["tasks"]
    return tasks


def test_who_holds_a_matter_reads_what_to_do_by_when_and_by_which_command(service: Served) -> None:
    plan, reply = asked(service, "natural-resources")
    assert plan["about"] == "提出办理方案：“演示-断头路”"
    assert [c["name"] for c in plan["commands"]][0] == "propose-plan"
    assert (plan["due_on"], plan["clause"], plan["light"]) == ("2024-03-08", "RZ-3.3.b", "green")
    assert (plan["working_days_left"], plan["held_working_days"]) == (5, 0)
    assert plan["asked_by_name"] == "市住房和城乡建设局"
    assert reply["commands"] == [{"name": "reply-as-principal", "title": "主要负责人答复"}]


def test_the_light_is_that_of_the_day_on_which_one_looks(service: Served) -> None:
    for day, light, left in (("2024-03-05", "green", 3), ("2024-03-06", "yellow", 2),
                             ("2024-03-08", "yellow", 0), ("2024-03-11", "red", -1)):  # fmt: skip
        plan, _ = asked(service, "natural-resources", f"&on={day}")
        assert (plan["light"], plan["working_days_left"]) == (light, left), day


def test_states_choose_what_is_soon_late_or_done(service: Served) -> None:
    def keys(state: str, on: str, of: str = "natural-resources") -> list[object]:
        return [t["key"] for t in asked(service, of, f"&state={state}&on={on}")]

    assert keys("soon", "2024-03-05") == []
    assert keys("soon", "2024-03-06") == ["assigned-2"]
    assert keys("late", "2024-03-08") == []
    assert keys("late", "2024-03-11") == ["assigned-2"]
    assert len(keys("open", "2024-03-11")) == 2
    (done,) = asked(service, "housing", "&state=done")
    assert (done["key"], done["ended_by"], done["ended_person"]) == ("raised-1", "housing", "张三")
    assert (done["ended_event"], done["ended_late"], done["light"]) == ("IssueAssigned", False, "")


def test_without_for_they_are_the_callers_own_and_a_page_follows_another(service: Served) -> None:
    first = service.get("/tasks?limit=1", by="natural-resources").json
    rest = service.get(f"/tasks?limit=1&after={first['next']}", by="natural-resources").json
    keys = [t["key"] for page in (first, rest) for t in page["tasks"]]
    assert (keys, rest["next"]) == (["assigned-2", "reply-natural-resources"], None)


def test_what_was_done_goes_on_after_when_it_ended_and_its_number(service: Served) -> None:
    for issue in ("i2", "i3"):
        service.give("raise-issue", {**MATTER, "issue": issue, "town": "taoluo"}, by="taoluo")
        handler = {"issue": issue, "handler": "natural-resources"}
        given = service.give("assign-issue", handler, by="housing").json
    seen = f"/tasks?for=housing&at={given['position']}"
    whole = service.get(f"{seen}&state=done", by="housing").json["tasks"]
    assert len(whole) == 3
    for n, task in enumerate(whole):
        place = f"{task['ended_at']}~{task['task']}"
        rest = service.get(f"{seen}&state=done&after={place}", by="housing").json["tasks"]
        assert rest == whole[n + 1 :]
    for query in (f"&after={place}", "&state=done&after=yesterday~x"):
        assert service.get(f"{seen}{query}", by="housing").status_code == 422, query


def test_others_tasks_are_read_by_whom_their_stream_is_opened_to(service: Served) -> None:
    assert len(asked(service, "natural-resources", by="taoluo")) == 2
    assert asked(service, "natural-resources", by="zhaoxian") == []
    assert asked(service, "natural-resources", by="finance") == []


def test_the_past_tells_whose_turn_it_was(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(service, "natural-resources", "&as_of=1") == []
    (raised,) = asked(service, "housing", "&as_of=1")
    assert (raised["key"], raised["about"]) == ("raised-1", "交办“演示-断头路”")
    head = service.get("/events", duties=["service"]).json["head"]
    past = asked(service, "natural-resources", f"&as_of={head}")
    assert past == asked(service, "natural-resources")
    now = service.get("/views/tasks").json["rows"]
    assert service.get(f"/views/tasks?as_of={head}").json["rows"] == now
    file = service.get(f"/views/tasks?as_of={head}&format=csv")
    assert file.status_code == 422, "no empty ledger where the past can't be folded from events"
    monkeypatch.setattr("shared.face.http.past.SHORT", -1)  # in a process aside
    assert asked(service, "natural-resources", f"&as_of={head}") == past


def test_what_is_no_state_is_refused(service: Served) -> None:
    assert service.get("/tasks?state=lost").status_code == 422
    assert service.get("/tasks?until=2024-03-01").status_code == 422


def test_counts_say_how_many_are_open_soon_late_and_done(service: Served) -> None:
    def counts(of: str, query: str) -> dict[str, int]:
        answer = service.get(f"/tasks/counts?for={of}{query}", by=of)
        assert answer.status_code == 200, answer.json
        found: dict[str, int] = answer.json["counts"]
        return found

    department = "natural-resources"
    for day, soon, late in (("2024-03-05", 0, 0), ("2024-03-06", 1, 0), ("2024-03-11", 0, 1)):
        told = {"open": 2, "soon": soon, "late": late, "done": 0}
        assert counts(department, f"&on={day}") == told
        assert counts(department, f"&on={day}&as_of=2") == told
    assert counts("housing", "&on=2024-03-05")["done"] == 1
    assert counts("housing", "&on=2024-03-05&as_of=1")["done"] == 0


def test_what_a_caller_may_not_see_is_not_counted(service: Served) -> None:
    told = service.get("/tasks/counts?for=natural-resources", by="wulian").json["counts"]
    assert set(told.values()) == {0}
