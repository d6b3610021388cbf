"""What each service may do on the broker, as RabbitMQ takes it; here nobody has a password yet.

A user makes, writes and binds what bears its own name, and reads others' events. Departments that
only listen have one of their own, and their queues are bounded.
"""

import json
from typing import Any

from deploy.servers.broker_users import BOUNDED, User, definitions
from deploy.servers.provision import broker_user, joining_user
from shared.policy.services import services

ADMINISTRATOR = "zhenxing-administrator"
VHOST = "/"


def users(password: str = "") -> list[User]:
    """Every service's user, and the departments'."""
    return [*(broker_user(name, password) for name in services()), joining_user(password)]


def without_passwords() -> str:
    """The rights alone: a user with an empty hash can't sign in by a password."""
    said = whole(users(), User(ADMINISTRATOR, "", ".*", ".*", ".*"))
    for user in said["users"]:
        user["password_hash"] = ""
    return json.dumps(said, indent=2) + "\n"


def whole(known: list[User], administrator: User) -> dict[str, Any]:
    """Users with their passwords, the administrator among them, their rights, the bounds."""
    said = definitions([*known, administrator], VHOST, administrator)
    said["permissions"] = said["permissions"][:-1]  # the administrator's stand among the others'
    for user in said["users"]:
        if user["name"] == administrator.name:
            user["tags"] = "administrator"
    return {**said, "policies": [BOUNDED]}
