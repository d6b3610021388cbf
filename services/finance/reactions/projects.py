"""What finance does when a project enters, changes in or leaves the library (RZ-2.1.a, RZ-2.2.c)."""

from collections.abc import Iterable

from services.finance.views.allocations_by_project import AllocationsByProject
from services.finance.views.bond_allocations import BondAllocations
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.finance import bond_proceeds, eligibility
from shared.schemas.finance import fund as funds
from shared.schemas.projects import project as projects


@reaction(projects.ProjectAdmitted)
def eligible_for_funds(event: projects.ProjectAdmitted, meta: EventMeta) -> Iterable[object]:
    yield eligibility.RecogniseEligibility(
        event.project, name=event.name, town=event.town, county=event.county,
        admitted_on=event.admitted_on, kind=event.kind, code_awaited=event.code_awaited,
    )  # fmt: skip


@reaction(projects.NationalCodeRecorded)
def code_is_on_record(event: projects.NationalCodeRecorded, meta: EventMeta) -> Iterable[object]:
    """RZ-2.1.a: the code is required before money."""
    yield eligibility.NoteProjectCode(event.project)


@reaction(projects.ProjectAdjusted)
def adjusted_projects_wait(event: projects.ProjectAdjusted, meta: EventMeta) -> Iterable[object]:
    """Every adjustment changes site, scale or estimate: what money follows is looked at anew."""
    yield eligibility.SuspendEligibility(
        event.project, reason=event.reason, adjusted_on=event.adjusted_on
    )


@reaction(projects.ProjectExited)
def no_new_money(event: projects.ProjectExited, meta: EventMeta) -> Iterable[object]:
    """Declared before the recall, so that nothing is allocated or committed after it."""
    yield eligibility.EndEligibility(event.project, reason=event.reason)


@reaction(projects.ProjectExited, needs=AllocationsByProject)
def uncommitted_money_returns(
    event: projects.ProjectExited, meta: EventMeta, allocations: Rows[AllocationsByProject]
) -> Iterable[object]:
    for row in allocations.find(project=event.project):
        if row.uncommitted_fen:
            yield funds.RecallFunds(row.fund, project=event.project, reason=event.reason)


@reaction(projects.ProjectExited, needs=BondAllocations)
def unspent_bond_money_returns(
    event: projects.ProjectExited, meta: EventMeta, allocations: Rows[BondAllocations]
) -> Iterable[object]:
    """RZ-2.2.g: what the project has not spent is free for another one."""
    for row in allocations.find(project=event.project):
        if row.unspent_fen:
            yield bond_proceeds.ReturnProceeds(row.bond, project=event.project, reason=event.reason)
