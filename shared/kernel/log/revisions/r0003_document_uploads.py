"""Who uploaded which document under which name; what nobody cites may go."""

from sqlalchemy import Connection

from shared.kernel.log.scripts import run

revision = "0003"
down_revision = "0002"


def upgrade(connection: Connection) -> None:
    run(connection, f"revisions/{revision}")
