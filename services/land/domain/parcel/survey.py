"""A stock parcel is surveyed, classed, and found to be idle land (RZ-2.3.b)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.parcel import rules
from services.land.domain.parcel.state import (
    CLAUSE,
    MONTHS,
    OF_TOWN,
    PARCEL,
    Parcel,
    require_past_day,
    require_stock,
)
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    refuse,
)
from shared.schemas.land import parcel as parcels
from shared.schemas.land import town_stock


def _state_owned(parcel: Parcel, _: Context) -> None:
    if parcel.owner != "state":
        refuse(rules.STATE_OWNED)


def _determined_once(parcel: Parcel, _: Context) -> None:
    if parcel.determined:
        refuse(rules.DETERMINED_ONCE)


@PARCEL.command(
    title="存量地块调查",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND, TOWN],
    guards=[guard(TOWN_STOCK)],
    creates=True,
    numbered="{town}-parcel-{year}",
)
def survey_parcel(parcel: Parcel, cmd: parcels.SurveyParcel, context: Context) -> Events:
    """The survey also lists the parcel on the town's stock."""
    town = context.town(cmd.town)
    if town is None:
        refuse(rules.TOWN_IS_REGISTERED, town=cmd.town)
    require_past_day(cmd.since, context)
    yield parcels.ParcelSurveyed(
        cmd.parcel, town=town.id, county=town.county, parcel_class=cmd.parcel_class, use=cmd.use,
        area=cmd.area, since=cmd.since, owner=cmd.owner, start_by=cmd.start_by,
        planned_investment_fen=cmd.planned_investment_fen,
        warning_months=context.parameter(MONTHS),
    )  # fmt: skip
    listed = town_stock.StockListed(
        town.id, parcel=cmd.parcel, use=cmd.use, area=cmd.area, parcel_class=cmd.parcel_class
    )
    yield from elsewhere(TownStock, town.id, [listed])


@PARCEL.command(
    title="调整地块类别",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN],
    when=[holds(require_stock)],
)
def reclassify_parcel(parcel: Parcel, cmd: parcels.ReclassifyParcel, context: Context) -> Events:
    require_past_day(cmd.since, context)
    if cmd.parcel_class == "idle" and parcel.owner == "state" and not parcel.determined:
        refuse(rules.IDLE_IS_DETERMINED)
    if cmd.parcel_class == parcel.parcel_class:
        return
    yield parcels.ParcelReclassified.of(cmd, town=parcel.town, was=parcel.parcel_class)
    changed = town_stock.StockReclassified(
        parcel.town, parcel=cmd.parcel, parcel_class=cmd.parcel_class
    )
    yield from elsewhere(TownStock, parcel.town, [changed])


@PARCEL.command(
    title="闲置认定",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN],
    when=[holds(require_stock), _state_owned, _determined_once],
)
def determine_idle(parcel: Parcel, cmd: parcels.DetermineIdle, context: Context) -> Events:
    """A person determines, on the ground that the record shows; never the system."""
    if parcel.warned != cmd.ground:
        refuse(rules.GROUND_ON_RECORD)
    yield parcels.IdleDetermined.of(
        cmd, town=parcel.town, county=parcel.county, determined_on=context.today
    )
    if parcel.parcel_class != "idle":
        changed = town_stock.StockReclassified(parcel.town, parcel=cmd.parcel, parcel_class="idle")
        yield from elsewhere(TownStock, parcel.town, [changed])
