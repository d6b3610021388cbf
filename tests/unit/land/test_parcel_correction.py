"""RZ-2.3.b: what was recorded of a parcel wrongly is corrected; what never was stock is struck."""

from dataclasses import replace
from decimal import Decimal

from services.land.domain import town_stock
from services.land.domain.parcel import rules
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from services.land.views.parcel_ledger import ParcelLedger
from services.land.views.town_surveys import TownSurveys
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.parcel import CorrectParcel, ParcelCorrected, ParcelStruck, StrikeParcel
from shared.schemas.land.town_stock import StockBatched, StockCorrected, StockListed, StockStruck
from tests.given import NOON
from tests.rows import rows
from tests.unit.land.test_parcel import AREA, LISTED, STOPPED, SURVEYED, parcel

TODAY = NOON.date()
LESS = Decimal("11500.50")
CORRECT = CorrectParcel(
    "tl-001", use="commercial", area=LESS, reason="勘测定界核减", document="勘界1号"
)
CORRECTED = ParcelCorrected(
    "tl-001", town="taoluo", was_use="industrial", was_area=AREA, use="commercial", area=LESS,
    reason="勘测定界核减", corrected_on=TODAY, document="勘界1号",
)  # fmt: skip
ON_THE_LIST = StockCorrected("taoluo", parcel="tl-001", was_area=AREA, use="commercial", area=LESS)
STRIKE = StrikeParcel("tl-001", reason="重复登记")
STRUCK = ParcelStruck("tl-001", town="taoluo", reason="重复登记", struck_on=TODAY)
OFF_THE_LIST = StockStruck("taoluo", parcel="tl-001", area=AREA)
BY = "donggang-natural-resources"


def stock_after(*events: object) -> TownStock:
    stock = TownStock()
    for event in events:
        stock = town_stock.evolve(stock, event)
    return stock


def test_a_parcel_measured_anew_is_corrected_on_its_towns_list_too() -> None:
    parcel().when(CORRECT, by=BY).then(CORRECTED, ON_THE_LIST)
    stock = stock_after(LISTED, ON_THE_LIST)
    assert stock.matching("commercial", LESS) == ["tl-001"]
    assert stock.matching("industrial", Decimal(1)) == []
    row = rows(ParcelLedger, SURVEYED, CORRECTED)["tl-001"]
    assert (row.use, row.area, row.reason) == ("commercial", LESS, "勘测定界核减")
    assert rows(TownSurveys, LISTED, ON_THE_LIST)["taoluo"].listed_area == LESS


def test_a_town_does_not_shrink_its_own_stock() -> None:
    for cmd in (CORRECT, STRIKE):
        parcel().when(cmd, by="taoluo").not_permitted()
        parcel().when(cmd, by="juxian-natural-resources").not_permitted()


def test_a_correction_changes_something_and_keeps_what_is_built() -> None:
    same = replace(CORRECT, use="industrial", area=AREA)
    parcel().when(same, by=BY).refused(NOTHING_CHANGES)
    small = replace(CORRECT, area=Decimal(3998))
    parcel(STOPPED).when(small, by=BY).refused(rules.DEVELOPED_WITHIN_AREA)


def test_a_parcel_recorded_by_mistake_leaves_the_list_and_is_screened_no_more() -> None:
    parcel().when(STRIKE, by=BY).then(STRUCK, OFF_THE_LIST)
    assert stock_after(LISTED, OFF_THE_LIST).matching("industrial", Decimal(1)) == []
    for cmd in (STRIKE, CORRECT):
        parcel(STRUCK).when(cmd, by=BY).refused(rules.PARCEL_IN_STOCK)
    survey = rows(TownSurveys, LISTED, OFF_THE_LIST)["taoluo"]
    assert (survey.listed, survey.listed_area, survey.revitalised) == (0, 0, 0)
    assert rows(ParcelLedger, SURVEYED, STRUCK)["tl-001"].struck_on == TODAY


def test_a_parcel_in_an_open_batch_is_not_struck() -> None:
    batched = StockBatched("taoluo", batch="b-1", parcels=["tl-001"])
    other = StockListed("taoluo", parcel="tl-002", use="industrial", area=AREA, parcel_class="idle")
    story = parcel().and_given(TOWN_STOCK, "taoluo", LISTED, other, batched)
    story.when(STRIKE, by=BY).refused(rules.OUT_OF_ITS_BATCH)
