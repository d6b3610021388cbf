"""Talks to services as a clerk's program would: commands, views, feeds, operations; over HTTP."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

from shared.face.identity import LocalIssuer
from shared.policy.loader import registry
from shared.runtime.settings import Settings
from tests.eventually import PATIENCE_SECONDS

PERSON = "演示-测试员"


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
        query: dict[str, Any] = {}
        key = self.key_of(service, view)
        while True:
            answer = self.get(service, f"/views/{view}", **query)
            assert answer.status == 200, answer
            found |= {row[key]: row for row in answer.body["rows"]}
            if not answer.body["next"]:
                return found
            query = {"after": answer.body["next"]}

    def views(self, service: str) -> list[str]:
        return [view["name"] for view in self.get(service, "/views").body["views"]]

    def key_of(self, service: str, view: str) -> str:
        views = self.get(service, "/views").body["views"]
        return next(v["key"] for v in views if v["name"] == view)

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
        address = self._settings.service(service).address
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        try:
            answer = requests.request(
                method, f"http://{address}{path}", headers=sent, json=body, params=query,
                timeout=seconds,
            )  # fmt: skip
        except requests.RequestException as error:
            return Answer(0, f"{type(error).__name__}: {error}")
        is_json = "json" in answer.headers.get("Content-Type", "")
        return Answer(
            answer.status_code, answer.json() if is_json else answer.text, dict(answer.headers)
        )
