"""The log, its checkpoints and documents, as the first release had them."""

from sqlalchemy import Connection

from shared.kernel.log.scripts import run

revision = "0001"
down_revision = None


def upgrade(connection: Connection) -> None:
    run(connection, f"revisions/{revision}")
