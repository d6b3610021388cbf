"""At which revision a store's tables are, and the steps from there to this release's; by Alembic.

Of Alembic its revisions, their order and its table of the version are used, not its command line nor
the environment that goes with it: that is one a process, and one process may bring nine stores up.
It is loaded where there is a step to take: with Mako and Pygments it costs a service that starts a
sixteenth of its time.
"""

import logging
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from shared.kernel.log.batch import OtherRevision, TableMissing
from shared.kernel.log.database import Database

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

_FILE = re.compile(r"r(\d{4})_\w+\.py$")
_VERSION = "SELECT version_num FROM log.alembic_version"


def newest() -> str:
    """The revision that this release's tables are at."""
    return _known()[-1]


def revision_of(database: Database) -> str:
    """The revision of a store, as its service's role reads it; empty of one that has none."""
    try:
        with database.read() as connection:
            return str(connection.scalar(database.sql(_VERSION)) or "")
    except TableMissing:
        return ""


def check(database: Database, service: str) -> None:
    """Raise `OtherRevision`, which says what to run, where a store is not at this release's."""
    found = revision_of(database)
    if found == newest():
        return
    if found and found not in _known():
        raise _unknown(found)
    raise OtherRevision(
        f"库表在版次 {found or '0'}，本版程序须为 {newest()}：请以库主的配置运行 zhenxing migrate"
        f" {service}；the store's tables are at revision {found or '0'}, this release's at"
        f" {newest()}: run `zhenxing migrate {service}` with the owner's settings"
    )


def upgrade(connection: Connection) -> list[str]:
    """Take a store, in its owner's transaction, to this release's revision; the steps taken.

    Raises `OtherRevision` where it is at one that this release does not know.
    """
    from alembic.runtime.migration import MigrationContext

    logging.getLogger("alembic").setLevel(logging.WARNING)
    context = MigrationContext.configure(
        connection,
        opts={
            "fn": lambda found, _: _steps(found, taken),
            "version_table_schema": "public" if connection.dialect.name == "postgresql" else None,
        },
    )
    taken: list[str] = []
    context.run_migrations(connection=connection)
    return taken


def _steps(found: Any, taken: list[str]) -> Iterable[Any]:
    from alembic.runtime.migration import MigrationStep

    at = found[0] if found else None
    if at is not None and at not in _known():
        raise _unknown(at)
    missing = list(_scripts().iterate_revisions("head", at or "base"))[::-1]
    taken += [one.revision for one in missing]
    of = _scripts().revision_map
    return [MigrationStep.upgrade_from_script(of, one) for one in missing]


def _unknown(found: str) -> OtherRevision:
    return OtherRevision(
        f"库表在版次 {found}，本版程序（{newest()}）不识：请安装升级它的版本；the store's tables are at"
        f" revision {found}, which this release ({newest()}) does not know: install the one that"
        " migrated it"
    )


@cache
def _known() -> tuple[str, ...]:
    """This release's revisions in their order, as their files are named."""
    named = (_FILE.match(file.name) for file in _folder().iterdir())
    return tuple(sorted(found[1] for found in named if found))


@cache
def _scripts() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(_folder()), version_locations=[str(_folder())])


def _folder() -> Traversable:
    return files(__package__).joinpath("revisions")
