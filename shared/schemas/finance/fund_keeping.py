"""What else happens to a fund: second approvals, year ends, pooling, key support, late money."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.c"

SpendingAct = Annotated[
    Literal["allocation", "advance", "payment"],
    words("审批事项", allocation="下达", advance="预付", payment="拨付"),
]


@event("finance", clause=CLAUSE, title="转为结余资金")
class FundsBecameSurplus:
    """Carried for two years and still not committed: 结余 (预算法§42)."""

    fund: Identifier
    amount_fen: Fen
    became_on: date


@event("finance", clause=CLAUSE, title="涉农资金统筹转出")
class FundsPooledOut:
    fund: Identifier
    into_fund: Identifier
    amount_fen: Fen
    document: DocumentRef


@event("finance", clause=CLAUSE, title="资金预留")
class FundsReserved:
    """Free money that waits for a purpose, such as an award round, and is allocated for no other."""

    fund: Identifier
    purpose: Identifier = titled("预留事项")
    amount_fen: Fen = titled("金额（分）")


@event("finance", clause=CLAUSE, title="解除资金预留")
class FundsReleased:
    fund: Identifier
    purpose: Identifier = titled("预留事项")
    amount_fen: Fen = titled("金额（分）")


@event("finance", clause=CLAUSE, title="资金下达超期")
class AllocationOverdue:
    """`amount_fen` of an appropriation was not allocated by `due_on`, the last day in time.

    `key` names the appropriation within the fund. City money has neither town nor county.
    """

    fund: Identifier
    key: Identifier
    organisation: OrganisationId
    town: TownId | None
    county: CountyId | None
    amount_fen: Fen
    due_on: date


@event("finance", clause=CLAUSE, title="资金拨付超期")
class PaymentOverdue:
    """`amount_fen` of verified work was not paid by `due_on`, the last day in time.

    `key` names the verification within the fund, `verification` its number within the project;
    with `retention` what is late is the return of its 质保金.
    """

    fund: Identifier
    project: ProjectId
    key: str
    verification: Count
    organisation: OrganisationId
    town: TownId
    county: CountyId
    amount_fen: Fen
    due_on: date
    contract: Identifier | None = titled("合同编号", None)
    retention: Flag = titled("是否质保金", False)


@command_data
class ApproveSpending:
    """`beneficiary` is the project, or the town that receives a general transfer."""

    fund: Identifier
    amount_fen: Fen
    act: SpendingAct = titled("审批事项")
    beneficiary: Identifier = titled("项目或接收镇")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="大额资金第一审批")
class SpendingApproved(ApproveSpending):
    """The first of two approvals; whoever carries out the act gives the second."""

    approver: Name
    approved_on: date
    approver_for: Name | None = titled("代谁审批", None, kind="person")


@command_data
class CarryOverFunds:
    fund: Identifier
    into_year: Year
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="资金结转")
class FundsCarriedOver(CarryOverFunds):
    """`amount_fen` was not paid out by the end of `from_year` and may be used in the next."""

    from_year: Year
    amount_fen: Fen


@command_data
class PoolAgriculturalFunds:
    fund: Identifier
    amount_fen: Fen
    document: DocumentRef
    from_fund: Identifier = titled("转出资金")


@event("finance", clause=CLAUSE, title="涉农资金统筹")
class FundsPooled(PoolAgriculturalFunds):
    """Unallocated money of another agricultural fund joined this one."""


@command_data
class GrantKeySupport:
    fund: Identifier
    project: ProjectId
    amount_fen: Fen
    reason: Reason
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="重点扶持")
class KeySupportGranted(GrantKeySupport):
    """Support that the lead decided on, for a stated reason: not an award, no competition."""

    town: TownId


@command_data
class ClearFundFlag:
    fund: Identifier
    key: str
    issue: Identifier


@event("finance", clause="RZ-3.3.c", title="解除资金超期预警")
class FundFlagCleared(ClearFundFlag):
    """The issue that the late money raised was resolved."""


@command_data
class AwaitFundExperts:
    """Experts were asked about the fund's scheme: nothing is allocated before they are heard."""

    fund: Identifier
    engagement: Identifier = titled("专家委托编号", kind="code")


@event("finance", clause="RZ-2.5.g", title="资金方案等待专家意见")
class FundExpertsAwaited(AwaitFundExperts):
    """What was allocated before goes on."""


@command_data
class HearFundExperts:
    """Each of their opinions was answered, or they are waited for no longer (`waived`)."""

    fund: Identifier
    engagement: Identifier = titled("专家委托编号", kind="code")
    waived: Flag = titled("是否不再等待")


@event("finance", clause="RZ-2.5.g", title="资金方案专家意见已了结")
class FundExpertsHeard(HearFundExperts):
    """Allocations go on."""


Event = (
    FundsBecameSurplus | FundsPooledOut | FundsReserved | FundsReleased | AllocationOverdue
    | PaymentOverdue | SpendingApproved | FundsCarriedOver | FundsPooled | KeySupportGranted
    | FundFlagCleared | FundExpertsAwaited | FundExpertsHeard
)  # fmt: skip
