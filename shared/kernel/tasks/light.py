"""What depends on the day on which somebody looks: a task's light, and the days that are left."""

from datetime import date, datetime
from typing import Annotated, Literal

from shared.kernel.tasks.holding import HeldTask
from shared.policy.local_time import LOCAL_TIME
from shared.policy.working_days import working_days_after
from shared.schemas.words import words

TaskLight = Annotated[
    Literal["", "green", "yellow", "red"], words(green="绿", yellow="黄", red="红")
]
"""Of a task within a limit, while it waits."""


def light_of(task: HeldTask, today: date) -> str:
    """Green, yellow from the day on which it is due soon, red after its last day."""
    if task.ended_at is not None or task.due_on is None or task.soon_on is None:
        return ""
    if today > task.due_on:
        return "red"
    return "yellow" if today >= task.soon_on else "green"


def working_days_left(task: HeldTask, today: date) -> int | None:
    """Working days after today up to the last day; below 0 those since that day."""
    if task.due_on is None or task.ended_at is not None:
        return None
    if today > task.due_on:
        return -working_days_after(task.due_on, today)
    return working_days_after(today, task.due_on)


def held_for(task: HeldTask, today: date) -> int | None:
    """Working days that it has lain with its holder, or did until it ended."""
    if task.held_since is None:
        return None
    until = _local_day(task.ended_at) if task.ended_at else today
    return working_days_after(_local_day(task.held_since), until)


def _local_day(moment: datetime) -> date:
    return moment.astimezone(LOCAL_TIME).date()
