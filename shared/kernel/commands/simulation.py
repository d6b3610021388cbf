"""What if: commands decided one on top of the other on the present state; nothing is appended."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from shared.kernel.aggregate import Actor, Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.commands.executor import Executor, UnknownCommand
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.overriding import Overridden, check_values
from shared.kernel.commands.permission import Permission
from shared.kernel.commands.unit import Order, UnitOfWork
from shared.kernel.log.batch import NewEvent
from shared.policy.model import Parameter
from shared.schemas.marshalling import load


@dataclass(frozen=True, slots=True)
class Step:
    """A command to try: its name, its data as plain JSON, and for whom."""

    command: str
    data: Any
    organisation: str
    person: str = "simulation"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a step would lead to: its events, or why it would be refused."""

    command: str
    events: Sequence[NewEvent] = ()
    refusal: Refused | NotPermitted | NoSuchStream | ValidationError | None = None


@dataclass(frozen=True)
class Simulation:
    """Steps, the moment at which they are tried, and parameters with other values."""

    steps: Sequence[Step]
    now: datetime
    parameters: Mapping[str, Any] = field(default_factory=dict)


class _SimulatedUnit(UnitOfWork):
    """A unit of work whose batch nobody appends, under other parameters."""

    overrides: Mapping[str, Any] = {}

    def _parameters(self, now: datetime) -> Mapping[str, Parameter]:
        return Overridden(super()._parameters(now), self.overrides)


def simulate(executor: Executor, simulation: Simulation) -> list[Tried]:
    """Try the steps in order; a refused one changes nothing for those after it.

    Raises `UnknownCommand`, `UnknownParameter`, `WrongKind`, `StoreUnavailable`.
    """
    check_values(simulation.parameters, executor.registry)
    unit = _SimulatedUnit(
        executor.repository,
        executor.registry,
        executor.log.service,
        fresh=True,
        check=executor.begin_check(),
    )
    unit.overrides = simulation.parameters
    permission = Permission(executor.registry, executor.clock)
    return [
        _tried(executor, permission, unit, step, number, simulation.now)
        for number, step in enumerate(simulation.steps)
    ]


def _tried(
    executor: Executor,
    permission: Permission,
    unit: UnitOfWork,
    step: Step,
    number: int,
    now: datetime,
) -> Tried:
    command = executor.commands.get(step.command)
    if command is None or not command.public:
        raise UnknownCommand(step.command)
    time.sleep(0)  # a long simulation lets others run
    actor = Actor(step.person, step.organisation, frozenset({command.duty} - {""}))
    id = command_id("simulation", str(number), step.command, now.isoformat())
    try:
        permission.check_anywhere(command, actor)
        permission.check_here(command, step.data, actor, unit.state_of)
        data = load(command.data, step.data)
        stream = command.aggregate.stream(command.id_of(data))
        order = Order(command, executor.vault.rehearsed(data, stream, id), actor, now, id)
        return Tried(step.command, tuple(unit.decide(order)))
    except (Refused, NotPermitted, NoSuchStream, ValidationError) as refusal:
        return Tried(step.command, refusal=refusal)
