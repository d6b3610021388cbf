from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.kernel.aggregate import (
    ASSIST_GROUP,
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Actor,
    Aggregate,
    Authority,
    Context,
    DeadlinePassed,
    Refused,
    Rule,
    elsewhere,
    guard,
    organisation,
    refuse,
)
from shared.kernel.aggregate.deciding import (
    ALREADY_EXISTS,
    NOTHING_CHANGES,
    NoSuchStream,
    NotPermitted,
    decide,
)
from shared.policy.loader import registry
from shared.schemas.events import command_data

ENOUGH = Rule(
    "enough", "RZ-0", zh="余额不足", en="Not enough.",
    pass_zh="还差 {missing}", pass_en="{missing} more.",
)  # fmt: skip
AUTHORITIES = [organisation("finance"), TOWN, COUNTY, COUNTY_DEPARTMENTS, ASSIST_GROUP, SYSTEM]


@dataclass(frozen=True)
class Opened:
    town: str


@dataclass(frozen=True)
class Moved:
    amount: int


@dataclass(frozen=True)
class Account:
    town: str = ""
    balance: int = 0


@dataclass(frozen=True)
class Ledger:
    moves: int = 0


@command_data
class Open:
    account: str
    town: str


@command_data
class Withdraw:
    account: str
    amount: int


ACCOUNT = Aggregate("account", Account(), key="account", title="账户")
LEDGER = Aggregate("ledger", Ledger(), key="ledger", title="总账")


@ACCOUNT.evolve
def evolve(account: Account, event: Any) -> Account:
    match event:
        case Opened(town=town):
            return replace(account, town=town, balance=10)
        case Moved(amount=amount):
            return replace(account, balance=account.balance + amount)
    return account


@ACCOUNT.command(title="开户", clause="RZ-0", by=[TOWN], creates=True)
def open_account(_: Account, cmd: Open, __: Context) -> list[object]:
    return [Opened(cmd.town)]


@ACCOUNT.command(
    title="支取", clause="RZ-0", by=[TOWN, SYSTEM], duty="cashier",
    guards=[guard(LEDGER, lambda account, _: account.town)],
)  # fmt: skip
def withdraw(account: Account, cmd: Withdraw, context: Context) -> list[object]:
    if cmd.amount == 0:
        return []
    if cmd.amount > account.balance:
        refuse(ENOUGH, missing=cmd.amount - account.balance)
    assert context.guard(Ledger, account.town) == Ledger()
    return [Moved(-cmd.amount), *elsewhere(Ledger, account.town, [Moved(cmd.amount)])]


@ACCOUNT.when_passed(clause="RZ-0")
def idle(_: Account, passed: DeadlinePassed, __: Context) -> list[object]:
    return [Moved(0)]


def at(organisation: str, *duties: str, **guards: Ledger) -> Context:
    now = datetime(2024, 3, 1, 16, 30, tzinfo=UTC)
    actor = Actor("张三", organisation, frozenset(duties))
    known = {(Ledger, id): state for id, state in guards.items()}
    return Context(now, actor, registry(), registry().parameters, "c-1", known)


def command(name: str) -> Any:
    return ACCOUNT.commands[name]


CASHIER = at("taoluo", "cashier", taoluo=Ledger())
OPEN_STATE = Account("taoluo", 10)


def test_a_refusal_says_the_rule_the_clause_and_what_would_make_it_pass() -> None:
    with pytest.raises(Refused) as refused:
        refuse(ENOUGH, missing=3)
    assert refused.value.zh == "余额不足；还差 3"
    assert refused.value.en == "Not enough. 3 more."
    assert str(refused.value) == "enough (RZ-0): Not enough. 3 more."
    assert (refused.value.rule, refused.value.values) == (ENOUGH, {"missing": 3})


def test_a_refusal_passes_through_whatever_is_open_around_the_decision() -> None:
    @contextmanager
    def around() -> Iterator[None]:
        yield

    with pytest.raises(Refused), around():
        raise Refused(ENOUGH, {"missing": 3})


@pytest.mark.parametrize(
    ("authority", "organisation", "included"),
    [
        (organisation("finance"), "finance", True),
        (organisation("finance"), "tax", False),
        (TOWN, "taoluo", True),
        (TOWN, "jufeng", False),
        (TOWN, "donggang", False),
        (COUNTY, "donggang", True),
        (COUNTY, "lanshan", False),
        (COUNTY, "donggang-housing", False),
        (COUNTY_DEPARTMENTS, "donggang-housing", True),
        (COUNTY_DEPARTMENTS, "donggang", False),
        (COUNTY_DEPARTMENTS, "lanshan-housing", False),
        (ASSIST_GROUP, "assist-taoluo", True),
        (ASSIST_GROUP, "assist-jufeng", False),
        (SYSTEM, "system", True),
        (SYSTEM, "housing", False),
    ],
)
def test_an_authority_is_a_relation_to_the_matters_town(
    authority: Authority, organisation: str, included: bool
) -> None:
    assert authority.includes(organisation, "taoluo", "donggang") is included


