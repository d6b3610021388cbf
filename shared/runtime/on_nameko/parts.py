"""A service's parts as nameko extensions, and their life in its container."""

from collections.abc import Callable
from typing import Any

from eventlet.semaphore import Semaphore
from nameko.extensions import DependencyProvider

from shared.runtime.facing import application
from shared.runtime.on_nameko.server import Server
from shared.runtime.parts import Operations, declaration, parts_of, service_class
from shared.runtime.running import RunningService
from shared.runtime.settings import ServiceSettings, WebSettings
from shared.runtime.web import Certificate, certificate_of

SETTINGS = "SETTINGS"
"""Where the container's configuration holds our `Settings`."""
_MAKING = Semaphore()


def nameko_service(name: str) -> type[Any]:
    """The nameko service of that name: what stands in services/<name>/service.py, with the life
    of its parts."""
    declared = service_class(name)
    provided = {
        attribute: Life() if isinstance(part, Operations) else Provided(part.pick)
        for attribute, part in parts_of(declared).items()
    }
    return type(declared.__name__, (declared,), {"declared": declared, **provided})


def running(container: Any) -> RunningService:
    """The running service of a container, made from its parts at the first call.

    Extensions start side by side: while one makes it, and perhaps waits, the others wait for it.
    """
    with _MAKING:
        made: RunningService | None = getattr(container, "zhenxing", None)
        if made is None:
            declared = declaration(container.service_cls.declared)
            made = RunningService(declared, container.config[SETTINGS])
            container.zhenxing = made
    return made


class Provided(DependencyProvider):  # type: ignore[misc]
    """A part; methods of the service class see by its attribute what it picks."""

    def __init__(self, pick: Callable[[RunningService], Any]) -> None:
        self._pick = pick

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self._pick(running(self.container))


class FaceServer(Server):
    """nameko's web server with the service's own face: no worker of nameko's is needed for it, so
    health and metrics answer whatever else is busy."""

    @property
    def own(self) -> ServiceSettings:
        # Looked at while the container is still collecting its parts: settings only.
        found: ServiceSettings = self.container.config[SETTINGS].service(
            self.container.service_name
        )
        return found

    @property
    def web(self) -> WebSettings:
        found: WebSettings = self.container.config[SETTINGS].web
        return found

    @property
    def certificate(self) -> Certificate | None:
        return certificate_of(self.own)

    def get_wsgi_app(self) -> Any:
        return application(running(self.container), self)


class Life(Provided):
    """The service's beginning and end with its container's."""

    server = FaceServer()

    def __init__(self) -> None:
        super().__init__(Operations.pick)

    def start(self) -> None:
        running(self.container).start()
        self.server.start()

    def stop(self) -> None:
        self.server.stop()
        running(self.container).stop()

    def kill(self) -> None:
        running(self.container).stop()
