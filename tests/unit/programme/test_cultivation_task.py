"""RZ-1.a: the task breakdown names a unit and a due day; what is late raises its flag, once."""

from dataclasses import replace
from datetime import date

from services.programme.domain import cultivation_task as rules
from services.programme.domain import town_profile
from services.programme.domain.cultivation_task import CULTIVATION_TASK
from services.programme.views.cultivation_tasks import CultivationTasks
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.programme.cultivation_task import (
    BreakDownTask,
    CancelTask,
    ChangeTaskDueDate,
    ClearTaskFlag,
    CompleteTask,
    ReportTask,
    TaskBrokenDown,
    TaskCancelled,
    TaskCompleted,
    TaskDueDateChanged,
    TaskFlagCleared,
    TaskOverdue,
    TaskReported,
)
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY, DUE = NOON.date(), date(2024, 6, 30)
BREAK = BreakDownTask(
    "t-1", town="taoluo", direction="capacity", title="演示-管网改造",
    organisation="donggang-housing", due_on=DUE,
)  # fmt: skip
BROKEN = TaskBrokenDown.of(BREAK, county="donggang", issued_on=TODAY)
REPORT = ReportTask("t-1", progress=40, report="已开工")
REPORTED = TaskReported.of(REPORT, town="taoluo", number=1, reported_on=TODAY)
CHANGE = ChangeTaskDueDate("t-1", due_on=date(2024, 9, 30), reason="管线迁改")
CHANGED = TaskDueDateChanged.of(CHANGE, town="taoluo", previous_due_on=DUE)
COMPLETE = CompleteTask("t-1", result="已完工", completed_on=TODAY)
COMPLETED = TaskCompleted.of(COMPLETE, town="taoluo", organisation="donggang-housing", late_days=0)
CANCEL = CancelTask("t-1", reason="区级统一建设")
CANCELLED = TaskCancelled.of(CANCEL, town="taoluo", cancelled_on=TODAY)
LATE = TaskOverdue(
    "t-1", town="taoluo", county="donggang", organisation="donggang-housing", title="演示-管网改造",
    key="task-20240630", due_on=DUE,
)  # fmt: skip
UNIT = "donggang-housing"


def task(*events: object) -> Given:
    return given(CULTIVATION_TASK, "t-1", *events)


def test_a_task_has_a_unit_and_a_due_day() -> None:
    task().when(BREAK).then(BROKEN)
    assert task(BROKEN).turns == {(UNIT, "task-20240630")}
    [limit] = task(BROKEN).deadlines
    assert (limit.starts_on, limit.days, limit.unit) == (TODAY, 121, "calendar")
    task().when(replace(BREAK, organisation="atlantis")).refused(rules.UNIT_IS_REGISTERED)
    task().when(replace(BREAK, town="atlantis")).refused(town_profile.TOWN_IS_REGISTERED)
    task().when(replace(BREAK, due_on=TODAY)).refused(rules.DUE_DAY_IS_TO_COME)


def test_its_unit_reports_and_completes_it() -> None:
    task(BROKEN).when(REPORT, by=UNIT).then(REPORTED)
    task(BROKEN).when(REPORT, by="taoluo").refused(rules.ITS_UNIT_REPORTS)
    task(BROKEN).when(COMPLETE, by=UNIT).then(COMPLETED)
    early = replace(COMPLETE, completed_on=date(2024, 2, 1))
    task(BROKEN).when(early, by=UNIT).refused(rules.COMPLETED_ON_A_PAST_DAY)
    task(BROKEN, COMPLETED).when(REPORT, by=UNIT).refused(rules.TASK_IS_OPEN)
    assert task(BROKEN, COMPLETED).turns == set()


def test_a_due_day_is_moved_and_a_task_cancelled_with_a_reason() -> None:
    task(BROKEN).when(CHANGE).then(CHANGED)
    task(BROKEN).when(CHANGE, by=UNIT).not_permitted()
    task(BROKEN).when(replace(CHANGE, due_on=DUE)).refused(rules.DUE_DAY_IS_TO_COME)
    task(BROKEN).when(CANCEL).then(CANCELLED)
    task(BROKEN, CANCELLED).when(CHANGE).refused(rules.TASK_IS_OPEN)


def test_a_late_task_says_who_is_late_once_for_each_due_day() -> None:
    task(BROKEN).when_passed("task-20240630", DUE).then(LATE)
    assert not task(BROKEN, LATE).deadlines and task(BROKEN, LATE).turns
    assert task(BROKEN, COMPLETED).when_passed("task-20240630", DUE).refusal
    [limit] = task(BROKEN, LATE, CHANGED).deadlines
    assert limit.key == "task-20240930"


def test_the_flag_falls_once_its_issue_is_resolved() -> None:
    clear = ClearTaskFlag("t-1", key="task-20240630", issue="issue-1")
    cleared = TaskFlagCleared.of(clear, town="taoluo")
    task(BROKEN, LATE).when(clear, by="system").then(cleared)
    task(BROKEN).when(clear, by="system").refused(FLAG_STANDS)


def test_the_ledger_shows_how_far_and_how_late_a_task_is() -> None:
    row = rows(CultivationTasks, BROKEN, REPORTED, LATE)["t-1"]
    assert (row.stage, row.progress, row.flagged) == ("overdue", 40, True)
    done = replace(COMPLETED, late_days=5)
    cleared = TaskFlagCleared("t-1", town="taoluo", key="task-20240630", issue="issue-1")
    row = rows(CultivationTasks, BROKEN, LATE, done, cleared)["t-1"]
    assert (row.stage, row.progress, row.late_days, row.flagged) == ("completed", 100, 5, False)
    assert rows(CultivationTasks, BROKEN, CHANGED)["t-1"].due_on == date(2024, 9, 30)
    assert rows(CultivationTasks, BROKEN, CANCELLED)["t-1"].stage == "cancelled"
