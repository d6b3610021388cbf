"""A town publishes an opportunity and takes proposals, before or after its project's admission (RZ-2.4.i)."""

from services.credit.domain.institution import CREDIT_CODE, CREDIT_CODE_IS_WHOLE
from services.credit.domain.opportunity import rules
from services.credit.domain.opportunity.state import (
    CLAUSE,
    OPPORTUNITY,
    Opportunity,
    at_stage,
    require_no_promise,
)
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, refuse
from shared.schemas.credit import opportunity as opportunities
from shared.schemas.credit.stages import CooperationMode
from shared.schemas.words import say


@OPPORTUNITY.command(
    title="发布合作机会",
    clause=CLAUSE,
    by=[TOWN, COUNTY],
    creates=True,
    numbered="{town}-opportunity-{year}",
)
def publish_opportunity(
    _: Opportunity, cmd: opportunities.PublishOpportunity, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot or not cmd.modes:
        refuse(rules.TOWN_OF_THE_OPPORTUNITY, town=cmd.town)
    if cmd.proposals_until < context.today:
        refuse(rules.PROPOSALS_AHEAD, today=context.today)
    yield opportunities.OpportunityPublished.of(cmd, county=town.county, published_on=context.today)


@OPPORTUNITY.command(
    title="登记合作方案", clause=CLAUSE, by=[TOWN, COUNTY], when=[at_stage("published")]
)
def submit_proposal(
    opportunity: Opportunity, cmd: opportunities.SubmitProposal, context: Context
) -> Events:
    if context.today > opportunity.until:
        refuse(rules.PROPOSALS_ARE_TAKEN, until=opportunity.until)
    if cmd.mode not in opportunity.modes:
        modes = opportunity.modes
        refuse(
            rules.MODE_WAS_OFFERED, modes=", ".join(modes), modes_zh=say(CooperationMode, *modes)
        )
    if len(cmd.credit_code) != CREDIT_CODE:
        refuse(CREDIT_CODE_IS_WHOLE, code=cmd.credit_code)
    require_no_promise(cmd)
    if cmd.proposal in opportunity.proposals:
        refuse(rules.PROPOSAL_IS_NEW, proposal=cmd.proposal)
    yield opportunities.ProposalSubmitted.of(cmd, town=opportunity.town, submitted_on=context.today)


@OPPORTUNITY.command(
    title="撤回合作机会",
    clause=CLAUSE,
    by=[TOWN, COUNTY],
    when=[at_stage("published", "selected")],
)
def withdraw_opportunity(
    opportunity: Opportunity, cmd: opportunities.WithdrawOpportunity, context: Context
) -> Events:
    yield opportunities.OpportunityWithdrawn.of(
        cmd, town=opportunity.town, withdrawn_on=context.today
    )
