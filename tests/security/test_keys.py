"""A key taken out of the key set is trusted for five minutes at most, whatever else happens."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from werkzeug.test import Client

from shared.face.http.app import build_app
from shared.face.identity import ISSUER, KeySet, LocalIssuer, Verifier, audience_of
from shared.policy.loader import registry
from tests.integration.http.served import Served

FIVE_MINUTES = 300


class Provider:
    """A key set that can change or be out of reach, and the time that passes meanwhile."""

    def __init__(self, *issuers: LocalIssuer) -> None:
        self.issuers, self.now, self.reachable = list(issuers), 0.0, True

    def fetch(self) -> str:
        if not self.reachable:
            raise OSError("no route to host")
        sets = (json.loads(i.jwks.read_text())["keys"] for i in self.issuers)
        return json.dumps({"keys": [key for keys in sets for key in keys]})

    def app(self, service: Served) -> tuple[Any, KeySet]:
        keys = KeySet(self.fetch, clock=lambda: self.now)
        verifier = Verifier(keys, registry(), audience=audience_of("finance"), issuer=ISSUER)
        face = replace(service.face, identity=verifier, metrics=CollectorRegistry())
        return build_app(face), keys


@pytest.fixture
def stolen(tmp_path: Path) -> LocalIssuer:
    """Whoever has its key goes on signing."""
    return LocalIssuer(tmp_path / "stolen")


def told(app: Any, issuer: LocalIssuer, person: str) -> int:
    """What a fresh token of a person meets."""
    token = issuer.issue("finance", person, services=["finance"])
    headers = {"Authorization": f"Bearer {token}"}
    return Client(app).get("/commands", headers=headers).status_code


def test_a_withdrawn_key_is_refused_within_five_minutes_without_another_tokens_help(
    finance: Served, stolen: LocalIssuer
) -> None:
    provider = Provider(finance.issuer, stolen)
    app, _ = provider.app(finance)
    assert told(app, stolen, "before") == 200
    provider.issuers.remove(stolen)
    provider.now = FIVE_MINUTES
    assert told(app, stolen, "before") == 401
    assert told(app, stolen, "after") == 401
    assert told(app, finance.issuer, "张三") == 200


def test_a_token_that_was_known_is_refused_with_its_key(
    finance: Served, stolen: LocalIssuer
) -> None:
    provider = Provider(finance.issuer, stolen)
    app, _ = provider.app(finance)
    token = stolen.issue("finance", "before", services=["finance"])
    headers = {"Authorization": f"Bearer {token}"}
    assert Client(app).get("/commands", headers=headers).status_code == 200
    provider.issuers.remove(stolen)
    provider.now = FIVE_MINUTES
    assert Client(app).get("/commands", headers=headers).status_code == 401


def test_a_look_that_fails_keeps_the_keys_and_is_told(
    finance: Served, caplog: pytest.LogCaptureFixture
) -> None:
    provider = Provider(finance.issuer)
    app, keys = provider.app(finance)
    assert told(app, finance.issuer, "张三") == 200
    provider.reachable, provider.now = False, FIVE_MINUTES
    assert told(app, finance.issuer, "李四") == 200
    assert (keys.failing, keys.failed, len(keys)) == ("OSError", 1, 1)
    provider.now += 1
    assert told(app, finance.issuer, "王五") == 200
    assert keys.failed == 1, "asked again within the pause"
    provider.reachable, provider.now = True, 2 * FIVE_MINUTES
    assert told(app, finance.issuer, "王五") == 200
    assert (keys.failing, keys.failed) == ("", 1)
    said = [r.getMessage() for r in caplog.records if r.name == "shared.face.identity.keys"]
    assert said == [
        "the key set can't be read (OSError); 1 known keys stay",
        "the key set can be read again",
    ]


def test_without_any_key_nobody_is_believed_and_all_are_told_to_come_back(
    finance: Served,
) -> None:
    provider = Provider(finance.issuer)
    provider.reachable = False
    app, _ = provider.app(finance)
    assert told(app, finance.issuer, "张三") == 503
    provider.reachable, provider.now = True, 2.0
    assert told(app, finance.issuer, "张三") == 200


def test_a_set_without_keys_believes_nobody(finance: Served) -> None:
    provider = Provider(finance.issuer)
    app, _ = provider.app(finance)
    assert told(app, finance.issuer, "张三") == 200
    provider.issuers, provider.now = [], FIVE_MINUTES
    assert told(app, finance.issuer, "张三") == 401
