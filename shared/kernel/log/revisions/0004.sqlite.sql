CREATE TABLE IF NOT EXISTS person_keys (
    person TEXT PRIMARY KEY, secret BLOB, erased_at INTEGER);
