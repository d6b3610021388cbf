"""意向性融资: a framework with an institution, and what each town draws under it (RZ-2.4.f)."""

from datetime import date

from shared.schemas.credit.stages import IntentBorrower, PublicUse, RepaymentSource
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
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
from shared.schemas.known import known

CLAUSE = "RZ-2.4.f"


@command_data
class RegisterIntent:
    """One framework may serve several towns."""

    intent: Identifier
    institution: Identifier
    towns: list[TownId]
    amount_fen: Fen = titled("意向金额（分）")
    expires_on: date
    signed_on: date
    document: DocumentRef


@event("credit", clause=CLAUSE, title="登记意向性融资")
class IntentRegistered(RegisterIntent):
    registered_by: OrganisationId


@command_data
class RenewIntent:
    intent: Identifier
    expires_on: date
    document: DocumentRef


@event("credit", clause=CLAUSE, title="意向性融资续期")
class IntentRenewed(RenewIntent):
    renewed_on: date


@command_data
class NominateUse:
    """`borrower` is an enterprise that repays from its own revenue; no government body, nor a
    promise of one."""

    intent: Identifier
    use: Identifier
    town: TownId
    project: ProjectId
    purpose: PublicUse
    borrower: Name = titled(
        "借款企业",
        kind="name",
        known=known("project", by="project", field="unit", service="projects"),
    )
    credit_code: Identifier
    borrower_kind: IntentBorrower
    amount_fen: Fen = titled("拟用额度（分）")
    repayment: RepaymentSource
    government_promise: Flag


@event("credit", clause=CLAUSE, title="提名意向性融资用途")
class UseNominated(NominateUse):
    institution: Identifier
    nominated_by: OrganisationId
    nominated_on: date


@command_data
class RecordIntentApproval:
    """The institution approved credit for a nominated use; it draws until its own last day."""

    intent: Identifier
    use: Identifier
    amount_fen: Fen = titled("批准额度（分）")
    until: date = titled("提款期至")
    document: DocumentRef


@event("credit", clause=CLAUSE, title="意向性融资授信批准")
class IntentCreditApproved(RecordIntentApproval):
    town: TownId
    project: ProjectId
    approved_on: date
    entered_by: OrganisationId


@command_data
class RecordDrawdown:
    intent: Identifier
    use: Identifier
    drawdown: Identifier
    amount_fen: Fen = titled("提款（分）")
    drawn_on: date


@event("credit", clause=CLAUSE, title="意向性融资提款")
class IntentDrawn(RecordDrawdown):
    town: TownId
    project: ProjectId
    entered_by: OrganisationId


@command_data
class WithdrawUse:
    intent: Identifier
    use: Identifier
    town: TownId
    reason: Reason


@event("credit", clause=CLAUSE, title="撤回意向性融资用途")
class UseWithdrawn(WithdrawUse):
    """Before it was approved, the nomination is free for another."""

    withdrawn_on: date


@event("credit", clause=CLAUSE, title="意向性融资到期")
class IntentExpired:
    """No new nomination or approval; approved credit draws until its own day."""

    intent: Identifier
    due_on: date


Event = (
    IntentRegistered | IntentRenewed | UseNominated | IntentCreditApproved | IntentDrawn
    | UseWithdrawn | IntentExpired
)  # fmt: skip
