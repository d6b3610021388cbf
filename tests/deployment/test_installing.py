"""What deploy/install-*.sh do while another program holds the package manager's locks."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.eventually import PATIENCE_SECONDS
from tests.integration.forked import ROOT

HELD = "Could not get lock {}. It is held by process 2852 (apt-get)"
LOCKS = ("/var/lib/apt/lists/lock", "/var/lib/dpkg/lock-frontend")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs whose apt-get says what Debian's does where a lock is held: as often as
    there are lines in `held`, one each time; then what `broken` says, if anything."""
    program = tmp_path / "apt-get"
    program.write_text(f"""#!/usr/bin/env bash
cd {tmp_path}
echo "$@" >> asked
if held=$(head -n 1 held | grep .); then
    [[ $held == forever* ]] || sed -i 1d held
    echo "E: $held" >&2; exit 100
fi
[[ ! -e broken ]] || {{ cat broken >&2; exit 100; }}
""")
    program.chmod(0o755)
    (tmp_path / "held").touch()
    return tmp_path


def ask(machine: Path, *words: str, patience: int = 600) -> subprocess.CompletedProcess[str]:
    path = f"{machine}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["deploy/apt-get.sh", *words],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "PATIENCE_SECONDS": str(patience)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )


def test_whoever_installs_packages_is_waited_for_and_named(machine: Path) -> None:
    (machine / "held").write_text("".join(HELD.format(lock) + "\n" for lock in LOCKS))
    done = ask(machine, "update")
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout.splitlines()
    assert [line.partition(": ")[2] for line in told] == [HELD.format(lock) for lock in LOCKS]
    assert (machine / "asked").read_text() == "-q update\n" * 3


def test_who_never_ends_is_waited_for_no_longer_than_said(machine: Path) -> None:
    (machine / "held").write_text(f"forever: {HELD.format(LOCKS[0])}\n")
    done = ask(machine, "update", patience=1)
    assert done.returncode != 0 and LOCKS[0] in done.stderr
    assert done.stdout.count("Waiting") == 1


def test_what_fails_otherwise_fails_at_once(machine: Path) -> None:
    (machine / "broken").write_text("E: Unable to locate package zhenxing\n")
    done = ask(machine, "install", "-y", "zhenxing")
    assert done.returncode != 0 and "Unable to locate" in done.stderr
    assert (machine / "asked").read_text() == "-q install -y zhenxing\n"


def test_nobody_asks_the_package_manager_otherwise() -> None:
    for script in (ROOT / "deploy").glob("*.sh"):
        if script.name == "apt-get.sh":
            continue
        for line in script.read_text(encoding="utf-8").splitlines():
            bare = re.sub(r'"[^"]*"', "", line)
            assert not re.search(r"(?<!/)\bapt-get .*(update|install)", bare), (script.name, line)
