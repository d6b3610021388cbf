"""A partner is selected, signed with once the project is admitted, and parted from (RZ-2.4.i)."""

from services.credit.domain.library_project import LIBRARY_PROJECT, LibraryProject
from services.credit.domain.opportunity import rules
from services.credit.domain.opportunity.state import (
    CLAUSE,
    OPPORTUNITY,
    Opportunity,
    at_stage,
    require_no_promise,
)
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, guard, refuse
from shared.schemas.credit import opportunity as opportunities

OPEN = ("open-tender", "competitive-talks")
LEAST = 3
"""Proposals of an open competition."""


@OPPORTUNITY.command(
    title="选定合作方", clause=CLAUSE, by=[TOWN, COUNTY], when=[at_stage("published")]
)
def select_partner(
    opportunity: Opportunity, cmd: opportunities.SelectPartner, context: Context
) -> Events:
    if context.today <= opportunity.until:
        refuse(rules.PROPOSALS_ARE_TAKEN, until=opportunity.until)
    if cmd.proposal not in opportunity.proposals:
        refuse(rules.PROPOSAL_EXISTS, proposals="、".join(sorted(opportunity.proposals)) or "—")
    found = len(opportunity.proposals)
    if opportunity.open_required and (cmd.method not in OPEN or found < LEAST):
        refuse(rules.OPEN_WHERE_THE_LAW_REQUIRES, least=LEAST, found=found)
    yield opportunities.PartnerSelected.of(
        cmd, town=opportunity.town, decided_by=context.actor.organisation,
        decided_on=context.today,
    )  # fmt: skip


@OPPORTUNITY.command(
    title="签订合作协议",
    clause=CLAUSE,
    by=[TOWN, COUNTY],
    guards=[guard(LIBRARY_PROJECT, lambda opportunity, _: opportunity.project or ())],
    when=[at_stage("selected")],
)
def sign_partnership(
    opportunity: Opportunity, cmd: opportunities.SignPartnership, context: Context
) -> Events:
    project = context.guard(LibraryProject, opportunity.project)
    if not project.live or project.town != opportunity.town:
        refuse(rules.SIGNED_FOR_LIBRARY_PROJECT, project=opportunity.project)
    require_no_promise(cmd)
    if not opportunity.selected_on <= cmd.signed_on <= context.today:
        refuse(
            rules.SIGNED_WITHIN_THE_PROPOSAL, earliest=opportunity.selected_on,
            latest=context.today,
        )  # fmt: skip
    yield opportunities.PartnershipSigned.of(
        cmd, proposal=opportunity.selected, project=opportunity.project, town=opportunity.town
    )


@OPPORTUNITY.command(title="终止合作", clause=CLAUSE, by=[TOWN, COUNTY], when=[at_stage("signed")])
def terminate_partnership(
    opportunity: Opportunity, cmd: opportunities.TerminatePartnership, context: Context
) -> Events:
    yield opportunities.PartnershipTerminated.of(
        cmd, project=opportunity.project, town=opportunity.town,
        amount_fen=opportunity.signed_fen, terminated_on=context.today,
    )  # fmt: skip
