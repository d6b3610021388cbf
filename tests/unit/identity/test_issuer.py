"""The local issuer: one key, kept safe, made once."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shared.identity import LocalIssuer, Verifier, from_file
from shared.registry.loader import registry


def verifier(issuer: LocalIssuer) -> Verifier:
    return Verifier(from_file(issuer.jwks), registry(), issuer="zhenxing-local")


def test_a_token_says_who_acts_for_whom_with_which_duties(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    actor = verifier(issuer).verify(issuer.issue("housing", "张三", ["approver"]))
    assert (actor.person, actor.organisation) == ("张三", "housing")
    assert actor.duties == frozenset({"approver"})


def test_the_key_is_kept_and_tokens_stay_good_after_a_restart(tmp_path: Path) -> None:
    token = LocalIssuer(tmp_path).issue("housing", "张三")
    again = LocalIssuer(tmp_path)
    assert verifier(again).verify(token).person == "张三"


def test_only_its_owner_may_read_the_key_and_no_half_written_file_stays(tmp_path: Path) -> None:
    LocalIssuer(tmp_path)
    assert stat.S_IMODE((tmp_path / "issuer.pem").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["issuer.pem", "jwks.json"]


def test_the_published_keys_tell_nothing_secret(tmp_path: Path) -> None:
    (key,) = json.loads(LocalIssuer(tmp_path).jwks.read_text())["keys"]
    assert key.keys() == {"kty", "crv", "x", "kid", "use", "alg"}


def test_processes_that_start_together_share_the_first_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        issuers = list(pool.map(lambda _: LocalIssuer(tmp_path), range(8)))
    checked = verifier(issuers[0])
    assert {checked.verify(i.issue("housing", "p")).person for i in issuers} == {"p"}
