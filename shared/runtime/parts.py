"""The parts that a service names on one screen, as nameko extensions. Thin: see the ADR on nameko.

class FinanceService:
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
from pathlib import Path
from types import ModuleType
from typing import Any

from nameko.extensions import DependencyProvider
from nameko.web.server import BindAddress

from shared.face.http.app import build_app
from shared.face.http.face import Face, Limits
from shared.face.imports import templates_of
from shared.kernel.aggregate import aggregates_of
from shared.kernel.views.row import rows_of
from shared.metrics.connections import ConnectionCollector
from shared.metrics.service import collectors
from shared.policy.services import services
from shared.runtime.operations import routes
from shared.runtime.running import Declaration, RunningService
from shared.runtime.service_operations import ServiceOperations
from shared.runtime.settings import Settings, SettingsMissing, WebSettings
from shared.runtime.web import Certificate, Server

SETTINGS = "SETTINGS"
"""Where the container's configuration holds our `Settings`."""


def running(container: Any) -> RunningService:
    """The running service of a container, made from its parts at the first call."""
    made: RunningService | None = getattr(container, "zhenxing", None)
    if made is None:
        made = RunningService(_declaration(container), container.config[SETTINGS])
        container.zhenxing = made
    return made


class Part(DependencyProvider):  # type: ignore[misc]
    """A part of the running service; methods of the service class see it by its attribute."""

    pick: Callable[[RunningService], Any]

    def get_dependency(self, worker_ctx: Any) -> Any:
        return type(self).pick(running(self.container))


class Log(Part):
    """The service's event log."""

    pick = staticmethod(lambda service: service.log)


class Commands(Part):
    """The aggregates whose commands the service takes, by their modules or packages."""

    pick = staticmethod(lambda service: service.executor)

    def __init__(self, *modules: ModuleType) -> None:
        self.aggregates = [a for module in modules for a in aggregates_of(module)]


class Views(Part):
    """The read models, of the own log or of another service's, by their modules."""

    pick = staticmethod(lambda service: service.reader)

    def __init__(self, *modules: ModuleType) -> None:
        self.rows = [row for module in modules for row in rows_of(module)]


class Imports(Part):
    """The templates by which ledgers are brought in from spreadsheets."""

    pick = staticmethod(lambda service: service.declared.imports)

    def __init__(self, *modules: ModuleType) -> None:
        self.templates = [t for module in modules for t in templates_of(module)]


class Follow(Part):
    """Reactions to another service's events, or to one's own, by their modules."""

    pick = staticmethod(lambda service: service.sources)

    def __init__(self, source: str, *modules: ModuleType) -> None:
        self.source = source
        self.modules = modules


class Deadlines(Part):
    """Turns passed deadlines into events."""

    pick = staticmethod(lambda service: service.deadlines)


class Relay(Part):
    """Publishes the log to the broker."""

    pick = staticmethod(lambda service: service.relay)


class FaceServer(Server):
    """nameko's web server with the service's own face: no worker of nameko's is needed for it, so
    health and metrics answer whatever else is busy."""

    @property
    def bind_addr(self) -> BindAddress:
        # Looked at while the container is still collecting its parts: settings only.
        own = self.container.config[SETTINGS].service(self.container.service_name)
        return BindAddress(own.host, own.port)

    @property
    def web(self) -> WebSettings:
        settings: Settings = self.container.config[SETTINGS]
        return settings.web

    @property
    def certificate(self) -> Certificate | None:
        own = self.container.config[SETTINGS].service(self.container.service_name)
        if not own.secure:
            return None
        if not own.certificate or not own.key:
            raise SettingsMissing(
                f"[services.{own.name}] 地址为 https，须写明 certificate 与 key\n"
                f"[services.{own.name}] has an https address: it needs `certificate` and `key`"
            )
        return Certificate(Path(own.certificate), Path(own.key))

    def get_wsgi_app(self) -> Any:
        service = running(self.container)
        operations = ServiceOperations(service)
        metrics = collectors(service)
        metrics.register(ConnectionCollector(self))
        face = Face(
            name=service.declared.name,
            title=service.declared.title,
            executor=service.executor,
            views=service.reader,
            log=service.log,
            identity=service.identities.verifier,
            duties=service.duties,
            health=operations,
            operations=routes(operations),
            templates=service.declared.imports,
            metrics=metrics,
            url=service.own.public_url,
            limits=Limits(document_quota=service.own.document_quota),
        )
        return build_app(face)


class Operations(Part):
    """The HTTP face, and the life of everything else."""

    pick = staticmethod(lambda service: ServiceOperations(service))
    server = FaceServer()

    def start(self) -> None:
        running(self.container).start()
        self.server.start()

    def stop(self) -> None:
        self.server.stop()
        running(self.container).stop()

    def kill(self) -> None:
        running(self.container).stop()


def _declaration(container: Any) -> Declaration:
    parts = [p for p in container.dependencies if isinstance(p, Part)]
    follows: dict[str, tuple[ModuleType, ...]] = {}
    for part in _of(parts, Follow):
        follows[part.source] = (*follows.get(part.source, ()), *part.modules)
    known = services()[container.service_name]
    return Declaration(
        name=container.service_name,
        title=known.title,
        operated_by=known.operator,
        aggregates=[a for part in _of(parts, Commands) for a in part.aggregates],
        views=[row for part in _of(parts, Views) for row in part.rows],
        follows=follows,
        imports=[t for part in _of(parts, Imports) for t in part.templates],
        deadlines=bool(_of(parts, Deadlines)),
        relay=bool(_of(parts, Relay)),
    )


def _of(parts: list[Any], kind: type[Any]) -> list[Any]:
    return [part for part in parts if isinstance(part, kind)]
