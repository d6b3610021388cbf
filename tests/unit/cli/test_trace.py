"""A chain over services as a tree: what followed from what, and the time in between."""

from typing import Any

from shared.runtime.cli.trace import lines
from shared.workbench.chain import tree


def event(id: str, command: str, at: str, causation: str = "") -> dict[str, Any]:
    return {
        "id": id, "command_id": command, "causation": causation, "recorded_at": at,
        "title": "标题", "type": id, "stream": f"stream-{id}", "position": 1, "clause": "RZ-2.1.a",
        "organisation_name": "市财政局", "command": f"do-{command}",
    }  # fmt: skip


TASK = {
    "about": "待下达", "holder_name": "市财政局", "ended_at": None, "working_days": 3,
    "asked_with": "b", "ended_with": "",
}  # fmt: skip
PARTS = [
    {
        "service": "finance",
        "events": [event("E2", "b", "2026-03-02T01:00:00.250000+00:00", "E1")],
        "tasks": [TASK],
    },
    {
        "service": "projects",
        "events": [
            event("E1", "a", "2026-03-02T01:00:00+00:00"),
            event("E1b", "a", "2026-03-02T01:00:00+00:00"),
            event("E3", "c", "2026-03-02T01:00:01+00:00", "E2"),
        ],
        "tasks": [],
    },
]


def test_what_followed_stands_below_what_led_to_it() -> None:
    [root] = tree(PARTS)
    assert [e["type"] for e in root.events] == ["E1", "E1b"]
    [finance] = root.after
    assert (finance.service, [a.service for a in finance.after]) == ("finance", ["projects"])


def test_each_line_says_how_long_it_took_and_who_holds_it_how_long() -> None:
    told = list(lines(tree(PARTS)))
    assert told[0].startswith("2026-03-02 09:00:00 projects do-a 市财政局")
    assert told[2].startswith("  +0.250 s finance do-b")
    assert "市财政局 在办 open，持有 held 3 工作日" in told[4]
    assert told[5].startswith("    +0.750 s projects do-c")


def test_what_followed_from_an_unknown_event_begins_a_tree_of_its_own() -> None:
    assert [act.service for act in tree(PARTS[:1])] == ["finance"]
