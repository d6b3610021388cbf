"""RZ-2.3.b: a town's survey of its stock land is complete."""

from dataclasses import replace
from decimal import Decimal

from services.land.domain.town_stock import TOWN_STOCK
from services.land.domain.town_survey import (
    EVERY_PARCEL_HAS_A_CLASS,
    SURVEY_IS_WHOLE,
    TOWN_SURVEY,
)
from services.land.views.town_surveys import TownSurveys
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.town_stock import StockCount, StockListed
from shared.schemas.land.town_survey import CompleteSurvey, TownSurveyCompleted
from tests.given import NOON, Given, given
from tests.rows import rows

STOCK = [
    StockListed("taoluo", parcel="tl-1", use="industrial", area=Decimal(60), parcel_class="idle"),
    StockListed(
        "taoluo", parcel="tl-2", use="commercial", area=Decimal("40.50"), parcel_class="idle"
    ),
    StockListed(
        "taoluo", parcel="tl-3", use="industrial", area=Decimal(90), parcel_class="inefficient"
    ),
]
COMPLETE = CompleteSurvey("taoluo", parcels=3, document="东自资规〔2024〕6号")
COMPLETED = TownSurveyCompleted(
    "taoluo",
    county="donggang",
    parcels=3,
    classes=[
        StockCount("idle", parcels=2, area=Decimal("100.50")),
        StockCount("inefficient", parcels=1, area=Decimal(90)),
    ],
    completed_on=NOON.date(),
    document="东自资规〔2024〕6号",
)


def survey(*events: object, stock: list[object] = STOCK) -> Given:
    return given(TOWN_SURVEY, "taoluo", *events).and_given(TOWN_STOCK, "taoluo", *stock)


def test_a_complete_survey_says_what_was_found_by_class() -> None:
    survey().when(COMPLETE, by="natural-resources").then(COMPLETED)
    survey().when(COMPLETE, by="donggang-natural-resources").then(COMPLETED)


def test_neither_the_town_nor_another_county_completes_a_survey() -> None:
    survey().when(COMPLETE, by="taoluo").not_permitted()
    survey().when(COMPLETE, by="juxian-natural-resources").not_permitted()


def test_a_survey_is_complete_when_all_that_was_found_is_listed() -> None:
    survey(stock=STOCK[:2]).when(COMPLETE, by="natural-resources").refused(SURVEY_IS_WHOLE)


def test_a_survey_is_complete_when_every_parcel_has_a_class() -> None:
    unclassed = [
        *STOCK[:2],
        StockListed("taoluo", parcel="tl-3", use="industrial", area=Decimal(90)),
    ]
    outcome = survey(stock=unclassed).when(COMPLETE, by="natural-resources")
    outcome.refused(EVERY_PARCEL_HAS_A_CLASS)
    assert "tl-3" in outcome.refusal.zh


def test_a_town_is_surveyed_again_as_its_stock_changes() -> None:
    survey(COMPLETED).when(COMPLETE, by="natural-resources").refused(NOTHING_CHANGES)
    later = NOON.replace(year=2025)
    (again,) = survey(COMPLETED).when(COMPLETE, by="natural-resources", at=later).events
    assert again == replace(COMPLETED, completed_on=later.date(), round=2)
    found = [
        *STOCK,
        StockListed("taoluo", parcel="tl-4", use="public", area=Decimal(12), parcel_class="idle"),
    ]
    more = replace(COMPLETE, parcels=4)
    (corrected,) = survey(COMPLETED, stock=found).when(more, by="natural-resources").events
    assert (corrected.parcels, corrected.round) == (4, 2)
    row = rows(TownSurveys, COMPLETED, again)["taoluo"]
    assert (row.rounds, row.completed_on) == (2, later.date())
