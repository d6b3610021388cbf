"""Tokens: good ones pass, every other kind is told apart from none."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
from werkzeug.test import Client, TestResponse

from shared.face.identity import LocalIssuer
from tests.eventually import eventually
from tests.integration.http.served import Served


def ask(service: Served, authorization: str | None, path: str = "/commands") -> TestResponse:
    headers = {"Authorization": authorization} if authorization is not None else {}
    return Client(service.app).get(path, headers=headers)


def encoded(part: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def unsigned(service: Served, tmp_path: Path) -> str:
    _, claims, _ = service.token().split(".")
    return f"{encoded({'alg': 'none', 'typ': 'JWT'})}.{claims}."


def signed_with_the_public_key_as_a_secret(service: Served, tmp_path: Path) -> str:
    key = json.loads(service.issuer.jwks.read_text())["keys"][0]
    claims = jwt.decode(service.token(), options={"verify_signature": False})
    return jwt.encode(claims, key["x"], algorithm="HS256", headers={"kid": key["kid"]})


def signed_with_another_key(service: Served, tmp_path: Path) -> str:
    return LocalIssuer(tmp_path / "other").issue("finance", "张三", services=["finance"])


def signed_with_another_key_under_our_kid(service: Served, tmp_path: Path) -> str:
    ours, theirs = service.token().split("."), signed_with_another_key(service, tmp_path).split(".")
    return ".".join([ours[0], theirs[1], theirs[2]])


def with_more_duties_than_were_signed(service: Served, tmp_path: Path) -> str:
    head, claims, signature = service.token().split(".")
    changed = jwt.decode(service.token(), options={"verify_signature": False})
    return f"{head}.{encoded({**changed, 'duties': ['operator']})}.{signature}"


def expired(service: Served, tmp_path: Path) -> str:
    return service.issuer.issue("finance", "张三", services=["finance"], lifetime=-60)


def cut(service: Served, tmp_path: Path) -> str:
    return service.token()[:-4]


def deeply_nested(service: Served, tmp_path: Path) -> str:
    return base64.urlsafe_b64encode(b"[" * 5000).decode() + ".e30.e30"


@pytest.mark.parametrize(
    "forged",
    [
        unsigned,
        signed_with_the_public_key_as_a_secret,
        signed_with_another_key,
        signed_with_another_key_under_our_kid,
        with_more_duties_than_were_signed,
        expired,
        cut,
        deeply_nested,
        lambda *_: "x",
        lambda *_: "a.b.c",
        lambda *_: "é.é.é",
        lambda *_: "x" * 10_000,
    ],
)
def test_a_token_that_proves_nothing_is_refused(
    finance: Served, tmp_path: Path, forged: Callable[[Served, Path], str]
) -> None:
    answer = ask(finance, f"Bearer {forged(finance, tmp_path)}")
    assert (answer.status_code, answer.json["type"]) == (401, "not-authenticated")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic dTpw", "nonsense"])
def test_without_a_token_the_way_to_bring_one_is_told(
    finance: Served, authorization: str | None
) -> None:
    answer = ask(finance, authorization)
    assert (answer.status_code, answer.json["type"]) == (401, "not-authenticated")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="zhenxing"'


def test_an_organisation_that_no_registry_knows_is_not_permitted(finance: Served) -> None:
    answer = finance.get("/commands", by="atlantis")
    assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
    assert answer.json["organisation"] == "atlantis"


def test_nobody_can_be_the_system(finance: Served) -> None:
    assert finance.get("/commands", by="system").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/health/live", "/health/ready", "/metrics", "/openapi.json", "/asyncapi.json"],
)
def test_what_needs_no_token(finance: Served, path: str) -> None:
    assert ask(finance, None, path).status_code == 200


@pytest.mark.parametrize(
    ("path", "duties"),
    [
        ("/events", ["service", "operator"]),
        ("/parked", ["operator"]),
        ("/verification", ["operator"]),
    ],
)
def test_a_missing_duty_is_named(finance: Served, path: str, duties: list[str]) -> None:
    answer = finance.get(path)
    assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
    assert [d["duty"] for d in answer.json["who_may"]] == duties
    for duty in duties:
        assert finance.get(path, duties=[duty]).status_code == 200


def test_a_token_is_checked_again_once_it_has_expired(finance: Served) -> None:
    def taken() -> str:
        # Within the clocks' difference.
        token = finance.issuer.issue("finance", "张三", services=["finance"], lifetime=-3)
        return token if ask(finance, f"Bearer {token}").status_code == 200 else ""

    token = eventually(taken, "a token that is still good")
    eventually(lambda: ask(finance, f"Bearer {token}").status_code == 401, "it to expire")
