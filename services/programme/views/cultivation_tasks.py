"""任务分解台账: every task with its unit, its due day, how far it is, whether it was late."""

from datetime import date

from services.programme.domain.cultivation_task import CULTIVATION_TASK
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.programme import cultivation_task
from shared.schemas.programme.stages import Direction, TaskStage


@view("cultivation-tasks", title="任务分解台账", key="task", version=1, of=CULTIVATION_TASK)
class CultivationTasks(Row):
    task: str = column("任务编号")
    town: TownId = column("镇")
    direction: Direction = column("方向", "layout")
    title: str = column("任务")
    organisation: OrganisationId = column("责任单位")
    project: str = column("项目编号")
    issued_on: date | None = column("下达日期")
    due_on: date | None = column("完成时限")
    stage: TaskStage = column("状态", "open")
    progress: int = column("进度（%）")
    reported_on: date | None = column("报告日期")
    completed_on: date | None = column("完成日期")
    late_days: int = column("逾期天数")
    flagged: bool = column("逾期预警")


TASKS_FIGURE = figure(
    "cultivation-tasks", "培育任务", of=CultivationTasks, by=("organisation", "stage"),
    counts="任务数",
)  # fmt: skip

TASKS = totals(
    "cultivation_tasks",
    "Tasks handed out by stage and town",
    of=CultivationTasks,
    by=("stage", "town"),
)
LATE = totals(
    "cultivation_tasks_late",
    "Tasks past their last day, by who must do them",
    of=CultivationTasks,
    by=("organisation",),
    where={"stage": ("overdue",)},
)


@CultivationTasks.on(cultivation_task.TaskBrokenDown)
def broken_down(row: CultivationTasks, event: cultivation_task.TaskBrokenDown) -> CultivationTasks:
    return replace(
        row, town=event.town, direction=event.direction, title=event.title,
        organisation=event.organisation, project=event.project or "", issued_on=event.issued_on,
        due_on=event.due_on,
    )  # fmt: skip


@CultivationTasks.on(cultivation_task.TaskReported)
def reported(row: CultivationTasks, event: cultivation_task.TaskReported) -> CultivationTasks:
    return replace(row, progress=event.progress, reported_on=event.reported_on)


@CultivationTasks.on(cultivation_task.TaskDueDateChanged)
def moved(row: CultivationTasks, event: cultivation_task.TaskDueDateChanged) -> CultivationTasks:
    return replace(row, due_on=event.due_on, stage="open")


@CultivationTasks.on(cultivation_task.TaskCompleted)
def completed(row: CultivationTasks, event: cultivation_task.TaskCompleted) -> CultivationTasks:
    return replace(
        row, stage="completed", progress=100, completed_on=event.completed_on,
        late_days=event.late_days,
    )  # fmt: skip


@CultivationTasks.on(cultivation_task.TaskCancelled)
def cancelled(row: CultivationTasks, event: cultivation_task.TaskCancelled) -> CultivationTasks:
    return replace(row, stage="cancelled")


@CultivationTasks.on(cultivation_task.TaskOverdue)
def late(row: CultivationTasks, event: cultivation_task.TaskOverdue) -> CultivationTasks:
    return replace(row, stage="overdue", flagged=True)


@CultivationTasks.on(cultivation_task.TaskFlagCleared)
def cleared(row: CultivationTasks, event: cultivation_task.TaskFlagCleared) -> CultivationTasks:
    return replace(row, flagged=False)
