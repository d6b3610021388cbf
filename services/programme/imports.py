"""What the housing department brings in from its spreadsheets: 任务分解表, 指标监测表."""

from services.programme.domain.cultivation_task import CULTIVATION_TASK
from services.programme.domain.indicator_book.state import INDICATOR_BOOK
from shared.face.imports import template

TASKS = template(
    "cultivation-tasks",
    CULTIVATION_TASK,
    "break-down-task",
    title="任务分解表",
    view="cultivation-tasks",
    titles={"task": "任务编号", "title": "任务", "organisation": "责任单位"},
    example={"task": "taoluo-task-2024-101", "town": "taoluo", "direction": "capacity",
             "title": "演示-镇区污水管网改造", "organisation": "donggang-housing",
             "due_on": "2026-12-31"},
)  # fmt: skip

FIGURES = template(
    "indicator-figures",
    INDICATOR_BOOK,
    "record-indicator",
    title="指标监测表",
    view="indicator-ledger",
    titles={"indicator": "指标编号", "part": "月或季"},
    example={"town": "taoluo", "indicator": "residents", "year": 2024, "part": 0,
             "value_thousandths": 73_900_000, "released": False},
    notes=["数值以计量单位的千分之一填写；指标须在现行指标体系内；同一期只填报一次，改动请用更正。"],
)  # fmt: skip