@pytest.mark.parametrize("authority", AUTHORITIES[1:-1])
@pytest.mark.parametrize("organisation", ["", "-housing", "assist-", "taoluo"])
def test_a_matter_without_a_town_is_nobodys(authority: Authority, organisation: str) -> None:
    assert not authority.includes(organisation, "", "")


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_an_authority_has_a_name_in_both_languages(authority: Authority) -> None:
    assert all(authority.names(registry()))


def test_a_command_is_named_as_its_function_with_hyphens() -> None:
    assert set(ACCOUNT.commands) == {"open-account", "withdraw", "pass-deadline-of-account"}
    assert command("withdraw").id_of(Withdraw("a-1", amount=1)) == "a-1"
    assert ACCOUNT.id_of(ACCOUNT.stream("account-1")) == "account-1"


def test_what_only_the_system_gives_is_not_public() -> None:
    assert command("open-account").public and command("withdraw").public
    assert not command("pass-deadline-of-account").public


def test_a_decision_places_each_event_in_its_stream() -> None:
    decided = decide(command("withdraw"), 1, OPEN_STATE, Withdraw("a-1", amount=4), CASHIER)
    assert [(d.stream, d.event) for d in decided] == [
        ("account-a-1", Moved(-4)),
        ("ledger-taoluo", Moved(4)),
    ]


def test_a_creating_command_needs_a_new_stream() -> None:
    new = decide(command("open-account"), 0, Account(), Open("a-1", town="taoluo"), at("taoluo"))
    assert [d.event for d in new] == [Opened("taoluo")]
    with pytest.raises(Refused) as refused:
        decide(command("open-account"), 1, OPEN_STATE, Open("a-1", town="taoluo"), at("taoluo"))
    assert refused.value.rule is ALREADY_EXISTS
    assert "account-a-1" in refused.value.zh


def test_any_other_command_needs_an_existing_stream() -> None:
    with pytest.raises(NoSuchStream, match="account-a-1"):
        decide(command("withdraw"), 0, Account(), Withdraw("a-1", amount=1), at("system"))


def test_a_command_without_effect_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(command("withdraw"), 1, OPEN_STATE, Withdraw("a-1", amount=0), CASHIER)
    assert refused.value.rule is NOTHING_CHANGES


def test_a_rule_that_is_broken_refuses_the_whole_command() -> None:
    with pytest.raises(Refused) as refused:
        decide(command("withdraw"), 1, OPEN_STATE, Withdraw("a-1", amount=11), CASHIER)
    assert refused.value.rule is ENOUGH


def test_the_matters_town_is_that_of_the_state_whatever_the_command_says() -> None:
    with pytest.raises(NotPermitted):
        decide(command("open-account"), 1, OPEN_STATE, Open("a-1", town="jufeng"), at("jufeng"))


def test_another_town_is_not_permitted_before_anything_else_is_looked_at() -> None:
    with pytest.raises(NotPermitted) as refused:
        decide(
            command("withdraw"), 1, OPEN_STATE, Withdraw("a-1", amount=11), at("jufeng", "cashier")
        )
    assert refused.value.command is command("withdraw")


def test_a_duty_is_needed_besides_the_organisation_but_not_by_the_system() -> None:
    with pytest.raises(NotPermitted):
        decide(command("withdraw"), 1, OPEN_STATE, Withdraw("a-1", amount=4), at("taoluo"))
    reaction = at("system", taoluo=Ledger())
    assert decide(command("withdraw"), 1, OPEN_STATE, Withdraw("a-1", amount=4), reaction)


def test_a_passed_deadline_is_a_command_of_the_system_to_its_stream() -> None:
    passed = DeadlinePassed("a-1", key="idle", due_on=datetime(2024, 3, 1).date())
    decided = decide(command("pass-deadline-of-account"), 1, OPEN_STATE, passed, at("system"))
    assert [d.stream for d in decided] == ["account-a-1"]
    with pytest.raises(NotPermitted):
        decide(command("pass-deadline-of-account"), 1, OPEN_STATE, passed, at("taoluo"))


def test_replaying_folds_events_from_any_state() -> None:
    assert ACCOUNT.replay([Opened("taoluo"), Moved(-4)]) == Account("taoluo", 6)
    assert ACCOUNT.replay([Moved(-4)], start=OPEN_STATE) == Account("taoluo", 6)
    assert LEDGER.replay([]) == Ledger()


def test_an_aggregate_without_evolve_says_so() -> None:
    with pytest.raises(NotImplementedError, match="evolve"):
        LEDGER.replay([Moved(1)])


def test_today_is_the_local_calendar_day() -> None:
    assert at("taoluo").today.isoformat() == "2024-03-02"


def test_parameters_that_a_decision_read_are_noted() -> None:
    context = at("taoluo")
    assert context.parameter("land.reserve_minimum_ratio_percent") == 10
    assert context.used == {"land.reserve_minimum_ratio_percent": 10}


def test_guarded_states_are_found_by_kind_and_id() -> None:
    context = at("taoluo", a=Ledger(1), b=Ledger(2))
    assert context.guard(Ledger, "b") == Ledger(2)
    assert dict(context.guarded(Ledger)) == {"a": Ledger(1), "b": Ledger(2)}
    with pytest.raises(KeyError):
        context.guard(Ledger, "not-guarded")
