CREATE TABLE IF NOT EXISTS document_uploads (
    sha256 TEXT NOT NULL, organisation TEXT NOT NULL, name TEXT NOT NULL,
    media_type TEXT NOT NULL, person TEXT NOT NULL, stored_at INTEGER NOT NULL,
    after_position INTEGER NOT NULL, cited INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sha256, organisation, name, media_type));
CREATE INDEX IF NOT EXISTS document_uploads_of ON document_uploads (organisation);
CREATE TABLE IF NOT EXISTS documents_to_go (sha256 TEXT PRIMARY KEY);
INSERT INTO document_uploads
    SELECT d.sha256, d.organisation, d.name, d.media_type, d.person, d.stored_at, 0, 0
    FROM documents d
    WHERE NOT EXISTS (SELECT 1 FROM document_uploads u WHERE u.sha256 = d.sha256);
DROP TRIGGER IF EXISTS documents_remain;
DROP TRIGGER IF EXISTS document_chunks_remain;
CREATE TRIGGER documents_remain BEFORE DELETE ON documents
    WHEN NOT EXISTS (SELECT 1 FROM documents_to_go g WHERE g.sha256 = OLD.sha256)
    BEGIN SELECT RAISE(ABORT, 'documents go only after a week without an event'); END;
CREATE TRIGGER document_chunks_remain BEFORE DELETE ON document_chunks
    WHEN NOT EXISTS (SELECT 1 FROM documents_to_go g WHERE g.sha256 = OLD.sha256)
    BEGIN SELECT RAISE(ABORT, 'documents go only after a week without an event'); END;
