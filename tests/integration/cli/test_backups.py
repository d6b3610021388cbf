"""Backups are whole and their owner's alone; what is not whole is put nowhere."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
import requests

from shared.policy.services import BASE_PORT, services
from tests.eventually import PATIENCE_SECONDS
from tests.integration.cli.upped import Up
from tests.integration.processes import free_base

pytestmark = pytest.mark.timeout(900)  # the first test waits for the demo


def backed_up(zhenxing, service: str) -> Path:
    said = zhenxing("backup", service)
    assert said.code == 0, said.err
    return Path(said.out.split()[-1])


def test_a_backup_is_taken_of_a_running_service_and_told_to_operations(up: Up, zhenxing) -> None:
    file = backed_up(zhenxing, "finance")
    private = [file, *(file.parent / "identity").iterdir(), file.parent / "finance.json"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    port = up.port + services()["finance"].port - BASE_PORT
    url = f"http://127.0.0.1:{port}/metrics"
    told = requests.get(url, timeout=PATIENCE_SECONDS).text
    [taken] = [line for line in told.splitlines() if line.startswith("zhenxing_backup_taken")]
    assert float(taken.split()[1]) > 1.7e9


def test_a_running_service_is_not_restored(up: Up, zhenxing) -> None:
    said = zhenxing("restore", "finance", str(backed_up(zhenxing, "finance")))
    assert said.code == 1
    assert "finance is running" in said.err


def test_what_is_no_whole_log_is_not_put_in_place(
    up: Up, zhenxing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed, unreadable = tmp_path / "changed.sqlite", tmp_path / "unreadable.sqlite"
    changed.write_bytes(backed_up(zhenxing, "land").read_bytes())
    with closing(sqlite3.connect(changed)) as connection:
        kept = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (trigger,) in connection.execute(kept).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE records SET data = '{}' WHERE position = 1")
        connection.commit()
    unreadable.write_bytes(b"no store at all")
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHENXING_PORT", str(free_base(len(services()))))
    for copy in (changed, unreadable, tmp_path / "absent.sqlite"):
        said = zhenxing("restore", "land", str(copy))
        assert said.code == 1
        assert "is no whole log" in said.err
    assert not (tmp_path / "home").exists()
