"""Nobody types an id that the system knows: a command's fields that name something are looked up,
picked from the stream that they are about, or proposed; otherwise they say who gave the number."""

import ast
import inspect
import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from deploy.demo.generate import PROGRAMME
from shared.face.command_schemas import NAMES_PART, command_schema, fields_of
from shared.face.http.closed import told_beforehand, value_of
from shared.kernel.aggregate.aggregate import Command
from shared.runtime.settings import SERVICES
from shared.schemas.events import event_type, events_of
from shared.schemas.marshalling import json_schema
from shared.schemas.references import REGISTERED, references
from shared.schemas.within import Within, parts_within
from tests.contracts.test_numbering import COMMANDS

LOOKED_UP = references(tuple(SERVICES)).keys() | REGISTERED
KINDS = [(service, one) for service in SERVICES for one in parts_within(service)]
NAMES = [f"{one.aggregate}-{one.name}" for _, one in KINDS]

TYPED = {
    "national_code": "the national approval platform gives it",
    "credit_code": "market regulation gives it",
    "borrower": "a bank's own code for its client, who stays unnamed",
    "related_group": "a guarantee company's own code, for the same reason",
    "project_number": "the guarantee company's own number",
    "village": "civil affairs give it; typed once, in the ranking, and picked from there",
    "benefit_policy": "the code of a document of the talent office; typed once, when it is publicised",
    "matter": "of any kind, `matter_kind` says which: a plan or project may not be here yet",
    "draw_number": "of a lottery that is held elsewhere",
    "subject": "the identity provider gives it",
    "part": "no id: the month or quarter; typed once, when its figure is recorded",
}
"""Fields that people type all the same, each with why."""
ONCE = {
    "village": {"rank-villages"},
    "benefit_policy": {"publicise-benefit"},
    "part": {"record-indicator"},
}
"""Of those that are typed once: by which commands alone."""


def service_of(command: Command) -> str:
    return command.data.__module__.split(".")[2]


def names_something(told: Mapping[str, Any]) -> bool:
    """Whether a value of a field tells one thing from others."""
    return told.get("x-kind") in ("id", "key", "part") or told.get("x-unit") == "ordinal"


def answered(command: Command, path: str, told: Mapping[str, Any]) -> bool:
    """Whether a form has an answer other than typing: a list of words, a ledger, the stream; the
    thing itself is proposed or fixed. Or it says why it is typed."""
    return bool(
        told.get("x-labels")
        or told.get(NAMES_PART)
        or told.get("x-given")
        or path == command.aggregate.key
        or told.get("x-reference") in LOOKED_UP
    )


def test_no_field_that_names_something_is_typed_without_a_reason() -> None:
    fields = [
        (c, path, told)
        for c in COMMANDS
        for path, told in fields_of(command_schema(c, service_of(c)))
        if names_something(told)
    ]
    assert len(fields) > 500
    typed = [f"{c.name}.{path}" for c, path, told in fields if not answered(c, path, told)]
    assert typed == []


def test_what_is_typed_all_the_same_is_told_here_with_why() -> None:
    typed = [
        (path.rpartition(".")[2], c.name)
        for c in COMMANDS
        for path, told in fields_of(command_schema(c, service_of(c)))
        if told.get("x-kind") == "code" or told.get("x-given")
        if "x-labels" not in told and NAMES_PART not in told and path != c.aggregate.key
    ]
    assert {name for name, _ in typed} == TYPED.keys()
    for field, commands in ONCE.items():
        assert {command for name, command in typed if name == field} == commands


@pytest.mark.parametrize(("service", "kind"), KINDS, ids=NAMES)
def test_what_is_told_of_a_part_stands_in_its_events(service: str, kind: Within) -> None:
    published = {event.name for event in events_of(service)}
    assert {*kind.told_by, *kind.ended_by} <= published
    for event, column in kind.told_by.items():
        told = dict(fields_of(json_schema(event_type(event).data)))
        beside = column.rpartition(".")[0]
        assert {column, *(f"{beside}.{n}".lstrip(".") for n in kind.says)} <= told.keys()
    for event, said in kind.counted.items():
        told = dict(fields_of(json_schema(event_type(event).data)))
        assert any(kind.beside_in({**said, **dict.fromkeys(told, "x")})) and said.keys() <= {
            *kind.beside
        }
        assert "amount_fen" in told.keys() & {*kind.says}
    for event in kind.ended_by:
        assert kind.name in json_schema(event_type(event).data)["properties"]


