"""What a project's revenue covers: principal and interest of all its financing (RZ-2.2.g). Fen."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    ProjectId,
    Reason,
    titled,
)

CLAUSE = "RZ-2.2.g"


@event("finance", clause=CLAUSE, title="核定项目专项债券本息")
class ProjectFinanced:
    """What the project has to repay of one special bond from now on, in all; to the county that
    owes the bond, or to the city."""

    project: ProjectId
    bond: Identifier
    principal_fen: FenOrZero
    interest_fen: FenOrZero
    county: CountyId | None = titled("转贷区县", None)


@command_data
class RecordRevenuePlan:
    """A plan given again corrects the earlier one and needs a reason. A county names itself."""

    project: ProjectId
    revenue_fen: Fen = titled("项目收益（分）")
    document: DocumentRef = titled("文号")
    other_fen: FenOrZero = titled("其他融资本息（分）", 0)
    reason: Reason | None = titled("更正理由", None)
    county: CountyId | None = titled("项目所在区县（区县登记时填写）", None)


@event("finance", clause=CLAUSE, title="登记项目收益计划")
class RevenuePlanRecorded(RecordRevenuePlan):
    """`other_fen` is principal and interest of what else the project has borrowed.

    `previous_…` and `reason` where this corrects what was recorded.
    """

    other_fen: FenOrZero
    county: CountyId | None = titled("区县", None)
    recorded_on: date
    previous_revenue_fen: FenOrZero | None = None
    previous_other_fen: FenOrZero | None = None


Event = ProjectFinanced | RevenuePlanRecorded
