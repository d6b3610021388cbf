"""Readings 1, 2, 4 and 5 of the text, each in both positions: fees, reserve, quota, proceeds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from services.finance.domain.fee_account import rules as fees
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.land.domain.quota_ledger import rules as quota
from shared.schemas.land.quota_ledger import OfferQuota
from shared.schemas.land.reserve_book import ReserveBreached, ReserveWarned
from tests.given import given
from tests.unit.finance.fees import PUBLISH, RECORD, account
from tests.unit.land.quotas import FILED, LET_GO, OFFERED, TRANSFERRED, ledger
from tests.unit.land.test_quota_ledger import TRANSFER
from tests.unit.land.test_quota_proceeds import BOOK
from tests.unit.land.test_reserve_opening import book
from tests.unit.land.test_reserve_opening import quota as annual_quota
from tests.unit.readings.positions import Positions, both_positions

IN_2026 = datetime(2026, 3, 2, 4, tzinfo=UTC)


@both_positions("finance.fee_reading_until")
def test_1_the_years_bind_increments_alone_or_the_fee_as_well(read: Positions) -> None:
    late = replace(RECORD, receipt="r-2026", collected_on=date(2026, 2, 20))
    ours = account().when(late, by="finance", at=IN_2026, parameters=read.ours)
    assert (ours.events[1].retained_fen, ours.events[1].in_force) == (900, True)
    other = account().when(late, by="finance", at=IN_2026, parameters=read.other)
    assert (other.events[1].retained_fen, other.events[1].in_force) == (0, False)


@both_positions("land.reserve_base")
def test_2_the_tenth_is_of_the_planning_scale_or_of_the_yearly_quota(read: Positions) -> None:
    short = annual_quota(19)
    ours = book().when(short, by="natural-resources", parameters=read.ours)
    assert isinstance(ours.events[1], ReserveWarned)
    other = book().when(short, by="natural-resources", parameters=read.other)
    assert isinstance(other.events[1], ReserveBreached)


@both_positions("land.quota_mode")
def test_4_a_town_has_the_first_refusal_of_its_quota_or_keeps_all(read: Positions) -> None:
    story = ledger(FILED, OFFERED, LET_GO)
    assert story.when(TRANSFER, by="natural-resources", parameters=read.ours).events
    story.when(TRANSFER, by="natural-resources", parameters=read.other).refused(quota.KEPT_WHOLE)
    offer = OfferQuota("taoluo", offer="offer-2", lot="lot-1", area=Decimal(1))
    refused = story.when(offer, by="natural-resources", parameters=read.other)
    refused.refused(quota.MODE_IS_FIRST_REFUSAL)


@both_positions("land.proceeds_mode")
def test_4_a_town_keeps_all_proceeds_or_lets_some_go_with_its_consent(read: Positions) -> None:
    story = ledger(FILED, OFFERED, LET_GO, TRANSFERRED)
    lets_go = replace(BOOK, released_fen=100_00, consent="涛政函1号")
    story.when(lets_go, by="finance", parameters=read.ours).refused(quota.PROCEEDS_STAY)
    (booked,) = story.when(lets_go, by="finance", parameters=read.other).events
    assert (booked.mode, booked.retained_fen) == ("first-refusal", 500_00)


@both_positions("finance.retention_towns")
def test_5_the_municipal_pilot_keeps_its_fees_or_does_not(read: Positions) -> None:
    published = given(FEE_ACCOUNT, "jufeng").when(replace(PUBLISH, town="jufeng"), by="finance")
    story = given(FEE_ACCOUNT, "jufeng", *published.events)
    receipt = replace(RECORD, town="jufeng", collector="lanshan")
    assert story.when(receipt, by="lanshan", parameters=read.ours).events[1].retained_fen == 900
    refused = story.when(receipt, by="lanshan", parameters=read.other)
    refused.refused(fees.TOWN_RETAINS_FEES)