@pytest.mark.parametrize(("service", "kind"), KINDS, ids=NAMES)
def test_a_part_that_people_number_is_proposed_its_number(service: str, kind: Within) -> None:
    roles = {told["new"] for told in named(service, kind)}
    assert roles, "no command names it"
    numbered_by_service = all(_counts(event, column) for event, column in kind.told_by.items())
    follows = kind.aggregate == "delegation" and kind.name == "support"  # copied from its list
    assert (True in roles) != (numbered_by_service or follows or not kind.numbered)


def test_what_is_picked_is_judged_beforehand_by_the_check_that_its_command_makes() -> None:
    picks = [(command, pick) for command in COMMANDS for pick in command.picks]
    assert len(picks) > 90
    for command, pick in picks:
        assert pick.check.__name__ in command.decide.__code__.co_names, command.name
        field = command_schema(command, service_of(command))["properties"][pick.field]
        told = field.get("items", field)
        chosen = told.get("x-reference") or told.get("x-labels")
        assert told.get(NAMES_PART, {"new": not chosen})["new"] is False, (
            f"{command.name} chooses {pick.field} from nothing"
        )


def test_what_is_told_beforehand_is_all_that_a_check_asks_for() -> None:
    for command in COMMANDS:
        schemas = command_schema(command, service_of(command))["properties"]
        known = {name for name, schema in schemas.items() if told_beforehand(schema)}
        for pick in command.picks:
            told = known | set.intersection(*map(set, pick.least))
            asked = {pick.field} if hasattr(pick.check, "__wrapped__") else asked_of(pick.check)
            assert asked <= told, f"{command.name} by {pick.field}"


def test_what_a_form_says_beforehand_is_read_as_its_command_has_it() -> None:
    schemas = {
        (service_of(c), c.name): command_schema(c, service_of(c))["properties"] for c in COMMANDS
    }
    read = 0
    for line in PROGRAMME.read_text().splitlines():
        told = json.loads(line)
        for name, value in told["data"].items():
            schema = schemas.get((told["service"], told["command"]), {}).get(name, {})
            for one in value if isinstance(value, list) else [value]:
                if told_beforehand(schema) and not isinstance(one, dict | None):
                    text = json.dumps(one) if isinstance(one, bool) else str(one)
                    assert value_of(schema, text) == one, f"{told['command']} by {name}"
                    read += 1
    assert read > 1000


def test_a_field_that_a_form_is_asked_by_is_no_commands_own() -> None:
    """`/commands/<name>/closed` takes both."""
    for command in COMMANDS:
        schemas = command_schema(command, service_of(command))["properties"]
        assert not {"judged", "among"} & schemas.keys(), command.name


def asked_of(check: Callable[..., object], place: int = 1) -> set[str]:
    """The fields that a check reads of the command that it is given, and whatever it gives it on
    to. Raises `AssertionError` where it does anything else with it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(check))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    name, asked, followed = tree.args.args[place].arg, set[str](), 0
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=given), attr=field) if given == name:
                asked.add(field)
                followed += 1
            case ast.Call(func=ast.Name(id=called), args=arguments):
                for n, argument in enumerate(arguments):
                    if isinstance(argument, ast.Name) and argument.id == name:
                        asked |= asked_of(check.__globals__[called], n)  # type: ignore[attr-defined]
                        followed += 1
    named = sum(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))
    assert named == followed, f"{check.__name__} does more with {name} than to read its fields"
    return asked


def named(service: str, kind: Within) -> Iterator[Mapping[str, Any]]:
    """What commands' fields say that name a part of this kind."""
    for command in COMMANDS:
        if service_of(command) == service:
            for _, told in fields_of(command_schema(command, service)):
                found = told.get(NAMES_PART, {})
                if (found.get("aggregate"), found.get("part")) == (kind.aggregate, kind.name):
                    yield found


def _counts(event: str, column: str) -> bool:
    told = dict(fields_of(json_schema(event_type(event).data)))[column]
    return "integer" in told["type"]  # or one of several types
