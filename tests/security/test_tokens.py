"""A token for one service opens no other; what claims make no sense is refused, never an error."""

import base64
import json
from typing import Any

import pytest

from shared.runtime.settings import SERVICES
from tests.integration.http.served import FUND_1, Served
from tests.security.callers import (
    DEPARTMENT,
    KINDS,
    NOBODY,
    SERVICE,
    TOWN,
    ask,
    give,
    signed,
    token_of,
)

ELSEWHERE = [name for name in SERVICES if name != "finance"]


@pytest.mark.parametrize("kind", [TOWN, DEPARTMENT, SERVICE])
@pytest.mark.parametrize("other", ELSEWHERE)
def test_a_token_for_another_service_is_refused(finance: Served, kind: str, other: str) -> None:
    for path in ("/commands", "/events", "/status", "/views/fund-ledger"):
        answer = ask(finance, token_of(kind, finance, at=other), "GET", path)
        assert (answer.status_code, answer.json["type"]) == (401, "not-authenticated")
        assert "not for zhenxing:finance" in answer.json["detail"]


def test_what_finance_shows_to_another_service_is_of_no_use_at_home(finance: Served) -> None:
    """The case that was tried: the token that finance shows to projects, given to finance."""
    shown = finance.issuer.issue("finance", "service:finance", ["service"], services=["projects"])
    assert give(finance, shown, "register-fund", FUND_1).status_code == 401
    at_home = finance.issuer.issue("finance", "service:finance", ["service"], services=["finance"])
    assert give(finance, at_home, "register-fund", FUND_1).status_code == 403


def test_a_token_for_several_services_opens_each_of_them(finance: Served) -> None:
    both = finance.issuer.issue("finance", "张三", services=["projects", "finance"])
    assert ask(finance, both, "GET", "/commands").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "zhenxing"},
        {"aud": None},
        {"aud": []},
        {"aud": ["zhenxing:projects", 7]},
        {"iss": "https://id.example"},
        {"iss": None},
        {"exp": 10**400},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": "9" * 5000},
        {"exp": [1]},
        {"exp": True},
        {"exp": None},
        {"iat": 10**400},
        {"iat": -(10**400)},
        {"iat": {}},
        {"nbf": 10**400},
        {"nbf": -(10**400)},
        {"nbf": "now"},
        {"sub": 7},
        {"sub": {"a": 1}},
        {"sub": ""},
        {"org": ["finance"]},
        {"duties": {"operator": 1}},
        {"duties": [["operator"]]},
        {"duties": "operator"},
        {"jti": 10**400},
    ],
    ids=lambda claims: str(claims)[:40],
)
def test_a_claim_that_makes_no_sense_is_no_token(finance: Served, claims: dict[str, Any]) -> None:
    answer = ask(finance, signed(finance, **claims), "GET", "/commands")
    assert (answer.status_code, answer.json["type"]) == (401, "not-authenticated")


@pytest.mark.parametrize("header", [[], 7, {"kid": {}}, {"alg": ["EdDSA"]}, {"crit": ["exp"]}])
def test_a_header_that_makes_no_sense_is_no_token(finance: Served, header: Any) -> None:
    _, payload, signature = signed(finance).split(".")
    if isinstance(header, dict):
        header = {"alg": "EdDSA", "typ": "JWT", **header}
    head = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    assert ask(finance, f"{head}.{payload}.{signature}", "GET", "/commands").status_code == 401


def test_each_kind_of_caller_is_told_apart(finance: Served) -> None:
    told = {k: ask(finance, token_of(k, finance), "GET", "/commands").status_code for k in KINDS}
    assert told == {NOBODY: 401, TOWN: 200, DEPARTMENT: 200, SERVICE: 403}
