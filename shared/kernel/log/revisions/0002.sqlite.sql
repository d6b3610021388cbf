CREATE TABLE IF NOT EXISTS cursors (
    subscription TEXT PRIMARY KEY, position INTEGER NOT NULL, hash BLOB NOT NULL);
INSERT OR IGNORE INTO cursors SELECT * FROM checkpoints WHERE subscription = 'relay';
