"""Makes or brings up to date a service's store. Run by the database's owner."""

from importlib.resources import files

from sqlalchemy import text

from shared.kernel.log.database import Database

_SQLITE = """
CREATE TABLE IF NOT EXISTS records (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, data TEXT NOT NULL, meta TEXT NOT NULL,
    recorded_at INTEGER NOT NULL, digest BLOB NOT NULL, hash BLOB NOT NULL,
    UNIQUE (stream, version));
CREATE INDEX IF NOT EXISTS records_caused
    ON records (substr(meta, instr(meta, '"correlation":"') + 15, 36))
    WHERE instr(meta, '"causation":"') > 0;
CREATE TABLE IF NOT EXISTS checkpoints (
    subscription TEXT PRIMARY KEY, position INTEGER NOT NULL, hash BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS cursors (
    subscription TEXT PRIMARY KEY, position INTEGER NOT NULL, hash BLOB NOT NULL);
INSERT OR IGNORE INTO cursors SELECT * FROM checkpoints WHERE subscription = 'relay';
CREATE TABLE IF NOT EXISTS person_keys (
    person TEXT PRIMARY KEY, secret BLOB, erased_at INTEGER);
CREATE TABLE IF NOT EXISTS documents (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
    person TEXT NOT NULL, organisation TEXT NOT NULL, stored_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS document_chunks (
    sha256 TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, number));
CREATE TRIGGER IF NOT EXISTS records_stay BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS records_remain BEFORE DELETE ON records
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS documents_stay BEFORE UPDATE ON documents
    BEGIN SELECT RAISE(ABORT, 'documents are only added'); END;
CREATE TRIGGER IF NOT EXISTS documents_remain BEFORE DELETE ON documents
    BEGIN SELECT RAISE(ABORT, 'documents are only added'); END;
CREATE TRIGGER IF NOT EXISTS document_chunks_stay BEFORE UPDATE ON document_chunks
    BEGIN SELECT RAISE(ABORT, 'documents are only added'); END;
CREATE TRIGGER IF NOT EXISTS document_chunks_remain BEFORE DELETE ON document_chunks
    BEGIN SELECT RAISE(ABORT, 'documents are only added'); END;
"""


def migrate(owner: Database, service_role: str = "") -> None:
    """Create what is missing. On PostgreSQL `service_role` is the role that appends."""
    with owner.write() as connection:
        if not owner.postgresql:
            for statement in _SQLITE.split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
            for statement in _script("uploads.sqlite.sql").split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
            return
        connection.execute(text("SELECT pg_advisory_xact_lock(7217)"))
        connection.exec_driver_sql("SET LOCAL search_path = public, pg_temp")
        for script in ("postgresql.sql", "uploads.postgresql.sql"):
            # The driver reads % as its own.
            connection.exec_driver_sql(_script(script).replace("%", "%%"))
        role = owner.engine.dialect.identifier_preparer.quote(service_role)
        tables = "public.records, public.checkpoints, public.documents, public.document_chunks"
        functions = "public.append, public.keep_chunk, public.keep_document"
        for grant in (
            # Earlier releases wrote checkpoints and documents themselves.
            f"REVOKE ALL ON {tables} FROM {role}",
            f"REVOKE ALL ON SCHEMA public FROM {role}",
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"GRANT SELECT ON {tables} TO {role}",
            f"GRANT SELECT, INSERT, UPDATE ON public.cursors TO {role}",
            f"GRANT EXECUTE ON FUNCTION {functions} TO {role}",
            f"GRANT USAGE, CREATE ON SCHEMA work, persons TO {role}",
            f"GRANT SELECT ON public.document_uploads TO {role}",
            f"GRANT EXECUTE ON FUNCTION public.note_upload, public.expire_documents TO {role}",
        ):
            connection.exec_driver_sql(grant)


def _script(name: str) -> str:
    return files("shared.kernel.log").joinpath(name).read_text(encoding="utf-8")
