"""Users of the broker and what they may do, as RabbitMQ's own definitions."""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BOUNDED: dict[str, Any] = {
    "name": "departments",
    "vhost": "/",
    "pattern": "^(evt-|federation: )",
    "apply-to": "queues",
    "definition": {"max-length": 50_000, "overflow": "drop-head"},
    "priority": 0,
}
"""The policy of departments' queues, and of those of other cities' links: one that nobody fetches from
can't fill the broker."""


@dataclass(frozen=True)
class User:
    """A broker user and what it may do: regular expressions over names, RabbitMQ's own."""

    name: str
    password: str
    configure: str = "^$"
    write: str = "^$"
    read: str = "^$"


def definitions(users: Sequence[User], vhost: str, administrator: User) -> dict[str, Any]:
    """What to import so that the virtual host and the users exist with these rights on it."""
    return {
        "vhosts": [{"name": vhost}],
        "users": [
            {
                "name": user.name,
                "password_hash": _password_hash(user.password),
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": "",
            }
            for user in users
        ],
        "permissions": [
            {
                "user": user.name,
                "vhost": vhost,
                "configure": user.configure,
                "write": user.write,
                "read": user.read,
            }
            for user in [*users, administrator]
        ],
    }


def _password_hash(password: str) -> str:
    """RabbitMQ's own form: base64(salt ‖ sha256(salt ‖ password)), with 4 bytes of salt."""
    salt = secrets.token_bytes(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
