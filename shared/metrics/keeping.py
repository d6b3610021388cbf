"""Whether what is kept is whole and could be brought back: verification, backups, room on the disk."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from prometheus_client.metrics_core import Metric

from shared.kernel.log.database import Database
from shared.metrics.families import gauge
from shared.metrics.observed import Observed


class Backup(msgspec.Struct):
    """What is recorded of a backup: when it was taken (seconds since 1970), the log's last position
    and its hash in hex, and where it is."""

    at: float
    position: int
    hash: str
    place: str


def verified(service: Observed) -> Iterator[Metric]:
    """Nothing until the log was verified for the first time since the start."""
    last = service.verifying.last
    if last is None:
        return
    yield gauge("log_whole", "1 where the log is what was appended", last.whole)
    yield gauge("log_verified_seconds", "When the log was last verified, since 1970", last.at)
    yield gauge("log_verified_position", "The log's last position then", last.position)
    yield gauge("log_witnesses", "Other services whose word was heard", len(last.witnesses))
    yield gauge("log_witnesses_silent", "Those who could not be asked", len(last.silent))


def backup(record: Path | None) -> Iterator[Metric]:
    """0 where there never was one; nothing where backups are somebody else's to watch."""
    if record is None:
        return
    last = last_backup(record)
    yield gauge("backup_taken_seconds", "When the last backup was taken, since 1970", last.at)
    yield gauge("backup_position", "The log's last position in it", last.position)


def last_backup(record: Path) -> Backup:
    """What is recorded of the last backup; of none at 0."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(record.read_bytes(), type=Backup)
    return Backup(0.0, 0, "", "")


def disk(database: Database) -> Iterator[Metric]:
    """Where the store is a file: a server's disk is told by its own exporter."""
    file = database.url.database
    if not database.embedded or not file or file == ":memory:":
        return
    with suppress(OSError):
        total, _, free = shutil.disk_usage(Path(file).parent)
        yield gauge("store_disk_free_bytes", "Room on the disk of the store", free)
        yield gauge("store_disk_size_bytes", "Size of the disk of the store", total)


def pool(database: Database) -> Iterator[Metric]:
    connections = database.engine.pool
    for name, help in (
        ("checkedout", "Connections to the store in use"),
        ("size", "Connections to the store that are kept"),
    ):
        count = getattr(connections, name, None)
        if callable(count):
            word = "used" if name == "checkedout" else "kept"
            yield gauge(f"store_connections_{word}", help, count())
