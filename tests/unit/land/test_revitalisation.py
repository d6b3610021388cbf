"""RZ-2.3.c: stock land is revitalised by batch and class, with support in formalities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.land.domain.parcel.state import PARCEL
from services.land.domain.revitalisation import rules
from services.land.domain.revitalisation.state import BATCH
from services.land.domain.town_stock import TOWN_STOCK
from services.land.domain.town_survey import TOWN_SURVEY
from services.land.views.formality_support import FormalitySupport
from services.land.views.revitalisation_batches import RevitalisationBatches
from shared.schemas.land.parcel import ParcelLeftStock, ParcelSurveyed
from shared.schemas.land.revitalisation import (
    ApproveBatch,
    BatchApproved,
    BatchCompleted,
    BatchItem,
    BatchPlanned,
    BatchWithdrawn,
    FormalitySupported,
    ParcelRevitalised,
    PlanBatch,
    PlannedMeasure,
    RecordFormalitySupport,
    RecordRevitalisation,
    WithdrawBatch,
)
from shared.schemas.land.town_stock import (
    StockBatched,
    StockDelisted,
    StockListed,
    StockReleased,
)
from shared.schemas.land.town_survey import TownSurveyCompleted
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
AREA = Decimal(60)
STOCK = [
    StockListed("taoluo", parcel="tl-1", use="industrial", area=AREA, parcel_class="idle"),
    StockListed(
        "taoluo", parcel="tl-2", use="industrial", area=AREA, parcel_class="approved-unsupplied"
    ),
    StockListed("taoluo", parcel="tl-3", use="industrial", area=AREA),
]
SURVEYED = TownSurveyCompleted(
    "taoluo", county="donggang", parcels=2, classes=[], completed_on=TODAY
)
MEASURES = [PlannedMeasure("tl-1", measure="recover"), PlannedMeasure("tl-2", measure="supply")]
PLAN = PlanBatch("b-1", town="taoluo", measures=MEASURES)
PLANNED = BatchPlanned(
    "b-1",
    town="taoluo",
    items=[
        BatchItem("tl-1", parcel_class="idle", measure="recover", area=AREA),
        BatchItem("tl-2", parcel_class="approved-unsupplied", measure="supply", area=AREA),
    ],
)
BATCHED = StockBatched("taoluo", batch="b-1", parcels=["tl-1", "tl-2"])
APPROVED = BatchApproved("b-1", town="taoluo", approved_on=TODAY)
RECORD = RecordRevitalisation("b-1", parcel="tl-1", revitalised_on=TODAY, project="p-1")
REVITALISED = ParcelRevitalised(
    "b-1", town="taoluo", parcel="tl-1", parcel_class="idle", measure="recover", area=AREA,
    project="p-1", revitalised_on=TODAY, document=None,
)  # fmt: skip
SUPPORT = RecordFormalitySupport(
    "b-1", parcel="tl-1", formality="规划条件调整", support="并联办理，五日办结"
)


def batch(*events: object, stock: tuple[object, ...] = ()) -> Given:
    return (
        given(BATCH, "b-1", *events)
        .and_given(TOWN_SURVEY, "taoluo", SURVEYED)
        .and_given(TOWN_STOCK, "taoluo", *STOCK, *stock)
        .and_given(
            PARCEL,
            "tl-1",
            ParcelSurveyed(
                "tl-1", town="taoluo", county="donggang", parcel_class="idle", use="industrial",
                area=AREA, since=TODAY,
            ),
        )
    )  # fmt: skip


@pytest.mark.parametrize("by", ["taoluo", "natural-resources", "donggang-natural-resources"])
def test_a_batch_names_each_parcel_with_its_class_and_measure(by: str) -> None:
    batch().when(PLAN, by=by).then(PLANNED, BATCHED)


def test_a_batch_waits_for_the_towns_survey() -> None:
    story = batch().and_given(TOWN_SURVEY, "taoluo")
    story.when(PLAN, by="taoluo").refused(rules.AFTER_THE_SURVEY)


@pytest.mark.parametrize("measures", [[], [MEASURES[0], MEASURES[0]]])
def test_a_batch_lists_parcels_each_once(measures: list[PlannedMeasure]) -> None:
    cmd = replace(PLAN, measures=measures)
    batch().when(cmd, by="taoluo").refused(rules.BATCH_HAS_PARCELS)


@pytest.mark.parametrize("parcel", ["tl-3", "zx-9"])
def test_a_batch_takes_parcels_that_are_listed_and_classed(parcel: str) -> None:
    cmd = replace(PLAN, measures=[PlannedMeasure(parcel, measure="supply")])
    batch().when(cmd, by="taoluo").refused(rules.PARCELS_ARE_STOCK)


def test_a_parcel_stands_in_one_open_batch_at_most() -> None:
    taken = StockBatched("taoluo", batch="b-0", parcels=["tl-2"])
    outcome = batch(stock=(taken,)).when(PLAN, by="taoluo").refused(rules.ONE_OPEN_BATCH)
    assert outcome.refusal.values == {"parcels": "tl-2"}
    released = StockReleased("taoluo", batch="b-0", parcels=["tl-2"])
    batch(stock=(taken, released)).when(PLAN, by="taoluo").then(PLANNED, BATCHED)


def test_a_measure_is_one_of_the_parcels_class() -> None:
    cmd = replace(PLAN, measures=[PlannedMeasure("tl-1", measure="supply")])
    batch().when(cmd, by="taoluo").refused(rules.MEASURE_FITS_CLASS)


def test_a_planned_batch_is_approved_once_and_not_by_the_town() -> None:
    batch(PLANNED).when(ApproveBatch("b-1"), by="donggang").then(APPROVED)
    batch(PLANNED).when(ApproveBatch("b-1"), by="taoluo").not_permitted()
    outcome = batch(PLANNED, APPROVED).when(ApproveBatch("b-1"), by="donggang")
    outcome.refused(rules.BATCH_STATUS_ALLOWS)


def test_support_in_formalities_names_who_gave_it_to_which_parcel() -> None:
    batch(PLANNED, APPROVED).when(SUPPORT, by="donggang-natural-resources").then(
        FormalitySupported(
            "b-1", town="taoluo", parcel="tl-1", organisation="donggang-natural-resources",
            formality="规划条件调整", support="并联办理，五日办结", supported_on=TODAY,
        )
    )  # fmt: skip
    batch(PLANNED).when(SUPPORT, by="donggang").refused(rules.BATCH_STATUS_ALLOWS)
    other = replace(SUPPORT, parcel="tl-3")
    batch(PLANNED, APPROVED).when(other, by="donggang").refused(rules.PARCEL_OF_THE_BATCH)


def test_a_revitalised_parcel_leaves_the_towns_stock() -> None:
    outcome = batch(PLANNED, APPROVED, stock=(BATCHED,)).when(RECORD, by="natural-resources")
    outcome.then(
        REVITALISED,
        ParcelLeftStock("tl-1", town="taoluo", batch="b-1"),
        StockDelisted("taoluo", parcel="tl-1", batch="b-1"),
    )
    assert [d.stream for d in outcome.decided] == [
        "revitalisation-b-1",
        "parcel-tl-1",
        "stock-taoluo",
    ]


def test_a_parcel_measured_since_the_plan_counts_with_the_area_it_has() -> None:
    measured = ParcelSurveyed(
        "tl-1", town="taoluo", county="donggang", parcel_class="idle", use="industrial",
        area=Decimal("58.50"), since=TODAY,
    )  # fmt: skip
    story = batch(PLANNED, APPROVED, stock=(BATCHED,)).and_given(PARCEL, "tl-1", measured)
    outcome = story.when(RECORD, by="natural-resources")
    assert outcome.events[0] == replace(REVITALISED, area=Decimal("58.50"))


def test_the_last_parcel_completes_the_batch() -> None:
    other = replace(REVITALISED, parcel="tl-2")
    outcome = batch(PLANNED, APPROVED, other).when(RECORD, by="natural-resources")
    assert outcome.events[1] == BatchCompleted("b-1", town="taoluo", completed_on=TODAY)


def test_a_parcel_is_revitalised_once_in_an_approved_batch_by_today() -> None:
    batch(PLANNED).when(RECORD, by="natural-resources").refused(rules.BATCH_STATUS_ALLOWS)
    twice = batch(PLANNED, APPROVED, REVITALISED)
    twice.when(RECORD, by="natural-resources").refused(rules.PARCEL_OF_THE_BATCH)
    early = replace(RECORD, revitalised_on=date(2024, 3, 2))
    story = batch(PLANNED, APPROVED)
    story.when(early, by="natural-resources").refused(rules.REVITALISED_BY_TODAY)


def test_a_withdrawn_batch_releases_what_is_left_of_it() -> None:
    cmd = WithdrawBatch("b-1", reason="方案调整")
    batch(PLANNED, APPROVED, REVITALISED).when(cmd, by="donggang").then(
        BatchWithdrawn("b-1", town="taoluo", reason="方案调整"),
        StockReleased("taoluo", batch="b-1", parcels=["tl-2"]),
    )
    withdrawn = batch(PLANNED, BatchWithdrawn("b-1", town="taoluo", reason="方案调整"))
    withdrawn.when(cmd, by="taoluo").refused(rules.BATCH_STATUS_ALLOWS)


def test_a_town_takes_back_its_plan_but_not_what_was_approved() -> None:
    cmd = WithdrawBatch("b-1", reason="方案调整")
    assert batch(PLANNED).when(cmd, by="taoluo").events
    batch(PLANNED, APPROVED).when(cmd, by="taoluo").refused(rules.APPROVER_TAKES_BACK)


def test_the_ledger_shows_how_far_a_batch_is() -> None:
    supported = FormalitySupported(
        "b-1", town="taoluo", parcel="tl-1", organisation="donggang", formality="规划条件调整",
        support="并联办理", supported_on=TODAY,
    )  # fmt: skip
    row = rows(RevitalisationBatches, PLANNED, APPROVED, supported, REVITALISED)["b-1"]
    assert (row.status, row.parcels, row.revitalised, row.supported) == ("approved", 2, 1, 1)
    assert (row.area, row.revitalised_area) == (Decimal(120), AREA)
    (entry,) = rows(FormalitySupport, supported).values()
    assert (entry.parcel, entry.organisation) == ("tl-1", "donggang")
