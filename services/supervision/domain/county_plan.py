"""CountyPlan (`county-plan-<county>`): the county is the responsible body 责任主体, RZ-3.1.b."""

from dataclasses import dataclass

from services.supervision.domain import leadership_rules as rules
from shared.kernel.aggregate import COUNTY, Aggregate, Context, Events, refuse, to_named, to_region
from shared.schemas.supervision import county_plan

CLAUSE = "RZ-3.1.b"


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """One a county; `version` is 0 while it has none."""

    county: str = ""
    version: int = 0


COUNTY_PLAN = Aggregate(
    "county-plan",
    CountyPlan(),
    key="county",
    title="区县工作方案",
    sight=[to_region(), to_named()],
)


@COUNTY_PLAN.evolve
def evolve(plan: CountyPlan, event: county_plan.Event) -> CountyPlan:
    return CountyPlan(event.county, event.version)


COUNTY_PLAN.asks_nobody("方案已印发，修订时再印发")


@COUNTY_PLAN.command(title="印发区县工作方案", clause=CLAUSE, by=[COUNTY], creates=None)
def adopt_county_plan(
    plan: CountyPlan, cmd: county_plan.AdoptCountyPlan, context: Context
) -> Events:
    """A later one takes the place of the one before."""
    towns = context.registry.towns.values()
    if not any(town.county == cmd.county and town.pilot for town in towns):
        refuse(rules.COUNTY_HAS_A_PILOT, county=cmd.county)
    if not cmd.measures or cmd.until < context.today:
        refuse(rules.PLAN_HAS_MEASURES, earliest=context.today)
    yield county_plan.CountyPlanAdopted.of(cmd, version=plan.version + 1, adopted_on=context.today)
