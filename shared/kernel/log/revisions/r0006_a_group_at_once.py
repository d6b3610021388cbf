"""A group is appended by statements over all of it; its tables are as they were."""

from sqlalchemy import Connection

revision = "0006"
down_revision = "0005"
functions = "f30aacfa4fa1ef00dbcfc6c490cab007820d81cfddb0e6e3248d80d3401d0f39"
"""The sha256 of `functions*.postgresql.sql`, which come with it."""


def upgrade(connection: Connection) -> None:
    """Only functions change."""
