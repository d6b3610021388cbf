"""Settings of a workbench: where it listens, which services it shows, where it keeps sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.workbench.identity.place import ProviderPlace
from shared.workbench.patience import SOON_SECONDS

NAME = "workbench"


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """A service as the workbench reaches it: `url` has no path, `title` is what people call it."""

    name: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class WorkbenchSettings:
    """`services` are shown in their order. `identity` is the local issuer's folder.

    `store` is the SQLite file of sessions and drafts, `ca` who signed the services' certificates
    where the system knows it not. `hosts` are the names that browsers may call it by, with their
    ports; `secure` says that they do so by https. Without a `provider`, people sign in on the local
    page, which proves nothing. A service that is asked must say `soon`, in seconds, at least that
    it is ready.
    """

    services: Mapping[str, ServicePlace]
    identity: Path
    store: Path
    hosts: frozenset[str]
    secure: bool = False
    ca: Path | None = None
    provider: ProviderPlace | None = None
    soon: float = SOON_SECONDS
