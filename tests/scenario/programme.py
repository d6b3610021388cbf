"""The lines of the demo programme, and what tests of it ask."""

from collections import Counter
from typing import Any

from deploy.demo.generate import PROGRAMME
from shared.kernel.aggregate import SYSTEM
from shared.runtime.cli.programme import read_programme
from shared.runtime.settings import SERVICES
from tests.scenario.pure_run import PureRun, Service

LINES = read_programme(PROGRAMME, SERVICES)


def given(command: str) -> list[dict[str, Any]]:
    """What a command was given with, each time."""
    return [line.data for line in LINES if line.command == command]


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
