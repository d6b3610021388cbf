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


def test_what_rests_on_state_alone_is_declared_so_and_judged_in_no_body_again() -> None:
    declared = [(c, condition.__name__) for c in commands() for condition in c.when]
    assert len(declared) > 90
    twice = [
        f"{command.name}: {name}"
        for command, name in declared
        if name in command.decide.__code__.co_names and name not in ASKED_OF_ANOTHER
    ]
    assert not twice
