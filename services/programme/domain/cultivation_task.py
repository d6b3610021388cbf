"""CultivationTask (`cultivation-task-<task>`): a row of the 任务分解表, RZ-1.a."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import (
    ANYONE,
    COUNTY,
    FLAG_STANDS,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    organisation,
    refuse,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.programme import cultivation_task
from shared.schemas.programme.stages import TaskStage

CLAUSE = "RZ-1.a"

rule = RulesOf(CLAUSE)
UNIT_IS_REGISTERED = rule(
    "task-unit-is-registered",
    zh="责任单位须登记在册",
    en="The unit that does a task is a registered one.",
    pass_zh="没有登记 {organisation}",
    pass_en="{organisation} is not registered.",
)
DUE_DAY_IS_TO_COME = rule(
    "task-due-day-is-to-come",
    zh="完成时限须晚于今日，调整后与原时限不同",
    en="A task is due on a day to come; a changed day is another one.",
    pass_zh="时限须在 {earliest} 及以后，现为 {given}",
    pass_en="Name a day from {earliest} on; {given} was given.",
)
TASK_IS_OPEN = rule(
    "task-is-open",
    zh="任务须尚未完成或取消",
    en="The task is neither completed nor cancelled.",
    pass_zh="任务已{stage}",
    pass_en="It is {stage_en}.",
)
ITS_UNIT_REPORTS = rule(
    "task-unit-reports",
    zh="由责任单位报告进展和完成情况",
    en="The unit that does the task reports on it and completes it.",
    pass_zh="请由 {organisation} 办理",
    pass_en="Have {organisation} do it.",
)
COMPLETED_ON_A_PAST_DAY = rule(
    "task-completed-on-a-past-day",
    zh="完成日期在下达日期之后、今日之前（含）",
    en="A task is completed between the day it was issued and today.",
    pass_zh="须在 {earliest} 至 {latest} 之间",
    pass_en="Between {earliest} and {latest}.",
)
_WORDS: dict[TaskStage, str] = {"completed": "完成", "cancelled": "取消"}


@dataclass(frozen=True, slots=True)
class CultivationTask:
    """`flag` is the key under which its lateness was told, until that is resolved."""

    town: str = ""
    organisation: str = ""
    title: str = ""
    issued_on: date = date.min
    due_on: date = date.max
    stage: TaskStage = "open"
    reports: int = 0
    flag: str = ""

    @property
    def running(self) -> bool:
        return self.stage in ("open", "overdue")

    @property
    def key(self) -> str:
        return f"task-{self.due_on:%Y%m%d}"


CULTIVATION_TASK = Aggregate(
    "cultivation-task",
    CultivationTask(),
    key="task",
    title="培育任务",
    sight=[to_town(), to_party("organisation"), to_named()],
)


@CULTIVATION_TASK.evolve
def evolve(task: CultivationTask, event: cultivation_task.Event) -> CultivationTask:
    match event:
        case cultivation_task.TaskBrokenDown():
            return CultivationTask(
                event.town, event.organisation, event.title, event.issued_on, event.due_on
            )
        case cultivation_task.TaskReported(number=number):
            return replace(task, reports=number)
        case cultivation_task.TaskDueDateChanged(due_on=day):
            return replace(task, due_on=day, stage="open")
        case cultivation_task.TaskCompleted():
            return replace(task, stage="completed")
        case cultivation_task.TaskCancelled():
            return replace(task, stage="cancelled")
        case cultivation_task.TaskOverdue(key=key):
            return replace(task, stage="overdue", flag=key)
        case cultivation_task.TaskFlagCleared():
            return replace(task, flag="")
    assert_never(event)


@CULTIVATION_TASK.deadlines
def deadlines(task: CultivationTask) -> list[Deadline]:
    """Until it is late: how late, its flag says."""
    return [_limit(task)] if task.stage == "open" and task.town else []


@CULTIVATION_TASK.tasks
def tasks(task: CultivationTask) -> Tasks:
    if task.running:
        yield Task(
            task.key, [organisation(task.organisation)], f"完成培育任务：{task.title}",
            [complete_task, report_task], _limit(task),
        )  # fmt: skip
    else:
        yield Over(f"任务已{_WORDS[task.stage]}")


def _limit(task: CultivationTask) -> Deadline:
    days = (task.due_on - task.issued_on).days
    return Deadline(task.key, task.issued_on, days, "calendar", CLAUSE)


def _require_open(task: CultivationTask) -> None:
    if not task.running:
        refuse(TASK_IS_OPEN, stage=_WORDS[task.stage], stage_en=task.stage)


def _its_unit(task: CultivationTask, context: Context) -> None:
    if context.actor.organisation != task.organisation:
        refuse(ITS_UNIT_REPORTS, organisation=task.organisation)


@CULTIVATION_TASK.command(
    title="分解任务",
    clause=CLAUSE,
    by=[HOUSING, COUNTY, TOWN],
    creates=True,
    numbered="{town}-task-{year}",
)
def break_down_task(
    task: CultivationTask, cmd: cultivation_task.BreakDownTask, context: Context
) -> Events:
    town = require_registered(cmd.town, context)
    if not context.registry.knows(cmd.organisation):
        refuse(UNIT_IS_REGISTERED, organisation=cmd.organisation)
    if cmd.due_on <= context.today:
        refuse(DUE_DAY_IS_TO_COME, earliest=context.today, given=cmd.due_on)
    yield cultivation_task.TaskBrokenDown.of(cmd, county=town.county, issued_on=context.today)


@CULTIVATION_TASK.command(
    title="报告任务进展", clause=CLAUSE, by=[ANYONE], when=[holds(_require_open), _its_unit]
)
def report_task(
    task: CultivationTask, cmd: cultivation_task.ReportTask, context: Context
) -> Events:
    yield cultivation_task.TaskReported.of(
        cmd, town=task.town, number=task.reports + 1, reported_on=context.today
    )


@CULTIVATION_TASK.command(
    title="调整任务时限", clause=CLAUSE, by=[HOUSING, COUNTY], when=[holds(_require_open)]
)
def change_task_due_date(
    task: CultivationTask, cmd: cultivation_task.ChangeTaskDueDate, context: Context
) -> Events:
    if cmd.due_on <= context.today or cmd.due_on == task.due_on:
        refuse(DUE_DAY_IS_TO_COME, earliest=context.today, given=cmd.due_on)
    yield cultivation_task.TaskDueDateChanged.of(cmd, town=task.town, previous_due_on=task.due_on)


@CULTIVATION_TASK.command(
    title="完成任务", clause=CLAUSE, by=[ANYONE], when=[holds(_require_open), _its_unit]
)
def complete_task(
    task: CultivationTask, cmd: cultivation_task.CompleteTask, context: Context
) -> Events:
    if not task.issued_on <= cmd.completed_on <= context.today:
        refuse(COMPLETED_ON_A_PAST_DAY, earliest=task.issued_on, latest=context.today)
    yield cultivation_task.TaskCompleted.of(
        cmd, town=task.town, organisation=task.organisation,
        late_days=max(0, (cmd.completed_on - task.due_on).days),
    )  # fmt: skip


@CULTIVATION_TASK.command(
    title="取消任务", clause=CLAUSE, by=[HOUSING, COUNTY], when=[holds(_require_open)]
)
def cancel_task(
    task: CultivationTask, cmd: cultivation_task.CancelTask, context: Context
) -> Events:
    yield cultivation_task.TaskCancelled.of(cmd, town=task.town, cancelled_on=context.today)


@CULTIVATION_TASK.command(title="解除任务逾期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_task_flag(
    task: CultivationTask, cmd: cultivation_task.ClearTaskFlag, context: Context
) -> Events:
    """The issue that lateness raised was resolved."""
    if task.flag != cmd.key:
        refuse(FLAG_STANDS, key=cmd.key)
    yield cultivation_task.TaskFlagCleared.of(cmd, town=task.town)


@CULTIVATION_TASK.when_passed(clause=CLAUSE)
def task_is_late(task: CultivationTask, passed: DeadlinePassed, context: Context) -> Events:
    if task.stage == "open" and passed.key == task.key:
        yield cultivation_task.TaskOverdue(
            passed.stream_id, town=task.town, county=context.registry.county_of(task.town),
            organisation=task.organisation, title=task.title, key=task.key, due_on=passed.due_on,
        )  # fmt: skip
