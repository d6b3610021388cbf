"""A row of the 任务分解表: broken down, reported on, completed or cancelled (RZ-1.a)."""

from typing import Any

from deploy.demo.story import Programme
from deploy.demo.supervision.lateness import late_matter


def task(programme: Programme, figures: dict[str, Any]) -> None:
    of, unit, story = (
        {"task": figures["id"]},
        figures["organisation"],
        programme.story(figures["on"]),
    )
    story.give(
        "programme", "break-down-task", "housing",
        **of, town=figures["town"], direction=figures["direction"], title=figures["title"],
        organisation=unit, due_on=figures["due_on"].isoformat(),
        document=f"演示-任务分解表-{figures['on'].year}",
    )  # fmt: skip
    story.after(60).give(
        "programme", "report-task", unit, **of, progress=40, report="演示-已开工，按计划推进"
    )
    if "moved_to" in figures:
        story.after(60).give(
            "programme", "change-task-due-date", "housing",
            **of, due_on=figures["moved_to"].isoformat(), reason="管线迁改影响工期",
        )  # fmt: skip
    if "cancelled" in figures:
        story.after(60).give(
            "programme", "cancel-task", "housing", **of, reason=figures["cancelled"]
        )
    if "late" in figures:
        due_on = figures["due_on"]
        late_matter(
            programme, f"task-{due_on:%Y%m%d}", figures["id"],
            due_on=due_on, done_on=figures["completed"], handler=unit, town=figures["town"],
            evidence="演示-现场核实，管网已通水",
        )  # fmt: skip
    if "completed" in figures:
        story.not_before(figures["completed"]).give(
            "programme", "complete-task", unit,
            **of, result="演示-已完工并投入使用", completed_on=story.day.isoformat(),
        )  # fmt: skip
