"""要素到位: a project's money and land, as other departments' events told; own log, own truth."""

from dataclasses import dataclass, replace
from decimal import Decimal

from immutables import Map

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Rule, refuse, to_city, to_town
from shared.schemas.projects.readiness import (
    FundsAllocationNoted,
    FundsRecallNoted,
    LandAllocationNoted,
    LandReturnNoted,
    NoteFundsAllocated,
    NoteFundsRecalled,
    NoteLandAllocated,
    NoteLandReturned,
    ReadinessOpened,
)

RECALL_WITHIN_NOTED = Rule(
    "recall-within-noted",
    "RZ-2.2.c",
    zh="收回的资金不得多于已记载下达的资金",
    en="No more money comes back than was noted as allocated.",
    pass_zh="资金 {fund} 仅记载下达 {noted_fen} 分",
    pass_en="Fund {fund} has {noted_fen} fen noted; compare the log of finance.",
)
RETURN_WITHIN_NOTED = Rule(
    "return-within-noted",
    "RZ-2.3.d",
    zh="退回的用地不得多于已记载安排的用地",
    en="No more land comes back than was noted as allocated.",
    pass_zh="申请 {request} 仅记载安排 {noted} 平方米",
    pass_en="Request {request} has {noted} square metres noted; compare the log of land.",
)

ReadinessEvent = (
    ReadinessOpened
    | FundsAllocationNoted
    | FundsRecallNoted
    | LandAllocationNoted
    | LandReturnNoted
)


@dataclass(frozen=True)
class Readiness:
    """Money in fen by fund, land in square metres by request; never below zero."""

    town: str = ""
    funds: Map[str, int] = Map()
    land: Map[str, Decimal] = Map()


READINESS = Aggregate(
    "readiness",
    Readiness(),
    key="project",
    title="要素到位",
    sight=[to_town(), to_city()],
)


@READINESS.evolve
def evolve(readiness: Readiness, event: ReadinessEvent) -> Readiness:
    match event:
        case ReadinessOpened(town=town):
            return replace(readiness, town=town)
        case FundsAllocationNoted(fund=fund, amount_fen=fen):
            return _with_funds(readiness, fund, fen)
        case FundsRecallNoted(fund=fund, amount_fen=fen):
            return _with_funds(readiness, fund, -fen)
        case LandAllocationNoted(request=request, area=area):
            return _with_land(readiness, request, area)
        case LandReturnNoted(request=request, area=area):
            return _with_land(readiness, request, -area)


@READINESS.command(title="记载资金下达", clause="RZ-2.2.c", by=[SYSTEM])
def note_funds_allocated(
    readiness: Readiness, cmd: NoteFundsAllocated, _: Context
) -> list[FundsAllocationNoted]:
    return [FundsAllocationNoted.of(cmd, town=readiness.town)]


@READINESS.command(title="记载资金收回", clause="RZ-2.2.c", by=[SYSTEM])
def note_funds_recalled(
    readiness: Readiness, cmd: NoteFundsRecalled, _: Context
) -> list[FundsRecallNoted]:
    noted_fen = readiness.funds.get(cmd.fund, 0)
    if cmd.amount_fen > noted_fen:
        refuse(RECALL_WITHIN_NOTED, fund=cmd.fund, noted_fen=noted_fen)
    return [FundsRecallNoted.of(cmd, town=readiness.town)]


@READINESS.command(title="记载用地安排", clause="RZ-2.3.d", by=[SYSTEM])
def note_land_allocated(
    readiness: Readiness, cmd: NoteLandAllocated, _: Context
) -> list[LandAllocationNoted]:
    return [LandAllocationNoted.of(cmd, town=readiness.town)]


@READINESS.command(title="记载用地退回", clause="RZ-2.3.d", by=[SYSTEM])
def note_land_returned(
    readiness: Readiness, cmd: NoteLandReturned, _: Context
) -> list[LandReturnNoted]:
    noted = readiness.land.get(cmd.request, Decimal(0))
    if cmd.area > noted:
        refuse(RETURN_WITHIN_NOTED, request=cmd.request, noted=noted)
    return [LandReturnNoted.of(cmd, town=readiness.town)]


def _with_funds(readiness: Readiness, fund: str, fen: int) -> Readiness:
    total = readiness.funds.get(fund, 0) + fen
    return replace(readiness, funds=readiness.funds.set(fund, total))


def _with_land(readiness: Readiness, request: str, area: Decimal) -> Readiness:
    total = readiness.land.get(request, Decimal(0)) + area
    return replace(readiness, land=readiness.land.set(request, total))
