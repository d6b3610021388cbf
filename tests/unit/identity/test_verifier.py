"""What a token must claim, which keys may sign it, and what it costs to check one twice."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt import api_jws
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from shared.face.identity import (
    KeySet,
    KeysUnavailable,
    TokenRefused,
    UnknownOrganisation,
    Verifier,
    audience_of,
)
from shared.policy.loader import registry

ED = Ed25519PrivateKey.generate()
EC = ec.generate_private_key(ec.SECP256R1())
RSA = rsa.generate_private_key(65537, 2048)
PUBLISHED: dict[str, dict[str, Any]] = {
    "ed": json.loads(OKPAlgorithm.to_jwk(ED.public_key())),
    "ec": json.loads(ECAlgorithm.to_jwk(EC.public_key())),
    "rsa": json.loads(RSAAlgorithm.to_jwk(RSA.public_key())),
    "secret": {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I"},
}


@dataclass
class Provider:
    """An identity provider whose key set can change or be out of reach."""

    kids: list[str] = field(default_factory=lambda: ["ed", "ec", "rsa", "secret"])
    reachable: bool = True
    asked: int = 0

    def fetch(self) -> str:
        self.asked += 1
        if not self.reachable:
            raise OSError("no route to host")
        return json.dumps({"keys": [{**PUBLISHED[k], "kid": k} for k in self.kids]})

    def keys(self, **options: Any) -> KeySet:
        return KeySet(self.fetch, **options)

    def verifier(self, pause_seconds: float = 60, **options: Any) -> Verifier:
        keys = self.keys(pause_seconds=pause_seconds)
        return Verifier(keys, registry(), **{**TAKEN, **options})


TAKEN = {"audience": audience_of("finance"), "issuer": "https://id.example"}
PAST, FUTURE = 1_000_000_000, 30_000_000_000
"""Moments that are never now, in seconds since 1970."""


def token(key: Any = ED, algorithm: str = "EdDSA", kid: str = "ed", **claims: Any) -> str:
    now = int(time.time())
    good: dict[str, Any] = {
        "iss": "https://id.example",
        "aud": audience_of("finance"),
        "sub": "zhang-san",
        "org": "finance",
        "duties": ["approver"],
        "iat": now,
        "exp": now + 60,
    }
    kept = {name: value for name, value in {**good, **claims}.items() if value is not None}
    # Not by jwt.encode, which refuses to write much of what others might.
    return api_jws.encode(json.dumps(kept).encode(), key, algorithm, headers={"kid": kid})


@pytest.mark.parametrize(
    ("key", "algorithm", "kid"), [(ED, "EdDSA", "ed"), (EC, "ES256", "ec"), (RSA, "RS256", "rsa")]
)
def test_three_kinds_of_signature_are_taken(key: Any, algorithm: str, kid: str) -> None:
    actor = Provider().verifier().verify(token(key, algorithm, kid))
    assert (actor.person, actor.organisation) == ("zhang-san", "finance")


def test_a_shared_secret_signs_nothing_even_if_it_is_published() -> None:
    secret = "secret-secret-secret-secret-secr"
    with pytest.raises(TokenRefused):
        Provider().verifier().verify(token(secret, "HS256", "secret"))


@pytest.mark.parametrize(
    ("key", "algorithm", "kid"), [(RSA, "PS256", "rsa"), (RSA, "RS512", "rsa"), (ED, "EdDSA", "ec")]
)
def test_any_other_algorithm_or_key_is_refused(key: Any, algorithm: str, kid: str) -> None:
    with pytest.raises(TokenRefused):
        Provider().verifier().verify(token(key, algorithm, kid))


def test_who_has_a_slow_clock_turns_nobody_away() -> None:
    for ahead in (10, 300):
        issued = int(time.time()) + ahead
        actor = Provider().verifier().verify(token(iat=issued, exp=issued + 60))
        assert actor.person == "zhang-san"


@pytest.mark.parametrize("claim", ["exp", "iat", "sub", "iss", "aud"])
def test_each_required_claim_is_required(claim: str) -> None:
    with pytest.raises(TokenRefused):
        Provider().verifier().verify(token(**{claim: None}))


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": ["zhenxing:projects", "zhenxing"]},
        {"exp": PAST},
        {"iat": FUTURE},
        {"nbf": FUTURE},
        {"exp": "soon"},
        {"exp": "30000000000"},
        {"exp": 10**400},
        {"exp": -(10**400)},
        {"exp": 1e300},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": True},
        {"exp": [FUTURE]},
        {"iat": -(10**400)},
        {"iat": float("nan")},
        {"iat": "1"},
        {"nbf": -(10**400)},
        {"nbf": {}},
        {"iss": ["https://id.example"]},
        {"iss": 7},
        {"aud": 7},
        {"aud": [7]},
        {"aud": {"zhenxing:finance": 1}},
        {"sub": 7},
        {"sub": ["zhang-san"]},
        {"jti": 7},
        {"sub": ""},
        {"sub": "a\x00b"},
        {"sub": "x" * 201},
        {"org": 7},
        {"org": None},
        {"duties": "operator"},
        {"duties": [1]},
        {"duties": {"operator": True}},
        {"name": 7},
        {"name": ""},
        {"on_behalf_of": "zhang-san"},
        {"on_behalf_of": {"sub": "zhang-san"}},
        {"on_behalf_of": {"sub": "", "name": "张三"}},
    ],
    ids=str,
)
def test_a_claim_that_makes_no_sense_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        Provider().verifier().verify(token(**claims))


def test_another_issuer_is_refused_where_one_is_set() -> None:
    checked = Provider().verifier()
    assert checked.verify(token())
    with pytest.raises(TokenRefused):
        checked.verify(token(iss="https://evil.example"))


def test_an_organisation_outside_the_registry_is_told_apart() -> None:
    with pytest.raises(UnknownOrganisation):
        Provider().verifier().verify(token(org="atlantis"))


def test_duties_may_be_left_out() -> None:
    assert Provider().verifier().verify(token(duties=None)).duties == frozenset()


def test_an_unknown_key_is_looked_for_once_in_a_while_only() -> None:
    provider = Provider(kids=["ec"])
    checked = provider.verifier()
    for _ in range(5):
        with pytest.raises(TokenRefused):
            checked.verify(token())
    assert provider.asked == 1


def test_a_new_key_is_found_when_a_token_names_it() -> None:
    provider = Provider(kids=["ec"])
    checked = provider.verifier(pause_seconds=0)
    checked.verify(token(EC, "ES256", "ec"))
    provider.kids = ["ec", "ed"]
    assert checked.verify(token()).person == "zhang-san"


def test_tokens_of_a_withdrawn_key_are_refused_though_they_were_known() -> None:
    provider = Provider(kids=["ed", "ec"])
    checked = provider.verifier(pause_seconds=0)
    known = token()
    checked.verify(known)
    provider.kids = ["ec", "rsa"]
    checked.verify(token(RSA, "RS256", "rsa"))
    with pytest.raises(TokenRefused):
        checked.verify(known)


def test_a_provider_out_of_reach_is_no_verdict_on_the_token() -> None:
    provider = Provider(reachable=False)
    checked = provider.verifier(pause_seconds=0)
    with pytest.raises(KeysUnavailable):
        checked.verify(token())
    provider.reachable = True
    assert checked.verify(token())


def test_known_keys_go_on_working_while_the_provider_is_out_of_reach() -> None:
    provider = Provider()
    checked = provider.verifier(pause_seconds=0)
    checked.verify(token())
    provider.reachable = False
    assert checked.verify(token(sub="li-si")).person == "li-si"


def test_a_single_key_needs_no_name() -> None:
    for kids in (["ed"], ["ed", "secret"]):
        assert Provider(kids=kids).verifier().verify(token(kid="")).person == "zhang-san"
    with pytest.raises(TokenRefused):
        Provider(kids=["ed", "ec"]).verifier().verify(token(kid=""))


@pytest.mark.parametrize("text", ["", "[]", '{"keys": 5}', "not json"])
def test_a_key_set_that_is_none_is_out_of_reach(text: str) -> None:
    with pytest.raises(KeysUnavailable):
        Verifier(KeySet(lambda: text), registry(), **TAKEN).verify(token())


def test_a_key_of_no_use_does_not_spoil_the_others() -> None:
    keys = [{"kty": "mystery", "kid": "m"}, "nonsense", {**PUBLISHED["ed"], "kid": "ed"}]
    checked = Verifier(KeySet(lambda: json.dumps({"keys": keys})), registry(), **TAKEN)
    assert checked.verify(token())


def test_a_token_checked_once_is_remembered_within_bounds() -> None:
    checked = Counting(Provider().keys(), registry(), **TAKEN, capacity=3)
    tokens = [token(sub=f"person-{n}") for n in range(10)]
    for each in [*tokens, *tokens[-3:] * 10]:
        checked.verify(each)
    assert checked.signatures == 10
    checked.verify(tokens[0])
    assert checked.signatures == 11, "only so many are remembered"
    assert len(checked._known) == 3


class Counting(Verifier):
    """Tells how many signatures it has checked."""

    signatures = 0

    def _claims(self, token: str) -> dict[str, Any]:
        self.signatures += 1
        return super()._claims(token)
