"""What the demo programme shows of land."""

from collections import Counter
from decimal import Decimal

import pytest

from services.land.views.key_projects import KeyProjects
from services.land.views.land_programmes import LandProgrammes
from services.land.views.land_requests import LandRequests
from services.land.views.market_entries import MarketEntries
from services.land.views.parcel_ledger import ParcelLedger
from services.land.views.quota_ledgers import QuotaLedger
from services.land.views.reserve_ledger import ReserveLedger
from services.land.views.town_surveys import TownSurveys
from tests.scenario.programme import given, missing_commands, types_of
from tests.scenario.pure_run import PureRun

TOWNS = {"taoluo", "zhaoxian", "chaohe", "jufeng"}


def rows(run: PureRun, view: type):
    return run.service("land").rows(view).by_key


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return types_of(run, "land")


def test_every_command_of_land_is_given():
    assert missing_commands("land") == []


def test_sixty_parcels_stand_on_the_ledger_of_each_town(run):
    parcels = rows(run, ParcelLedger).values()
    assert Counter(row.town for row in parcels) == dict.fromkeys(TOWNS, 60)
    assert {row.parcel_class for row in parcels} == {"idle", "inefficient", "approved-unsupplied"}
    assert {row.use for row in parcels} == {"industrial", "commercial", "public", "residential"}
    assert all(300 <= row.area <= 60_000 for row in parcels)


def test_idle_land_is_warned_of_and_determined_on_every_ground_and_cause(run, happened):
    determined = [row for row in rows(run, ParcelLedger).values() if row.determined_on]
    assert {row.idle_cause for row in determined} == {"enterprise", "government", "force-majeure"}
    grounds = {data["ground"] for data in given("determine-idle")}
    assert grounds == {"not-started", "stopped"}
    assert happened["IdleWarned"] > happened["IdleDetermined"] == len(determined)


def test_a_parcel_is_measured_anew_and_one_recorded_twice_is_struck(run, happened):
    assert happened["ParcelCorrected"] == happened["ParcelStruck"] == 1
    struck = [row for row in rows(run, ParcelLedger).values() if row.struck_on]
    assert [row.town for row in struck] == ["taoluo"]


def test_a_town_is_surveyed_in_a_second_round(run):
    rounds = {row.town: row.rounds for row in rows(run, TownSurveys).values()}
    assert rounds == {**dict.fromkeys(TOWNS, 1), "taoluo": 2}


def test_stock_is_revitalised_batch_by_batch(happened):
    assert happened["BatchCompleted"] == len(TOWNS) and happened["BatchWithdrawn"] == 1
    assert happened["ParcelReleasedFromBatch"] == 1
    assert happened["ParcelRevitalised"] >= 40 <= happened["BatchPlanned"] * 4
    assert any(data.get("project") for data in given("record-revitalisation"))


def test_one_of_four_reserves_falls_short_and_is_restored(run, happened):
    assert happened["ReserveBreached"] == happened["ReserveRestored"] == 1
    assert happened["ReserveWarned"] == happened["ReserveWarningLifted"] == 1
    books = rows(run, ReserveLedger)
    assert set(books) == {"donggang", "juxian", "wulian", "lanshan"}
    assert not any(row.breached for row in books.values())


def test_others_get_of_the_reserve_what_the_pilots_leave(run, happened):
    assert happened["ReserveOpenedToOthers"] == 2
    opened = [e for e, meta in run.service("land").log if meta.type == "ReserveOpenedToOthers"]
    assert any(event.considered for event in opened)
    assert happened["ReserveOpeningWithdrawn"] == 1
    assert rows(run, ReserveLedger)["lanshan"].annual_reserved == Decimal("46000.00")


def test_land_comes_from_every_source_and_some_requests_are_refused_or_returned(run, happened):
    sources = {data["source"] for data in given("allocate-land")}
    assert sources == {"reserve", "plan", "quota"}
    assert happened["LandRefused"] and len(given("return-draw"))
    statuses = {row.status for row in rows(run, LandRequests).values()}
    assert {"allocated", "refused", "returned", "withdrawn"} <= statuses


