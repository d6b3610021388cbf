"""`/tasks`: 待办, what an organisation must do, by when and under which clause; by the view of
that name, with what depends on the day."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from werkzeug import Response

from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.query import POSITION, choice, number, parameters, text, when
from shared.face.http.view_filters import parameter
from shared.face.http.view_query import opened
from shared.face.http.views import ViewRoutes, is_past
from shared.face.words import words_for
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.tasks.light import TaskLight, held_for, light_of, working_days_left
from shared.kernel.views.definition import Column, View
from shared.kernel.views.selection import Condition, Selection
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas import codec

STATES = ("open", "soon", "late", "done")
_INSIDE = {"seen_by", "asked_with", "ended_with"}
_TOLD = [field.name for field in fields(HeldTask) if field.name not in _INSIDE]
_WAITS = Condition("ended_at", "eq", None)
ANYBODY = "*"
"""Whose tasks are asked for, where it is all the same."""
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@parameters
class OfTasks:
    """What tasks are read by."""

    for_: str | None = text("责任单位，默认本单位；* 为任何单位")
    state: str | None = choice("状态，默认 open", *STATES)
    on: datetime | None = when("灯色与剩余天数按哪一天计，默认今日")
    limit: int = number("每页行数", 1, "page", default=50)
    after: str | None = text("上一页的 next；已办也可为办结时刻、~ 和待办编号")
    at: int | None = number("等到台账到此位置", 0, POSITION)
    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))
    effective: datetime | None = when("截至何时已发生的事件")
    stream: str | None = text("只要此案卷的")
    town: str | None = text("只要此镇的")


@parameters
class OfCounts:
    """Whose tasks are counted, and on which day."""

    for_: str | None = text("责任单位，默认本单位；* 为任何单位")
    on: datetime | None = when("灯色按哪一天计，默认今日")
    at: int | None = number("等到台账到此位置", 0, POSITION)
    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))
    effective: datetime | None = when("截至何时已发生的事件")
    stream: str | None = text("只要此案卷的")
    town: str | None = text("只要此镇的")


class TaskRoutes:
    """Reads the view of tasks as it is or was, on a day."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views
        self._light = words_for(TaskLight)

    def page(self, call: Call, asked: OfTasks) -> Response:
        """What an organisation must do, or anybody, as far as the caller sees it, the next due first;
        with `state` only what is due soon or
        late, or what is done and by whom. `next` is the cursor of the page that follows.
        """
        view = self._views.view(HeldTask.definition.name)
        holder = asked.for_ or call.actor.organisation
        state, today = asked.state or "open", self._day(asked)
        done = state == "done"
        sort = "-ended_at" if done else "due_on"
        name = sort.removeprefix("-")
        column = next(c for c in view.columns if c.name == name)
        chosen = Selection(
            sort=name,
            descending=done,
            conditions=(*_of(holder, asked), *_in_state(state, today)),
            any_of=rows_seen(call, view),
            after=_after(asked.after, sort, column) if asked.after is not None else None,
            limit=asked.limit,
        )
        rows, following, position, missing = self._views.rows(view, chosen, asked)
        tasks = [row if isinstance(row, HeldTask) else _restored(row) for row in rows]
        return answer(
            {
                "service": self._face.name,
                "for": holder,
                "name": self._name(holder),
                "state": state,
                "on": today,
                "position": position,
                "tasks": [self._told(task, today) for task in tasks],
                "next": following,
                **self._views.trust(call, view, chosen.any_of, missing),
            }
        )

    def counts(self, call: Call, asked: OfCounts) -> Response:
        """How many tasks of an organisation are open, due soon, late, and done."""
        view = self._views.view(HeldTask.definition.name)
        holder, today = asked.for_ or call.actor.organisation, self._day(asked)
        every = Selection(
            "due_on", conditions=_of(holder, asked), any_of=rows_seen(call, view), limit=None
        )
        if not is_past(asked):
            self._views.wait(view, asked.at)
            counts, position = self._face.views.counts(view, every, _states(today))
        else:
            then, position = self._then(view, every, asked)
            counts = _counted(then, today)
        return answer(
            {
                "service": self._face.name,
                "for": holder,
                "name": self._name(holder),
                "on": today,
                "position": position,
                "counts": counts,
            }
        )

    def standing(self, call: Call, asked: OfCounts, most: int) -> dict[str, Any]:
        """How many tasks of anybody, as far as the caller sees them, are in each state on the day
        asked for, and so many of the open ones, the next due first."""
        view, today = self._views.view(HeldTask.definition.name), self._day(asked)
        of, seen = _of(ANYBODY, asked), rows_seen(call, view)
        every = Selection("due_on", conditions=of, any_of=seen, limit=None)
        if is_past(asked):
            then, _ = self._then(view, every, asked)
            counts = _counted(then, today)
            rows = [task for task in then if _WAITS.holds(task)][:most]
        else:
            waiting = Selection("due_on", conditions=(*of, _WAITS), any_of=seen, limit=most)
            page, counts = self._face.views.counted_page(view, waiting, every, _states(today))
            rows = page.rows
        return {"counts": counts, "tasks": [self._told(task, today) for task in rows]}

    def _then(
        self, view: View, every: Selection, asked: OfTasks | OfCounts
    ) -> tuple[list[HeldTask], int]:
        """Tasks as they were, and the position that they show."""
        rows, _, position, _ = self._views.rows(view, every, asked)
        return [_restored(row) for row in rows], position

    def _today(self) -> date:
        return self._face.executor.clock.now().astimezone(LOCAL_TIME).date()

    def _day(self, asked: OfTasks | OfCounts) -> date:
        """The local day on which the lights are looked at."""
        recorded = asked.as_of if isinstance(asked.as_of, datetime) else None
        moment = asked.on or recorded or asked.effective
        return moment.astimezone(LOCAL_TIME).date() if moment else self._today()

    def _told(self, task: HeldTask, today: date) -> dict[str, Any]:
        light = light_of(task, today)
        ended_on = task.ended_at and task.ended_at.astimezone(LOCAL_TIME).date()
        commands = self._face.executor.commands
        return {
            **{name: getattr(task, name) for name in _TOLD},
            "commands": [{"name": c, "title": commands[c].title} for c in task.commands],
            "holder_name": self._name(task.holder),
            "asked_by_name": self._name(task.asked_by),
            "ended_by_name": self._name(task.ended_by),
            "light": light,
            "light_zh": self._light.say(light) if self._light else light,
            "working_days_left": working_days_left(task, today),
            "held_working_days": held_for(task, today),
            "ended_late": bool(ended_on and task.due_on and ended_on > task.due_on),
        }

    def _name(self, organisation: str) -> str:
        if organisation == ANYBODY:
            return ""
        return self._face.registry.name_of(organisation, self._today())


