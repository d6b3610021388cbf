"""待办台账: each task once for each organisation that may do it; what became of it stays."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from shared.kernel.aggregate import Aggregate, Deadline, Task, to_labelled, to_party
from shared.kernel.aggregate.authority import in_force
from shared.kernel.aggregate.deadline import LimitUnit
from shared.kernel.aggregate.seeing import of_state
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.kernel.views.sight import labels_of
from shared.policy.registry import Registry
from shared.policy.working_days import due
from shared.schemas.kinds import (
    Category,
    ClauseId,
    CommandName,
    CountyId,
    EventName,
    OrganisationId,
    PersonCalled,
    PolicyVersion,
    ProjectId,
    RowKey,
    TownId,
)


@view(
    "tasks",
    title="待办",
    key="task",
    version=5,
    aside_column="stream",
    indexed=("holder", "stream", "town"),
    sight=[to_labelled(), to_party("holder")],
)
class HeldTask(Row):
    """What one organisation has been asked to do; `held_since` the event that asked it.

    `soon_on` is the first day on which it is due soon. Once done, or not asked any more, it is
    `ended_at` with who made it end. `asked_with` and `ended_with` are commands' ids: what one
    command both asks and answers was never asked. `seen_by` are the labels of whom the stream is
    opened to as it stands; none where it is `apart`.
    """

    task: RowKey = column("待办编号")
    stream: str = column("案卷")
    category: Category = column("类别")
    stream_id: RowKey = column("编号")
    key: RowKey = column("事项")
    holder: OrganisationId = column("责任单位")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    project: ProjectId = column("项目", default="")
    about: str = column("待办内容")
    commands: tuple[CommandName, ...] = column("可办命令", default=())
    clause: ClauseId = column("条款")
    since: date | None = column("起始日", default=None)
    starts_on: date | None = column("起算日", default=None)
    days: int = column("天数", default=0)
    unit: LimitUnit = column("时限单位", default="")
    stopped: tuple[tuple[date, date], ...] = column("停止计时", default=())
    soon: int = column("提前提醒（工作日）")
    soon_on: date | None = column("临期起始日", default=None)
    due_on: date | None = column("到期日", default=None)
    provisional: bool = column("节假日未公布，暂定", default=False)
    asked_by: OrganisationId = column("交办单位", default="")
    held_since: datetime | None = column("到手时刻", default=None)
    asked_with: RowKey = column("交办命令编号", default="")
    policy: PolicyVersion = column("政策版本", default="")
    ended_at: datetime | None = column("办结时刻", default=None)
    ended_by: OrganisationId = column("办结单位", default="")
    ended_person: PersonCalled = column("办结人", default="")
    ended_event: EventName = column("办结事件", default="")
    ended_with: RowKey = column("办结命令编号", default="")
    apart: bool = column("仅责任单位可见", default=False)
    seen_by: tuple[RowKey, ...] = column("可见范围", default=())


def asked_in(aggregate: Aggregate[Any], state: Any) -> list[Task]:
    """What a state asks, of whomever."""
    if aggregate.tasks_of is None:
        return []
    return [task for task in aggregate.tasks_of(state) if isinstance(task, Task)]


def tasks_in(
    aggregate: Aggregate[Any], id: str, state: Any, registry: Registry
) -> dict[str, HeldTask]:
    """The tasks of a stream in a state, by their rows' keys; not yet asked by anybody."""
    asked = asked_in(aggregate, state)
    if not asked:
        return {}
    stream, found = aggregate.stream(id), of_state(aggregate, id, state)
    town = found("town") or ""
    county = registry.county_of(town) or found("county") or ""
    seen_by = labels_of(aggregate, found)
    rows = {}
    for task in asked:
        row = HeldTask(
            task="", stream=stream, category=aggregate.category, stream_id=id, key=task.key,
            holder="", town=task.town or town, county=registry.county_of(task.town) or county,
            project="" if registry.knows(task.project) else task.project, about=task.about, commands=task.commands,
            clause=task.under, since=task.since, soon=task.soon, apart=task.apart,
            seen_by=() if task.apart else seen_by,
        )  # fmt: skip
        if task.by:
            row = _within(row, task.by)
        who = in_force(task.who, task.under, registry)
        for holder in dict.fromkeys(o for a in who for o in a.bearers(town, county)):
            key = f"{stream}/{task.key}@{holder}"
            rows[key] = replace(row, task=key, holder=holder)
    return rows


def _within(row: HeldTask, limit: Deadline) -> HeldTask:
    return dated(
        replace(
            row,
            since=row.since or limit.starts_on,
            starts_on=limit.starts_on,
            days=limit.days,
            unit=limit.unit,
            stopped=limit.stopped,
        )
    )


def dated(row: HeldTask) -> HeldTask:
    """The row with the days on which it is due and due soon, as the calendar now stands."""
    if row.starts_on is None:
        return row
    unit: Any = row.unit
    falls = due(row.starts_on, row.days, unit, row.stopped)
    left = due(row.starts_on, row.days, unit, row.stopped, row.soon)
    return replace(
        row,
        due_on=falls.on,
        soon_on=left.on + timedelta(days=1),
        provisional=falls.provisional or left.provisional,
    )


def after(
    held: Mapping[str, HeldTask | None], asked: Mapping[str, HeldTask], meta: EventMeta
) -> dict[str, HeldTask | None]:
    """What an event changes of a stream's rows; None where one goes.

    `held` are those that the stream has (at least all that have not ended, and all that are
    asked), `asked` those that its state asks after the event.
    """
    changed: dict[str, HeldTask | None] = {}
    for key, now in asked.items():
        row = held.get(key)
        if row is None or (row.ended_at and row.ended_with != meta.command_id):
            changed[key] = replace(
                now,
                asked_by=meta.organisation,
                held_since=meta.effective_at,
                asked_with=meta.command_id,
                policy=meta.policy,
            )
        else:
            changed[key] = replace(
                now,
                asked_by=row.asked_by,
                held_since=row.held_since,
                asked_with=row.asked_with,
                policy=row.policy,
            )
    for key, row in held.items():
        if row is None or row.ended_at or key in asked:
            continue
        changed[key] = None if row.asked_with == meta.command_id else _ended(row, meta)
    return {key: row for key, row in changed.items() if row != held.get(key)}


def _ended(row: HeldTask, meta: EventMeta) -> HeldTask:
    return replace(
        row,
        ended_at=meta.effective_at,
        ended_by=meta.organisation,
        ended_person=meta.called,
        ended_event=meta.type,
        ended_with=meta.command_id,
    )
