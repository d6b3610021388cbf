"""Keys of persons: what is said of one is sealed with a key of his own."""

from sqlalchemy import Connection

from shared.kernel.log.scripts import run

revision = "0004"
down_revision = "0003"


def upgrade(connection: Connection) -> None:
    run(connection, f"revisions/{revision}")
