"""The lines of the demo programme, and what tests of it ask."""

from collections import Counter
from typing import Any

from deploy.demo.generate import PROGRAMME
from shared.kernel.aggregate import SYSTEM, Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.runtime.cli.programme import Line, read_programme
from shared.runtime.settings import SERVICES
from shared.schemas.marshalling import load
from tests.scenario.pure_run import PureRun, Service

LINES = read_programme(PROGRAMME, SERVICES)


def given(command: str) -> list[dict[str, Any]]:
    """What a command was given with, each time."""
    return [line.data for line in LINES if line.command == command]


def excerpt(lines: list[Line], most: int) -> list[Line]:
    """Each command so many times at most, but all that concerns the first stream of each kind; as
    far as it is accepted without what is left out, however late services follow each other."""
    at_once = _accepted(lines, most, PureRun())
    return _accepted(at_once, len(at_once), PureRun(late_reactions=True))


def _accepted(lines: list[Line], most: int, run: PureRun) -> list[Line]:
    times, first, accepted = Counter[tuple[str, str]](), dict[str, str](), []
    for line in lines:
        command = run.service(line.service).commands[line.command]
        aggregate = command.aggregate
        stream = aggregate.stream(command.id_of(load(command.data, line.data)))
        kind = line.service, line.command
        if times[kind] < most or first.get(aggregate.category) == stream:
            try:
                run.take(line)
            except (Refused, NotPermitted, NoSuchStream):
                continue
            times[kind] += 1
            first.setdefault(aggregate.category, stream)
            accepted.append(line)
    return accepted


def missing_commands(service: str) -> list[str]:
    """The commands of a service that people may give and nobody in the programme does."""
    done = {line.command for line in LINES if line.service == service}
    commands = Service.declared(service).commands.items()
    return sorted(name for name, c in commands if set(c.by) != {SYSTEM} and name not in done)


def types_of(run: PureRun, *services: str) -> Counter[str]:
    """How often each type of event happened in some services, or in all."""
    return Counter(
        meta.type for s in run.services if s.name in (services or SERVICES) for _, meta in s.log
    )
