"""Outlet (`outlet-<outlet>`): 服务网点 of an institution in a town, any town; pilots count, RZ-2.4.b."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.organisations import ANSWERERS, require_own_matter, who_answers
from shared.kernel.aggregate import (
    Aggregate,
    Condition,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    guard,
    pick_id,
    refuse,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import outlet as outlets
from shared.schemas.credit.stages import OutletStage
from shared.schemas.words import say

CLAUSE = "RZ-2.4.b"

rule = RulesOf(CLAUSE)
TOWN_OF_THE_OUTLET = rule(
    "town-of-the-outlet",
    zh="网点设在登记在册的镇",
    en="An outlet is in a registered town.",
    pass_zh="没有 {town} 镇",
    pass_en="There is no town {town}.",
)
STAGE_OF_THE_OUTLET = rule(
    "stage-of-the-outlet",
    zh="网点先计划，再开业；迁址、撤并只对未撤并的网点",
    en="An outlet is planned, then opened; moved or closed while it is there.",
    pass_zh="现为“{stage_zh}”",
    pass_en="It is {stage}.",
)
OUTLET_DAY_HAS_COME = rule(
    "outlet-day-has-come",
    zh="开业、迁址、撤并日期不晚于今天",
    en="What is recorded has happened.",
    pass_zh="请填写不晚于 {today} 的日期",
    pass_en="A day up to {today}.",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    town: str = ""
    institution: str = ""
    joined: bool = False
    stage: OutletStage | None = None
    planned_for: date = date.max


OUTLET = Aggregate(
    "outlet",
    Outlet(),
    key="outlet",
    title="服务网点",
    sight=[to_town(), to_named(), to_party("institution")],
)


@OUTLET.evolve
def evolve(outlet: Outlet, event: outlets.Event) -> Outlet:
    match event:
        case outlets.OutletPlanned():
            joined = event.entered_by == event.institution
            return Outlet(event.town, event.institution, joined, "planned", event.planned_for)
        case outlets.OutletOpened():
            return replace(outlet, stage="open")
        case outlets.OutletRelocated(town=town):
            return replace(outlet, town=town)
        case outlets.OutletClosed():
            return replace(outlet, stage="closed")
    assert_never(event)


def at_stage(*needed: OutletStage) -> Condition:
    """The condition that an outlet is at one of these points."""

    def stands(outlet: Outlet, _: Context) -> None:
        if outlet.stage not in needed:
            refuse(
                STAGE_OF_THE_OUTLET,
                stage=outlet.stage or "—",
                stage_zh=say(OutletStage, outlet.stage),
            )

    return stands


def own_outlet(outlet: Outlet, context: Context) -> None:
    """The condition that an institution acts for its own outlet."""
    require_own_matter(outlet.institution, context)


@OUTLET.command(
    title="计划网点",
    clause=CLAUSE,
    by=ANSWERERS,
    guards=[guard(INSTITUTION)],
    creates=True,
    numbered="{town}-outlet-{year}",
    picks=[pick_id("institution", require_open)],
)
def plan_outlet(_: Outlet, cmd: outlets.PlanOutlet, context: Context) -> Events:
    require_own_matter(cmd.institution, context)
    require_open(cmd.institution, context)
    yield outlets.OutletPlanned.of(
        cmd, pilot=_is_pilot(cmd.town, context), entered_by=context.actor.organisation
    )


@OUTLET.command(
    title="登记网点开业", clause=CLAUSE, by=ANSWERERS, when=[at_stage("planned"), own_outlet]
)
def open_outlet(outlet: Outlet, cmd: outlets.OpenOutlet, context: Context) -> Events:
    _require_past(cmd.opened_on, context)
    yield outlets.OutletOpened.of(
        cmd, town=outlet.town, pilot=_is_pilot(outlet.town, context),
        entered_by=context.actor.organisation,
    )  # fmt: skip


@OUTLET.command(
    title="登记网点迁址", clause=CLAUSE, by=ANSWERERS, when=[at_stage("open"), own_outlet]
)
def relocate_outlet(outlet: Outlet, cmd: outlets.RelocateOutlet, context: Context) -> Events:
    _require_past(cmd.relocated_on, context)
    yield outlets.OutletRelocated.of(
        cmd, pilot=_is_pilot(cmd.town, context), from_town=outlet.town,
        entered_by=context.actor.organisation,
    )  # fmt: skip


@OUTLET.command(
    title="登记网点撤并",
    clause=CLAUSE,
    by=ANSWERERS,
    when=[at_stage("planned", "open"), own_outlet],
)
def close_outlet(outlet: Outlet, cmd: outlets.CloseOutlet, context: Context) -> Events:
    _require_past(cmd.closed_on, context)
    yield outlets.OutletClosed.of(
        cmd, town=outlet.town, was_open=outlet.stage == "open",
        entered_by=context.actor.organisation,
    )  # fmt: skip


@OUTLET.tasks
def tasks(outlet: Outlet) -> Tasks:
    """A planned outlet is opened or given up, from the day for which it was planned."""
    if outlet.stage == "planned":
        yield Task(
            "opening", who_answers(outlet.institution, outlet.joined), "登记计划网点开业，或者撤销计划",
            [open_outlet, close_outlet], clause=CLAUSE, since=outlet.planned_for,
        )  # fmt: skip
    else:
        yield Over("已开业" if outlet.stage == "open" else "已撤并")


def _is_pilot(town: str, context: Context) -> bool:
    known = context.town(town)
    if known is None:
        refuse(TOWN_OF_THE_OUTLET, town=town)
    return known.pilot


def _require_past(day: date, context: Context) -> None:
    if day > context.today:
        refuse(OUTLET_DAY_HAS_COME, today=context.today)
