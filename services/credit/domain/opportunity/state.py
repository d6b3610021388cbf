"""Opportunity (`opportunity-<opportunity>`): published → selected → signed → terminated, RZ-2.4.i."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.credit.domain.opportunity import rules
from shared.kernel.aggregate import (
    Aggregate,
    Condition,
    Context,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import opportunity as opportunities
from shared.schemas.credit.stages import CooperationMode, OpportunityStage

CLAUSE = rules.CLAUSE
STAGES: dict[OpportunityStage, str] = {
    "published": "已发布",
    "selected": "已选定",
    "signed": "已签约",
    "terminated": "已终止",
    "withdrawn": "已撤回",
}


@dataclass(frozen=True, slots=True)
class Opportunity:
    """`proposals` are what each would invest, in fen."""

    town: str = ""
    county: str = ""
    project: str = ""
    stage: OpportunityStage | None = None
    modes: tuple[CooperationMode, ...] = ()
    open_required: bool = False
    until: date = date.max
    proposals: Map[str, int] = Map()
    selected: str = ""
    selected_on: date = date.min
    signed_fen: int = 0


OPPORTUNITY = Aggregate(
    "opportunity", Opportunity(), key="opportunity", title="合作机会", sight=[to_town(), to_named()]
)


@OPPORTUNITY.evolve
def evolve(opportunity: Opportunity, event: opportunities.Event) -> Opportunity:
    match event:
        case opportunities.OpportunityPublished():
            return Opportunity(
                event.town, event.county, event.project, "published", tuple(event.modes),
                event.open_required, event.proposals_until,
            )  # fmt: skip
        case opportunities.ProposalSubmitted(proposal=id, amount_fen=fen):
            return replace(opportunity, proposals=opportunity.proposals.set(id, fen))
        case opportunities.PartnerSelected():
            return replace(
                opportunity, stage="selected", selected=event.proposal,
                selected_on=event.decided_on,
            )  # fmt: skip
        case opportunities.PartnershipSigned(amount_fen=fen):
            return replace(opportunity, stage="signed", signed_fen=fen)
        case opportunities.PartnershipTerminated():
            return replace(opportunity, stage="terminated")
        case opportunities.OpportunityWithdrawn():
            return replace(opportunity, stage="withdrawn")
    assert_never(event)


def at_stage(*needed: OpportunityStage) -> Condition:
    """The condition that an opportunity is at one of these points."""

    def stands(opportunity: Opportunity, _: Context) -> None:
        if opportunity.stage not in needed:
            refuse(
                rules.STAGE_OF_THE_OPPORTUNITY,
                stage=STAGES[opportunity.stage] if opportunity.stage else "—",
                stage_en=opportunity.stage or "—",
                needed="、".join(STAGES[stage] for stage in needed),
                needed_en=", ".join(needed),
            )

    return stands


def require_no_promise(terms: opportunities.SubmitProposal | opportunities.SignPartnership) -> None:
    """Refuse a fixed return, a buy-back or a guarantee promised to private capital."""
    promised = {
        "固定回报": ("a fixed return", terms.fixed_return),
        "回购": ("a buy-back", terms.buy_back),
        "政府担保": ("a guarantee", terms.government_guarantee),
    }
    made = {zh: en for zh, (en, is_made) in promised.items() if is_made}
    if made:
        refuse(
            rules.NO_FIXED_RETURN, promises="、".join(made), promises_en=", ".join(made.values())
        )
