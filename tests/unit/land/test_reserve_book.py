"""RZ-2.3.g: a county reserves a tenth of its construction land, pilots first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.reserve_book import rules
from services.land.domain.reserve_book.state import RESERVE_BOOK
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.policy.loader import registry
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveBase,
    ReserveBreached,
    ReserveDrawn,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
    ReviseConstructionScale,
    SetConstructionScale,
    SetReserve,
)
from shared.schemas.words import words_of
from tests.given import Given, given


def m2(area: int) -> Decimal:
    return Decimal(area)


SCALE_SET = ConstructionScaleSet("donggang", scale=m2(1000), document="东政发〔2024〕3号")
RESERVED = ReserveSet("donggang", reserved=m2(100))
LOW = ReserveSet("donggang", reserved=m2(90))
BREACHED = ReserveBreached("donggang", scale=m2(1000), reserved=m2(90), required_percent=10)
DRAWN = ReserveDrawn("donggang", request="r-1", project="p-1", town="taoluo", area=m2(60))


def book(*events: object) -> Given:
    return given(RESERVE_BOOK, "donggang", SCALE_SET, *events)


def test_the_city_opens_a_countys_book_with_the_construction_scale_that_it_decides() -> None:
    cmd = SetConstructionScale("donggang", scale=m2(1000), document="东政发〔2024〕3号")
    story = given(RESERVE_BOOK, "donggang")
    story.when(cmd, by="natural-resources").then(SCALE_SET)
    for by in ("donggang", "donggang-natural-resources", "juxian"):
        story.when(cmd, by=by).not_permitted()
        book().when(ReviseConstructionScale("donggang", scale=m2(900)), by=by).not_permitted()
    book().when(cmd, by="natural-resources").refused(ALREADY_EXISTS)


def test_a_book_is_kept_for_a_registered_county() -> None:
    cmd = SetConstructionScale("nowhere", scale=m2(1000))
    story = given(RESERVE_BOOK, "nowhere")
    story.when(cmd, by="natural-resources").refused(rules.COUNTY_IS_REGISTERED)


def test_a_tenth_of_the_scale_is_reserve_enough() -> None:
    cmd = SetReserve("donggang", reserved=m2(100))
    outcome = book().when(cmd, by="donggang").then(RESERVED)
    assert outcome.context.used == {
        "land.reserve_minimum_ratio_percent": 10,
        "land.reserve_base": "scale",
    }
    book().when(cmd, by="lanshan").not_permitted()


def test_a_reserve_under_a_tenth_is_a_breach() -> None:
    cmd = SetReserve("donggang", reserved=Decimal("99.99"))
    book().when(cmd, by="donggang").then(
        ReserveSet("donggang", reserved=Decimal("99.99")),
        ReserveBreached("donggang", scale=m2(1000), reserved=Decimal("99.99"), required_percent=10),
    )


def test_the_least_share_is_a_parameter() -> None:
    low = {"land.reserve_minimum_ratio_percent": 9}
    book().when(SetReserve("donggang", reserved=m2(90)), by="donggang", parameters=low).then(LOW)


def test_a_breach_is_told_once() -> None:
    cmd = SetReserve("donggang", reserved=m2(80))
    book(LOW, BREACHED).when(cmd, by="donggang").then(ReserveSet("donggang", reserved=m2(80)))


def test_a_breach_ends_when_the_reserve_is_raised() -> None:
    cmd = SetReserve("donggang", reserved=m2(100))
    restored = ReserveRestored("donggang", scale=m2(1000), reserved=m2(100), required_percent=10)
    story = book(LOW, BREACHED)
    story.when(cmd, by="donggang").then(RESERVED, restored)
    book(LOW, BREACHED, RESERVED, restored).when(
        SetReserve("donggang", reserved=m2(90)), by="donggang"
    ).then(LOW, BREACHED)


def test_a_larger_scale_can_breach_and_a_smaller_one_restore() -> None:
    larger = ReviseConstructionScale("donggang", scale=m2(1001))
    book(RESERVED).when(larger, by="natural-resources").then(
        ConstructionScaleSet("donggang", scale=m2(1001)),
        ReserveBreached("donggang", scale=m2(1001), reserved=m2(100), required_percent=10),
    )
    smaller = ReviseConstructionScale("donggang", scale=m2(900))
    book(LOW, BREACHED).when(smaller, by="natural-resources").then(
        ConstructionScaleSet("donggang", scale=m2(900)),
        ReserveRestored("donggang", scale=m2(900), reserved=m2(90), required_percent=10),
    )


def test_a_scale_without_a_reserve_is_not_yet_a_breach() -> None:
    cmd = ReviseConstructionScale("donggang", scale=m2(2000))
    outcome = book().when(cmd, by="natural-resources")
    outcome.then(ConstructionScaleSet("donggang", scale=m2(2000)))
    book().when(cmd, by="wulian").not_permitted()


def test_what_stays_the_same_is_not_recorded() -> None:
    same_scale = ReviseConstructionScale("donggang", scale=m2(1000))
    book().when(same_scale, by="natural-resources").refused(NOTHING_CHANGES)
    book(RESERVED).when(SetReserve("donggang", reserved=m2(100)), by="donggang").refused(
        NOTHING_CHANGES
    )


@pytest.mark.parametrize(
    "cmd",
    [SetReserve("donggang", reserved=m2(1001)), ReviseConstructionScale("donggang", scale=m2(99))],
)
def test_the_reserve_is_part_of_the_scale(cmd: object) -> None:
    book(RESERVED).when(cmd, by="natural-resources").refused(rules.RESERVE_WITHIN_SCALE)


def test_a_reserve_is_not_set_below_what_was_drawn() -> None:
    story = book(RESERVED, DRAWN)
    outcome = story.when(SetReserve("donggang", reserved=m2(59)), by="donggang")
    outcome.refused(rules.RESERVE_COVERS_DRAWS)
    assert outcome.refusal.values["needs"] == 1
    assert story.when(SetReserve("donggang", reserved=m2(60)), by="donggang").events


def test_what_pilots_drew_still_counts_as_reserved() -> None:
    cmd = SetReserve("donggang", reserved=m2(110))
    raised = ReserveSet("donggang", reserved=m2(110))
    book(RESERVED, replace(DRAWN, area=m2(100))).when(cmd, by="donggang").then(raised)


def test_returned_land_can_be_drawn_again() -> None:
    returned = ReserveReturned("donggang", request="r-1", project="p-1", town="taoluo", area=m2(60))
    assert book(RESERVED, DRAWN).state.free == m2(40)
    assert book(RESERVED, DRAWN, returned).state.free == m2(100)


def test_every_base_that_may_be_set_can_be_assessed() -> None:
    bases = registry().parameters["land.reserve_base"].choices
    assert bases and set(bases) == set(words_of(ReserveBase))
    for base in (*bases, "quota"):
        # `quota` was let through once, and may stand in a log.
        cmd = SetReserve("donggang", reserved=m2(100))
        assert book().when(cmd, by="donggang", parameters={"land.reserve_base": base}).events
