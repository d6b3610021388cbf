"""政府债券 for public-welfare projects (RZ-2.2.g): proceeds, their use, what lies idle. Money in fen.

A year's interest is in hundredths of a percent of the principal. What a project's revenue covers
stands in `bond_financing`.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    BasisPoints,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Identifier,
    Name,
    ProjectId,
    Reason,
    TownId,
    Year,
    Years,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.g"

BondKind = Annotated[
    Literal["general", "special"], words("债券种类", general="一般债券", special="专项债券")
]
"""一般债券, 专项债券; the special one is repaid from the project's revenue."""
Issuer = Annotated[
    Literal["province", "city", "county", "town"],
    words("发行层级", province="省", city="市", county="区县", town="镇"),
]
Spending = Annotated[
    Literal["capital", "operating"], words("支出性质", capital="资本性", operating="经常性")
]
BondAct = Annotated[
    Literal["allocation", "spending"], words("事项", allocation="安排", spending="支出")
]


@event("finance", clause=CLAUSE, title="债券资金闲置")
class BondProceedsIdle:
    """`amount_fen` was unspent, or without a project unallocated, at the end of `due_on`; `since`
    is the day on which it came, `county` who borrowed it of the city."""

    bond: Identifier
    project: ProjectId | None
    town: TownId | None
    key: str
    amount_fen: Fen
    since: date
    due_on: date
    county: CountyId | None = titled("转贷区县", None)


@command_data
class RegisterProceeds:
    bond: Identifier
    name: Name
    year: Year
    amount_fen: Fen
    document: DocumentRef
    kind: BondKind = titled("债券种类")
    issuer: Issuer = titled("发行层级", "province")
    annual_rate: BasisPoints | None = titled("年利率（万分之一）", None)
    years: Years | None = titled("期限（年）", None)


@event("finance", clause=CLAUSE, title="登记债券资金")
class ProceedsRegistered(RegisterProceeds):
    """Proceeds of a bond that the province issued and on-lent; `years` until it is repaid.

    `county` owes what the city on-lent to it out of `upper_bond`; the city, what names none.
    """

    issuer: Issuer
    registered_on: date | None = None
    idle_days: Days | None = None
    county: CountyId | None = titled("转贷区县", None)
    upper_bond: Identifier | None = titled("市级债券编号", None, reference="bond")


@command_data
class RecordBondTerms:
    """Terms given again correct the earlier ones and need a reason."""

    bond: Identifier
    annual_rate: BasisPoints = titled("年利率（万分之一）")
    years: Years = titled("期限（年）")
    document: DocumentRef = titled("文号")
    reason: Reason | None = titled("更正理由", None)


@event("finance", clause=CLAUSE, title="核定债券利率期限")
class BondTermsRecorded(RecordBondTerms):
    """`previous_…` and `reason` where this corrects what was recorded."""

    previous_annual_rate: BasisPoints | None = None
    previous_years: Years | None = None


@command_data
class ApproveBondUse:
    bond: Identifier
    project: ProjectId
    amount_fen: Fen
    act: BondAct = titled("事项")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="债券资金第一审批")
class BondUseApproved(ApproveBondUse):
    person: Name
    approved_on: date
    person_for: Name | None = titled("代谁审批", None, kind="person")


@command_data
class AllocateProceeds:
    """The revenue plan is the one recorded for the project; given here, it must agree."""

    bond: Identifier
    project: ProjectId
    amount_fen: Fen
    spending: Spending = titled("支出性质")
    revenue_plan_fen: Fen | None = titled("项目收益计划（分，按已登记的，可不填）", None)
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="安排债券资金")
class BondProceedsAllocated(AllocateProceeds):
    """`revenue_plan_fen` is the project's planned revenue, for a special bond."""

    town: TownId
    revenue_plan_fen: Fen | None
    allocated_on: date | None = None
    idle_days: Days | None = None
    approvers: tuple[Name, ...] = titled("审批人", ())


@command_data
class SpendProceeds:
    bond: Identifier
    project: ProjectId
    amount_fen: Fen
    payee: Name = titled("收款人")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="债券资金支出")
class BondProceedsSpent(SpendProceeds):
    town: TownId
    spent_on: date
    approvers: tuple[Name, ...] = titled("审批人", ())


@command_data
class ReturnProceeds:
    """Without an amount: all that the project has not spent."""

    bond: Identifier
    project: ProjectId
    reason: Reason
    amount_fen: Fen | None = None
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="收回债券资金")
class BondProceedsReturned(ReturnProceeds):
    """What the project has not spent is free again."""

    town: TownId
    amount_fen: Fen
    returned_on: date


@command_data
class ReassignProceeds:
    bond: Identifier
    project: ProjectId = titled("原项目编号")
    to_project: ProjectId = titled("新项目编号")
    amount_fen: Fen = titled("调整金额（分）")
    reason: Reason = titled("用途调整理由")
    document: DocumentRef = titled("批准文号")


@event("finance", clause=CLAUSE, title="债券资金用途调整")
class BondProceedsReassigned(ReassignProceeds):
    """What `project` has not spent goes to `to_project`, as approved in the document."""

    town: TownId
    to_town: TownId
    reassigned_on: date
    idle_days: Days
    approvers: tuple[Name, ...] = titled("审批人", ())


Event = (
    BondProceedsIdle | ProceedsRegistered | BondTermsRecorded | BondUseApproved
    | BondProceedsAllocated | BondProceedsSpent | BondProceedsReturned | BondProceedsReassigned
)  # fmt: skip
