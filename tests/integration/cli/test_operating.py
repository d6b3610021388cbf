"""What operators do when something stands: a source restored from a backup, parked keys."""

import re
import shlex
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.policy.services import services
from tests.deployment.runbooks import lines as runbook_lines
from tests.eventually import eventually
from tests.integration.cli.conftest import SERVICES
from tests.integration.cli.loaded import copy_store
from tests.integration.cli.upped import Up
from tests.integration.processes import free_base

pytestmark = pytest.mark.timeout(900)

PUT = {
    "SERVICE": "supervision",
    "FOLLOWER": "supervision",
    "SOURCE": "land",
    "SUBSCRIPTION": "reactions:projects",
    "KEY": "演示-甲",
    "VIEW": "issue-ledger",
    "PORT": "supervision",
    "JWKS": "file://HOME/identity/jwks.json",
}
"""What an operator puts in the place of a runbook's words in capitals."""


@pytest.fixture(scope="module")
def homes() -> Iterator[list[Up]]:
    """Copied homes that are served, each with what a test has done there."""
    served: list[Up] = []
    yield served
    for one in served:
        one.stop()


@pytest.fixture
def restored(up: Up, zhenxing, monkeypatch: pytest.MonkeyPatch, homes: list[Up]) -> Up:
    """All services of a copied home, land from a backup that is older than what others know."""
    home = up.home.parent / f"restored-{uuid.uuid4().hex[:8]}"
    home.mkdir()
    kept = zhenxing("backup", "land")
    assert kept.code == 0, kept.err
    parcel = f"parcel=restored-{uuid.uuid4().hex[:8]}"
    fields = (parcel, "town=taoluo", "parcel_class=idle", "use=industrial", "area=100.00")
    who = ("--org", "taoluo", "--name", "演示-张三")
    given = zhenxing("give", "survey-parcel", *fields, "since=2024-01-01", *who)
    assert given.code == 0, given.err
    eventually(lambda: _everybody_has(zhenxing), "everybody to know of the parcel")
    for name in services().keys() - {"land"}:
        copy_store(up.home, home, name)
    shutil.copytree(up.home / "identity", home / "identity")
    _park(home / "supervision.sqlite", "reactions:projects", "演示-甲", "演示-乙")
    other = Up(home, free_base(SERVICES))
    _speak_to(other, monkeypatch)
    put_back = zhenxing("restore", "land", kept.out.split()[-1])
    assert put_back.code == 0, put_back.err
    other.start("--no-demo")
    homes.append(other)
    return other


