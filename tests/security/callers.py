"""The kinds of caller over HTTP, at one served service."""

import json
import time
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt import api_jws
from werkzeug.test import Client, TestResponse

from tests.integration.http.served import Served

NOBODY, TOWN, DEPARTMENT, SERVICE = KINDS = ("nobody", "town", "department", "service")
EVERY_DUTY = ["operator", "scenario", "principal", "approver"]
"""Whatever a caller's own organisation may have given its people."""


def token_of(kind: str, service: Served, *, at: str = "", **more: Any) -> str:
    """A caller's token for a service, `at` another one if said so; empty for nobody."""
    services = [at or service.name]
    issue = service.issuer.issue
    match kind:
        case "town":
            return issue("taoluo", "镇干部", EVERY_DUTY, services=services, **more)
        case "department":
            return issue("ecology", "科员", EVERY_DUTY, services=services, **more)
        case "service":
            return issue("housing", "service:projects", ["service"], services=services, **more)
    return ""


def signed(service: Served, **claims: Any) -> str:
    """A token of the true issuer that claims whatever a test wants; None leaves a claim out."""
    key = load_pem_private_key((service.folder / "identity" / "issuer.pem").read_bytes(), None)
    (published,) = json.loads(service.issuer.jwks.read_text())["keys"]
    now = int(time.time())
    good = {
        "iss": "zhenxing-local",
        "aud": f"zhenxing:{service.name}",
        "sub": "张三",
        "org": "finance",
        "iat": now,
        "exp": now + 600,
    }
    kept = {name: value for name, value in {**good, **claims}.items() if value is not None}
    # Not by jwt.encode, which refuses to write much of what others might.
    payload = json.dumps(kept).encode()
    return api_jws.encode(payload, key, "EdDSA", headers={"kid": published["kid"]})


def ask(
    service: Served, token: str, method: str, path: str, headers: Any = None, **more: Any
) -> TestResponse:
    """A request with a token, or without any."""
    own = {"Authorization": f"Bearer {token}"} if token else {}
    return Client(service.app).open(path, method=method, headers={**own, **(headers or {})}, **more)


def give(
    service: Served, token: str, command: str, data: Any, key: str = "k", **headers: str
) -> TestResponse:
    """A command under an idempotency key."""
    sent = {"Idempotency-Key": key, **{n.replace("_", "-"): v for n, v in headers.items()}}
    return ask(service, token, "POST", f"/commands/{command}", sent, json=data)
