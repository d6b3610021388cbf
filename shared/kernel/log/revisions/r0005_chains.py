"""What followed from a command is found by an index."""

from sqlalchemy import Connection

from shared.kernel.log.scripts import run

revision = "0005"
down_revision = "0004"
functions = "77acdf53aedbb9a6447602cbaf7108429ce1bad575685e990e0521e4313c3f06"
"""The sha256 of `functions*.postgresql.sql`, which come with it."""


def upgrade(connection: Connection) -> None:
    run(connection, f"revisions/{revision}")
