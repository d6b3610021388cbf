"""The keys of persons, in a table that the service's role alone reads; erased, only a mark stays.

On PostgreSQL the role owns it, in a schema of its own: so it can have its pages written anew. How far
the log was followed for erasures stands beside the keys, not beside the log: whoever brings back
older keys brings back how far they had come, and what was erased since is erased again.
"""

import threading
import time
from collections.abc import Collection

from sqlalchemy import bindparam, text

from shared.kernel.log.database import Database

_MAKE = """
CREATE TABLE IF NOT EXISTS persons.keys (
    person text PRIMARY KEY, secret bytea, erased_at bigint)
"""
_MAKE_FOLLOWED = """
CREATE TABLE IF NOT EXISTS {} (one integer PRIMARY KEY CHECK (one = 1),
    position bigint NOT NULL, hash bytea NOT NULL)
"""
_LOCK = "SELECT pg_advisory_xact_lock(7222)"


class PersonKeys:
    """One secret a person. Any call may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.table = "persons.keys" if database.postgresql else "main.person_keys"
        self._followed = "persons.followed" if database.postgresql else "main.persons_followed"
        self._made = False
        self._making = threading.Lock()

    def known(self, persons: Collection[str]) -> dict[str, bytes | None]:
        """The secrets of those of the persons who have one; None of who was erased."""
        if not persons:
            return {}
        self._make_table()
        query = text(f"SELECT person, secret FROM {self.table} WHERE person IN :persons")
        with self._database.read() as connection:
            rows = connection.execute(
                query.bindparams(bindparam("persons", expanding=True)),
                {"persons": sorted(persons)},
            )
            return {person: secret and bytes(secret) for person, secret in rows}

    def keep(self, person: str, secret: bytes) -> bytes | None:
        """The secret of a person: the one that is there, or this; None of who was erased."""
        known = self.known([person])
        if person in known:
            return known[person]
        insert = text(
            f"INSERT INTO {self.table} (person, secret) VALUES (:person, :secret)"
            " ON CONFLICT (person) DO NOTHING"
        )
        with self._database.write() as connection:
            connection.execute(insert, {"person": person, "secret": secret})
        return self.known([person])[person]

    def erase(self, person: str) -> None:
        """Destroy a person's secret for good; again it changes nothing."""
        self._make_table()
        given = {"person": person, "moment": time.time_ns() // 1000}
        blank = text(
            f"UPDATE {self.table} SET secret = zeroblob(length(secret)) WHERE person = :person"
        )
        mark = text(
            f"INSERT INTO {self.table} AS k VALUES (:person, NULL, :moment) ON CONFLICT (person)"
            " DO UPDATE SET secret = NULL, erased_at = coalesce(k.erased_at, :moment)"
        )
        with self._database.write() as connection:
            if not self._database.postgresql:
                connection.exec_driver_sql("PRAGMA secure_delete=ON")
                connection.execute(blank, given)  # where it stood, zeros are written first
            connection.execute(mark, given)
        self._database.leave_no_trace(self.table)

    def followed(self) -> tuple[int, bytes] | None:
        """The position of the log, and the hash there, up to which everybody was erased."""
        self._make_table()
        with self._database.read() as connection:
            query = text(f"SELECT position, hash FROM {self._followed}")
            row = connection.execute(query).first()
        return (row[0], bytes(row[1])) if row else None

    def follow(self, position: int, hash: bytes) -> None:
        """Note that up to here everybody was erased."""
        self._make_table()
        note = text(
            f"INSERT INTO {self._followed} (one, position, hash) VALUES (1, :position, :hash)"
            " ON CONFLICT (one) DO UPDATE SET position = excluded.position, hash = excluded.hash"
        )
        with self._database.write() as connection:
            connection.execute(note, {"position": position, "hash": hash})

    def _make_table(self) -> None:
        with self._making:
            if self._made:
                return
            with self._database.write() as connection:
                if self._database.postgresql:
                    connection.exec_driver_sql(_LOCK)
                    connection.exec_driver_sql(_MAKE)
                connection.exec_driver_sql(_MAKE_FOLLOWED.format(self._followed))
            self._made = True
