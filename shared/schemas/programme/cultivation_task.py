"""任务分解表 (RZ-1.a): a task of a town's plan, with the unit that does it and its due day."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.programme.stages import Direction

CLAUSE = "RZ-1.a"


@command_data
class BreakDownTask:
    task: Identifier
    town: TownId
    direction: Direction
    title: Name = titled("任务")
    organisation: OrganisationId = titled("责任单位")
    due_on: date = titled("完成时限")
    project: ProjectId | None = titled("项目编号", None)
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="分解任务")
class TaskBrokenDown(BreakDownTask):
    project: ProjectId | None
    document: DocumentRef | None
    county: CountyId
    issued_on: date


@command_data
class ReportTask:
    task: Identifier
    progress: Percent = titled("进度（%）")
    report: Text = titled("进展情况")


@event("programme", clause=CLAUSE, title="报告任务进展")
class TaskReported(ReportTask):
    """`number` counts the reports from 1."""

    town: TownId
    number: Count = titled("第几次报告", unit="ordinal")
    reported_on: date


@command_data
class ChangeTaskDueDate:
    task: Identifier
    due_on: date = titled("新的完成时限")
    reason: Reason
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="调整任务时限")
class TaskDueDateChanged(ChangeTaskDueDate):
    document: DocumentRef | None
    town: TownId
    previous_due_on: date = titled("原完成时限")


@command_data
class CompleteTask:
    task: Identifier
    result: Text = titled("完成情况")
    completed_on: date
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="完成任务")
class TaskCompleted(CompleteTask):
    """`late_days` calendar days after it was due."""

    document: DocumentRef | None
    town: TownId
    organisation: OrganisationId
    late_days: int = titled("逾期天数", unit="days")


@command_data
class CancelTask:
    task: Identifier
    reason: Reason = titled("取消理由")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="取消任务")
class TaskCancelled(CancelTask):
    document: DocumentRef | None
    town: TownId
    cancelled_on: date


@event("programme", clause=CLAUSE, title="任务逾期")
class TaskOverdue:
    """`organisation` did not complete it by `due_on`. `key` is the due day's."""

    task: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    title: Name = titled("任务")
    key: str
    due_on: date = titled("完成时限")


@command_data
class ClearTaskFlag:
    task: Identifier
    key: str
    issue: Identifier


@event("programme", clause="RZ-3.3.c", title="任务逾期预警解除")
class TaskFlagCleared(ClearTaskFlag):
    """The issue that lateness raised is resolved."""

    town: TownId


Event = (
    TaskBrokenDown | TaskReported | TaskDueDateChanged | TaskCompleted | TaskCancelled
    | TaskOverdue | TaskFlagCleared
)  # fmt: skip
