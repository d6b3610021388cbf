"""A department that follows a source by the program of the docs, which is none of ours.

In another `city` it hears it on that city's broker, and asks the same feed.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.servers import RabbitMQ
from deploy.servers.broker_users import BOUNDED
from deploy.servers.provision import joining_user
from shared.face.identity import LocalIssuer
from tests.conformance.following.services import Serving, World
from tests.eventually import PATIENCE_SECONDS
from tests.interoperation import nodejs
from tests.interoperation.joining import NODEJS


@dataclass
class Department:
    """What it prints stands in `printed`; between two comings its place is kept in its folder."""

    world: World
    source: Serving
    folder: Path
    broker: str
    city: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def heard_as(self) -> str:
        """What the source is called on the broker at which it is heard."""
        return f"{self.city}.{self.source.name}" if self.city else self.source.name

    @property
    def queue(self) -> str:
        return f"evt-{self.heard_as}--follower"

    def come(self) -> None:
        NODEJS.write(self.folder)
        assert self.world.settings.identity
        issuer = LocalIssuer(self.world.settings.identity)
        token = issuer.issue("finance", "service:x", ["service"], services=[self.source.name])
        (self.folder / "token").write_text(token)
        own = {
            "BROKER": self.broker,
            "SERVICE": self.heard_as,
            "FEED": f"{self.source.service.own.origin}/events",
            "TOKEN_FILE": "token",
            "PLACE": "place.json",
        }
        with (self.folder / "printed").open("ab") as printed:
            self.process = subprocess.Popen(
                [str(nodejs.BIN / "node"), NODEJS.file],
                cwd=self.folder,
                env={**os.environ, **nodejs.environment(), **own},
                stdout=printed,
                stderr=sys.stderr,
            )

    def leave(self) -> None:
        """As a power cut would take it."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(PATIENCE_SECONDS)
            self.process = None

    def taken(self) -> list[int]:
        """The positions of the events that it took, in its order."""
        assert self.process is None or self.process.poll() is None, "the department has ended"
        lines = (self.folder / "printed").read_text(encoding="utf-8").split("\n")[:-1]
        return [int(line.partition(" ")[0]) for line in lines]


def bound(rabbitmq: RabbitMQ, vhost: str, most: int) -> None:
    """The policy of departments' queues, with this bound."""
    definition = {**BOUNDED["definition"], "max-length": most}
    policy = {**BOUNDED, "vhost": vhost, "definition": definition}
    rabbitmq.import_definitions(json.dumps({"policies": [policy]}))


def broker_of_departments(rabbitmq: RabbitMQ, vhost: str) -> str:
    user = joining_user("department")
    rabbitmq.add_user(user.name, user.password, user.configure, user.write, user.read, vhost)
    return rabbitmq.url(user.name, user.password, vhost)
