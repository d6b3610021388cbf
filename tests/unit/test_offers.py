"""Conditions: judged once, before the command decides; offers judge the same, and nothing else."""

from dataclasses import dataclass
from typing import Any

import pytest

from shared.kernel.aggregate import (
    TOWN,
    Actor,
    Aggregate,
    Context,
    Events,
    Refused,
    RulesOf,
    holds,
    organisation,
    pick,
    refuse,
)
from shared.kernel.aggregate.deciding import NotPermitted, check_offered, decide
from shared.kernel.commands.permission import Permission
from shared.policy.loader import registry
from shared.schemas.events import command_data
from tests.fixed_clock import FixedClock
from tests.given import NOON

rule = RulesOf("test")
GATE_IS_OPEN = rule(
    "gate-is-open", zh="门开着", en="It is open.", pass_zh="开门", pass_en="Open it."
)
KNOWS_THE_WORD = rule("word", zh="口令", en="The word.", pass_zh="说", pass_en="Say it.")
judged: list[str] = []


@command_data
class Enter:
    gate: str
    word: str


@dataclass(frozen=True)
class Gate:
    open: bool = True
    town: str = ""
    county: str = ""


def is_open(gate: Gate, how: str) -> None:
    judged.append(how)
    if not gate.open:
        refuse(GATE_IS_OPEN)


GATE = Aggregate("gate", Gate(), key="gate", title="门")


@GATE.command(title="进门", clause="test", by=[TOWN, organisation("housing")],
              when=[holds(is_open, "wide")])  # fmt: skip
def enter(gate: Gate, cmd: Enter, context: Context) -> Events:
    if cmd.word != "sesame":
        refuse(KNOWS_THE_WORD)
    return [object()]


COMMAND = GATE.commands["enter"]


def context(by: str) -> Context:
    return Context(NOON, Actor("张三", by), registry(), {})


def given(gate: Gate, word: str) -> Any:
    judged.clear()
    return decide(COMMAND, 1, gate, Enter("g", word=word), context("housing"))


def test_a_condition_is_judged_once_and_before_what_is_given() -> None:
    assert given(Gate(), "sesame") and judged == ["wide"]
    with pytest.raises(Refused) as shut:
        given(Gate(open=False), "wrong")
    assert shut.value.rule is GATE_IS_OPEN and judged == ["wide"]
    with pytest.raises(Refused) as unknown:
        given(Gate(), "wrong")
    assert unknown.value.rule is KNOWS_THE_WORD


def test_an_offer_says_beforehand_what_giving_would() -> None:
    check_offered(COMMAND, 1, "g", Gate(), context("housing"))
    with pytest.raises(Refused) as shut:
        check_offered(COMMAND, 1, "g", Gate(open=False), context("housing"))
    assert shut.value.rule is GATE_IS_OPEN


@pytest.mark.parametrize(
    ("state", "by", "may"),
    [
        (Gate(), "housing", True),
        (Gate(), "taoluo", True),  # names its own town with it
        (Gate(), "finance", False),
        (Gate(town="taoluo"), "taoluo", True),
        (Gate(town="taoluo"), "zhaoxian", False),
        (Gate(county="donggang"), "taoluo", True),
        (Gate(county="donggang"), "zhaoxian", False),
    ],
)
def test_who_may_be_offered_follows_from_the_state_as_far_as_it_tells(
    state: Gate, by: str, may: bool
) -> None:
    permission = Permission(registry(), FixedClock(NOON))
    try:
        permission.check_offered(COMMAND, state, Actor("张三", by))
    except NotPermitted:
        assert not may
    else:
        assert may


def test_a_part_is_closed_where_none_of_the_least_passes_by_what_the_first_runs_into() -> None:
    def check(gate: Gate, cmd: Any, context: Context) -> None:
        if cmd.word == "closed":
            refuse(GATE_IS_OPEN)
        if cmd.word not in gate.town:
            refuse(KNOWS_THE_WORD)

    closed = pick("gate", check, {"word": "closed"}, {"word": "sesame"})
    closed.judge(Gate(town="sesame"), {"gate": "g"}, context("housing"))
    with pytest.raises(Refused) as shut:
        closed.judge(Gate(), {"gate": "g"}, context("housing"))
    assert (shut.value.rule, shut.value.stated.zh) == (GATE_IS_OPEN, "门开着")
