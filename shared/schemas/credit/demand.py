"""融资需求: a town's borrower asks for credit, institution by institution as consented (RZ-2.4.a).

Names stand nowhere here: the town keeps them, the log has the borrower's number.
"""

from datetime import date

from shared.schemas.credit.stages import BorrowerKind, Industry
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)

CLAUSE = "RZ-2.4.a"


@command_data
class RegisterDemand:
    """`borrower` is the number under which the town, or a public register, knows who asks."""

    demand: Identifier
    town: TownId
    borrower: Identifier
    borrower_kind: BorrowerKind
    industry: Industry
    purpose: Name = titled("资金用途")
    amount_fen: Fen = titled("需求金额（分）")
    months: Count = titled("期限（月）", unit="months")
    collateral: Name | None = titled("可提供的增信", None)
    project: ProjectId | None = None


@event("credit", clause=CLAUSE, title="登记融资需求")
class DemandRegistered(RegisterDemand):
    """It is pushed to nobody before the borrower consents."""

    county: CountyId
    registered_on: date


@command_data
class RecordConsent:
    """The borrower agrees that this institution sees the demand."""

    demand: Identifier
    institution: Identifier
    given_on: date
    evidence: DocumentRef = titled("授权书编号")


@event("credit", clause=CLAUSE, title="登记信息共享同意")
class ConsentRecorded(RecordConsent):
    """It holds so many days from when it was given; the demand is pushed within its working days."""

    town: TownId
    recorded_on: date
    valid_calendar_days: Days
    push_working_days: Days


@command_data
class WithdrawConsent:
    demand: Identifier
    institution: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="撤回信息共享同意")
class ConsentWithdrawn(WithdrawConsent):
    """The institution reads the demand no more, unless it has granted credit on it."""

    town: TownId
    withdrawn_on: date


@event("credit", clause=CLAUSE, title="信息共享同意到期")
class ConsentExpired:
    demand: Identifier
    institution: Identifier
    town: TownId
    key: Identifier
    due_on: date


@command_data
class PushDemand:
    demand: Identifier
    institutions: list[Identifier]


@event("credit", clause=CLAUSE, title="推送融资需求")
class DemandPushed:
    """What one institution is told: it contacts the borrower, and decides, within so many days.

    `joined`: it answers by itself; otherwise local-finance enters its answers.
    """

    demand: Identifier
    institution: Identifier
    town: TownId
    county: CountyId
    borrower: Identifier
    borrower_kind: BorrowerKind
    industry: Industry
    purpose: Name = titled("资金用途")
    amount_fen: Fen = titled("需求金额（分）")
    months: Count = titled("期限（月）", unit="months")
    joined: Flag
    pushed_on: date
    contact_working_days: Days
    decision_working_days: Days


@command_data
class WithdrawDemand:
    demand: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="撤回融资需求")
class DemandWithdrawn(WithdrawDemand):
    town: TownId
    withdrawn_on: date


@command_data
class CloseDemand:
    """未达成: nobody lent, and why."""

    demand: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="融资需求未达成")
class DemandClosedUnmet(CloseDemand):
    town: TownId
    closed_on: date


@command_data
class ReferToGuarantee:
    """`guarantee`: the number of the application that follows from it."""

    demand: Identifier
    guarantee: Identifier
    institution: Identifier = titled("贷款机构")
    company: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="转介担保")
class DemandReferred(ReferToGuarantee):
    town: TownId
    referred_by: OrganisationId
    referred_on: date


Event = (
    DemandRegistered | ConsentRecorded | ConsentWithdrawn | ConsentExpired | DemandPushed
    | DemandWithdrawn | DemandClosedUnmet | DemandReferred
)  # fmt: skip
