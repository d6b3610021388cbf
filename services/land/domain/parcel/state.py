"""Parcel (`parcel-<parcel>`): a stock parcel from its survey until it is used again, RZ-2.3.b.

The system warns when the law's year has passed; whether the parcel is idle a person determines.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from services.land.domain.parcel import rules
from services.land.domain.town_stock import TOWN_STOCK
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    guard,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import parcel as parcels

CLAUSE = rules.CLAUSE
MONTHS = "land.idle_warning_months"


@dataclass(frozen=True, slots=True)
class Parcel:
    """`warned` is the ground of the warning that stands; areas in square metres."""

    town: str = ""
    county: str = ""
    parcel_class: parcels.ParcelClass = "idle"
    area: Decimal = Decimal(0)
    owner: str = "state"
    start_by: date | None = None
    planned_investment_fen: int | None = None
    warning_months: int = 0
    construction: parcels.ConstructionReported | None = None
    warned: str = ""
    determined: bool = False
    in_stock: bool = True

    @property
    def stage(self) -> str:
        return self.construction.stage if self.construction else ""


PARCEL = Aggregate(
    "parcel",
    Parcel(),
    key="parcel",
    title="存量地块",
    sight=[to_town(), to_named()],
)
OF_TOWN = guard(TOWN_STOCK, lambda parcel, _: parcel.town or ())


@PARCEL.evolve
def evolve(parcel: Parcel, event: parcels.Event) -> Parcel:
    match event:
        case parcels.ParcelSurveyed():
            return Parcel(
                event.town, event.county, event.parcel_class, event.area, event.owner,
                event.start_by, event.planned_investment_fen, event.warning_months,
            )  # fmt: skip
        case parcels.ConstructionStartAgreed():
            return replace(
                parcel,
                start_by=event.start_by,
                planned_investment_fen=event.planned_investment_fen,
                warning_months=event.warning_months,
                warned="",
            )
        case parcels.ConstructionReported():
            return replace(
                parcel, construction=event, warning_months=event.warning_months, warned=""
            )
        case parcels.IdleWarned(ground=ground):
            return replace(parcel, warned=ground)
        case parcels.IdleDetermined():
            return replace(parcel, determined=True, parcel_class="idle")
        case parcels.ParcelReclassified(parcel_class=parcel_class):
            return replace(parcel, parcel_class=parcel_class, determined=False)
        case parcels.ParcelCorrected(area=area):
            return replace(parcel, area=area)
        case parcels.ParcelLeftStock() | parcels.ParcelStruck():
            return replace(parcel, in_stock=False)
    assert_never(event)


def require_stock(parcel: Parcel) -> None:
    if not parcel.in_stock:
        refuse(rules.PARCEL_IN_STOCK)


def require_past_day(day: date, context: Context) -> None:
    if day > context.today:
        refuse(rules.SINCE_A_PAST_DAY, today=context.today)
