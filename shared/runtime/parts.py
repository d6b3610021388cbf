"""The parts that a service names on one screen. Any runtime can make a service of them.

class Service:
    name = "finance"
    log = Log()
    commands = Commands(fund, eligibility)
    views = Views(fund_ledger)
    projects = Follow("projects", projects)
    imports = Imports(imports)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()

What a service has of its own it names as modules: each declares what it is called after, and one
that declares nothing is refused.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers
from types import ModuleType
from typing import Any, TypeVar

from shared.face.imports import templates_of
from shared.kernel.aggregate import aggregates_of
from shared.kernel.views.figure import figures_of
from shared.kernel.views.gauge import gauges_of
from shared.kernel.views.paper import papers_of
from shared.kernel.views.row import rows_of
from shared.policy.services import services
from shared.runtime.declaration import Declaration
from shared.runtime.running import RunningService
from shared.runtime.service_operations import ServiceOperations

P = TypeVar("P", bound="Part")


class Part:
    """A part of a service; `pick` is what its methods, if it has any, see by its attribute."""

    pick: Callable[[RunningService], Any]


class Log(Part):
    """The service's event log."""

    pick = staticmethod(lambda service: service.log)


class Commands(Part):
    """The aggregates whose commands the service takes, by their modules or packages."""

    pick = staticmethod(lambda service: service.executor)

    def __init__(self, *modules: ModuleType) -> None:
        self.aggregates = [a for module in modules for a in aggregates_of(module)]


class Views(Part):
    """The read models, of the own log or of another service's, by their modules, and the figures
    that these declare beside them."""

    pick = staticmethod(lambda service: service.reader)

    def __init__(self, *modules: ModuleType) -> None:
        self.rows = [row for module in modules for row in rows_of(module)]
        self.gauges = [gauge for module in modules for gauge in gauges_of(module)]
        self.figures = [figure for module in modules for figure in figures_of(module)]


class Imports(Part):
    """The templates by which ledgers are brought in from spreadsheets."""

    pick = staticmethod(lambda service: service.declared.imports)

    def __init__(self, *modules: ModuleType) -> None:
        self.templates = [t for module in modules for t in templates_of(module)]


class Papers(Part):
    """What people print or send, drawn from the read models."""

    pick = staticmethod(lambda service: service.papers)

    def __init__(self, *modules: ModuleType) -> None:
        self.papers = [paper for module in modules for paper in papers_of(module)]


class Follow(Part):
    """Reactions to another service's events, or to one's own, by their modules.

    The source's whole language is loaded: what concerns nobody here must be known, too.
    """

    pick = staticmethod(lambda service: service.sources)

    def __init__(self, source: str, *modules: ModuleType) -> None:
        self.source = source
        self.modules = modules
        if find_spec(f"shared.schemas.{source}"):
            import_module(f"shared.schemas.{source}")


class Deadlines(Part):
    """Turns passed deadlines into events."""

    pick = staticmethod(lambda service: service.deadlines)


class Relay(Part):
    """Publishes the log to the broker."""

    pick = staticmethod(lambda service: service.relay)


class Operations(Part):
    """The HTTP face, and the life of everything else."""

    pick = staticmethod(lambda service: ServiceOperations(service))


def service_class(name: str) -> type[Any]:
    """What a service names, from services/<name>/service.py."""
    found: type[Any] = import_module(f"services.{name}.service").Service
    return found


def parts_of(service: type[Any]) -> dict[str, Part]:
    """A service's parts, by their attributes."""
    return dict(getmembers(service, lambda member: isinstance(member, Part)))


def declaration(service: type[Any]) -> Declaration:
    """What a service says of itself by its parts."""
    parts = parts_of(service)
    follows: dict[str, tuple[ModuleType, ...]] = {}
    for part in _of(parts, Follow):
        follows[part.source] = (*follows.get(part.source, ()), *part.modules)
    known = services()[service.name]
    return Declaration(
        name=service.name,
        title=known.title,
        operated_by=known.operator,
        aggregates=[a for part in _of(parts, Commands) for a in part.aggregates],
        views=[row for part in _of(parts, Views) for row in part.rows],
        gauges=[gauge for part in _of(parts, Views) for gauge in part.gauges],
        figures=[figure for part in _of(parts, Views) for figure in part.figures],
        follows=follows,
        imports=[t for part in _of(parts, Imports) for t in part.templates],
        papers=[p for part in _of(parts, Papers) for p in part.papers],
        deadlines=bool(_of(parts, Deadlines)),
        relay=bool(_of(parts, Relay)),
    )


def _of(parts: dict[str, Part], kind: type[P]) -> list[P]:
    return [part for part in parts.values() if isinstance(part, kind)]
