"""What is accepted had been offered: over every command of the demo programme."""

from shared.kernel.aggregate.aggregate import Command
from shared.runtime.settings import SERVICES
from tests.scenario.pure_run import PureRun, Service

ASKED_OF_ANOTHER = {"require_usable"}
"""`pool-agricultural-funds` asks it of the fund that gives, besides."""


def commands() -> list[Command]:
    return [c for name in SERVICES for c in Service.declared(name).commands.values()]


def test_every_command_that_was_accepted_would_have_been_offered(run: PureRun) -> None:
    assert run.unoffered == []


def test_what_is_told_not_to_be_picked_is_refused(run: PureRun) -> None:
    """Of the parts that the demo's commands named, in the states that it ends in."""
    closed = []
    for one in run.picked:
        (service,) = (s for s in run.services if s.name == one.service)
        version, state = service.state(one.command.aggregate, one.command.id_of(one.data))
        if one.closed(state):
            closed.append(one.command.name)
            assert one.refused(version, state), f"{one.command.name}: {one.data}"
    assert {"pay", "hand-over-fee", "resolve-objection"} <= {*closed}


def test_what_rests_on_state_alone_is_declared_so_and_judged_in_no_body_again() -> None:
    declared = [(c, condition.__name__) for c in commands() for condition in c.when]
    assert len(declared) > 90
    twice = [
        f"{command.name}: {name}"
        for command, name in declared
        if name in command.decide.__code__.co_names and name not in ASKED_OF_ANOTHER
    ]
    assert not twice