def _of(holder: str, asked: OfTasks | OfCounts) -> tuple[Condition, ...]:
    """Whose tasks are asked for, and of what."""
    wanted = {"holder": None if holder == ANYBODY else holder}
    wanted |= {"stream": asked.stream, "town": asked.town}
    return tuple(Condition(name, "eq", value) for name, value in wanted.items() if value)


def _after(after: str, sort: str, column: Column) -> tuple[Any, str]:
    """The sort value and the key after which a page goes on. What was done may also be named by
    when it ended and its key: so what several services tell is merged. Raises `Problem` 422."""
    moment, named, key = after.partition("~")
    if named and sort == "-ended_at":
        return parameter(column, "after").value_of(moment), key
    return opened(after, sort, column)


def _in_state(state: str, today: date) -> tuple[Condition, ...]:
    if state == "done":
        return (Condition("ended_at", "gte", _EVER),)
    if state == "late":
        return _WAITS, Condition("due_on", "lte", today - timedelta(days=1))
    if state == "soon":
        return _WAITS, Condition("soon_on", "lte", today), Condition("due_on", "gte", today)
    return (_WAITS,)


def _states(today: date) -> dict[str, tuple[Condition, ...]]:
    return {state: _in_state(state, today) for state in STATES}


def _counted(tasks: list[HeldTask], today: date) -> dict[str, int]:
    """How many tasks are in each state."""
    states = _states(today).items()
    return {s: sum(all(c.holds(t) for c in of) for t in tasks) for s, of in states}


def _restored(row: msgspec.Raw) -> HeldTask:
    """A row of the past, which comes as JSON."""
    held: HeldTask = codec.decode_as(HeldTask, row)
    return held
