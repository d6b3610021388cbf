"""RZ-2.6.b: capacity is assessed within who holds a post of the town, as talent told."""

from dataclasses import replace
from datetime import date

from services.empowerment.domain.delegation import DELEGATION, rules
from services.empowerment.domain.power_list import POWER_LIST
from services.empowerment.domain.town_staff import TOWN_STAFF
from services.empowerment.reactions.talent import strength_is_noted
from shared.schemas.empowerment.delegation_running import CapacityAssessed
from shared.schemas.empowerment.town_staff import NoteTownStaff, StaffKind, TownStaffNoted
from shared.schemas.talent.strength import StrengthRecorded
from tests.given import Given, given
from tests.rows import about
from tests.unit.empowerment.powers import ASSESS, ASSESSED, ITEM, ORGAN, published

DAY = date(2024, 2, 29)


def noted(posts: StaffKind, actual: int) -> TownStaffNoted:
    return TownStaffNoted("taoluo", posts=posts, actual=actual, as_of=DAY)


def power(*staff: TownStaffNoted) -> Given:
    listed = given(DELEGATION, "planning-taoluo").and_given(
        POWER_LIST, "donggang", *published(ITEM)
    )
    return listed.and_given(TOWN_STAFF, "taoluo", *staff)


def test_what_talent_records_is_noted() -> None:
    recorded = StrengthRecorded(
        "taoluo", posts="worker", as_of=DAY, approved=4, actual=3, county="donggang"
    )
    [note] = strength_is_noted(recorded, about(recorded))
    assert note == NoteTownStaff("taoluo", posts="worker", actual=3, as_of=DAY)
    given(TOWN_STAFF, "taoluo").when(note, by="system").then(noted("worker", 3))


def test_no_more_officers_are_licensed_than_hold_a_post() -> None:
    staff = (noted("administrative", 2), noted("institution", 1), noted("contract", 30))
    fits, too_many = (replace(ASSESS, licensed_officers=n) for n in (3, 4))
    power(*staff).when(fits, by=ORGAN).then(
        CapacityAssessed.of(
            fits, organ=ORGAN, lacking=(), assessed_by=ORGAN, assessed_on=ASSESSED.assessed_on,
            in_post=3,
        )
    )  # fmt: skip
    power(*staff).when(too_many, by=ORGAN).refused(rules.OFFICERS_ARE_IN_POST)


def test_while_the_strength_is_not_known_the_checklist_stands_alone() -> None:
    many = replace(ASSESS, licensed_officers=99)
    assert power(noted("institution", 1)).when(many, by=ORGAN).refusal is None
