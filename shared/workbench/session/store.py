"""Sessions and drafts in one SQLite file that only its owner may read."""

import hashlib
import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shared.kernel.private_files import restrict_file
from shared.workbench.person import Person

IDLE_SECONDS = 30 * 60.0
WHOLE_SECONDS = 10 * 3600.0
DRAFT_SECONDS = 30 * 86400.0
MOST_DRAFTS = 50
DRAFT_BYTES = 256 << 10
_TABLES = """
create table if not exists session (
    id text primary key, person text not null, begun_at real not null, seen_at real not null,
    said text not null default ''
);
create table if not exists draft (
    owner text not null, form text not null, entries text not null, kept_at real not null,
    primary key (owner, form)
);
create table if not exists preference (
    owner text not null, about text not null, said text not null, primary key (owner, about)
);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. An `expired` one still tells whose form was being filled in."""

    key: str
    person: Person
    expired: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed into a form and has not sent; `kept_at` in seconds of the epoch."""

    entries: Mapping[str, Any]
    kept_at: float


class NotKept(Exception):
    """A draft is too large, or its owner has too many; the message says in Chinese what helps."""


class Store:
    """A session's key is the cookie's; the file holds only its hash."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        restrict_file(file, make=True)
        self._clock = clock
        self._mutex = threading.Lock()
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = truncate")
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        with self._mutex:
            self._db.close()

    def begin(self, person: Person) -> str:
        """A new session's key."""
        key, now = secrets.token_urlsafe(32), self._clock()
        old = now - WHOLE_SECONDS - 86400.0
        self._run("delete from session where begun_at < ?", old)
        self._run("delete from draft where kept_at < ?", now - DRAFT_SECONDS)
        told = json.dumps(asdict(person), ensure_ascii=False)
        self._run("insert into session values (?, ?, ?, ?, '')", _hashed(key), told, now, now)
        return key

    def session(self, key: str) -> Session | None:
        """The session of a key, None where there never was one; to ask for it keeps it alive."""
        now = self._clock()
        found = self._row(
            "select person, begun_at, seen_at from session where id = ?", _hashed(key)
        )
        if found is None:
            return None
        plain, begun_at, seen_at = found
        expired = now - seen_at > IDLE_SECONDS or now - begun_at > WHOLE_SECONDS
        if not expired and now - seen_at > 1:
            self._run("update session set seen_at = ? where id = ?", now, _hashed(key))
        told = json.loads(plain)
        return Session(key, Person(**{**told, "duties": tuple(told["duties"])}), expired)

    def end(self, key: str) -> None:
        self._run("delete from session where id = ?", _hashed(key))

    def know_as(self, key: str, person: Person) -> None:
        """The same person, whose name or duties have changed meanwhile."""
        told = json.dumps(asdict(person), ensure_ascii=False)
        self._run("update session set person = ? where id = ?", told, _hashed(key))

    def expire(self, key: str) -> None:
        """As if nobody had been there for too long."""
        self._run("update session set seen_at = 0 where id = ?", _hashed(key))

    def say_once(self, key: str, text: str) -> None:
        """Something to tell on the next page."""
        self._run("update session set said = ? where id = ?", text, _hashed(key))

    def said(self, key: str) -> str:
        """What was to be told, once."""
        found = self._row("select said from session where id = ?", _hashed(key))
        if found and found[0]:
            self._run("update session set said = '' where id = ?", _hashed(key))
            return str(found[0])
        return ""

    def keep_draft(self, owner: str, form: str, entries: Mapping[str, Any]) -> None:
        """Keep what was typed in the place of what was kept before. Raises `NotKept`."""
        told = json.dumps(entries, ensure_ascii=False)
        if len(told.encode()) + len(form.encode()) > DRAFT_BYTES:
            raise NotKept(f"草稿未存：所填内容超过 {DRAFT_BYTES >> 10} KB，请及时提交")
        others = "select count(*) from draft where owner = ? and form <> ?"
        if self._row(others, owner, form)[0] >= MOST_DRAFTS:
            raise NotKept(f"草稿未存：草稿已有 {MOST_DRAFTS} 份，请在“发起”页放弃不用的")
        self._run(
            "insert or replace into draft values (?, ?, ?, ?)", owner, form, told, self._clock()
        )

    def draft(self, owner: str, form: str) -> Draft | None:
        found = self._row(
            "select entries, kept_at from draft where owner = ? and form = ?", owner, form
        )
        return Draft(json.loads(found[0]), found[1]) if found else None

    def drafts(self, owner: str) -> list[tuple[str, float]]:
        """The forms of which somebody has a draft, and when each was kept, the last first."""
        statement = "select form, kept_at from draft where owner = ? order by kept_at desc"
        with self._mutex, closing(self._db.execute(statement, (owner,))) as found:
            return [(str(form), float(at)) for form, at in found]

    def drop_draft(self, owner: str, form: str) -> None:
        self._run("delete from draft where owner = ? and form = ?", owner, form)

    def prefer(self, owner: str, about: str, said: Sequence[str]) -> None:
        """How somebody likes a page, until they say otherwise."""
        self._run(
            "insert or replace into preference values (?, ?, ?)", owner, about, json.dumps(said)
        )

    def preferred(self, owner: str, about: str) -> list[str]:
        """Empty where nothing was said."""
        found = self._row("select said from preference where owner = ? and about = ?", owner, about)
        return list(json.loads(found[0])) if found else []

    def _run(self, statement: str, *values: Any) -> None:
        with self._mutex:
            self._db.execute(statement, values)

    def _row(self, statement: str, *values: Any) -> Any:
        with self._mutex, closing(self._db.execute(statement, values)) as found:
            return found.fetchone()


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
