"""Market entry from the planning conditions to the plan that is filed (RZ-2.3.j)."""

from services.land.domain.market_entry import rules
from services.land.domain.market_entry.state import CLAUSE, MARKET_ENTRY, MarketEntry, require_gate
from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.parcel.state import PARCEL, Parcel
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    guard,
    holds,
    refuse,
)
from shared.kernel.aggregate.reforms import OF_REFORMS, refuse_unless_opened
from shared.schemas.land import market_entry


def _conditions_stand(entry: MarketEntry, _: Context) -> None:
    if entry.conditions is not None:
        refuse(rules.CONDITIONS_STAND)


@MARKET_ENTRY.command(
    title="出具规划条件",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[guard(PARCEL), OF_REFORMS],
    creates=None,
    when=[_conditions_stand],
)
def issue_planning_conditions(
    entry: MarketEntry, cmd: market_entry.IssuePlanningConditions, context: Context
) -> Events:
    """Anew, once an entry under earlier conditions has ended."""
    scope = context.registry.clauses[CLAUSE].scope
    if cmd.town not in scope:
        refuse_unless_opened(
            rules.TOWN_IN_SCOPE, cmd.town, context, town=cmd.town, scope=", ".join(scope)
        )
    if cmd.use not in ("industrial", "commercial") or not cmd.registered:
        refuse(rules.PLANNED_USE)
    known = context.guard(Parcel, cmd.parcel)
    if known.town and (known.owner != "collective" or known.town != cmd.town):
        refuse(rules.COLLECTIVE_LAND, town=known.town, owner=known.owner)
    if cmd.industry is None or cmd.ecology is None:
        refuse(rules.CONDITIONS_CARRY_REQUIREMENTS)
    yield market_entry.PlanningConditionsIssued(
        cmd.parcel, town=cmd.town, county=context.registry.county_of(cmd.town), use=cmd.use,
        area=cmd.area, planning=cmd.planning, industry=cmd.industry, ecology=cmd.ecology,
        issued_on=context.today, document=cmd.document,
    )  # fmt: skip


@MARKET_ENTRY.command(
    title="报送入市方案", clause=CLAUSE, by=[TOWN], when=[holds(require_gate, "plan")]
)
def file_entry_plan(
    entry: MarketEntry, cmd: market_entry.FileEntryPlan, context: Context
) -> Events:
    """For the owner; a plan that the government wants changed is filed again."""
    yield market_entry.EntryPlanFiled.of(
        cmd,
        town=entry.town,
        revision=entry.revision + 1,
        comment_working_days=context.parameter("land.entry_comment_working_days"),
        lead_working_days=context.parameter("land.entry_plan_lead_working_days"),
        filed_on=context.today,
    )
