"""A chain over services as a tree: who led to what, after how long, and who held it."""

from datetime import timedelta
from typing import Any

from shared.workbench.chain import tree
from shared.workbench.pages.trace import held, lasting


def event(id: str, command: str, at: str, causation: str = "") -> dict[str, Any]:
    recorded = f"2026-01-01T00:00:{at}+00:00"
    return {"id": id, "command_id": command, "recorded_at": recorded, "causation": causation}


def part(service: str, *events: dict[str, Any], tasks: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"service": service, "events": list(events), "tasks": list(tasks), "hidden": 0}


def test_what_followed_stands_below_what_led_to_it_whichever_service_it_was_in():
    asked = {"asked_with": "c2", "ended_with": ""}
    [root] = tree(
        [
            part("finance", event("e3", "c3", "07", "e2"), event("e2", "c2", "03", "e1"), tasks=(asked,)),
            part("projects", event("e1", "c1", "01")),
        ]
    )  # fmt: skip
    assert (root.service, [a.service for a in root.after]) == ("projects", ["finance"])
    [second] = root.after
    assert (second.tasks, [a.events[0]["id"] for a in second.after]) == ([asked], ["e3"])


def test_what_followed_from_what_nobody_may_see_stands_for_itself():
    acts = tree([part("land", event("e2", "c2", "03", "hidden"), event("e4", "c4", "02"))])
    assert [a.events[0]["id"] for a in acts] == ["e4", "e2"]


def test_what_names_itself_as_its_cause_stands_once_and_for_itself():
    [root] = tree([part("land", event("e1", "c1", "01", "e1"))])
    assert root.after == []


def test_times_between_are_said_as_people_say_them():
    said = {
        timedelta(milliseconds=41): "41 毫秒",
        timedelta(seconds=2.34): "2.3 秒",
        timedelta(minutes=5): "5 分钟",
        timedelta(hours=3, minutes=7): "3 小时 7 分",
        timedelta(days=2): "2 天",
        timedelta(days=2, hours=5): "2 天 5 小时",
    }
    assert {time: lasting(time) for time in said} == said


def test_who_holds_a_task_is_said_with_the_working_days():
    task = {"about": "拨付", "holder_name": "财政局", "working_days": 3, "ended_at": None}
    assert held(task) == "拨付：财政局 在办，已持有 3 个工作日"
    assert held({**task, "ended_at": "2026-01-01"}) == "拨付：财政局 已办结，历时 3 个工作日"
