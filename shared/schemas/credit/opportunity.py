"""社会资本: an opportunity is published, a partner selected and signed with (RZ-2.4.i)."""

from datetime import date

from shared.schemas.credit.stages import CooperationMode, SelectionMethod
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)

CLAUSE = "RZ-2.4.i"


@command_data
class PublishOpportunity:
    """May precede the project's admission; signing may not. `open_required`: the law asks for open
    competition, `basis` names it."""

    opportunity: Identifier
    town: TownId
    project: ProjectId
    title: Name
    modes: list[CooperationMode] = titled("合作方式")
    wanted_fen: Fen = titled("拟引资（分）")
    open_required: Flag
    proposals_until: date
    basis: Text = titled("采购、招标或协商的依据")
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="发布合作机会")
class OpportunityPublished(PublishOpportunity):
    county: CountyId
    published_on: date


@command_data
class SubmitProposal:
    """The town takes down what a partner proposes; what the three flags say is forbidden."""

    opportunity: Identifier
    proposal: Identifier
    partner: Name = titled("社会资本方")
    credit_code: Identifier
    mode: CooperationMode
    amount_fen: Fen = titled("投资额（分）")
    returns: Text = titled("收益方式")
    fixed_return: Flag
    buy_back: Flag
    government_guarantee: Flag


@event("credit", clause=CLAUSE, title="提交合作方案")
class ProposalSubmitted(SubmitProposal):
    town: TownId
    submitted_on: date


@command_data
class SelectPartner:
    opportunity: Identifier
    proposal: Identifier
    method: SelectionMethod
    reason: Reason = titled("选定理由")
    document: DocumentRef


@event("credit", clause=CLAUSE, title="选定合作方")
class PartnerSelected(SelectPartner):
    town: TownId
    decided_by: OrganisationId
    decided_on: date


@command_data
class SignPartnership:
    opportunity: Identifier
    amount_fen: Fen = titled("协议投资（分）")
    signed_on: date
    fixed_return: Flag
    buy_back: Flag
    government_guarantee: Flag
    document: DocumentRef = titled("协议编号")


@event("credit", clause=CLAUSE, title="签订合作协议")
class PartnershipSigned(SignPartnership):
    proposal: Identifier
    project: ProjectId
    town: TownId


@command_data
class TerminatePartnership:
    opportunity: Identifier
    reason: Reason
    settlement: Text = titled("清算安排")
    document: DocumentRef


@event("credit", clause=CLAUSE, title="终止合作")
class PartnershipTerminated(TerminatePartnership):
    project: ProjectId
    town: TownId
    amount_fen: Fen = titled("协议投资（分）")
    terminated_on: date


@command_data
class WithdrawOpportunity:
    opportunity: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="撤回合作机会")
class OpportunityWithdrawn(WithdrawOpportunity):
    """Before it was signed."""

    town: TownId
    withdrawn_on: date


Event = (
    OpportunityPublished | ProposalSubmitted | PartnerSelected | PartnershipSigned
    | PartnershipTerminated | OpportunityWithdrawn
)  # fmt: skip
