"""Where `up` and `cluster` listen and write: what can't be is said before anything begins."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from shared.runtime.cli.errors import Complaint
from shared.runtime.cli.owning import own_home
from shared.runtime.settings import SettingsMissing, embedded


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("port", ["", "abc", "-1", "0", "8000.5", "65530", "70000"])
def test_a_base_port_that_leaves_the_services_none_is_refused_with_the_range(
    port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_PORT", port)
    with pytest.raises(SettingsMissing, match=f"ZHENXING_PORT .* from 1 to 64.*, not {port}"):
        embedded()


def test_the_services_follow_the_base_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_PORT", "9000")
    assert embedded().service("projects").port == 9001


@pytest.mark.parametrize("home", ["a-file", "a-file/var", "/proc/var"])
def test_a_home_that_cannot_be_written_to_is_said_with_what_to_do(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path / home))
    with pytest.raises(Complaint, match="can't be written to; ZHENXING_HOME names another folder"):
        own_home()


def test_a_home_is_one_runs_until_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    taking = "from shared.runtime.cli.owning import own_home; own_home(); print(1); input()"
    other = subprocess.Popen([sys.executable, "-c", taking], stdin=PIPE, stdout=PIPE)
    assert other.stdin and other.stdout and other.stdout.readline() == b"1\n"
    with pytest.raises(Complaint, match="Another run has .*: end it first"):
        own_home()
    other.kill()
    other.communicate()
    assert own_home() == tmp_path


def test_a_home_is_made_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path / "new" / "home"))
    assert own_home().stat().st_mode & 0o777 == 0o700