def test_what_is_measured_less_comes_down_in_reserve_and_quota(run, happened):
    assert happened["LandAllocationReduced"] == 2
    reduced = [row for row in rows(run, LandRequests).values() if row.reduced]
    assert {row.source for row in reduced} == {"reserve", "quota"}
    assert {row.status for row in reduced} == {"allocated"}


def test_stock_was_answered_before_new_land_was_asked_for():
    requests = given("request-new-land")
    by_parcel = sum(len(data["screening"]) for data in requests)
    by_class = sum(len(data["screening_by_class"]) for data in requests)
    assert by_parcel >= len(requests) and by_class


def test_a_key_project_waits_too_long_for_its_land(run, happened):
    late = [row.project for row in rows(run, KeyProjects).values() if row.overdue]
    assert late == ["taoluo-coast"] and happened["LandCoordinationOverdue"] == 1
    assert happened["KeyProjectClosed"] == 1
    assert happened["LandCoordinationReopened"] == happened["KeyListingRevoked"] == 1
    assert happened["KeyNominationWithdrawn"] == 1


def test_every_towns_quota_is_used_at_home_before_it_is_sold(run, happened):
    ledgers = rows(run, QuotaLedger)
    assert set(ledgers) == TOWNS
    assert all(row.used > 0 for row in ledgers.values())
    assert happened["QuotaOfferLapsed"] == 1 and happened["QuotaTransferred"] >= 4
    assert sum(data.get("released_fen", 0) for data in given("book-proceeds")) > 0


def test_a_lot_measured_anew_comes_down_and_a_need_gives_back_what_it_does_not_take(run, happened):
    assert happened["ReclamationCorrected"] == happened["FilingCorrected"] == 1
    taoluo = rows(run, QuotaLedger)["taoluo"]
    assert taoluo.accepted == taoluo.filed == Decimal("52860.25")
    assert happened["QuotaReturned"] >= 1


def test_what_stays_of_quota_that_was_sold_is_handed_over_and_what_was_mistyped_is_set_right(
    run, happened
):
    ledgers = rows(run, QuotaLedger).values()
    assert all(row.handed_over_fen == row.retained_fen > 0 == row.owed_fen for row in ledgers)
    assert happened["TransferPriceCorrected"] == happened["QuotaTransferCancelled"] == 1
    assert happened["ProceedsCorrected"] == happened["ProceedsHandoverCorrected"] == 1
    assert happened["SpendingCorrected"] == 1 and not happened["ProceedsHandoverOverdue"]


def test_pilots_come_first_in_the_land_programme_and_a_deviation_has_its_reason(run):
    consolidation, restoration, river = rows(run, LandProgrammes).values()
    assert not consolidation.deviation and restoration.deviation
    assert consolidation.status == "completed" and river.selected == ["jietou-stream"]
    ranked = [e for e, m in run.service("land").log if m.type == "NominationsRanked"]
    assert all(r.ranking[0].pilot for r in ranked)
    assert any(
        not one.pilot and one.score > r.ranking[0].score for r in ranked for one in r.ranking
    )


def test_an_area_is_withdrawn_another_dropped_and_proceeds_are_set_right(happened):
    assert happened["AreaWithdrawn"] == happened["AreaDropped"] == 1
    assert happened["ProgrammeProceedsCorrected"] == happened["ProgrammeClosed"] == 1


def test_collective_land_comes_to_market_through_all_gates(run, happened):
    entries = rows(run, MarketEntries)
    assert {row.town for row in entries.values()} == {"chaohe"} and len(entries) == 3
    assert happened["EntryRegistered"] == 1 and happened["EntryCommentsLapsed"] == 1
    assert happened["DealAnnulled"] == happened["EntryEnded"] == 1
    assert happened["AdjustmentFundCorrected"] == 1
    (registered,) = [row for row in entries.values() if row.registered_on]
    assert registered.registered_area < registered.area
    assert [row.parcel for row in entries.values() if row.stage == "ended"] == [
        "chaohe-collective-03"
    ]
