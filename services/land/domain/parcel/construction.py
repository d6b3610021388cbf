"""Construction on a parcel: the agreed start, and what was started, stopped, resumed (RZ-2.3.b)."""

from decimal import Decimal

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.parcel import rules
from services.land.domain.parcel.state import (
    CLAUSE,
    MONTHS,
    PARCEL,
    Parcel,
    require_past_day,
    require_stock,
)
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.land import parcel as parcels

BEFORE = {"started": ("",), "stopped": ("started", "resumed"), "resumed": ("stopped",)}
STAGE_ZH = {"": "未动工", "started": "已动工", "stopped": "中止", "resumed": "已复工"}


@PARCEL.command(
    title="约定动工日期",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    when=[holds(require_stock)],
)
def agree_construction_start(
    parcel: Parcel, cmd: parcels.AgreeConstructionStart, context: Context
) -> Events:
    """Also a later date that was agreed afterwards; the year counts from it."""
    if parcel.stage:
        _refuse_stage(parcel)
    investment = cmd.planned_investment_fen or parcel.planned_investment_fen
    yield parcels.ConstructionStartAgreed.of(
        cmd, town=parcel.town, planned_investment_fen=investment,
        warning_months=context.parameter(MONTHS),
    )  # fmt: skip


@PARCEL.command(
    title="登记建设情况",
    clause=CLAUSE,
    by=[TOWN, NATURAL_RESOURCES, COUNTY_LAND],
    when=[holds(require_stock)],
)
def report_construction(
    parcel: Parcel, cmd: parcels.ReportConstruction, context: Context
) -> Events:
    require_past_day(cmd.on, context)
    if parcel.stage not in BEFORE[cmd.stage]:
        _refuse_stage(parcel)
    if parcel.construction and cmd.on < parcel.construction.on:
        refuse(rules.STAGES_GO_ON, on=parcel.construction.on)
    if cmd.developed_area is not None and cmd.developed_area > parcel.area:
        refuse(rules.DEVELOPED_WITHIN_AREA, area=parcel.area)
    at_risk = cmd.stage == "stopped" and _is_little_done(parcel, cmd, context)
    yield parcels.ConstructionReported.of(
        cmd, town=parcel.town, at_risk=at_risk, warning_months=context.parameter(MONTHS)
    )


def _is_little_done(parcel: Parcel, cmd: parcels.ReportConstruction, context: Context) -> bool:
    """Under a third of the area, or under a quarter of the investment where that is known."""
    numerator, denominator = context.parameter("land.idle_developed_area_fraction")
    if (cmd.developed_area or Decimal(0)) * denominator < parcel.area * numerator:
        return True
    percent = context.parameter("land.idle_investment_percent")
    planned = parcel.planned_investment_fen
    return planned is not None and cmd.invested_fen * 100 < planned * percent


def _refuse_stage(parcel: Parcel) -> None:
    stage = parcel.stage
    refuse(rules.CONSTRUCTION_FOLLOWS, stage=stage or "not-started", stage_zh=STAGE_ZH[stage])
