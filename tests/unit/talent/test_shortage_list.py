"""RZ-2.5.e: every year has its list of shortage talent, which covers the fields, by a day."""

from dataclasses import replace
from datetime import date

from services.talent.domain import shortage_list as rules
from services.talent.domain.shortage_list import SHORTAGE_LIST
from shared.schemas.talent import shortage_list as lists
from tests.given import Given, given
from tests.unit.talent.test_introduced_talent import ITEMS, PUBLISH, PUBLISHED

HR, ID, NEXT = "human-resources", "shortage-2024", "shortage-2025"
DUE = date(2025, 3, 31)
FIRST = replace(PUBLISHED, next_due_on=DUE)
FOLLOW = replace(PUBLISH, shortage_list=NEXT, year=2025, previous=ID)
FOLLOWED = lists.ShortageListFollowed(ID, by=NEXT)
LATE = lists.ShortageListOverdue(
    ID, year=2025, organisation=HR, due_on=DUE, name="2025年急需紧缺人才目录"
)


def known(*events: object) -> Given:
    return given(SHORTAGE_LIST, ID, *events)


def following(*events: object) -> Given:
    """The next year's list, while the first one stands so."""
    return given(SHORTAGE_LIST, NEXT).and_given(SHORTAGE_LIST, ID, *events)


def test_the_list_covers_the_fields_that_the_policy_names_each_item_once() -> None:
    known().when(PUBLISH, by=HR).then(FIRST)
    known().when(replace(PUBLISH, items=ITEMS[1:]), by=HR).refused(rules.FIELDS_COVERED)
    known().when(replace(PUBLISH, items=(*ITEMS, ITEMS[0])), by=HR).refused(rules.ITEMS_ONCE)


def test_human_resources_is_asked_for_the_next_years_list_by_the_end_of_march() -> None:
    assert known(FIRST).turns == {(HR, "next-list")}
    [limit] = known(FIRST).deadlines
    task = known(FIRST).tasks["next-list"]
    assert (task.about, task.by) == ("发布2025年急需紧缺人才目录", limit)
    assert (limit.starts_on, limit.days) == (date(2024, 12, 31), 90)


def test_the_next_years_list_ends_the_asking() -> None:
    published = lists.ShortageListPublished.of(
        FOLLOW, edition=1, published_on=PUBLISHED.published_on, next_due_on=date(2026, 3, 31)
    )
    following(FIRST).when(FOLLOW, by=HR).then(published, FOLLOWED)
    done = known(FIRST, FOLLOWED)
    assert not done.turns and not done.deadlines
    again = replace(FIRST, edition=2)
    assert not known(FIRST, FOLLOWED, again).turns, "nor does a new edition ask again"


def test_a_list_follows_one_of_an_earlier_year_that_waits_for_it() -> None:
    for history in ((), (FIRST, FOLLOWED), (replace(FIRST, year=2025),)):
        following(*history).when(FOLLOW, by=HR).refused(rules.FOLLOWS_AN_EARLIER_LIST)


def test_a_list_that_is_late_is_told_once_and_asked_for_until_it_comes() -> None:
    known(FIRST).when_passed("next-list", DUE).then(LATE)
    late = known(FIRST, LATE)
    assert not late.deadlines and late.turns == {(HR, "next-list")}