@pytest.fixture
def with_parked_keys(
    request: pytest.FixtureRequest, homes: list[Up], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two keys wait there, whatever else was done."""
    if homes:
        _speak_to(homes[0], monkeypatch)
    else:
        request.getfixturevalue("restored")


def _speak_to(up: Up, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(up.home))
    monkeypatch.setenv("ZHENXING_PORT", str(up.port))


def _everybody_has(zhenxing) -> bool:
    head = zhenxing("events", "land", "--json").events()[-1]["position"]
    return zhenxing("verify", "land", "--witness").out.count(f"saw position {head}:") == 2


def _park(store: Path, subscription: str, *keys: str) -> None:
    row = "(?, ?, 1, '演示-出错', '2026-01-01 00:00:00.000000', 4, '')"
    with closing(sqlite3.connect(store)) as connection:
        for key in keys:
            connection.execute(f"INSERT INTO parked VALUES {row}", (subscription, key))
        connection.commit()


def test_a_restored_source_is_seen_shown_and_gone_on_with_for_a_reason(restored: Up, zhenxing):
    witnesses = zhenxing("verify", "land", "--witness")
    assert witnesses.code == 1
    assert "witness projects" in witnesses.err
    assert "witness supervision" in witnesses.err
    eventually(lambda: "stopped" in zhenxing("status").out, "followers to stop")
    assert zhenxing("status").code == 1

    for follower in ("projects", "supervision"):
        look = zhenxing("resync", follower, "land")
        assert look.code == 0
        assert "--reason" in look.out
        assert zhenxing("status").code == 1
        done = zhenxing("resync", follower, "land", "--reason", "演示-自备份恢复")
        assert done.code == 0
        recorded = zhenxing("events", follower, "--json", "--type", "SourceResynced").events()
        assert [e["data"]["reason"] for e in recorded] == ["演示-自备份恢复"]
    # What a verification has found stands in the status until the next one.
    eventually(lambda: zhenxing("verify", "--witness").code == 0, "followers to go on")
    eventually(lambda: _runs(zhenxing("status")), "followers to run again")


def _runs(status) -> bool:
    assert status.code == 0, status.out + status.err
    return True


@pytest.mark.usefixtures("with_parked_keys")
def test_parked_keys_are_listed_shown_retried_and_discarded(zhenxing):
    at = ("supervision", "reactions:projects")
    listed = zhenxing("parked", "list").out
    assert all(part in listed for part in (*at, "演示-甲", "演示-乙", "演示-出错"))
    assert "演示-甲" not in zhenxing("parked", "list", "land").out
    shown = zhenxing("parked", "show", *at, "演示-甲")
    assert '"position": 1' in shown.out

    assert zhenxing("parked", "retry", *at, "演示-甲").code == 0
    eventually(lambda: "演示-甲" not in zhenxing("parked", "list").out, "the key to flow")
    assert zhenxing("parked", "discard", *at, "演示-乙", "--reason", "演示-重复").code == 0
    eventually(lambda: "演示-乙" not in zhenxing("parked", "list").out, "the key to go")
    told = zhenxing("events", "supervision", "--json", "--type", "ParkedKeyDiscarded").events()
    assert [(e["data"]["key"], e["data"]["reason"]) for e in told] == [("演示-乙", "演示-重复")]


def test_what_is_not_there_is_told(up: Up, zhenxing):
    for words in (
        ("parked", "show", "land", "reactions:projects", "x"),
        ("parked", "retry", "land", "reactions:projects", "x"),
        ("parked", "discard", "land", "reactions:projects", "x", "--reason", "演示"),
        ("resync", "land", "nowhere"),
        ("rebuild", "nowhere", "fund-ledger"),
    ):
        said = zhenxing(*words)
        assert said.code == 1, words
        assert "Traceback" not in said.err


def test_a_source_whose_history_is_as_it_was_needs_no_resync(up: Up, zhenxing):
    look = zhenxing("resync", "land", "projects")
    assert look.code == 0
    assert "--reason" not in look.out


def test_every_command_of_the_runbooks_does_what_it_says(restored: Up, zhenxing) -> None:
    """A source was restored and keys are parked: what is told for that is done, in its order."""
    eventually(lambda: "stopped" in zhenxing("status").out, "followers to stop")
    ours = [line for line in runbook_lines() if shlex.split(line)[0] in ("zhenxing", "curl")]
    assert len(ours) > 20
    for line in ours:
        if "zhenxing restore" in line or "store_clock" in line:
            continue  # done by the fixture; in tests/integration/cluster/test_looking.py
        put = PUT | ({"KEY": "演示-乙"} if "discard" in line else {})
        told = re.sub(r"\b[A-Z]{3,}\b", lambda word, put=put: put[word[0]], line)
        if told.startswith("curl"):
            url = f"http://127.0.0.1:{restored.port + 4}"
            told = told.replace("http://127.0.0.1:supervision", url)
            told = told.replace("HOME", str(restored.home))
            done = subprocess.run(["bash", "-c", told], capture_output=True, text=True)
            assert done.returncode == 0, told
            continue
        said = zhenxing(*shlex.split(told)[1:])
        wrong_here = told.startswith(("zhenxing status", "zhenxing verify"))
        assert said.code == 0 or (wrong_here and said.code == 1), (told, said.out, said.err)
        assert "Traceback" not in said.err
