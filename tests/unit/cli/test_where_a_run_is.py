"""Where `up` and `cluster` listen and write: what can't be is said before anything begins."""

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from deploy.servers.ports import accepts
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


def test_a_home_whose_files_cannot_be_locked_is_no_other_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    monkeypatch.setattr(fcntl, "lockf", unsupported)
    with pytest.raises(Complaint, match="locks no files .No locks available.; ZHENXING_HOME"):
        own_home()


UNPRIVILEGED = """
import encodings.idna  # nobody may not read where it is
import os
from shared.runtime.cli.errors import Complaint
from shared.runtime.cli.ports import check_free
from shared.runtime.settings import ServiceSettings, Settings
if os.geteuid() == 0:
    os.setuid(65534)
try:
    check_free(Settings("cluster", {"land": ServiceSettings("land", "127.0.0.1:%d")}), ["land"])
except Complaint as told:
    print(told)
"""
FIRST_OF_ALL = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")


def test_a_port_that_this_user_may_not_have_is_not_called_taken() -> None:
    known = int(FIRST_OF_ALL.read_text()) if FIRST_OF_ALL.exists() else 1024
    [port] = [n for n in range(1, 1024) if not accepts(n)][-1:]
    asked = [sys.executable, "-c", UNPRIVILEGED % port]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert (f"This user may not have port {port} (land)" in said) == (port < known)
    assert "taken" not in said


def test_a_home_is_made_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path / "new" / "home"))
    assert own_home().stat().st_mode & 0o777 == 0o700
