"""What counts as an act under a sentence, where, when and for how much: the folds of 政策兑现."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.exercise.figures import PolicyFigures
from shared.kernel.exercise.ledger import PolicyLedger
from shared.kernel.exercise.streams import PolicyStream
from shared.kernel.log.recorded import EventMeta
from shared.schemas import platform
from shared.schemas.credit import demand_answers
from shared.schemas.finance import bond_proceeds, fiscal_year_claims, fund
from shared.schemas.land import land_request
from shared.schemas.projects import siting
from shared.schemas.supervision import county_plan, leader_link
from tests.rows import about

MONEY = "RZ-2.2.c"
for service in ("projects", "finance", "land", "supervision", "credit"):
    own_ledgers(service)


def given(fen: int, town: str = "taoluo") -> fund.TransferAllocated:
    return fund.TransferAllocated("f-1", town=town, amount_fen=fen, kind="general", year=2026)


def taken_back(fen: int, town: str = "taoluo") -> fund.FundsRecalled:
    return fund.FundsRecalled(
        "f-1", project="pier", reason="演示", town=town, amount_fen=fen, kind=None, year=None
    )


def meta_of(
    event: object, clause: str = MONEY, by: str = "finance", command: str = "c-1", days: int = 0
) -> EventMeta:
    meta = about(event, "fund-f-1")
    happened = meta.effective_at + timedelta(days=days)
    return replace(meta, clause=clause, organisation=by, command_id=command, effective_at=happened)


def folded(view: Any, *facts: tuple[object, EventMeta]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event, meta in facts:
        for key in view.definition.keys(event, meta):
            found[key] = view.definition.after(found.get(key), key, event, meta)
    return found


def fact(event: object, **more: Any) -> tuple[object, EventMeta]:
    return event, meta_of(event, **more)


def test_a_sentence_is_carried_out_in_the_town_that_the_event_names():
    facts = fact(given(5)), fact(given(7, "chaohe"), command="c-2")
    found = folded(PolicyLedger, *facts)
    assert {key: row.acts for key, row in found.items()} == {
        "RZ-2.2.c@taoluo": 1, "RZ-2.2.c@chaohe": 1,
    }  # fmt: skip
    assert found["RZ-2.2.c@taoluo"].town == "taoluo"


def test_first_and_last_act_have_their_days_and_who_acted():
    first = fact(given(5), by="finance")
    last = fact(given(5), by="juxian-finance", command="c-2", days=40)
    row = folded(PolicyLedger, first, last)["RZ-2.2.c@taoluo"]
    begun = about(given(5)).effective_at.date()
    assert (row.acts, row.first_on, row.first_by) == (2, begun, "finance")
    assert (row.last_on, row.last_by) == (begun + timedelta(days=40), "juxian-finance")
    assert row.last_recorded_on == about(given(5)).recorded_at.date()


def test_what_happened_earlier_and_is_told_later_is_not_the_last_act():
    row = folded(
        PolicyLedger, fact(given(5), days=40), fact(given(5), command="c-2", by="juxian", days=3)
    )["RZ-2.2.c@taoluo"]
    assert (row.acts, row.last_by, row.first_by) == (2, "finance", "juxian")


def test_a_command_is_one_act_however_many_events_it_made():
    assert folded(PolicyLedger, fact(given(5)), fact(given(6)))["RZ-2.2.c@taoluo"].acts == 1


def test_what_the_system_notes_and_what_rests_on_no_sentence_is_no_act():
    assert folded(PolicyLedger, fact(given(5), by="system")) == {}
    assert folded(PolicyLedger, fact(given(5), clause="design")) == {}


def test_money_is_counted_under_the_sentence_by_which_it_was_given():
    """An award is allocated out of a fund: it is no transfer besides."""
    found = folded(PolicyFigures, fact(given(5)), fact(given(7), clause="RZ-2.2.f", command="c-2"))
    assert {key: row.money_fen for key, row in found.items()} == {
        "RZ-2.2.c@taoluo@fund": 5, "RZ-2.2.f@taoluo@fund": 7,
    }  # fmt: skip


def test_what_comes_back_is_taken_off_and_a_correction_counts_the_difference():
    row = folded(PolicyFigures, fact(given(5)), fact(taken_back(2)))["RZ-2.2.c@taoluo@fund"]
    assert row.money_fen == 3
    corrected = fiscal_year_claims.IncrementHandoverCorrected(
        "taoluo", year=2024, amount_fen=30, previous_fen=50, reason="演示", offset_fen=0,
        corrected_by="finance", corrected_on=date(2026, 1, 5),
    )  # fmt: skip
    assert folded(PolicyFigures, fact(corrected))["RZ-2.2.c@taoluo@fund"].money_fen == -20


def test_what_moves_from_town_to_town_is_taken_off_there_and_added_here():
    moved = bond_proceeds.BondProceedsReassigned(
        "b-1", project="pier", to_project="tea", amount_fen=9, reason="演示", document="演〔1〕",
        town="taoluo", to_town="jufeng", reassigned_on=date(2026, 1, 5), idle_days=0,
    )  # fmt: skip
    found = folded(PolicyFigures, fact(moved))
    assert {row.town: row.money_fen for row in found.values()} == {"taoluo": -9, "jufeng": 9}
    assert {row.town for row in folded(PolicyLedger, fact(moved)).values()} == {"taoluo", "jufeng"}


def test_land_counts_in_square_metres_and_people_one_by_one():
    area = Decimal("120.50")
    allocated = land_request.LandAllocated(
        "r-1", project="pier", town="taoluo", county="donggang", area=area, source="reserve"
    )
    linked = leader_link.LeaderLinked(
        "l-1", town="taoluo", county="donggang", level="city", leader="演示-甲", position="演示",
        portfolio="演示", linked_on=date(2026, 1, 5),
    )  # fmt: skip
    found = folded(PolicyFigures, fact(allocated), fact(linked))
    assert [(row.land, row.people) for row in found.values()] == [(area, 1)]


def test_a_county_acts_for_itself_and_the_city_for_nobody_alone():
    plan = county_plan.CountyPlanAdopted(
        "donggang", document="演〔1〕", title="演示", measures=("演示",), version=1,
        adopted_on=date(2026, 1, 5), until=date(2027, 1, 5),
    )  # fmt: skip
    appropriated = fund.FundsAppropriated("f-1", amount_fen=5)
    found = folded(PolicyLedger, fact(plan, clause="RZ-3.1.b"), fact(appropriated))
    assert {key: (row.town, row.county) for key, row in found.items()} == {
        "RZ-3.1.b@donggang": ("", "donggang"), "RZ-2.2.c@city": ("", ""),
    }  # fmt: skip
    assert folded(PolicyFigures, fact(appropriated)) == {}


def test_a_number_that_the_lead_sets_is_an_act_of_the_whole_city():
    number = platform.ParameterSet(
        parameter="supervision.silent_calendar_days", value=60, basis="演示", document="演〔1〕",
        effective_from=date(2026, 1, 5),
    )  # fmt: skip
    assert list(folded(PolicyLedger, fact(number, clause="RZ-3.3.e"))) == ["RZ-3.3.e@city"]
    assert folded(PolicyFigures, fact(number, clause="RZ-3.3.e")) == {}


def test_who_bids_under_seal_is_not_told():
    bid = siting.SitingBid
    town = {"town": "taoluo"}
    fields = {n: None for n in bid.__dataclass_fields__ if n not in ("siting", "town")}
    sealed = bid("s-1", **{**fields, **town})
    assert list(folded(PolicyLedger, fact(sealed, clause="RZ-2.1.c"))) == ["RZ-2.1.c@city"]


def test_which_bank_acted_is_not_told_to_everybody():
    made = demand_answers.LoanMade
    fields = {n: None for n in made.__dataclass_fields__ if n not in ("demand", "town")}
    loan = made("d-1", **{**fields, "town": "taoluo", "amount_fen": 5})
    by = {"by": "institution-rural", "clause": "RZ-2.4.a"}
    row = folded(PolicyLedger, fact(loan, **by))["RZ-2.4.a@taoluo"]
    assert (row.acts, row.last_by, row.first_by) == (1, "", "")


def test_a_stream_is_noted_once_for_each_sentence_and_place():
    facts = fact(given(5)), fact(given(6), command="c-2", days=1)
    found = folded(PolicyStream, *facts)
    (row,) = found.values()
    assert (row.acted, row.stream) == ("RZ-2.2.c@taoluo", "fund-f-1")
    key, meta = row.entry, facts[1][1]
    assert PolicyStream.definition.after(row, key, given(6), meta) is row
