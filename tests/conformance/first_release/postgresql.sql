-- The log of one service. Run by the owner; the service's role may only read it and call append().

CREATE TABLE IF NOT EXISTS records (
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

CREATE TABLE IF NOT EXISTS checkpoints (
    subscription text   PRIMARY KEY,
    position     bigint NOT NULL,
    hash         bytea  NOT NULL
);

-- Documents are added, never changed or removed; stored_at in microseconds since 1970.
CREATE TABLE IF NOT EXISTS documents (
    sha256       text   PRIMARY KEY,
    size         bigint NOT NULL,
    name         text   NOT NULL,
    media_type   text   NOT NULL,
    person       text   NOT NULL,
    organisation text   NOT NULL,
    stored_at    bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS document_chunks (
    sha256 text  NOT NULL,
    number int   NOT NULL,
    bytes  bytea NOT NULL,
    PRIMARY KEY (sha256, number)
);

-- Appends batches in order; each is all or nothing and has its own outcome:
--   appended | replay       first and last position
--   conflict                a stream's expected and actual version
--   checkpoint              a follower's expected and actual position
--   mixed                   the id of an event that is not there while the first one is
-- Batches are numbered from 1; expectations, events and moves name their batch, in its order.
-- VOLATILE at READ COMMITTED: each statement after the lock sees what was committed before it.
CREATE OR REPLACE FUNCTION append(
    batches int,
    x_batch int[], x_stream text[], x_version int[],
    e_batch int[], e_stream text[], e_version int[], e_id uuid[], e_type text[],
    e_data text[], e_meta text[], e_digest bytea[],
    m_batch int[], m_name text[], m_from bigint[], m_to bigint[], m_hash bytea[]
) RETURNS TABLE (outcome text, first bigint, last bigint, name text, expected bigint, actual bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    head_position bigint;
    head_hash bytea;
    moment bigint;
    x int := 1;
    e int := 1;
    m int := 1;
    i int;
    found_position bigint;
    found_hash bytea;
    found_version int;
BEGIN
    PERFORM pg_advisory_xact_lock(7216);
    SELECT r.position, r.hash, r.recorded_at INTO head_position, head_hash, moment
        FROM records r ORDER BY r.position DESC LIMIT 1;
    IF head_position IS NULL THEN
        head_position := 0;
        head_hash := decode(repeat('00', 32), 'hex');
        moment := 0;
    END IF;
    moment := greatest(moment, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);

    FOR b IN 1..batches LOOP
        outcome := 'appended'; first := NULL; last := NULL;
        name := NULL; expected := NULL; actual := NULL;

        IF e_batch[e] = b THEN
            SELECT r.position INTO found_position FROM records r WHERE r.id = e_id[e];
            IF FOUND THEN
                outcome := 'replay';
                first := found_position;
                i := e;
                WHILE e_batch[i] = b LOOP
                    SELECT r.position INTO last FROM records r WHERE r.id = e_id[i];
                    IF NOT FOUND THEN
                        outcome := 'mixed';
                        name := e_id[i]::text;
                        EXIT;
                    END IF;
                    i := i + 1;
                END LOOP;
            END IF;
        END IF;

        WHILE x_batch[x] = b LOOP
            IF outcome = 'appended' THEN
                SELECT max(r.version) INTO found_version FROM records r WHERE r.stream = x_stream[x];
                IF coalesce(found_version, 0) <> x_version[x] THEN
                    outcome := 'conflict';
                    name := x_stream[x]; expected := x_version[x];
                    actual := coalesce(found_version, 0);
                END IF;
            END IF;
            x := x + 1;
        END LOOP;

        WHILE m_batch[m] = b LOOP
            IF outcome IN ('appended', 'replay') THEN
                SELECT c.position, c.hash INTO found_position, found_hash FROM checkpoints c
                    WHERE c.subscription = m_name[m] FOR UPDATE;
                IF coalesce(found_position, 0) = m_from[m] THEN
                    INSERT INTO checkpoints VALUES (m_name[m], m_to[m], m_hash[m])
                        ON CONFLICT (subscription)
                        DO UPDATE SET position = excluded.position, hash = excluded.hash;
                -- A batch sent again after a lost answer has moved it already.
                ELSIF outcome = 'appended' OR found_position IS DISTINCT FROM m_to[m]
                    OR found_hash IS DISTINCT FROM m_hash[m] THEN
                    outcome := 'checkpoint';
                    name := m_name[m]; expected := m_from[m]; actual := coalesce(found_position, 0);
                END IF;
            END IF;
            m := m + 1;
        END LOOP;

        IF outcome = 'appended' THEN
            first := head_position + 1;
        END IF;
        WHILE e_batch[e] = b LOOP
            IF outcome = 'appended' THEN
                head_position := head_position + 1;
                head_hash := sha256(
                    head_hash || int8send(head_position) || int8send(moment) || e_digest[e]);
                INSERT INTO records VALUES (
                    head_position, e_stream[e], e_version[e], e_id[e], e_type[e],
                    e_data[e], e_meta[e], moment, e_digest[e], head_hash);
            END IF;
            e := e + 1;
        END LOOP;
        IF outcome = 'appended' THEN
            last := head_position;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;

-- Rights keep the service out; this keeps its owner from a slip.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END
$$;
CREATE OR REPLACE TRIGGER records_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON records
    EXECUTE FUNCTION refuse_change();

CREATE SCHEMA IF NOT EXISTS work;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON FUNCTION append FROM PUBLIC;
