"""Passwords, rights and settings for a deployment: `python -m deploy.credentials FOLDER`.

Into the folder, which is its owner's alone, go

    <service>.toml      the settings of each service, with its own passwords and nobody else's
    <service>-owner.toml  with --owners-apart: settings for `zhenxing migrate`, and only there the owner's
    workbench.toml      where the services are, and no password
    broker.json         users and rights, as RabbitMQ imports them
    roles.sql           roles and databases, for psql as the database's superuser
    database-password   the superuser's, where a container is made with it
    broker-password     the broker's administrator's

What a former run has made stays valid: only what is missing is made.
"""

import argparse
import json
import re
import secrets
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from deploy.generators.rabbitmq import ADMINISTRATOR, users, whole
from deploy.servers.broker_users import User
from deploy.servers.provision import password_of
from shared.kernel.private_files import write_private
from shared.policy.services import BASE_PORT, ServiceEntry, services

IDENTITY = "/var/lib/zhenxing/identity"
BACKUPS = "/var/lib/zhenxing/backups"


@dataclass(frozen=True)
class Places:
    """Where things are: `host` is a pattern in which $service is its name."""

    database: str = "database:5432"
    broker: str = "broker:5672"
    host: str = "$service"
    port: int = BASE_PORT
    identity: str = IDENTITY

    def port_of(self, service: ServiceEntry) -> int:
        return self.port + service.port - BASE_PORT

    def address(self, service: ServiceEntry) -> str:
        host = Template(self.host).substitute(service=service.name)
        return f"http://{host}:{self.port_of(service)}"


@dataclass(frozen=True)
class Passwords:
    """What one service signs in with."""

    role: str
    owner: str
    broker: str


def make(folder: Path, places: Places, *, apart: bool = False) -> None:
    """Write everything into a folder; what the owners of the tables sign in with in files `apart`. There
    the database's operator tells how old its backups are, and nobody records it here."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = {s: _passwords(folder / f"{s.name}.toml") for s in services().values()}
    for service, own in known.items():
        said = settings(service, own, places)
        if apart:
            write_private(folder / f"{service.name}-owner.toml", said)
            said = re.sub(r"^(owner_database|backups) = .*\n", "", said, flags=re.MULTILINE)
        write_private(folder / f"{service.name}.toml", said)
    write_private(folder / "workbench.toml", settings(None, None, places))
    write_private(folder / "roles.sql", "".join(roles(s.name, own) for s, own in known.items()))
    administrator = User(ADMINISTRATOR, _kept(folder / "broker-password"), ".*", ".*", ".*")
    _kept(folder / "database-password")
    brokers = {s.name: own.broker for s, own in known.items()}
    members = [
        replace(user, password=brokers.get(user.name) or _kept(folder / f"{user.name}-password"))
        for user in users()
    ]
    write_private(
        folder / "broker.json", json.dumps(whole(members, administrator), indent=2) + "\n"
    )


def settings(service: ServiceEntry | None, own: Passwords | None, places: Places) -> str:
    """What `ZHENXING_CONFIG` names: of the one service all, of the others where they are."""
    parts = ['shape = "cluster"\n']
    if service:
        parts.append(f'backups = "{BACKUPS}"\n')
    for other in services().values():
        parts.append(f"\n[services.{other.name}]\n")
        if other is not service or own is None:
            parts.append(f'address = "{places.address(other)}"\n')
            continue
        name, database = other.name, f"{places.database}/zhenxing_{other.name}"
        parts.append(
            f'address = "0.0.0.0:{places.port_of(other)}"\n'
            f'url = "{places.address(other)}"\n'
            f'database = "postgresql+psycopg2://{name}_service:{own.role}@{database}"\n'
            f'owner_database = "postgresql+psycopg2://{name}_owner:{own.owner}@{database}"\n'
            f'broker = "amqp://{name}:{own.broker}@{places.broker}//"\n'
        )
    parts.append(f'\n[identity]\nfolder = "{places.identity}"\n')
    if service is None:
        parts.append('\n[workbench]\nlisten = "0.0.0.0"\n')
    return "".join(parts)


def roles(service: str, own: Passwords) -> str:
    """A service's two roles and its database, which nobody else enters. Running it again only sets
    the passwords, and what the server's log may hold of them."""
    owner, role, database = f"{service}_owner", f"{service}_service", f"zhenxing_{service}"
    made = "".join(
        f"SELECT 'CREATE ROLE {name} LOGIN' WHERE NOT EXISTS"
        f" (SELECT 1 FROM pg_roles WHERE rolname = '{name}') \\gexec\n"
        f"ALTER ROLE {name} LOGIN PASSWORD '{password}';\n"
        # The server's log says what failed, and neither the statement, which has rows in it, nor
        # the key.
        f"ALTER ROLE {name} SET log_min_error_statement = panic;\n"
        f"ALTER ROLE {name} SET log_error_verbosity = terse;\n"
        for name, password in ((owner, own.owner), (role, own.role))
    )
    return (
        f"{made}"
        f"SELECT 'CREATE DATABASE {database} OWNER {owner}' WHERE NOT EXISTS"
        f" (SELECT 1 FROM pg_database WHERE datname = '{database}') \\gexec\n"
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;\n"
        f"GRANT CONNECT ON DATABASE {database} TO {role};\n"
        f"\\connect {database}\n"
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;\n"
        f"ALTER SCHEMA public OWNER TO {owner};\n"
        "\\connect postgres\n"
    )


def _passwords(file: Path) -> Passwords:
    own: dict[str, str] = {}
    for former in (file.with_name(f"{file.stem}-owner.toml"), file):
        known = tomllib.loads(former.read_text(encoding="utf-8")) if former.exists() else {}
        own |= known.get("services", {}).get(file.stem, {})
    return Passwords(
        *(password_of(own.get(key)) for key in ("database", "owner_database", "broker"))
    )


def _kept(file: Path) -> str:
    if not file.exists():
        write_private(file, secrets.token_urlsafe(24))
    return file.read_text(encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    usual = Places()
    parser = argparse.ArgumentParser(prog="python -m deploy.credentials")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", default=usual.database, help="host:port of PostgreSQL")
    parser.add_argument("--broker", default=usual.broker, help="host:port of RabbitMQ")
    parser.add_argument("--host", default=usual.host, help="of the services; $service is the name")
    parser.add_argument("--port", type=int, default=usual.port, help="the base of their ports")
    parser.add_argument("--identity", default=usual.identity, help="folder of the local issuer")
    parser.add_argument(
        "--owners-apart",
        action="store_true",
        help="services do not migrate their tables themselves",
    )
    given = parser.parse_args(arguments)
    make(
        given.folder,
        Places(given.database, given.broker, given.host, given.port, given.identity),
        apart=given.owners_apart,
    )


if __name__ == "__main__":
    main()
