"""Talks to services as a clerk's program would: commands, views, feeds, operations; over HTTP.

Each call has a connection of its own, and costs a third of what it does with `requests`.
"""

import json
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import quote, urlencode

from shared.face.identity import LocalIssuer
from shared.policy.loader import registry
from shared.runtime.settings import Settings
from tests.eventually import PATIENCE_SECONDS

PERSON = "演示-测试员"
PAGE = 500
"""Rows: as many as a service gives at a time."""
DELIMITERS = "%/:=&?~#+!$,;'@()*[]"
"""What a path and a query are written with."""


@dataclass(frozen=True)
class Answer:
    """An answer; status 0 when none came: `body` then holds what happened instead."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """A command for a service, given by a person of an organisation; sent again, it keeps its key."""

    service: str
    command: str
    org: str
    data: dict[str, Any]
    scenario_time: str = ""
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    person: str = PERSON


class Client:
    """Calls services at their addresses with tokens of the local issuer."""

    def __init__(self, settings: Settings) -> None:
        assert settings.identity is not None
        self._settings = settings
        self._issuer = LocalIssuer(settings.identity)
        self._tokens: dict[tuple[str, str, str], str] = {}
        self._keys: dict[str, dict[str, str]] = {}

    def give(self, order: Order, seconds: float = PATIENCE_SECONDS) -> Answer:
        """Give a command."""
        headers = {"Idempotency-Key": order.key}
        if order.scenario_time:
            headers["Scenario-Time"] = order.scenario_time
        duty = "scenario" if order.scenario_time else ""
        path = f"/commands/{order.command}"
        token = self.token(order.org, duty, order.person)
        return self.call("POST", order.service, path, token, headers, order.data, seconds=seconds)

    def get(self, service: str, path: str, duty: str = "operator", **query: Any) -> Answer:
        """Read as the department that operates the service, which may see everything."""
        return self.call("GET", service, path, self._of(service, duty), query=query)

    def post(self, service: str, path: str, body: Any, duty: str = "operator") -> Answer:
        return self.call("POST", service, path, self._of(service, duty), body=body)

    def rows(self, service: str, view: str) -> dict[str, dict[str, Any]]:
        """Every row of a view, by its key."""
        found: dict[str, dict[str, Any]] = {}
        query: dict[str, Any] = {"limit": PAGE}
        key = self._keys_of(service)[view]
        while True:
            answer = self.get(service, f"/views/{view}", **query)
            assert answer.status == 200, answer
            found |= {row[key]: row for row in answer.body["rows"]}
            if not answer.body["next"]:
                return found
            query["after"] = answer.body["next"]

    def views(self, service: str) -> list[str]:
        return list(self._keys_of(service))

    def _keys_of(self, service: str) -> dict[str, str]:
        """The key of each view; what a service declares is long, and asked for once."""
        if service not in self._keys:
            declared = self.get(service, "/views").body["views"]
            self._keys[service] = {view["name"]: view["key"] for view in declared}
        return self._keys[service]

    def token(self, org: str, duty: str = "", person: str = PERSON) -> str:
        if (org, duty, person) not in self._tokens:
            duties = [duty] if duty else []
            services = self._settings.services
            token = self._issuer.issue(org, person, duties, services=services)
            self._tokens[org, duty, person] = token
        return self._tokens[org, duty, person]

    def _of(self, service: str, duty: str) -> str:
        return self.token(registry().operators[service], duty)

    def call(
        self,
        method: str,
        service: str,
        path: str,
        token: str = "",
        headers: dict[str, str] | None = None,
        body: Any = None,
        query: dict[str, Any] | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Answer:
        sent = {"Accept": "*/*", **(headers or {})}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent["Content-Type"] = "application/json"
        asked = f"{path}?{urlencode(query, doseq=True)}" if query else path
        address = self._settings.service(service).address
        try:
            with closing(HTTPConnection(address, timeout=seconds)) as connection:
                written = None if body is None else json.dumps(body).encode()
                connection.request(method, quote(asked, safe=DELIMITERS), written, sent)
                got = connection.getresponse()
                text = got.read().decode()
        except (OSError, HTTPException) as error:
            return Answer(0, f"{type(error).__name__}: {error}")
        told = dict(got.getheaders())
        is_json = "json" in told.get("Content-Type", "")
        return Answer(got.status, json.loads(text) if is_json else text, told)
