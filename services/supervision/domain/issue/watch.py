"""What supervision has done about a matter, and how each event adds to it (RZ-3.3.c)."""

from dataclasses import dataclass
from typing import assert_never

from shared.schemas.copying import replace
from shared.schemas.supervision import issue_supervision

WatchEvent = (
    issue_supervision.PrincipalReplied
    | issue_supervision.HandlerReminded
    | issue_supervision.IssueEscalated
    | issue_supervision.SupervisorDesignated
    | issue_supervision.InstructionRecorded
    | issue_supervision.HandlingRated
)


@dataclass(frozen=True, slots=True)
class Watch:
    """What supervision has done about a matter."""

    escalated: bool = False
    reminders: int = 0
    instructions: int = 0
    rated: bool = False
    replied: frozenset[str] = frozenset()
    designated: tuple[issue_supervision.SupervisorDesignated, ...] = ()


def watch_on(watch: Watch, event: WatchEvent) -> Watch:
    """What supervision has done, after an event."""
    match event:
        case issue_supervision.PrincipalReplied(department=department):
            return replace(watch, replied=watch.replied | {department})
        case issue_supervision.HandlerReminded(times=times):
            return replace(watch, reminders=times)
        case issue_supervision.IssueEscalated():
            return replace(watch, escalated=True)
        case issue_supervision.SupervisorDesignated():
            return replace(watch, designated=(*watch.designated, event))
        case issue_supervision.InstructionRecorded(number=number):
            return replace(watch, instructions=number)
        case issue_supervision.HandlingRated():
            return replace(watch, rated=True)
    assert_never(event)
