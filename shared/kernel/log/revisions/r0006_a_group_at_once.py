"""A group is appended by statements over all of it; its tables are as they were."""

from sqlalchemy import Connection

revision = "0006"
down_revision = "0005"


def upgrade(connection: Connection) -> None:
    """Only functions change."""
