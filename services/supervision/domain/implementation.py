"""Implementation (`implementation-<town>`): the town carries out and reports 实施主体, RZ-3.1.c."""

from dataclasses import dataclass

from immutables import Map

from services.supervision.domain import leadership_rules as rules
from shared.kernel.aggregate import TOWN, Aggregate, Context, Events, refuse, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.supervision import implementation

CLAUSE = "RZ-3.1.c"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Implementation:
    """How often each month (year, month) was reported."""

    town: str = ""
    months: Map[tuple[int, int], int] = Map()


IMPLEMENTATION = Aggregate(
    "implementation",
    Implementation(),
    key="town",
    title="镇实施情况",
    sight=[to_town(), to_named()],
)


@IMPLEMENTATION.evolve
def evolve(reports: Implementation, event: implementation.Event) -> Implementation:
    month = event.year, event.month
    return replace(reports, town=event.town, months=reports.months.set(month, event.correction + 1))


IMPLEMENTATION.asks_nobody("已按月报告，政策未规定报告时限")


@IMPLEMENTATION.command(title="报告实施情况", clause=CLAUSE, by=[TOWN], creates=None)
def report_implementation(
    reports: Implementation, cmd: implementation.ReportImplementation, context: Context
) -> Events:
    """A month reported again is corrected; what was reported before stays in the log."""
    town, today = context.town(cmd.town), context.today
    if town is None or not town.pilot:
        refuse(rules.TOWN_IS_PILOT, town=cmd.town)
    if cmd.month > MONTHS or (cmd.year, cmd.month) > (today.year, today.month):
        refuse(rules.MONTH_HAS_BEGUN, latest=f"{today:%Y-%m}")
    yield implementation.ImplementationReported(
        town.id, year=cmd.year, month=cmd.month, progress=cmd.progress,
        difficulties=cmd.difficulties, next_steps=cmd.next_steps, reported_on=today,
        correction=reports.months.get((cmd.year, cmd.month), 0), attachments=cmd.attachments,
    )  # fmt: skip
