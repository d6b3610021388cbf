"""Numbers of new things are proposed, unique against the log; nobody has one before it is used."""

from collections.abc import Collection

import pytest

from services.land.domain.parcel import PARCEL
from shared.kernel.commands.numbering import MOST, Begun, needs, propose

SURVEY = PARCEL.commands["survey-parcel"]
VALUES = {"town": "taoluo", "year": 2026}


def log_of(*ids: str) -> Begun:
    """What a log answers in which these parcels are there."""
    there = {PARCEL.stream(id) for id in ids}

    def begun(streams: Collection[str]) -> set[str]:
        return there & set(streams)

    return begun


def test_a_number_is_made_of_town_year_and_the_first_that_is_free() -> None:
    assert needs(SURVEY) == ("town", "year")
    assert propose(SURVEY, VALUES, log_of()) == "taoluo-parcel-2026-001"
    assert propose(SURVEY, VALUES, log_of("taoluo-parcel-2026-001")) == "taoluo-parcel-2026-002"


def test_numbers_of_another_town_or_year_take_none() -> None:
    others = log_of("jufeng-parcel-2026-001", "taoluo-parcel-2025-001", "taoluo-parcel-2026-1")
    assert propose(SURVEY, VALUES, others) == "taoluo-parcel-2026-001"


@pytest.mark.parametrize("taken", [99, 100, 101, 1_100, 2_500])
def test_a_free_number_is_found_behind_many(taken: int) -> None:
    log = log_of(*(f"taoluo-parcel-2026-{n:03d}" for n in range(1, taken + 1)))
    assert propose(SURVEY, VALUES, log) == f"taoluo-parcel-2026-{taken + 1:03d}"


def test_where_all_are_taken_there_is_none() -> None:
    asked: list[int] = []

    def all_taken(streams: Collection[str]) -> set[str]:
        asked.append(len(streams))
        return set(streams)

    assert propose(SURVEY, VALUES, all_taken) is None
    assert sum(asked) == MOST
