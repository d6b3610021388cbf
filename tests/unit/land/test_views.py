"""RZ-2.3.b, d and g: the ledgers of land show what happened."""

from datetime import date
from decimal import Decimal

from services.land.views.land_requests import LandRequests
from services.land.views.parcel_ledger import ParcelLedger
from services.land.views.reserve_ledger import ReserveLedger
from services.land.views.screening_tasks import ScreeningTasks
from services.land.views.town_surveys import TownSurveys
from shared.schemas.land.land_request import (
    LandAllocated,
    LandRefused,
    LandRequested,
    LandReturned,
    ScreenedParcel,
)
from shared.schemas.land.parcel import IdleDetermined, IdleWarned, ParcelSurveyed
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveBreached,
    ReserveDrawn,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
)
from shared.schemas.land.screening import ScreeningEnded, ScreeningOpened
from shared.schemas.land.town_stock import StockCount, StockDelisted, StockListed
from shared.schemas.land.town_survey import TownSurveyCompleted
from tests.rows import rows

AREA = Decimal("60.50")
SCREENED = [ScreenedParcel("tl-1", reason="不在产业园区内")]
REQUESTED = LandRequested(
    "r-1", project="p-1", town="taoluo", county="donggang", area=AREA, use="industrial",
    screening=SCREENED,
)  # fmt: skip
ALLOCATED = LandAllocated(
    "r-1", project="p-1", town="taoluo", county="donggang", area=AREA, source="reserve",
    document="日自资规8号",
)  # fmt: skip


def test_the_parcel_ledger_shows_each_parcel_as_surveyed() -> None:
    since = date(2021, 6, 30)
    surveyed = ParcelSurveyed(
        "tl-1", town="taoluo", county="donggang", parcel_class="idle", use="industrial",
        area=AREA, since=since,
    )  # fmt: skip
    expected = ParcelLedger(
        parcel="tl-1",
        town="taoluo",
        county="donggang",
        parcel_class="idle",
        use="industrial",
        area=AREA,
        since=since,
        owner="state",
    )
    assert rows(ParcelLedger, surveyed) == {"tl-1": expected}


def test_the_parcel_ledger_tells_a_warning_and_what_a_person_determined() -> None:
    day = date(2023, 3, 1)
    surveyed = ParcelSurveyed(
        "tl-1", town="taoluo", county="donggang", parcel_class="inefficient", use="public",
        area=AREA, since=day,
    )  # fmt: skip
    warned = IdleWarned(
        "tl-1", town="taoluo", county="donggang", ground="not-started", due_on=day, area=AREA,
        developed_area=None, invested_fen=0, planned_investment_fen=None,
    )  # fmt: skip
    row = rows(ParcelLedger, surveyed, warned)["tl-1"]
    assert (row.warning, row.warning_day, row.parcel_class) == ("not-started", day, "inefficient")
    determined = IdleDetermined(
        "tl-1", town="taoluo", county="donggang", ground="not-started", cause="government",
        reason="未交付净地", document="闲〔2024〕1号", determined_on=day,
    )  # fmt: skip
    row = rows(ParcelLedger, surveyed, warned, determined)["tl-1"]
    assert (row.parcel_class, row.idle_cause, row.determined_on) == ("idle", "government", day)


def test_the_survey_progress_counts_each_towns_stock() -> None:
    row = rows(
        TownSurveys,
        StockListed("taoluo", parcel="tl-1", use="public", area=AREA, parcel_class="idle"),
        StockListed("taoluo", parcel="tl-2", use="public", area=AREA, parcel_class="idle"),
        TownSurveyCompleted(
            "taoluo", county="donggang", parcels=2,
            classes=[StockCount("idle", parcels=2, area=AREA * 2)], completed_on=date(2024, 3, 1),
        ),
        StockDelisted("taoluo", parcel="tl-2", batch="b-1"),
    )["taoluo"]  # fmt: skip
    assert (row.listed, row.revitalised, row.listed_area) == (1, 1, AREA * 2)
    assert row.classes == [{"parcel_class": "idle", "parcels": 2, "area": "121.00"}]


def test_the_reserve_ledger_balances_and_tells_a_breach() -> None:
    m2 = Decimal
    low = [
        ConstructionScaleSet("donggang", scale=m2(900)),
        ReserveSet("donggang", reserved=m2(80)),
        ReserveBreached("donggang", scale=m2(900), reserved=m2(80), required_percent=10),
        ReserveDrawn("donggang", request="r-1", project="p-1", town="taoluo", area=AREA),
    ]
    assert rows(ReserveLedger, *low)["donggang"] == ReserveLedger(
        county="donggang",
        scale=m2(900),
        reserved=m2(80),
        ratio_percent=m2("8.89"),
        drawn=AREA,
        free=m2("19.50"),
        breached=True,
    )
    row = rows(
        ReserveLedger,
        *low,
        ReserveSet("donggang", reserved=m2(90)),
        ReserveRestored("donggang", scale=m2(900), reserved=m2(90), required_percent=10),
        ReserveReturned("donggang", request="r-1", project="p-1", town="taoluo", area=AREA),
    )["donggang"]
    assert (row.ratio_percent, row.drawn, row.free, row.breached) == (10, 0, 90, False)


def test_a_request_for_land_shows_where_it_stands() -> None:
    row = rows(LandRequests, REQUESTED)["r-1"]
    assert (row.project, row.town, row.area, row.screened) == ("p-1", "taoluo", AREA, 1)
    assert row.status == "open"
    refused = LandRefused("r-1", project="p-1", town="taoluo", reason="可用存量解决")
    row = rows(LandRequests, REQUESTED, refused)["r-1"]
    assert (row.status, row.reason) == ("refused", "可用存量解决")


def test_allocated_land_shows_its_source_until_it_returns() -> None:
    row = rows(LandRequests, REQUESTED, ALLOCATED)["r-1"]
    assert (row.status, row.source, row.document) == ("allocated", "reserve", "日自资规8号")
    returned = LandReturned(
        "r-1", project="p-1", town="taoluo", county="donggang", area=AREA, reason="项目出库"
    )
    row = rows(LandRequests, REQUESTED, ALLOCATED, returned)["r-1"]
    assert (row.status, row.reason) == ("returned", "项目出库")


def test_a_screening_task_is_open_until_land_is_requested_or_the_project_leaves() -> None:
    opened = ScreeningOpened(
        "p-1", name="演示-冷链", town="taoluo", county="donggang", land_area=AREA,
        land_use="industrial", admitted_on=date(2024, 2, 1),
    )  # fmt: skip
    row = rows(ScreeningTasks, opened)["p-1"]
    assert (row.name, row.land_area, row.status) == ("演示-冷链", AREA, "open")
    assert rows(ScreeningTasks, opened, REQUESTED)["p-1"].status == "requested"
    ended = ScreeningEnded("p-1", town="taoluo", reason="项目出库")
    assert rows(ScreeningTasks, opened, ended)["p-1"].status == "ended"
