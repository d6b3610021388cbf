"""Where the servers' programs are on this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from deploy.servers.errors import ProgramMissing

DEBIAN = Path("/usr/lib/rabbitmq/bin")
ELSEWHERE = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")


def postgresql_programs(data: Path | None = None) -> Path:
    """The folder of PostgreSQL's programs: the newest, or the one of the data's version.

    Raises ProgramMissing, saying what to install.
    """
    stamp = data / "PG_VERSION" if data else None
    wanted = stamp.read_text().strip() if stamp and stamp.exists() else None
    found = {version: folder for folder in _installed() if (version := _version(folder))}
    if wanted and wanted not in found:
        raise ProgramMissing(
            f"the data in {data} are PostgreSQL {wanted}'s; installed: {', '.join(found) or 'none'}"
        )
    if not found:
        raise ProgramMissing(
            "PostgreSQL (initdb, pg_ctl) is not installed: "
            "apt-get install postgresql, dnf install postgresql-server, brew install postgresql"
        )
    return found[wanted or max(found, key=lambda version: [int(n) for n in version.split(".")])]


def rabbitmq_programs() -> tuple[Path, Path]:
    """The programs `rabbitmq-server` and `rabbitmqctl`; ProgramMissing says what to install."""
    # Debian's commands are wrappers that insist on their own account and log folder; what they
    # wrap stands in a folder of its own.
    search = os.pathsep.join([os.environ.get("PATH", ""), *ELSEWHERE])
    server = shutil.which("rabbitmq-server", path=search)
    if DEBIAN.joinpath("rabbitmq-server").exists() and (server or "/usr/").startswith("/usr/sbin"):
        return DEBIAN / "rabbitmq-server", DEBIAN / "rabbitmqctl"
    control = shutil.which("rabbitmqctl", path=search)
    if not server or not control:
        raise ProgramMissing(
            "RabbitMQ (rabbitmq-server, rabbitmqctl) is not installed: "
            "apt-get install rabbitmq-server, dnf install rabbitmq-server, brew install rabbitmq"
        )
    return Path(server), Path(control)


def epmd_program() -> Path:
    if found := shutil.which("epmd"):
        return Path(found)
    erl = shutil.which("erl")
    beside = sorted(Path(erl).resolve().parents[1].glob("erts-*/bin/epmd")) if erl else []
    if not beside:
        raise ProgramMissing("Erlang's epmd is not installed; it comes with erlang-base")
    return beside[-1]


def _installed() -> Iterator[Path]:
    places = list(Path("/usr/lib/postgresql").glob("*/bin"))
    if pg_config := shutil.which("pg_config"):
        places.append(Path(subprocess.check_output([pg_config, "--bindir"], text=True).strip()))
    if initdb := shutil.which("initdb"):
        places.append(Path(initdb).resolve().parent)
    return (place for place in places if (place / "initdb").exists())


def _version(folder: Path) -> str | None:
    shown = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True)
    found = re.search(r"\) (\d+)", shown.stdout)
    return found.group(1) if found else None
