"""Where the relay stands leaves the checkpoints, which only the log's own function moves."""

from sqlalchemy import Connection

from shared.kernel.log.scripts import run

revision = "0002"
down_revision = "0001"


def upgrade(connection: Connection) -> None:
    run(connection, f"revisions/{revision}")
