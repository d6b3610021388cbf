"""Picks: the check that a command makes of a part, judged beforehand with the least that it may ask."""

from dataclasses import dataclass

import pytest

from shared.kernel.aggregate import (
    TOWN,
    Actor,
    Aggregate,
    Context,
    Events,
    Refused,
    RulesOf,
    pick,
    pick_id,
    refuse,
)
from shared.kernel.aggregate.condition import Untold
from shared.policy.loader import registry
from shared.schemas.events import command_data
from tests.given import NOON

rule = RulesOf("test")
ROOM_IS_FREE = rule("room-free", zh="房间空着", en="It is free.", pass_zh="换", pass_en="Another.")


@command_data
class Book:
    house: str
    rooms: tuple[str, ...]
    beds: int


@dataclass(frozen=True)
class House:
    beds: int = 0


def free(house: House, cmd: Book, _: Context) -> None:
    if cmd.beds > house.beds or any(room == "taken" for room in cmd.rooms):
        refuse(ROOM_IS_FREE)


def house(*least: dict[str, int], field: str = "rooms") -> Aggregate[House]:
    made = Aggregate("house", House(), key="house", title="屋")

    @made.command(title="订房", clause="test", by=[TOWN], picks=[pick(field, free, *least)])
    def book(house: House, cmd: Book, context: Context) -> Events:
        free(house, cmd, context)
        return ()

    return made


def judge(aggregate: Aggregate[House], beds: int, room: str) -> None:
    (one,) = aggregate.commands["book"].picks
    context = Context(NOON, Actor("张三", "taoluo"), registry(), {})
    one.judge(House(beds), {"rooms": room}, context)


def test_of_several_parts_each_is_judged_by_itself_with_the_least_that_may_be_asked() -> None:
    booking = house({"beds": 1})
    judge(booking, 1, "free")
    for beds, room in ((0, "free"), (1, "taken")):
        with pytest.raises(Refused) as refused:
            judge(booking, beds, room)
        assert refused.value.rule is ROOM_IS_FREE


def test_a_check_that_asks_for_more_than_is_told_says_for_what() -> None:
    with pytest.raises(Untold, match="beds"):
        judge(house(), 1, "free")


@pytest.mark.parametrize(
    "declared", [lambda: house(field="room"), lambda: house({"bed": 1})], ids=["part", "least"]
)
def test_a_pick_of_fields_that_the_command_does_not_have_is_none(declared) -> None:
    with pytest.raises(TypeError, match="Book has no"):
        declared()


def clean(room: str, _: Context) -> None:
    if room == "taken":
        refuse(ROOM_IS_FREE)


def has_beds(house: House, room: str, _: Context) -> None:
    if not house.beds or room == "attic":
        refuse(ROOM_IS_FREE)


def test_an_id_is_judged_alone_or_in_the_state_as_its_check_asks() -> None:
    made = Aggregate("house", House(), key="house", title="屋")

    @made.command(
        title="订房", clause="test", by=[TOWN],
        picks=[pick_id("rooms", clean), pick_id("rooms", has_beds)],
    )  # fmt: skip
    def book(house: House, cmd: Book, context: Context) -> Events:
        return ()

    alone, in_state = made.commands["book"].picks
    assert (alone.check.__name__, in_state.check.__name__) == ("clean", "has_beds")
    context = Context(NOON, Actor("张三", "taoluo"), registry(), {})
    alone.judge(House(0), {"rooms": "free"}, context)
    in_state.judge(House(1), {"rooms": "taken"}, context)
    for one, beds, room in ((alone, 1, "taken"), (in_state, 0, "free"), (in_state, 1, "attic")):
        with pytest.raises(Refused):
            one.judge(House(beds), {"rooms": room}, context)
