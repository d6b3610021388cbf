from decimal import Decimal

import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from services.projects.domain.readiness import (
    READINESS,
    RECALL_WITHIN_NOTED,
    RETURN_WITHIN_NOTED,
)
from shared.kernel.aggregate.deciding import NOTHING_CHANGES, NoSuchStream
from shared.schemas.projects.readiness import (
    FinancingEndNoted,
    FinancingNoted,
    FundsAllocationNoted,
    FundsRecallNoted,
    LandAllocationNoted,
    LandReturnNoted,
    NoteFinancing,
    NoteFinancingEnded,
    NoteFundsAllocated,
    NoteFundsRecalled,
    NoteLandAllocated,
    NoteLandReturned,
    ReadinessOpened,
)
from tests.given import Given, given
from tests.unit.projects.library import Library

OPENED = ReadinessOpened("tea", town="jufeng", investment_fen=1000, land_area=Decimal("35333.33"))
FUNDS = FundsAllocationNoted("tea", town="jufeng", fund="city-2024", amount_fen=600)
LAND = LandAllocationNoted("tea", town="jufeng", request="request-1", area=Decimal("200.50"))


def readiness(*events: object) -> Given:
    return given(READINESS, "tea", OPENED, *events)


def test_money_that_finance_allocated_is_noted() -> None:
    readiness().when(NoteFundsAllocated("tea", fund="city-2024", amount_fen=600), by="system").then(
        FUNDS
    )
    assert readiness(FUNDS, FUNDS).state.funds["city-2024"] == 1200


def test_money_that_finance_recalled_is_noted_up_to_what_was_allocated() -> None:
    story = readiness(FUNDS)
    story.when(NoteFundsRecalled("tea", fund="city-2024", amount_fen=600), by="system").then(
        FundsRecallNoted("tea", town="jufeng", fund="city-2024", amount_fen=600)
    )
    too_much = NoteFundsRecalled("tea", fund="city-2024", amount_fen=601)
    story.when(too_much, by="system").refused(RECALL_WITHIN_NOTED)
    other = NoteFundsRecalled("tea", fund="province-2024", amount_fen=1)
    story.when(other, by="system").refused(RECALL_WITHIN_NOTED)


def test_financing_of_one_number_is_noted_once_and_ends_once() -> None:
    """RZ-2.4.e, f and i: 融资到位; a bank and a guarantee company may report the same loan."""
    note = NoteFinancing("tea", kind="loan", financing="l-1", amount_fen=500)
    noted = FinancingNoted.of(note, town="jufeng")
    readiness().when(note, by="system").then(noted)
    readiness(noted).when(note, by="system").refused(NOTHING_CHANGES)
    end = NoteFinancingEnded("tea", kind="loan", financing="l-1")
    ended = FinancingEndNoted.of(end, town="jufeng", amount_fen=500)
    readiness(noted).when(end, by="system").then(ended)
    readiness(noted, ended).when(end, by="system").refused(NOTHING_CHANGES)


def test_land_that_was_allocated_is_noted() -> None:
    cmd = NoteLandAllocated("tea", request="request-1", area=Decimal("200.50"))
    readiness().when(cmd, by="system").then(LAND)


def test_land_that_was_returned_is_noted_up_to_what_was_allocated() -> None:
    story = readiness(LAND)
    story.when(
        NoteLandReturned("tea", request="request-1", area=Decimal("200.50")), by="system"
    ).then(LandReturnNoted("tea", town="jufeng", request="request-1", area=Decimal("200.50")))
    too_much = NoteLandReturned("tea", request="request-1", area=Decimal("200.51"))
    story.when(too_much, by="system").refused(RETURN_WITHIN_NOTED)


@pytest.mark.parametrize("by", ["housing", "finance", "jufeng"])
def test_no_person_notes_what_another_department_decided(by: str) -> None:
    readiness().when(
        NoteFundsAllocated("tea", fund="city-2024", amount_fen=600), by=by
    ).not_permitted()


def test_a_project_that_was_never_admitted_has_no_readiness() -> None:
    with pytest.raises(NoSuchStream):
        given(READINESS, "tea").when(
            NoteFundsAllocated("tea", fund="city-2024", amount_fen=1), by="system"
        )


FUND = st.sampled_from(["city-2024", "province-2024"])
REQUEST = st.sampled_from(["request-1", "request-2"])
AREA = st.decimals(min_value="0.01", max_value=999, places=2)
NOTES = st.one_of(
    st.builds(NoteFundsAllocated, st.just("tea"), fund=FUND, amount_fen=st.integers(1, 999)),
    st.builds(NoteFundsRecalled, st.just("tea"), fund=FUND, amount_fen=st.integers(1, 999)),
    st.builds(NoteLandAllocated, st.just("tea"), request=REQUEST, area=AREA),
    st.builds(NoteLandReturned, st.just("tea"), request=REQUEST, area=AREA),
)


@having(st.lists(NOTES, max_size=30))
def test_money_and_land_never_fall_below_zero(notes: list[object]) -> None:
    library = Library({"readiness-tea": [OPENED]})
    for note in notes:
        library.give(READINESS, note, by="system")
        state = library.state(READINESS, "tea")
        assert all(fen >= 0 for fen in state.funds.values())
        assert all(area >= 0 for area in state.land.values())
