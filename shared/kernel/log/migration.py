"""Makes or brings up to date a service's store. Run by the database's owner."""

from sqlalchemy import Connection, text

from shared.kernel.log.database import Database
from shared.kernel.log.revision import newest, revision_of, upgrade
from shared.kernel.log.scripts import run

_TABLES = "public.records, public.checkpoints, public.documents, public.document_chunks"
_READ = f"{_TABLES}, public.document_uploads, public.alembic_version"
_FUNCTIONS = "public.append_group, public.append, public.keep_chunk, public.keep_document"
_OF_UPLOADS = "public.note_upload, public.expire_documents"


def migrate(owner: Database, service_role: str = "") -> list[str]:
    """Bring a store to this release's revision; the revisions taken, none where it was there.

    All or nothing, one at a time. On PostgreSQL `service_role` is the role that appends: the
    functions and its rights are laid anew each time. Raises `OtherRevision`, `StoreUnavailable`.
    """
    if not owner.postgresql and revision_of(owner) == newest():
        return []
    with owner.write() as connection:
        if not owner.postgresql:
            return upgrade(connection)
        connection.execute(text("SELECT pg_advisory_xact_lock(7217)"))
        connection.exec_driver_sql("SET LOCAL search_path = public, pg_temp")
        taken = upgrade(connection)
        run(connection, "functions")
        run(connection, "functions_of_uploads")
        _grant(connection, owner.engine.dialect.identifier_preparer.quote(service_role))
        return taken


def _grant(connection: Connection, role: str) -> None:
    for grant in (
        # Earlier releases wrote checkpoints and documents themselves.
        f"REVOKE ALL ON {_TABLES} FROM {role}",
        f"REVOKE ALL ON SCHEMA public FROM {role}",
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT ON {_READ} TO {role}",
        f"GRANT SELECT, INSERT, UPDATE ON public.cursors TO {role}",
        f"GRANT EXECUTE ON FUNCTION {_FUNCTIONS}, {_OF_UPLOADS} TO {role}",
        f"GRANT USAGE, CREATE ON SCHEMA work, persons TO {role}",
    ):
        connection.exec_driver_sql(grant)
