"""A group that names a stream twice is refused; its tables are as they were."""

from sqlalchemy import Connection

revision = "0007"
down_revision = "0006"
functions = "c26de4295ec8765688542147937d63e3b5c088af44a5c5c6a27f1b2ef38413c2"
"""The sha256 of `functions*.postgresql.sql`, which come with it."""


def upgrade(connection: Connection) -> None:
    """Only functions change."""
