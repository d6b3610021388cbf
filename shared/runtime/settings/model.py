"""What is set: which services, where they listen, their stores, broker and identity."""

from dataclasses import dataclass
from pathlib import Path

from shared.policy.services import services

SERVICES = tuple(services())
OFF, ONCE, ON = SCENARIO = ("off", "once", "on")
"""Whether a programme may drive a service's clock: never, until the first one has ended, always."""
NAMEKO, THREADS = RUNTIMES = ("nameko", "threads")
"""What a process's services run on: nameko's containers and green threads, or plain threads."""
DEFAULT_RUNTIME = NAMEKO


class SettingsMissing(Exception):
    """A setting is needed and not there, or can't be; the message says where it belongs."""


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """One service: `address` is host:port or https://host:port, `database` and `broker` are URLs.

    `owner_database` is the same database for the role that migrates; empty when the schema is
    migrated elsewhere. `url` is where others reach the service, if not at its address: what it
    publishes points there. Behind an https address it shows `certificate`,
    with its chain, and proves it by `key`: PEM files. `readers` are organisations that operate no
    service of this release, whose own services may read this one's feed. An organisation's
    documents here are together at most `document_quota` bytes.
    """

    name: str
    address: str
    database: str = ""
    broker: str = ""
    owner_database: str = ""
    url: str = ""
    certificate: str = ""
    key: str = ""
    readers: tuple[str, ...] = ()
    document_quota: int = 2 << 30

    @property
    def public_url(self) -> str:
        """Where others reach the service, without a path."""
        return (self.url or self.origin).rstrip("/")

    @property
    def host(self) -> str:
        return self._place.rpartition(":")[0]

    @property
    def port(self) -> int:
        return int(self._place.rpartition(":")[2])

    @property
    def secure(self) -> bool:
        return self.address.startswith("https://")

    @property
    def origin(self) -> str:
        """Its address as a URL without a path."""
        return f"{'https' if self.secure else 'http'}://{self._place}"

    @property
    def _place(self) -> str:
        return self.address.removeprefix("https://").removeprefix("http://").rstrip("/")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Bounds of a service's web server: `connections` in all and by peer, seconds, bytes.

    The `proxies` are peers behind which many stand: only `connections` bounds theirs. Beyond that
    a `reserve` is for health and metrics. A client may be idle between two requests, has
    `head_seconds` for a request's head, and for bodies and answers is waited for
    `grace_seconds`, which what moves earns back at `bytes_a_second`.
    """

    connections: int = 1000
    connections_by_peer: int = 200
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    reserve: int = 32
    idle_seconds: float = 75.0
    head_seconds: float = 10.0
    grace_seconds: float = 20.0
    bytes_a_second: float = 16_384.0


@dataclass(frozen=True, slots=True)
class WorkbenchPlace:
    """How people come to the workbench: at which `address`, as `https://bench.example`, through
    which OpenID provider.

    The provider's `issuer` knows the workbench as `client`, by the secret in `secret_file`; `title`
    is what people call it, `ca` who signed its certificate, where that is none of the system's.
    Without an issuer, the local page signs anybody in: for one's own machine alone. It listens on
    `listen`: in a container everywhere, which the container's own network bounds.
    """

    address: str = ""
    listen: str = "127.0.0.1"
    issuer: str = ""
    client: str = ""
    secret_file: Path | None = None
    ca: Path | None = None
    title: str = "统一身份认证"


@dataclass(frozen=True, slots=True)
class Settings:
    """All services that know of each other, and how identities are verified.

    With a local issuer `identity` is its folder. Otherwise `jwks` is the key set's URL, `issuer`
    who must have signed, and `service_tokens` a folder with this process's own tokens, a file for
    each service that it follows. `ca` is who signed the services' certificates, `identity_ca` the
    provider's, `broker_ca` the broker's behind amqps, where those are none of the system's.
    `scenario` is one of `SCENARIO`, `runtime` of `RUNTIMES`. For `hold_deadlines` seconds after the
    start, passed deadlines are left to a scenario. In the folder `backups` is recorded when each
    service was last backed up; without it that is somebody else's to watch. `workbench` says how
    people come to the workbench, where that is not on this machine. `traces` is where spans go by
    OTLP over HTTP, such as http://collector:4318/v1/traces; empty: nowhere.
    """

    shape: str
    services: dict[str, ServiceSettings]
    identity: Path | None = None
    jwks: str = ""
    issuer: str = ""
    service_tokens: Path | None = None
    ca: Path | None = None
    identity_ca: Path | None = None
    broker_ca: Path | None = None
    scenario: str = OFF
    hold_deadlines: float = 0.0
    web: WebSettings = WebSettings()
    runtime: str = DEFAULT_RUNTIME
    backups: Path | None = None
    workbench: WorkbenchPlace = WorkbenchPlace()
    traces: str = ""

    @property
    def broker_authority(self) -> str:
        """The file of who signed the broker's certificate; empty: one of the system's."""
        return str(self.broker_ca or "")

    def backup_record(self, service: str) -> Path | None:
        """The file in which a service's last backup is recorded; None where nobody here watches."""
        return self.backups / f"{service}.json" if self.backups else None

    def service(self, name: str) -> ServiceSettings:
        """The settings of one service. Raises `SettingsMissing`."""
        try:
            return self.services[name]
        except KeyError:
            known = ", ".join(self.services)
            raise SettingsMissing(
                f"没有服务 {name}；现有：{known}\nno service {name}; there are: {known}"
            ) from None
