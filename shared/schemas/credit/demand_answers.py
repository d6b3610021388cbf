"""What institutions answer to a demand: contact, decision, loan; and what was not answered."""

from datetime import date

from shared.schemas.credit.stages import AnswerStage, ContactManner, RefusalReason
from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    BasisPoints,
    Count,
    Fen,
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
class RecordContact:
    demand: Identifier
    institution: Identifier
    manner: ContactManner
    contacted_on: date = titled("对接日期", usual=TODAY)


@event("credit", clause=CLAUSE, title="登记对接")
class BorrowerContacted(RecordContact):
    town: TownId
    entered_by: OrganisationId


@command_data
class RecordCreditDecision:
    """Either the credit granted, its rate and last day, or the reason of the refusal."""

    demand: Identifier
    institution: Identifier
    decided_on: date
    amount_fen: Fen | None = titled("授信额度（分）", None)
    annual_rate: BasisPoints | None = titled("年利率（万分之一）", None)
    until: date | None = titled("授信有效期至", None)
    refusal: RefusalReason | None = titled("不予授信理由", None)
    remark: Reason | None = None


@event("credit", clause=CLAUSE, title="授信")
class CreditApproved:
    demand: Identifier
    institution: Identifier
    town: TownId
    amount_fen: Fen = titled("授信额度（分）")
    annual_rate: BasisPoints = titled("年利率（万分之一）")
    until: date = titled("授信有效期至")
    decided_on: date
    entered_by: OrganisationId
    project: ProjectId | None = None


@event("credit", clause=CLAUSE, title="不予授信")
class CreditDeclined:
    demand: Identifier
    institution: Identifier
    town: TownId
    refusal: RefusalReason
    remark: Reason | None
    decided_on: date
    entered_by: OrganisationId


@command_data
class RecordLoan:
    demand: Identifier
    institution: Identifier
    loan: Identifier
    amount_fen: Fen = titled("放款（分）")
    months: Count = titled("期限（月）", unit="months")
    lent_on: date = titled("放款日期", usual=TODAY)


@event("credit", clause=CLAUSE, title="放款")
class LoanMade(RecordLoan):
    """Within the credit granted, until its last day."""

    town: TownId
    entered_by: OrganisationId
    project: ProjectId | None = None


@event("credit", clause=CLAUSE, title="融资需求逾期未答复")
class DemandUnanswered:
    """`organisation` answers for it to the town: local-finance, never the institution."""

    demand: Identifier
    town: TownId
    stage: AnswerStage
    institution: Identifier | None
    organisation: OrganisationId
    key: Identifier
    due_on: date
    name: Name | None = titled("融资用途", None)


@command_data
class ClearDemandFlag:
    demand: Identifier
    key: Identifier
    issue: Identifier


@event("credit", clause="RZ-3.3.c", title="解除融资需求预警")
class DemandFlagCleared(ClearDemandFlag):
    """The issue that the missing answer raised was resolved."""

    town: TownId


Event = (
    BorrowerContacted | CreditApproved | CreditDeclined | LoanMade | DemandUnanswered
    | DemandFlagCleared
)  # fmt: skip
