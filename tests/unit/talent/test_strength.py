"""RZ-2.5.a: who works in a town, by kind of post."""

from dataclasses import replace
from datetime import date

from services.talent.domain import strength as rules
from services.talent.domain.strength import STRENGTH
from services.talent.views.town_strength import TownStrength
from shared.schemas.talent.strength import (
    ApprovedPostsRaised,
    OverStrengthOverdue,
    RecordStrength,
    StrengthRecorded,
)
from tests.given import given
from tests.rows import rows

RECORD = RecordStrength(
    "taoluo", posts="administrative", as_of=date(2024, 2, 29), approved=46, actual=43
)
OVER = replace(RECORD, actual=48, over_basis="veterans", digested_by=date(2024, 12, 31))
BY = "donggang-staffing"


def recorded(cmd: RecordStrength) -> StrengthRecorded:
    return StrengthRecorded.of(cmd, county="donggang")


def test_the_county_s_staffing_office_records_each_kind_apart() -> None:
    given(STRENGTH, "taoluo").when(RECORD, by=BY).then(recorded(RECORD))
    given(STRENGTH, "taoluo").when(RECORD, by="juxian-staffing").not_permitted()
    other = replace(RECORD, posts="institution", approved=82, actual=79)
    both = given(STRENGTH, "taoluo", recorded(RECORD), recorded(other))
    assert set(both.state.records) == {"administrative", "institution"}


def test_a_place_that_is_no_town_has_no_strength() -> None:
    nowhere = replace(RECORD, town="atlantis")
    given(STRENGTH, "atlantis").when(nowhere, by="staffing").refused(rules.TOWN_IS_KNOWN)


def test_a_record_is_of_a_day_that_has_come_and_not_before_the_last() -> None:
    known = given(STRENGTH, "taoluo", recorded(RECORD))
    for day in (date(2024, 2, 28), date(2024, 3, 2)):
        known.when(replace(RECORD, as_of=day), by=BY).refused(rules.RECORDED_FORWARD)


def test_over_strength_has_a_basis_of_the_list_and_a_day_by_which_it_goes() -> None:
    empty = given(STRENGTH, "taoluo")
    empty.when(OVER, by=BY).then(recorded(OVER))
    for wrong in (
        replace(OVER, over_basis=None),
        replace(OVER, digested_by=None),
        replace(OVER, digested_by=OVER.as_of),
        replace(OVER, digested_by=date(2027, 3, 1)),
    ):
        empty.when(wrong, by=BY).refused(rules.WITHIN_ESTABLISHMENT)


def test_where_nobody_is_too_many_there_is_no_basis() -> None:
    given(STRENGTH, "taoluo").when(replace(OVER, actual=46), by=BY).refused(rules.NOTHING_TO_DIGEST)


def test_contract_staff_has_no_posts() -> None:
    contract = replace(RECORD, posts="contract", approved=0, actual=14)
    given(STRENGTH, "taoluo").when(contract, by=BY).then(recorded(contract))
    counted = replace(contract, approved=14)
    given(STRENGTH, "taoluo").when(counted, by=BY).refused(rules.CONTRACT_HAS_NO_POSTS)


def test_over_strength_that_is_not_digested_in_time_is_told_once() -> None:
    over = given(STRENGTH, "taoluo", recorded(OVER))
    [limit] = over.deadlines
    told = OverStrengthOverdue(
        "taoluo", posts="administrative", over=2, organisation=BY, due_on=date(2024, 12, 31)
    )
    over.when_passed(limit.key, date(2024, 12, 31)).then(told)
    assert over.turns == {(BY, limit.key)}
    after = given(STRENGTH, "taoluo", recorded(OVER), told)
    assert after.deadlines == [] and after.turns == over.turns
    assert given(STRENGTH, "taoluo", recorded(OVER), told, recorded(RECORD)).tasks == {}


def test_posts_that_were_carried_out_raise_what_is_approved_and_end_what_was_too_many() -> None:
    def raised(number: int) -> ApprovedPostsRaised:
        return ApprovedPostsRaised(
            "taoluo", posts="administrative", number=number, request="r-1",
            raised_on=date(2024, 6, 1),
        )  # fmt: skip

    one = given(STRENGTH, "taoluo", recorded(OVER), raised(1))
    assert one.state.records["administrative"].approved == 47 and one.deadlines
    enough = given(STRENGTH, "taoluo", recorded(OVER), raised(2))
    assert not enough.deadlines and not enough.turns
    row = rows(TownStrength, recorded(OVER), raised(2))["taoluo"]
    assert (row.administrative_approved, row.administrative_actual) == (48, 48)
    unknown = given(STRENGTH, "taoluo", raised(2))
    unknown.when(RECORD, by=BY).then(recorded(RECORD))
