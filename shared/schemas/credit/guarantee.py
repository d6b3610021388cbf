"""担保: an application from its recommendation to the company's letter (RZ-2.4.e)."""

from datetime import date

from shared.schemas.credit.stages import BorrowerKind, Industry, LateStep, RiskReason
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    BasisPoints,
    Count,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.known import known

CLAUSE = "RZ-2.4.e"
OF_DEMAND = known("financing-demand", by="demand")


@command_data
class RecommendForGuarantee:
    """`group`: under which number related borrowers count together."""

    guarantee: Identifier
    town: TownId
    borrower: Identifier
    borrower_kind: BorrowerKind
    industry: Industry
    institution: Identifier = titled("贷款机构")
    company: Identifier
    amount_fen: Fen = titled("申请担保贷款（分）", known=OF_DEMAND)
    months: Count = titled("期限（月）", unit="months", known=OF_DEMAND)
    related_group: Identifier | None = None
    demand: Identifier | None = None
    project: ProjectId | None = None


@event("credit", clause=CLAUSE, title="推荐担保")
class GuaranteeRecommended(RecommendForGuarantee):
    """The company accepts it within so many working days."""

    county: CountyId
    recommended_by: OrganisationId
    recommended_on: date
    accept_working_days: Days


@command_data
class AcceptGuarantee:
    guarantee: Identifier
    project_number: Identifier
    """The company's own number of the business, 项目号."""


@event("credit", clause=CLAUSE, title="受理担保申请")
class GuaranteeAccepted(AcceptGuarantee):
    """The company decides within so many working days."""

    town: TownId
    accepted_on: date
    decide_working_days: Days


@command_data
class InvestigateGuarantee:
    guarantee: Identifier
    visited_on: date
    report: DocumentRef = titled("尽职调查报告编号")


@event("credit", clause=CLAUSE, title="担保尽职调查")
class GuaranteeInvestigated(InvestigateGuarantee):
    town: TownId


@command_data
class ApproveGuarantee:
    """`share`: the company's part of the risk in percent, the rest is the bank's; `fee_rate` a
    year. `company_letter` stands in where the report of its capacity is out of date."""

    guarantee: Identifier
    amount_fen: Fen = titled("批准担保贷款（分）")
    share: Percent = titled("担保公司分担比例（%）")
    fee_rate: BasisPoints = titled("年担保费率（万分之一）")
    poverty_relief: Flag = titled("是否脱贫人口或监测对象", False)
    document: DocumentRef
    company_letter: DocumentRef | None = titled("省担保公司确认函文号", None)


@event("credit", clause=CLAUSE, title="批准担保")
class GuaranteeApproved(ApproveGuarantee):
    town: TownId
    guaranteed_fen: Fen = titled("担保责任（分）")
    decided_by: OrganisationId
    decided_on: date


@command_data
class RefuseGuarantee:
    guarantee: Identifier
    risk: RiskReason
    remark: Reason
    document: DocumentRef


@event("credit", clause=CLAUSE, title="不予担保")
class GuaranteeRefused(RefuseGuarantee):
    """For a listed reason of risk; a review may be asked for within so many days."""

    town: TownId
    amount_fen: Fen = titled("申请担保贷款（分）")
    decided_by: OrganisationId
    decided_on: date
    review_request_calendar_days: Days


@command_data
class RequestGuaranteeReview:
    guarantee: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="申请复审")
class GuaranteeReviewRequested(RequestGuaranteeReview):
    town: TownId
    requested_on: date
    review_working_days: Days


@command_data
class DecideGuaranteeReview:
    """Upheld, the application stands as investigated and is decided anew."""

    guarantee: Identifier
    upheld: Flag = titled("复审是否成立")
    remark: Text
    document: DocumentRef


@event("credit", clause=CLAUSE, title="复审决定")
class GuaranteeReviewDecided(DecideGuaranteeReview):
    town: TownId
    amount_fen: Fen = titled("申请担保贷款（分）")
    decided_on: date
    decide_working_days: Days


@command_data
class IssueGuaranteeLetter:
    guarantee: Identifier
    document: DocumentRef = titled("担保函编号")
    until: date = titled("担保函有效期至")


@event("credit", clause=CLAUSE, title="出具担保函")
class GuaranteeLetterIssued(IssueGuaranteeLetter):
    town: TownId
    issued_on: date


@event("credit", clause=CLAUSE, title="担保函到期")
class GuaranteeLetterExpired:
    """Nothing was lent under it: another one is issued, or the application withdrawn."""

    guarantee: Identifier
    town: TownId
    due_on: date


@command_data
class WithdrawGuaranteeApplication:
    guarantee: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="撤回担保申请")
class GuaranteeApplicationWithdrawn(WithdrawGuaranteeApplication):
    town: TownId
    withdrawn_on: date


@event("credit", clause=CLAUSE, title="担保办理超期")
class GuaranteeOverdue:
    guarantee: Identifier
    town: TownId
    county: CountyId
    step: LateStep
    organisation: OrganisationId
    key: Identifier
    due_on: date
    name: Name | None = titled("担保名称", None)


@command_data
class ClearGuaranteeFlag:
    guarantee: Identifier
    key: Identifier
    issue: Identifier


@event("credit", clause="RZ-3.3.c", title="解除担保超期预警")
class GuaranteeFlagCleared(ClearGuaranteeFlag):
    town: TownId


Event = (
    GuaranteeRecommended | GuaranteeAccepted | GuaranteeInvestigated | GuaranteeApproved
    | GuaranteeRefused | GuaranteeReviewRequested | GuaranteeReviewDecided | GuaranteeLetterIssued
    | GuaranteeLetterExpired | GuaranteeApplicationWithdrawn | GuaranteeOverdue
    | GuaranteeFlagCleared
)  # fmt: skip
