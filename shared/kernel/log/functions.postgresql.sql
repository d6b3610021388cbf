-- The functions of the log and who may call them, laid anew whenever a store is migrated. The service's
-- role may only read the tables and call these. All is named in full: what others make under the same
-- names is never meant. A change here comes with a revision (`revisions/`), or stores do not get it.

-- An event's data with the hash of each sealed text in its place: what its digest is of.
CREATE OR REPLACE FUNCTION public.withheld(data text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found text;
    said text := data;
BEGIN
    IF strpos(data, '"sealed.') > 0 THEN
        FOR found IN SELECT DISTINCT m[1] FROM regexp_matches(data, '"(sealed\.[^"]+)"', 'g') m LOOP
            said := replace(said, '"' || found || '"',
                '"withheld.' || encode(sha256(convert_to(found, 'UTF8')), 'hex') || '"');
        END LOOP;
    END IF;
    RETURN said;
END
$$;

-- Appends batches in order; each is all or nothing and has its own outcome:
--   appended                first and last position; as name the hash at the last one, in hex, and
--                           as expected when it was recorded, in microseconds since 1970
--   replay                  first and last position
--   conflict                a stream's expected and actual version
--   checkpoint              a follower's expected and actual position
--   mixed                   the id of an event that is not there while the first one is
--   malformed               why the log would not verify with it
-- Batches are numbered from 1; expectations, events and moves name their batch, in its order.
-- VOLATILE at READ COMMITTED: each statement after the lock sees what was committed before it.
CREATE OR REPLACE FUNCTION public.append(
    batches int,
    x_batch int[], x_stream text[], x_version int[],
    e_batch int[], e_stream text[], e_version int[], e_id uuid[], e_type text[],
    e_data text[], e_meta text[], e_digest bytea[],
    m_batch int[], m_name text[], m_from bigint[], m_to bigint[], m_hash bytea[]
) RETURNS TABLE (outcome text, first bigint, last bigint, name text, expected bigint, actual bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    head_position bigint;
    head_hash bytea;
    moment bigint;
    due int[] := x_version;
    x int := 1;
    e int := 1;
    m int := 1;
    i int;
    s int;
    x_first int;
    found_position bigint;
    found_hash bytea;
    found_version int;
    stream text;
BEGIN
    PERFORM pg_advisory_xact_lock(7216);
    SELECT r.position, r.hash, r.recorded_at INTO head_position, head_hash, moment
        FROM public.records r ORDER BY r.position DESC LIMIT 1;
    IF head_position IS NULL THEN
        head_position := 0;
        head_hash := decode(repeat('00', 32), 'hex');
        moment := 0;
    END IF;
    moment := greatest(moment, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);

    FOR b IN 1..batches LOOP
        outcome := 'appended'; first := NULL; last := NULL;
        name := NULL; expected := NULL; actual := NULL;
        x_first := x;

        IF e_batch[e] = b THEN
            SELECT r.position INTO found_position FROM public.records r WHERE r.id = e_id[e];
            IF FOUND THEN
                outcome := 'replay';
                first := found_position;
                i := e;
                WHILE e_batch[i] = b LOOP
                    SELECT r.position INTO last FROM public.records r WHERE r.id = e_id[i];
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
                SELECT max(r.version) INTO found_version
                    FROM public.records r WHERE r.stream = x_stream[x];
                IF x_version[x] IS DISTINCT FROM coalesce(found_version, 0) THEN
                    outcome := 'conflict';
                    name := x_stream[x]; expected := x_version[x];
                    actual := coalesce(found_version, 0);
                END IF;
            END IF;
            x := x + 1;
        END LOOP;

        -- What makes batches sees to all of this; here nobody's word is taken for it.
        i := e;
        s := x_first;
        WHILE outcome = 'appended' AND e_batch[i] = b LOOP
            stream := e_stream[i];
            -- Streams are mostly written in the order in which they are expected.
            FOR tried IN x_first..x LOOP
                EXIT WHEN tried = x OR x_stream[s] = stream;
                s := CASE WHEN s + 1 < x THEN s + 1 ELSE x_first END;
            END LOOP;
            IF x = x_first OR x_stream[s] IS DISTINCT FROM stream THEN
                outcome := 'malformed';
                name := format('no version of stream %s is expected', stream);
                EXIT;
            END IF;
            due[s] := due[s] + 1;
            IF e_version[i] IS DISTINCT FROM due[s] THEN
                outcome := 'malformed';
                name := format(
                    'version %s of stream %s, where %s is due', e_version[i], stream, due[s]);
            ELSIF coalesce(stream, '') = '' OR coalesce(e_type[i], '') = ''
                OR coalesce(e_data[i], '') = '' OR coalesce(e_meta[i], '') = '' THEN
                outcome := 'malformed';
                name := format('a text of event %s is empty', e_id[i]);
            ELSIF strpos(e_data[i], '"withheld.') > 0
                AND e_data[i] ~ '"withheld\.[0-9a-f]{64}"' THEN
                outcome := 'malformed';
                name := format('event %s lacks a sealed text', e_id[i]);
            ELSIF e_digest[i] IS DISTINCT FROM sha256(convert_to(
                '[' || to_json(public.withheld(e_data[i]))::text || ',' || to_json(e_id[i])::text
                || ',' || to_json(e_meta[i])::text || ',' || to_json(stream)::text
                || ',' || to_json(e_type[i])::text || ',' || e_version[i]::text || ']', 'UTF8'))
            THEN
                outcome := 'malformed';
                name := format('the digest of event %s is not that of its texts', e_id[i]);
            END IF;
            i := i + 1;
        END LOOP;

        WHILE m_batch[m] = b LOOP
            IF outcome IN ('appended', 'replay')
                AND (coalesce(m_to[m], -1) < 0 OR octet_length(m_hash[m]) IS DISTINCT FROM 32) THEN
                outcome := 'malformed';
                name := format('checkpoint %s can''t stand there', m_name[m]);
            ELSIF outcome IN ('appended', 'replay') THEN
                SELECT c.position, c.hash INTO found_position, found_hash
                    FROM public.checkpoints c WHERE c.subscription = m_name[m];
                IF m_from[m] = coalesce(found_position, 0) THEN
                    INSERT INTO public.checkpoints VALUES (m_name[m], m_to[m], m_hash[m])
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
                INSERT INTO public.records VALUES (
                    head_position, e_stream[e], e_version[e], e_id[e], e_type[e],
                    e_data[e], e_meta[e], moment, e_digest[e], head_hash);
            END IF;
            e := e + 1;
        END LOOP;
        IF outcome = 'appended' THEN
            last := head_position;
            name := encode(head_hash, 'hex');
            expected := moment;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;

-- Keeps a part of a document whose last part has not come; parts are numbered from 0.
CREATE OR REPLACE FUNCTION public.keep_chunk(document text, part int, content bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF document IS NULL OR document !~ '^[0-9a-f]{64}$' OR part IS NULL OR part < 0
        OR coalesce(octet_length(content), 0) NOT BETWEEN 1 AND 262144 THEN
        RAISE EXCEPTION 'no part of a document';
    END IF;
    IF part > 0 AND NOT EXISTS (SELECT FROM public.document_chunks c
        WHERE c.sha256 = document AND c.number = part - 1) THEN
        RAISE EXCEPTION 'part % of document % is missing', part - 1, document;
    END IF;
    IF EXISTS (SELECT FROM public.documents d WHERE d.sha256 = document) THEN
        RETURN;
    END IF;
    INSERT INTO public.document_chunks VALUES (document, part, content) ON CONFLICT DO NOTHING;
END
$$;

-- Makes a document whole: its parts are there and have its size and hash, or it is refused and its
-- parts go, so that it can be sent anew.
CREATE OR REPLACE FUNCTION public.keep_document(
    document text, bytes bigint, called text, type text, by_person text, by_organisation text,
    at_moment bigint
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept bigint;
    hash bytea;
BEGIN
    IF EXISTS (SELECT FROM public.documents d WHERE d.sha256 = document) THEN
        RETURN true;
    END IF;
    SELECT coalesce(sum(octet_length(c.bytes)), 0) INTO kept
        FROM public.document_chunks c WHERE c.sha256 = document;
    IF kept = bytes THEN
        SELECT sha256(coalesce(string_agg(c.bytes, '' ORDER BY c.number), '')) INTO hash
            FROM public.document_chunks c WHERE c.sha256 = document;
    END IF;
    IF hash IS NULL OR encode(hash, 'hex') IS DISTINCT FROM document THEN
        DELETE FROM public.document_chunks c WHERE c.sha256 = document;
        RETURN false;
    END IF;
    INSERT INTO public.documents
        VALUES (document, bytes, called, type, by_person, by_organisation, at_moment)
        ON CONFLICT DO NOTHING;
    RETURN true;
END
$$;

-- Rights keep the service out; this keeps its owner from a slip.
CREATE OR REPLACE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END
$$;
CREATE OR REPLACE TRIGGER records_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON public.records
    EXECUTE FUNCTION public.refuse_change();

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON FUNCTION public.append, public.withheld, public.keep_chunk, public.keep_document
    FROM PUBLIC;
