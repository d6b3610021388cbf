"""What followed from a command is found by an index."""

from sqlalchemy import Connection

from shared.kernel.log.scripts import run

revision = "0005"
down_revision = "0004"


def upgrade(connection: Connection) -> None:
    run(connection, f"revisions/{revision}")
