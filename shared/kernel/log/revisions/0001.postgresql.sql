-- Views and all that is derived; the service's role makes its tables in here.
CREATE SCHEMA IF NOT EXISTS work;

CREATE TABLE IF NOT EXISTS public.records (
    position    bigint PRIMARY KEY,
    stream      text   NOT NULL,
    version     int    NOT NULL,
    id          uuid   NOT NULL UNIQUE,
    type        text   NOT NULL,
    data        text   NOT NULL,
    meta        text   NOT NULL,
    recorded_at bigint NOT NULL,
    digest      bytea  NOT NULL,
    hash        bytea  NOT NULL,
    UNIQUE (stream, version)
);

CREATE TABLE IF NOT EXISTS public.checkpoints (
    subscription text   PRIMARY KEY,
    position     bigint NOT NULL,
    hash         bytea  NOT NULL
);

-- Documents are added, never changed or removed; stored_at in microseconds since 1970.
CREATE TABLE IF NOT EXISTS public.documents (
    sha256       text   PRIMARY KEY,
    size         bigint NOT NULL,
    name         text   NOT NULL,
    media_type   text   NOT NULL,
    person       text   NOT NULL,
    organisation text   NOT NULL,
    stored_at    bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS public.document_chunks (
    sha256 text  NOT NULL,
    number int   NOT NULL,
    bytes  bytea NOT NULL,
    PRIMARY KEY (sha256, number)
);
