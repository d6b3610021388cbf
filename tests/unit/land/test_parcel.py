from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.land.domain.parcel import PARCEL, SINCE_A_PAST_DAY, TOWN_IS_REGISTERED
from services.land.domain.town_stock import TOWN_STOCK
from shared.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.land.parcel import ParcelSurveyed, StockListed, SurveyParcel
from tests.given import NOON, given

SINCE = date(2021, 6, 30)
AREA = Decimal("12000.50")
SURVEY = SurveyParcel("tl-001", "taoluo", "idle", "industrial", AREA, SINCE)
SURVEYED = ParcelSurveyed("tl-001", "taoluo", "donggang", "idle", "industrial", AREA, SINCE)
LISTED = StockListed("taoluo", "tl-001", "industrial", AREA)


@pytest.mark.parametrize("by", ["taoluo", "donggang-natural-resources", "natural-resources"])
def test_a_surveyed_parcel_is_listed_on_its_towns_stock(by: str) -> None:
    outcome = given(PARCEL, "tl-001").when(SURVEY, by=by).then(SURVEYED, LISTED)
    placed = [(d.stream, d.event) for d in outcome.decided]
    assert placed == [("parcel-tl-001", SURVEYED), ("stock-taoluo", LISTED)]


def test_a_parcel_is_surveyed_once() -> None:
    given(PARCEL, "tl-001", SURVEYED).when(SURVEY, by="taoluo").refused(ALREADY_EXISTS)


def test_another_town_or_county_surveys_nothing_here() -> None:
    given(PARCEL, "tl-001").when(SURVEY, by="zhaoxian").not_permitted()
    given(PARCEL, "tl-001").when(SURVEY, by="juxian-natural-resources").not_permitted()


def test_a_parcel_lies_in_a_registered_town() -> None:
    cmd = replace(SURVEY, town="nowhere")
    given(PARCEL, "tl-001").when(cmd, by="natural-resources").refused(TOWN_IS_REGISTERED)


def test_a_parcel_became_stock_on_the_day_of_the_survey_or_before() -> None:
    today = replace(SURVEY, since=NOON.date())
    assert given(PARCEL, "tl-001").when(today, by="taoluo").events
    tomorrow = replace(SURVEY, since=date(2024, 3, 2))
    given(PARCEL, "tl-001").when(tomorrow, by="taoluo").refused(SINCE_A_PAST_DAY)


uses = st.sampled_from(["industrial", "commercial", "public", "residential"])
areas = st.decimals(1, 100, places=2)


@for_all(st.dictionaries(st.sampled_from("abcdef"), st.tuples(uses, areas)), uses, areas)
def test_exactly_the_parcels_of_that_use_and_size_match(
    parcels: dict[str, tuple[str, Decimal]], use: str, area: Decimal
) -> None:
    events = [StockListed("taoluo", id, of_use, size) for id, (of_use, size) in parcels.items()]
    stock = TOWN_STOCK.replay(events)
    matching = stock.matching(use, area)
    assert matching == sorted(matching)
    for id, (of_use, size) in parcels.items():
        assert (id in matching) is (of_use == use and size >= area)
