"""Copies of a service's store where that is a file, and back: each whole, checked, and recorded.

A server's own tool backs up PostgreSQL; what is recorded of it here is when that was, so that
operations see how old it is.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy.engine import make_url

from shared.kernel.log.database import Database
from shared.kernel.log.failures import Failure
from shared.kernel.log.sqlite import SQLiteStore
from shared.kernel.log.verification import Verification, verify
from shared.kernel.private_files import restrict_file
from shared.metrics.keeping import Backup
from shared.runtime.settings import Settings, home

KEPT = 14
"""Backups of a service that stay; older ones go once a new one is whole."""
KEPT_DAYS = 30
"""None stays longer: keys of persons who were erased since are in it."""
_BESIDE = ("", "-wal", "-shm")


class NotAFile(Exception):
    """The store is a server's: its own tool backs it up and restores it."""


class NotWhole(Exception):
    """What was copied is no whole log; `failure` is the first one, None where it can't be read."""

    def __init__(self, file: Path, failure: Failure | None) -> None:
        super().__init__(str(file))
        self.file, self.failure = file, failure


def folder_of(settings: Settings) -> Path:
    """Where backups are kept and recorded."""
    return settings.backups or home() / "backups"


def back_up(settings: Settings, service: str, now: datetime) -> Backup:
    """Copy a service's store as it is at a moment, also while it is written, and the local issuer's
    key beside it. Raises `NotAFile`, `NotWhole`, `OSError`."""
    store = store_of(settings, service)
    folder = folder_of(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = folder / named(service, now)
    restrict_file(copy, make=True)
    try:
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        found = checked(copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    if settings.identity and settings.identity.is_dir():
        _copy_identity(settings.identity, folder / "identity")
    last = Backup(now.timestamp(), found.head.position, found.head.hash.hex(), str(copy))
    record(settings, service, last)
    for old in outdated(sorted(folder.glob(f"{service}-*.sqlite")), service, now):
        old.unlink()
    return last


def named(service: str, at: datetime) -> str:
    """What a backup is called: by their names they stand in the order of their times."""
    return f"{service}-{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.sqlite"


def outdated(copies: Sequence[Path], service: str, now: datetime) -> list[Path]:
    """Those of a service's backups, the last of them new, that are not kept any more."""
    oldest = named(service, now - timedelta(days=KEPT_DAYS))
    few = copies[-KEPT:-1]
    return [copy for copy in copies[:-1] if copy not in few or copy.name < oldest]


def record(settings: Settings, service: str, backup: Backup) -> None:
    """Say when the last backup was taken."""
    folder = folder_of(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / f"{service}.json.new"
    restrict_file(new, make=True)
    new.write_bytes(msgspec.json.encode(backup))
    new.replace(folder / f"{service}.json")


def restore(settings: Settings, service: str, copy: Path, now: datetime) -> Verification:
    """Put a backup in the place of a service's store, which stays beside it under another name.

    Nobody may have the store open. Raises `NotAFile`, `NotWhole`, `OSError`.
    """
    store = store_of(settings, service)
    found = checked(copy)
    incoming = store.with_name(f"{store.name}.new")
    restrict_file(incoming, make=True)
    shutil.copyfile(copy, incoming)
    for suffix in _BESIDE:
        former = Path(f"{store}{suffix}")
        if former.exists():
            former.rename(f"{store}.before-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{suffix}")
    incoming.replace(store)
    return found


def store_of(settings: Settings, service: str) -> Path:
    """The file of a service's store. Raises `NotAFile`."""
    url = make_url(settings.service(service).database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NotAFile(service)
    return Path(url.database)


def checked(copy: Path) -> Verification:
    """What verifying a copy of a store says. Raises `NotWhole`."""
    if not copy.is_file() or not copy.stat().st_size:
        raise NotWhole(copy, None)
    database = Database(f"sqlite:///{copy}")
    try:
        found = verify(SQLiteStore(database))
    except Exception as error:  # whatever the file is, it is no store of ours
        raise NotWhole(copy, None) from error
    finally:
        database.close()
    if not found.whole:
        raise NotWhole(copy, found.failure)
    return found


def _copy_identity(identity: Path, to: Path) -> None:
    to.mkdir(mode=0o700, exist_ok=True)
    for file in identity.iterdir():
        if file.is_file():
            restrict_file(to / file.name, make=True)
            shutil.copyfile(file, to / file.name)
