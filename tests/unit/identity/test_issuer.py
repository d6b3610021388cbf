"""The local issuer: one key, kept safe, made once."""

import json
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
import pytest

from shared.face.identity import (
    ISSUER,
    LocalIssuer,
    TokenRefused,
    Verifier,
    audience_of,
    from_file,
)
from shared.face.identity.issuer_keys import KNOWN_FOR_SECONDS, SIGNS_AFTER_SECONDS
from shared.policy.loader import registry


def verifier(issuer: LocalIssuer) -> Verifier:
    keys, audience = from_file(issuer.jwks), audience_of("finance")
    return Verifier(keys, registry(), audience=audience, issuer=ISSUER)


def test_a_token_says_who_acts_for_whom_with_which_duties(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    actor = verifier(issuer).verify(
        issuer.issue("housing", "张三", ["approver"], services=["finance"])
    )
    assert (actor.person, actor.organisation) == ("张三", "housing")
    assert actor.duties == frozenset({"approver"})


def test_a_token_keeps_the_stable_id_and_tells_the_name_beside_it(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    token = issuer.issue("housing", "p-2026-001", services=["finance"], name="张三")
    actor = verifier(issuer).verify(token)
    assert (actor.person, actor.name, actor.called) == ("p-2026-001", "张三", "张三")
    same = verifier(issuer).verify(issuer.issue("housing", "张三", services=["finance"]))
    assert (same.person, same.name, same.called) == ("张三", "", "张三")


def test_a_deputys_token_names_both(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    token = issuer.issue(
        "housing", "p-2", services=["finance"], name="李四", on_behalf_of=("p-1", "张三")
    )
    actor = verifier(issuer).verify(token)
    assert (actor.person, actor.on_behalf_of, actor.on_behalf_of_name) == ("p-2", "p-1", "张三")


def test_the_key_is_kept_and_tokens_stay_good_after_a_restart(tmp_path: Path) -> None:
    token = LocalIssuer(tmp_path).issue("housing", "张三", services=["finance"])
    again = LocalIssuer(tmp_path)
    assert verifier(again).verify(token).person == "张三"


def test_only_its_owner_may_read_the_key_and_no_half_written_file_stays(tmp_path: Path) -> None:
    folder = tmp_path / "identity"
    LocalIssuer(folder)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (folder, *folder.iterdir())}
    assert modes == {"identity": 0o700, "issuer.pem": 0o600, "jwks.json": 0o600}


def test_the_published_keys_tell_nothing_secret(tmp_path: Path) -> None:
    (key,) = json.loads(LocalIssuer(tmp_path).jwks.read_text())["keys"]
    assert key.keys() == {"kty", "crv", "x", "kid", "use", "alg"}


def test_processes_that_start_together_share_the_first_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        issuers = list(pool.map(lambda _: LocalIssuer(tmp_path), range(8)))
    checked = verifier(issuers[0])
    tokens = [i.issue("housing", "p", services=["finance"]) for i in issuers]
    assert {checked.verify(token).person for token in tokens} == {"p"}


class Clock:
    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


def signed_with(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def test_a_new_key_is_known_before_it_signs_and_the_old_one_after(tmp_path: Path) -> None:
    clock = Clock()
    running = LocalIssuer(tmp_path, clock)
    checked = verifier(running)
    old = running.issue("housing", "张三", services=["finance"], lifetime=90_000)
    LocalIssuer(tmp_path, clock).keys.rotate()  # another process
    assert len(json.loads(running.jwks.read_text())["keys"]) == 2
    clock.now += SIGNS_AFTER_SECONDS - 1
    assert signed_with(running.issue("housing", "李四", services=["finance"])) == signed_with(old)
    clock.now += 6
    new = running.issue("housing", "李四", services=["finance"])
    assert signed_with(new) != signed_with(old)
    assert checked.keys.find(signed_with(new)) and checked.keys.find(signed_with(old))
    clock.now += KNOWN_FOR_SECONDS
    running.keys.publish()
    kids = [key["kid"] for key in json.loads(running.jwks.read_text())["keys"]]
    assert kids == [signed_with(new)]
    running.keys.rotate()
    assert len(list(tmp_path.glob("issuer*.pem"))) == 2, "the forgotten key's file is gone"


def test_keys_that_somebody_may_have_are_withdrawn_at_once(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    old = issuer.issue("housing", "张三", services=["finance"])
    issuer.keys.rotate(withdraw=True)
    with pytest.raises(TokenRefused):
        verifier(issuer).verify(old)
    new = LocalIssuer(tmp_path).issue("housing", "张三", services=["finance"])
    assert verifier(issuer).verify(new).person == "张三"
