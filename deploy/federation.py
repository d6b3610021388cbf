"""Joins this city's broker to another's: `python -m deploy.federation CITY amqps://…` writes definitions.

Downstream, where they are imported (`rabbitmqctl import_definitions FILE`; plugin rabbitmq_federation),
each service of the other city gets an exchange `<city>.<service>.events`, to which the other city's
broker sends what is bound there. Upstream the joining city gets a user (`upstream_user`), which may
listen and nothing else. What goes over the link only wakes: followers read the other city's feeds.
"""

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from deploy.servers.broker_users import User
from shared.policy.pack import CITY
from shared.policy.services import services

KEPT_MS = 24 * 60 * 60 * 1000
"""For how long the upstream keeps a link's queue when nobody fetches it; the feed has it all."""


def upstream_user(city: str, password: str) -> User:
    """Whom the other city lets a joining one in as: it makes the queues of links, and reads events."""
    own = r"^federation: "
    return User(f"city-{city}", password, configure=own, write=own, read=rf"{own}|\.events$")


def exchange(city: str, service: str) -> str:
    """What a city's events are published on here."""
    return f"{city}.{service}.events"


def definitions(
    city: str, uri: str, followed: Iterable[str], vhost: str = "/"
) -> dict[str, list[dict[str, Any]]]:
    """Exchanges, upstreams and policies; `uri` is the other broker's, with the user made there."""
    if uri.endswith(
        "//"
    ):  # the virtual host `/` as our settings name it; Erlang's client takes it so
        uri = f"{uri[:-1]}%2f"
    said: dict[str, list[dict[str, Any]]] = {"exchanges": [], "parameters": [], "policies": []}
    for service in followed:
        name, here = f"{city}-{service}", exchange(city, service)
        said["exchanges"].append(
            {
                "name": here, "vhost": vhost, "type": "topic", "durable": True,
                "auto_delete": False, "internal": False, "arguments": {},
            }
        )  # fmt: skip
        said["parameters"].append(
            {
                "component": "federation-upstream",
                "vhost": vhost,
                "name": name,
                "value": {
                    "uri": uri, "exchange": f"{service}.events", "max-hops": 1,
                    "ack-mode": "on-confirm", "reconnect-delay": 5, "expires": KEPT_MS,
                },
            }
        )  # fmt: skip
        said["policies"].append(
            {
                "name": name, "vhost": vhost, "pattern": f"^{re.escape(here)}$",
                "apply-to": "exchanges", "definition": {"federation-upstream": name},
                "priority": 1,
            }
        )  # fmt: skip
    return said


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.federation")
    parser.add_argument("city", help="what the other city is called here, as jinan")
    parser.add_argument("uri", help="its broker, amqps://city-…:…@host:5671/%%2f")
    parser.add_argument("--service", action="append", help="one that is followed; default: all")
    given = parser.parse_args(arguments)
    if not CITY.fullmatch(given.city):
        parser.error("a city is called by small letters, digits and hyphens")
    print(json.dumps(definitions(given.city, given.uri, given.service or services()), indent=2))


if __name__ == "__main__":
    main()
