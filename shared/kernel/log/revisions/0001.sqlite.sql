CREATE TABLE IF NOT EXISTS records (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, data TEXT NOT NULL, meta TEXT NOT NULL,
    recorded_at INTEGER NOT NULL, digest BLOB NOT NULL, hash BLOB NOT NULL,
    UNIQUE (stream, version));
CREATE TABLE IF NOT EXISTS checkpoints (
    subscription TEXT PRIMARY KEY, position INTEGER NOT NULL, hash BLOB NOT NULL);
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
