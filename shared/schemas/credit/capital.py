"""工商资本: an enterprise invests in a town; leased farmland is reviewed first (RZ-2.4.d)."""

from datetime import date

from shared.schemas.credit.stages import CapitalUse
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
    Reason,
    SquareMetres,
    Text,
    TownId,
    Years,
    titled,
)

CLAUSE = "RZ-2.4.d"


@command_data
class FarmlandLease:
    """What is to be leased from farmers or their collective; rent per mu and year."""

    villages: list[Name] = titled("村")
    area: SquareMetres
    households: Count = titled("流出农户数", unit="count")
    years: Years = titled("期限（年）")
    rent_fen: Fen = titled("每亩年租金（分）")


@command_data
class RegisterCapitalIntent:
    """`lease` where farmland is leased: then its review comes before any contract."""

    capital: Identifier
    town: TownId
    enterprise: Name
    credit_code: Identifier
    use: CapitalUse
    investment_fen: Fen = titled("意向投资（分）")
    lease: FarmlandLease | None = None


@event("credit", clause=CLAUSE, title="登记工商资本意向")
class CapitalIntentRegistered(RegisterCapitalIntent):
    county: CountyId
    registered_on: date


@command_data
class ApplyForLeaseReview:
    """After an intention agreement; `qualification` is what shows that it can farm."""

    capital: Identifier
    agreement: DocumentRef = titled("流转意向协议编号")
    qualification: Text = titled("农业经营能力、信用情况")
    plan: Text = titled("项目规划和用途")


@event("credit", clause=CLAUSE, title="申请流转审查")
class LeaseReviewRequested(ApplyForLeaseReview):
    town: TownId
    county: CountyId
    requested_on: date


@command_data
class AcceptLeaseReview:
    capital: Identifier
    document: DocumentRef = titled("受理通知编号")


@event("credit", clause=CLAUSE, title="受理流转审查")
class LeaseReviewAccepted(AcceptLeaseReview):
    """Answered within so many working days (law)."""

    town: TownId
    accepted_by: OrganisationId
    accepted_on: date
    review_working_days: Days = titled("审查时限（工作日）", unit="working-days")


@command_data
class DecideLeaseReview:
    capital: Identifier
    passed: Flag = titled("是否通过")
    villagers: DocumentRef = titled("村民（代表）会议意见编号")
    experts: DocumentRef = titled("专家审查意见编号")
    reason: Reason
    document: DocumentRef


@event("credit", clause=CLAUSE, title="流转审查决定")
class LeaseReviewDecided(DecideLeaseReview):
    town: TownId
    decided_by: OrganisationId
    decided_on: date


@event("credit", clause=CLAUSE, title="流转审查超期")
class LeaseReviewOverdue:
    capital: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: Identifier
    due_on: date
    name: Name | None = titled("企业名称", None)


@command_data
class SignCapitalAgreement:
    capital: Identifier
    agreed_fen: Fen = titled("约定投资（分）")
    signed_on: date
    document: DocumentRef = titled("合同编号")


@event("credit", clause=CLAUSE, title="签订投资协议")
class CapitalAgreementSigned(SignCapitalAgreement):
    town: TownId


@command_data
class DepositRiskFund:
    """流转风险保障金, from which farmers are paid if the enterprise fails."""

    capital: Identifier
    amount_fen: Fen
    deposited_on: date
    document: DocumentRef


@event("credit", clause=CLAUSE, title="缴存流转风险保障金")
class RiskFundDeposited(DepositRiskFund):
    town: TownId


@command_data
class CheckLandUse:
    capital: Identifier
    checked_on: date
    farmed: Flag = titled("是否按约定用于农业")
    findings: Text
    document: DocumentRef


@event("credit", clause=CLAUSE, title="流转用途年度检查")
class LandUseChecked(CheckLandUse):
    town: TownId
    checked_by: OrganisationId


@event("credit", clause=CLAUSE, title="流转用途检查超期")
class LandUseCheckOverdue:
    capital: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: Identifier
    due_on: date
    name: Name | None = titled("企业名称", None)


@command_data
class RecordCapitalPaid:
    capital: Identifier
    entry: Identifier
    amount_fen: Fen = titled("到位投资（分）")
    paid_on: date
    document: DocumentRef


@event("credit", clause=CLAUSE, title="登记投资到位")
class CapitalPaid(RecordCapitalPaid):
    """Within what was agreed."""

    town: TownId
    paid_fen: Fen = titled("累计到位投资（分）")


@command_data
class ExitCapital:
    capital: Identifier
    reason: Reason
    restored: Text | None = titled("土地复垦、租金结清情况", None)
    document: DocumentRef


@event("credit", clause=CLAUSE, title="工商资本退出")
class CapitalExited(ExitCapital):
    town: TownId
    exited_on: date


@command_data
class ClearCapitalFlag:
    capital: Identifier
    key: Identifier
    issue: Identifier


@event("credit", clause="RZ-3.3.c", title="解除工商资本预警")
class CapitalFlagCleared(ClearCapitalFlag):
    town: TownId


Event = (
    CapitalIntentRegistered | LeaseReviewRequested | LeaseReviewAccepted | LeaseReviewDecided
    | LeaseReviewOverdue | CapitalAgreementSigned | RiskFundDeposited | LandUseChecked
    | LandUseCheckOverdue | CapitalPaid | CapitalExited | CapitalFlagCleared
)  # fmt: skip
