"""LandDemand (`land-demand-<town>`): a town's requests that still wait for land, RZ-2.3.g.

The reserve goes to other towns only when every pilot's demand on record is met or declined.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from immutables import Map

from shared.kernel.aggregate import (
    TOWN,
    Aggregate,
    Context,
    Elsewhere,
    Events,
    Rule,
    elsewhere,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import land_demand

CLAUSE = "RZ-2.3.g"

DEMAND_IS_OPEN = Rule(
    "demand-is-open",
    CLAUSE,
    zh="只有尚未了结的用地需求可以放弃",
    en="Only a demand that is still open can be declined.",
    pass_zh="尚未了结的申请：{requests}",
    pass_en="Open requests: {requests}.",
)


@dataclass(frozen=True, slots=True)
class Demand:
    """`area` in square metres; `settled` once it is no longer open."""

    project: str
    area: Decimal
    settled: land_demand.DemandSettled | None = None


@dataclass(frozen=True, slots=True)
class LandDemand:
    """The demands by request, in the order in which they were recorded."""

    town: str = ""
    demands: Map[str, Demand] = Map()
    order: tuple[str, ...] = ()

    @property
    def open(self) -> list[str]:
        return [request for request in self.order if not self.demands[request].settled]


LAND_DEMAND = Aggregate(
    "land-demand",
    LandDemand(),
    key="town",
    title="镇用地需求",
    sight=[to_town(), to_named()],
)


@LAND_DEMAND.evolve
def evolve(demand: LandDemand, event: land_demand.Event) -> LandDemand:
    match event:
        case land_demand.DemandRecorded(request=request):
            recorded = demand.demands.set(request, Demand(event.project, event.area))
            return LandDemand(event.town, recorded, (*demand.order, request))
        case land_demand.DemandSettled(request=request):
            settled = replace(demand.demands[request], settled=event)
            return replace(demand, demands=demand.demands.set(request, settled))
    assert_never(event)


LAND_DEMAND.asks_nobody("随各件用地申请办结")


@LAND_DEMAND.command(title="放弃预留规模", clause=CLAUSE, by=[TOWN])
def decline_reserve(
    demand: LandDemand, cmd: land_demand.DeclineReserve, context: Context
) -> Events:
    """The request itself stays: land may still come from quota or plan."""
    if cmd.request not in demand.open:
        refuse(DEMAND_IS_OPEN, requests=", ".join(demand.open) or "—")
    return [
        land_demand.DemandSettled(
            cmd.town, request=cmd.request, outcome="declined", settled_on=context.today,
            reason=cmd.reason,
        )
    ]  # fmt: skip


def settle_demand(
    town: str, request: str, outcome: land_demand.DemandOutcome, context: Context
) -> list[Elsewhere]:
    """Events for the town's demand, which the command guards; none if it is settled already."""
    if request not in context.guard(LandDemand, town).open:
        return []
    settled = land_demand.DemandSettled(
        town, request=request, outcome=outcome, settled_on=context.today
    )
    return [*elsewhere(LandDemand, town, [settled])]
