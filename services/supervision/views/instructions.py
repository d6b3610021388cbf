"""领导批示: each matter that leaders gave instructions on, followed to its end."""

from datetime import date
from typing import Any

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision
from shared.schemas.supervision.stages import MatterEnd


@view(
    "instructions",
    title="领导批示办理",
    key="issue",
    version=2,
    of=ISSUE,
    carried={"county": (), "parties": ()},
)
class Instructions(Row):
    issue: str = column("事项")
    town: TownId = column("镇")
    number: int = column("批示件数")
    leader: str = column("最近批示领导")
    instructed_on: date | None = column("最近批示日期")
    ended_on: date | None = column("办结日期")
    ended_by: MatterEnd = column("办结方式")
    instructions: list[dict[str, Any]] = column("批示", factory=list)


@Instructions.on(issue_supervision.InstructionRecorded)
def instructed(row: Instructions, event: issue_supervision.InstructionRecorded) -> Instructions:
    instruction = {
        "leader": event.leader,
        "instruction": event.instruction,
        "instructed_on": event.instructed_on.isoformat(),
        "document": event.document,
    }
    return replace(
        row,
        town=event.town,
        number=event.number,
        leader=event.leader,
        instructed_on=event.instructed_on,
        instructions=[*row.instructions, instruction],
    )


@Instructions.on(issues.IssueResolved)
def resolved(row: Instructions, event: issues.IssueResolved) -> Instructions | None:
    return _ended(row, event.resolved_on, "resolved")


@Instructions.on(issue_course.IssueConcluded)
def concluded(row: Instructions, event: issue_course.IssueConcluded) -> Instructions | None:
    return _ended(row, event.concluded_on, "concluded")


def _ended(row: Instructions, on: date, by: MatterEnd) -> Instructions | None:
    """A matter without an instruction has no row."""
    return replace(row, ended_on=on, ended_by=by) if row.number else None
