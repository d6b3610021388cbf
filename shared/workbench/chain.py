"""A chain over all services as a tree of acts, from what each service's `/trace` has told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Told = Mapping[str, Any]


@dataclass
class Act:
    """What one command led to in one service; `after` is what followed from it elsewhere or there."""

    service: str
    events: list[Told] = field(default_factory=list)
    tasks: list[Told] = field(default_factory=list)
    after: list["Act"] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.events[0]["recorded_at"])


def tree(parts: list[dict[str, Any]]) -> list[Act]:
    """The acts that nothing shown led to, each with what followed from it, in order."""
    acts: dict[tuple[str, str], Act] = {}
    by_event: dict[str, Act] = {}
    for part in parts:
        for event in part["events"]:
            key = part["service"], event["command_id"]
            act = acts.setdefault(key, Act(part["service"]))
            act.events.append(event)
            by_event[event["id"]] = act
        for task in part["tasks"]:
            commands = (task["asked_with"], task["ended_with"])
            asked = next((a for c in commands if (a := acts.get((part["service"], c)))), None)
            if asked:
                asked.tasks.append(task)
    roots: list[Act] = []
    for act in sorted(acts.values(), key=lambda act: act.at):
        cause = by_event.get(act.events[0]["causation"])
        (cause.after if cause and cause is not act else roots).append(act)
    return roots
