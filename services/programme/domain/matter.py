"""Programme: a matter (`programme-matter-<matter>`) that a pilot town reports, RZ-1.a."""

from dataclasses import dataclass
from datetime import timedelta

from shared.kernel.aggregate import (
    TOWN,
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.programme import matter as matters

CLAUSE = "RZ-1.a"

rule = RulesOf(CLAUSE)
TOWN_IS_PILOT = rule(
    "programme-town-is-pilot",
    zh="由试点镇报送",
    en="A pilot town reports it.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
REPORTED_IN_TIME = rule(
    "programme-reported-in-time",
    zh="事项发生后限期内报送，不得早报",
    en="A matter is reported within its days from when it arose, and not before.",
    pass_zh="发生日期须在 {earliest} 至 {latest} 之间",
    pass_en="It arose between {earliest} and {latest}.",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of one town."""

    town: str = ""


MATTER = Aggregate(
    "programme-matter",
    Matter(),
    key="matter",
    title="梯次培育事项",
    sight=[to_town(), to_named()],
)


@MATTER.evolve
def evolve(matter: Matter, event: matters.Event) -> Matter:
    return Matter(town=event.town)


MATTER.asks_nobody("已报送")


@MATTER.command(
    title="报送梯次培育事项",
    clause=CLAUSE,
    by=[TOWN],
    creates=True,
    numbered="{town}-programme-{year}",
)
def report_programme_matter(
    matter: Matter, cmd: matters.ReportProgrammeMatter, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(TOWN_IS_PILOT, town=cmd.town)
    earliest = context.today - timedelta(days=context.parameter("programme.report_within_days"))
    if not earliest <= cmd.arose_on <= context.today:
        refuse(REPORTED_IN_TIME, earliest=earliest, latest=context.today)
    return [matters.ProgrammeMatterReported.of(cmd)]
