"""Everything that a workbench keeps between two requests."""

from dataclasses import dataclass
from datetime import date, datetime

from jinja2 import Environment
from prometheus_client import CollectorRegistry

from shared.face.identity import LocalIssuer
from shared.policy.local_time import LOCAL_TIME
from shared.workbench.catalogue import Catalogue
from shared.workbench.faces import Faces
from shared.workbench.identity.door import Door
from shared.workbench.identity.provider import Provider
from shared.workbench.identity.register import Register
from shared.workbench.rendering import environment
from shared.workbench.session.store import Store
from shared.workbench.settings import WorkbenchSettings
from shared.workbench.static_files import StaticFiles
from shared.workbench.tokens import Tokens
from shared.workbench.words.names import Names


@dataclass(frozen=True)
class Bench:
    """One workbench. It holds caches and sessions; what happened is held by the services."""

    settings: WorkbenchSettings
    faces: Faces
    catalogue: Catalogue
    names: Names
    store: Store
    static: StaticFiles
    pages: Environment
    issuer: LocalIssuer
    metrics: CollectorRegistry
    door: Door | None = None

    @classmethod
    def of(cls, settings: WorkbenchSettings) -> "Bench":
        issuer = LocalIssuer(settings.identity)
        faces = Faces(settings.services, Tokens(issuer).token, settings.ca, settings.soon)
        catalogue, static = Catalogue(faces), StaticFiles()
        return cls(
            settings,
            faces,
            catalogue,
            Names(faces, catalogue),
            Store(settings.store),
            static,
            environment(static.address),
            issuer,
            CollectorRegistry(),
            Door(Provider(settings.provider), Register(faces)) if settings.provider else None,
        )

    def today(self) -> date:
        """The local day."""
        return datetime.now(LOCAL_TIME).date()
