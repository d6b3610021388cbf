"""Stores as the first release (aea774d) left them, with its demo in them.

`demo.json.xz` was written from a run of that release; the SQL is its own. Digests and hashes are
recomputed here as it did it: that the last hash is the one which it had shows that all is the same.
"""

import json
import lzma
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, make_url, text

from shared.kernel.log.chain import GENESIS, chain
from shared.kernel.log.database import Database

FOLDER = Path(__file__).parent
SERVICES = ("projects", "finance", "land", "supervision")
_RECORD = (
    "INSERT INTO records VALUES (:position, :stream, :version, :id, :type, :data, :meta,"
    " :recorded_at, :digest, :hash)"
)
_CHECKPOINT = "INSERT INTO checkpoints VALUES (:subscription, :position, :hash)"


@dataclass(frozen=True)
class FirstStore:
    """The store of one service: its records, each as it was stored, and its checkpoints."""

    records: tuple[dict[str, Any], ...]
    checkpoints: tuple[dict[str, Any], ...]

    @property
    def head(self) -> bytes:
        return bytes(self.records[-1]["hash"])

    def lay(self, owner: Database, service_role: str = "") -> None:
        """Make the tables of that release in an empty store, and fill them."""
        with owner.write() as connection:
            if owner.postgresql:
                connection.exec_driver_sql("SET LOCAL search_path = public")
                _lay_postgresql(connection, service_role)
            else:
                for statement in _sql("sqlite").split(";\n"):
                    if statement.strip():
                        connection.exec_driver_sql(statement)
            connection.execute(text(_RECORD), list(self.records))
            connection.execute(text(_CHECKPOINT), list(self.checkpoints))


@cache
def first_store(service: str) -> FirstStore:
    told = _demo()[service]
    records, hash = [], GENESIS
    for position, row in enumerate(told["records"], start=1):
        stream, version, id, type, data, meta, recorded_at = row
        said = [data, id, meta, stream, type, version]
        canonical = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        digest = sha256(canonical.encode()).digest()
        hash = chain(hash, position, recorded_at, digest)
        records.append(
            {
                "position": position, "stream": stream, "version": version, "id": id,
                "type": type, "data": data, "meta": meta, "recorded_at": recorded_at,
                "digest": digest, "hash": hash,
            }
        )  # fmt: skip
    assert [len(records), hash.hex()] == told["head"], "not what the first release wrote"
    names = ("subscription", "position", "hash")
    checkpoints = [
        {**dict(zip(names, row, strict=True)), "hash": bytes.fromhex(row[2])}
        for row in told["checkpoints"]
    ]
    return FirstStore(tuple(records), tuple(checkpoints))


@cache
def _demo() -> dict[str, Any]:
    return dict(json.loads(lzma.decompress((FOLDER / "demo.json.xz").read_bytes())))


def _lay_postgresql(connection: Connection, role: str) -> None:
    connection.exec_driver_sql(_sql("postgresql").replace("%", "%%"))
    name = connection.dialect.identifier_preparer.quote(role)
    for grant in (
        f"GRANT SELECT ON records TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON checkpoints TO {name}",
        f"GRANT EXECUTE ON FUNCTION append TO {name}",
        f"GRANT SELECT, INSERT ON documents, document_chunks TO {name}",
        f"GRANT USAGE, CREATE ON SCHEMA work TO {name}",
    ):
        connection.exec_driver_sql(grant)


def _sql(dialect: str) -> str:
    return (FOLDER / f"{dialect}.sql").read_text(encoding="utf-8")


def role_of(url: str) -> str:
    return make_url(url).username or ""
