"""What the pilots leave of a county's reserve is opened to its other towns, and taken back where
they do not draw it (RZ-2.3.g). Areas in square metres."""

from services.land.domain.land_demand import LAND_DEMAND, LandDemand
from services.land.domain.organisations import NATURAL_RESOURCES
from services.land.domain.reserve_book import rules
from services.land.domain.reserve_book.state import CLAUSE, NOTHING, RESERVE_BOOK, ReserveBook
from shared.kernel.aggregate import COUNTY, Context, Events, guard, refuse
from shared.schemas.land import reserve_book

OF_PILOTS = guard(LAND_DEMAND, lambda _, cmd: cmd.pilots)
"""The demand of the pilot towns that a command names."""


@RESERVE_BOOK.command(
    title="预留规模调剂", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY], guards=[OF_PILOTS]
)
def open_reserve_to_others(
    book: ReserveBook, cmd: reserve_book.OpenReserveToOthers, context: Context
) -> Events:
    """Pilots may still draw what is opened: others have what is left of it when they come."""
    town = context.town(cmd.town)
    if town is None or town.pilot or town.county != cmd.county:
        refuse(rules.OTHER_TOWN_OF_THE_COUNTY, town=cmd.town)
    considered = consider_pilots(cmd.county, cmd.pilots, context)
    available = book.free - sum(book.opened.values(), NOTHING)
    if cmd.area > available:
        refuse(rules.RESERVE_COVERS_DRAWS, available=available, needs=cmd.area - available)
    yield reserve_book.ReserveOpenedToOthers(
        cmd.county, town=cmd.town, area=cmd.area, pilots=sorted(cmd.pilots),
        considered=considered, reason=cmd.reason, opened_on=context.today, document=cmd.document,
    )  # fmt: skip


@RESERVE_BOOK.command(title="收回预留规模调剂", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def withdraw_reserve_opening(
    book: ReserveBook, cmd: reserve_book.WithdrawReserveOpening, context: Context
) -> Events:
    """Opened by mistake, or not drawn by the town: it is the pilots' again."""
    available = book.opened.get(cmd.town, NOTHING)
    if cmd.area > available:
        refuse(rules.OPENED_AND_NOT_DRAWN, town=cmd.town, available=available)
    yield reserve_book.ReserveOpeningWithdrawn.of(cmd, withdrawn_on=context.today)


def consider_pilots(
    county: str, named: list[str], context: Context
) -> list[reserve_book.DemandConsidered]:
    """What became of each demand of the county's pilots; their streams must be guarded."""
    towns = context.registry.towns.values()
    pilots = sorted(town.id for town in towns if town.county == county and town.pilot)
    if sorted(named) != pilots:
        refuse(rules.ALL_PILOTS_CONSIDERED, pilots=", ".join(pilots))
    demands = [(pilot, context.guard(LandDemand, pilot)) for pilot in pilots]
    still_open = [f"{pilot}/{id}" for pilot, demand in demands for id in demand.open]
    if still_open:
        refuse(rules.PILOT_DEMAND_FIRST, open=", ".join(still_open))
    return [
        reserve_book.DemandConsidered(
            pilot, request=id, project=d.project, area=d.area,
            outcome=d.settled.outcome, settled_on=d.settled.settled_on,
        )
        for pilot, demand in demands
        for id, d in ((id, demand.demands[id]) for id in demand.order)
        if d.settled
    ]  # fmt: skip
