"""What each service owns on the servers: a database, two roles, a broker user."""

import json
import os
import secrets
import tomllib
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.servers.broker_users import BOUNDED, User
from deploy.servers.ports import LOOPBACK
from deploy.servers.postgresql import PostgreSQL
from deploy.servers.rabbitmq import RabbitMQ
from shared.kernel.private_files import write_private
from shared.policy.services import BASE_PORT

FILE = "cluster.toml"
DEPARTMENT = "department"


def provision(
    postgres: PostgreSQL, rabbit: RabbitMQ, services: Sequence[str], folder: Path
) -> Path:
    """Make what is missing for every service, and write `folder`/cluster.toml (mode 0600).

    The services' addresses are ZHENXING_PORT (8000) + 1, 2, … in the order given. Passwords are
    random, and kept when the file is there already; `department` is for those who only listen. Schemas and grants are not made here: the
    log's migration does that, as the owner.
    """
    file = folder / FILE
    former = tomllib.loads(file.read_text()) if file.exists() else {}
    kept = former.get("services", {})
    first = int(os.environ.get("ZHENXING_PORT", BASE_PORT)) + 1
    tables, users = ['shape = "cluster"\n'], []
    for number, service in enumerate(services):
        known = kept.get(service, {})
        owner, ordinary = f"{service}_owner", f"{service}_service"
        database = f"zhenxing_{service}"
        owner_password = password_of(known.get("owner_database"))
        password = password_of(known.get("database"))
        user = broker_user(service, password_of(known.get("broker")))
        postgres.create_role(owner, owner_password)
        postgres.create_role(ordinary, password)
        postgres.create_database(database, owner, guests=[ordinary])
        users.append(user)
        tables.append(
            f"[services.{service}]\n"
            f'address = "{LOOPBACK}:{first + number}"\n'
            f'database = "{postgres.url(ordinary, password, database)}"\n'
            f'owner_database = "{postgres.url(owner, owner_password, database)}"\n'
            f'broker = "{rabbit.url(user.name, user.password)}"\n'
        )
    department = joining_user(password_of(former.get(DEPARTMENT, {}).get("broker")))
    rabbit.add_users([*users, department], policies=[BOUNDED])
    address = rabbit.url(department.name, department.password)
    tables.append(f'[{DEPARTMENT}]\nbroker = "{address}"\n')
    tables.append(f"[identity]\nfolder = {json.dumps(str(folder / 'identity'))}\n")
    write_private(file, "\n".join(tables))
    return file


def broker_user(service: str, password: str) -> User:
    """A service's broker user: it makes and writes only what bears its name, and reads events.

    Its exchange is `<service>.events`, its queues are `<service>.<…>`; of the other services it
    reads their exchange `<other>.events` and nothing else.
    """
    own = rf"^{service}\."
    return User(service, password, configure=own, write=own, read=rf"{own}|^[a-z-]+\.events$")


def joining_user(password: str) -> User:
    """The broker user of departments' own services, which only listen.

    They make queues of their own and bind them; no exchange is theirs to make or to delete. nameko
    declares what it binds to, unless its configuration says DECLARE_EVENT_EXCHANGES: false.
    """
    own = r"^evt-"
    return User(DEPARTMENT, password, configure=own, write=own, read=r"^evt-|\.events$")


def password_of(url: str | None) -> str:
    """The one that a former run has made; a new one where there is none."""
    known = urlsplit(url).password if url else None
    return unquote(known) if known else secrets.token_urlsafe(24)
