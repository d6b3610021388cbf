"""要素到位: a project's money and land, as other departments' events told; own log, own truth."""

from decimal import Decimal
from typing import assert_never

import msgspec
from immutables import Map

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Rule, refuse, to_city, to_town
from shared.schemas.copying import replace
from shared.schemas.projects import readiness

RECALL_WITHIN_NOTED = Rule(
    "recall-within-noted",
    "RZ-2.2.c",
    zh="收回的资金不得多于已记载下达的资金",
    en="No more money comes back than was noted as allocated.",
    pass_zh="资金 {fund} 仅记载下达 {noted_fen:money}",
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


class Readiness(msgspec.Struct, frozen=True):
    """Money in fen by fund, land in square metres by request; never below zero. Financing in fen by
    its kind and number."""

    town: str = ""
    funds: Map[str, int] = Map()
    land: Map[str, Decimal] = Map()
    financing: Map[tuple[str, str], int] = Map()


READINESS = Aggregate(
    "readiness",
    Readiness(),
    key="project",
    title="要素到位",
    sight=[to_town(), to_city()],
)


@READINESS.evolve
def evolve(ready: Readiness, event: readiness.Event) -> Readiness:
    match event:
        case readiness.ReadinessOpened(town=town):
            return replace(ready, town=town)
        case readiness.FundsAllocationNoted(fund=fund, amount_fen=fen):
            return _with_funds(ready, fund, fen)
        case readiness.FundsRecallNoted(fund=fund, amount_fen=fen):
            return _with_funds(ready, fund, -fen)
        case readiness.LandAllocationNoted(request=request, area=area):
            return _with_land(ready, request, area)
        case readiness.LandReturnNoted(request=request, area=area):
            return _with_land(ready, request, -area)
        case readiness.FinancingNoted(kind=kind, financing=number, amount_fen=fen):
            return replace(ready, financing=ready.financing.set((kind, number), fen))
        case readiness.FinancingEndNoted(kind=kind, financing=number):
            return replace(ready, financing=ready.financing.delete((kind, number)))
    assert_never(event)


READINESS.asks_nobody("由系统按资金和用地的安排记载")


@READINESS.command(title="记载资金下达", clause="RZ-2.2.c", by=[SYSTEM])
def note_funds_allocated(
    ready: Readiness, cmd: readiness.NoteFundsAllocated, _: Context
) -> list[readiness.FundsAllocationNoted]:
    return [readiness.FundsAllocationNoted.of(cmd, town=ready.town)]


@READINESS.command(title="记载资金收回", clause="RZ-2.2.c", by=[SYSTEM])
def note_funds_recalled(
    ready: Readiness, cmd: readiness.NoteFundsRecalled, _: Context
) -> list[readiness.FundsRecallNoted]:
    noted_fen = ready.funds.get(cmd.fund, 0)
    if cmd.amount_fen > noted_fen:
        refuse(RECALL_WITHIN_NOTED, fund=cmd.fund, noted_fen=noted_fen)
    return [readiness.FundsRecallNoted.of(cmd, town=ready.town)]


@READINESS.command(title="记载用地安排", clause="RZ-2.3.d", by=[SYSTEM])
def note_land_allocated(
    ready: Readiness, cmd: readiness.NoteLandAllocated, _: Context
) -> list[readiness.LandAllocationNoted]:
    return [readiness.LandAllocationNoted.of(cmd, town=ready.town)]


@READINESS.command(title="记载用地退回", clause="RZ-2.3.d", by=[SYSTEM])
def note_land_returned(
    ready: Readiness, cmd: readiness.NoteLandReturned, _: Context
) -> list[readiness.LandReturnNoted]:
    noted = ready.land.get(cmd.request, Decimal(0))
    if cmd.area > noted:
        refuse(RETURN_WITHIN_NOTED, request=cmd.request, noted=noted)
    return [readiness.LandReturnNoted.of(cmd, town=ready.town)]


@READINESS.command(title="记载融资", clause="RZ-2.1.a", by=[SYSTEM])
def note_financing(
    ready: Readiness, cmd: readiness.NoteFinancing, _: Context
) -> list[readiness.FinancingNoted]:
    """What a bank and a guarantee company both report is one loan."""
    if (cmd.kind, cmd.financing) in ready.financing:
        return []
    return [readiness.FinancingNoted.of(cmd, town=ready.town)]


@READINESS.command(title="记载融资终止", clause="RZ-2.1.a", by=[SYSTEM])
def note_financing_ended(
    ready: Readiness, cmd: readiness.NoteFinancingEnded, _: Context
) -> list[readiness.FinancingEndNoted]:
    fen = ready.financing.get((cmd.kind, cmd.financing))
    if fen is None:
        return []
    return [readiness.FinancingEndNoted.of(cmd, town=ready.town, amount_fen=fen)]


def _with_funds(ready: Readiness, fund: str, fen: int) -> Readiness:
    total = ready.funds.get(fund, 0) + fen
    return replace(ready, funds=ready.funds.set(fund, total))


def _with_land(ready: Readiness, request: str, area: Decimal) -> Readiness:
    total = ready.land.get(request, Decimal(0)) + area
    return replace(ready, land=ready.land.set(request, total))
