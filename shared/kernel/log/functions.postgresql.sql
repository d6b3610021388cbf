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
-- Each stream is named once, and by its place from 1 everywhere else. Of each batch it is said how many
-- expectations and events it has; these stand in the order of the batches, and an event says at which
-- place its stream's expectation stands. Moves name their batch, in its order.
-- What is asked is asked once for all batches, and what is appended inserted at once: a statement costs
-- more than most of what it does. Only where an event is known already, or `doubled`, here twice, each
-- batch looks itself.
-- VOLATILE at READ COMMITTED: each statement after the lock sees what was committed before it.
CREATE OR REPLACE FUNCTION public.append_group(
    streams text[], x_count int[], x_of int[], x_version int[],
    e_count int[], e_of int[], e_x int[], e_version int[], e_id uuid[], e_type text[],
    e_data text[], e_meta text[], e_digest bytea[],
    m_batch int[], m_name text[], m_from bigint[], m_to bigint[], m_hash bytea[], doubled boolean
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
    stand int[];          -- the versions of the streams, as they grow
    due int[] := x_version;
    again boolean := doubled;
    once boolean;         -- whether each stream is named once
    written bigint;       -- the last position that is in the table
    kept int[] := '{}';   -- the events that are not there yet, and their hashes
    hashes bytea[] := '{}';
    x_first int;
    x_last int := 0;
    e_first int;
    e_last int := 0;
    m int := 1;
    found_position bigint;
    found_hash bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(7216);
    SELECT r.position, r.hash, r.recorded_at INTO head_position, head_hash, moment
        FROM public.records r ORDER BY r.position DESC LIMIT 1;
    IF head_position IS NULL THEN
        head_position := 0;
        head_hash := decode(repeat('00', 32), 'hex');
        moment := 0;
    END IF;
    written := head_position;
    moment := greatest(moment, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
    SELECT
        ARRAY(SELECT coalesce((SELECT r.version FROM public.records r WHERE r.stream = s.name
            ORDER BY r.version DESC LIMIT 1), 0) FROM unnest(streams) AS s (name)),
        again OR EXISTS (SELECT FROM public.records r WHERE r.id = ANY (e_id)),
        (SELECT count(DISTINCT s.name COLLATE "C") FROM unnest(streams) AS s (name)) = cardinality(streams)
        INTO stand, again, once;
    IF once IS NOT TRUE THEN  -- a guard would hold on what the same group has surpassed
        RAISE EXCEPTION 'a stream is named twice, or not at all';
    END IF;

    FOR b IN 1..cardinality(x_count) LOOP
        outcome := 'appended'; first := NULL; last := NULL;
        name := NULL; expected := NULL; actual := NULL;
        x_first := x_last + 1; x_last := x_last + x_count[b];
        e_first := e_last + 1; e_last := e_last + e_count[b];

        IF again AND e_count[b] > 0 THEN
            SELECT r.position INTO first FROM public.records r WHERE r.id = e_id[e_first];
            IF FOUND THEN
                outcome := 'replay';
                FOR e IN e_first..e_last LOOP
                    SELECT r.position INTO last FROM public.records r WHERE r.id = e_id[e];
                    IF NOT FOUND THEN
                        outcome := 'mixed';
                        name := e_id[e]::text;
                        EXIT;
                    END IF;
                END LOOP;
            END IF;
        END IF;

        IF outcome = 'appended' THEN
            FOR x IN x_first..x_last LOOP
                IF x_version[x] IS DISTINCT FROM stand[x_of[x]] THEN
                    outcome := 'conflict';
                    name := streams[x_of[x]]; expected := x_version[x]; actual := stand[x_of[x]];
                    EXIT;
                END IF;
            END LOOP;
        END IF;

        -- What makes batches sees to all of this; here nobody's word is taken for it.
        IF outcome = 'appended' THEN
            FOR e IN e_first..e_last LOOP
                IF (e_x[e] BETWEEN x_first AND x_last AND e_of[e] = x_of[e_x[e]]
                    AND e_version[e] = due[e_x[e]] + 1
                    AND streams[e_of[e]] <> '' AND e_type[e] <> '' AND e_data[e] <> '' AND e_meta[e] <> ''
                    AND (strpos(e_data[e], '"withheld.') = 0 OR e_data[e] !~ '"withheld\.[0-9a-f]{64}"')
                    AND e_digest[e] = sha256(convert_to('[' || to_json(
                            CASE WHEN strpos(e_data[e], '"sealed.') > 0 THEN public.withheld(e_data[e])
                                ELSE e_data[e] END)::text
                        || ',"' || e_id[e]::text || '",' || to_json(e_meta[e])::text
                        || ',' || to_json(streams[e_of[e]])::text || ',' || to_json(e_type[e])::text
                        || ',' || e_version[e]::text || ']', 'UTF8'))
                ) IS NOT TRUE THEN
                    outcome := 'malformed';
                    name := CASE
                        WHEN (e_x[e] BETWEEN x_first AND x_last AND e_of[e] = x_of[e_x[e]]) IS NOT TRUE
                            THEN format('no version of stream %s is expected', streams[e_of[e]])
                        WHEN e_version[e] IS DISTINCT FROM due[e_x[e]] + 1 THEN format(
                            'version %s of stream %s, where %s is due',
                            e_version[e], streams[e_of[e]], due[e_x[e]] + 1)
                        WHEN (streams[e_of[e]] <> '' AND e_type[e] <> '' AND e_data[e] <> ''
                            AND e_meta[e] <> '') IS NOT TRUE
                            THEN format('a text of event %s is empty', e_id[e])
                        WHEN e_data[e] ~ '"withheld\.[0-9a-f]{64}"'
                            THEN format('event %s lacks a sealed text', e_id[e])
                        ELSE format('the digest of event %s is not that of its texts', e_id[e])
                    END;
                    EXIT;
                END IF;
                due[e_x[e]] := e_version[e];
            END LOOP;
        END IF;

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
            FOR e IN e_first..e_last LOOP
                head_position := head_position + 1;
                head_hash := sha256(
                    head_hash || int8send(head_position) || int8send(moment) || e_digest[e]);
                stand[e_of[e]] := e_version[e];
                kept := kept || e;
                hashes := hashes || head_hash;
            END LOOP;
            last := head_position;
            name := encode(head_hash, 'hex');
            expected := moment;
        END IF;
        RETURN NEXT;

        IF head_position > written AND (again OR b = cardinality(x_count)) THEN
            INSERT INTO public.records
                SELECT written + k.place, streams[e_of[k.e]], e_version[k.e], e_id[k.e], e_type[k.e],
                    e_data[k.e], e_meta[k.e], moment, e_digest[k.e], k.hash
                FROM unnest(kept, hashes) WITH ORDINALITY AS k (e, hash, place);
            written := head_position; kept := '{}'; hashes := '{}';
        END IF;
    END LOOP;
END
$$;

-- The same as replicas of the release before call it, in which each expectation and each event says
-- its batch, from 1, and its stream's name.
CREATE OR REPLACE FUNCTION public.append(
    batches int,
    x_batch int[], x_stream text[], x_version int[],
    e_batch int[], e_stream text[], e_version int[], e_id uuid[], e_type text[],
    e_data text[], e_meta text[], e_digest bytea[],
    m_batch int[], m_name text[], m_from bigint[], m_to bigint[], m_hash bytea[]
) RETURNS TABLE (outcome text, first bigint, last bigint, name text, expected bigint, actual bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    streams text[] := ARRAY(SELECT DISTINCT s FROM unnest(x_stream || e_stream) AS s);
BEGIN
    RETURN QUERY SELECT * FROM public.append_group(
        streams,
        ARRAY(SELECT (SELECT count(*) FROM unnest(x_batch) AS x WHERE x = b)::int
            FROM generate_series(1, batches) AS b ORDER BY b),
        ARRAY(SELECT array_position(streams, x.s)
            FROM unnest(x_stream) WITH ORDINALITY AS x (s, n) ORDER BY x.n),
        x_version,
        ARRAY(SELECT (SELECT count(*) FROM unnest(e_batch) AS e WHERE e = b)::int
            FROM generate_series(1, batches) AS b ORDER BY b),
        ARRAY(SELECT array_position(streams, e.s)
            FROM unnest(e_stream) WITH ORDINALITY AS e (s, n) ORDER BY e.n),
        ARRAY(SELECT coalesce((SELECT min(x.n)
                FROM unnest(x_batch, x_stream) WITH ORDINALITY AS x (b, s, n)
                WHERE x.b = e.b AND x.s = e.s), 0)::int
            FROM unnest(e_batch, e_stream) WITH ORDINALITY AS e (b, s, n) ORDER BY e.n),
        e_version, e_id, e_type, e_data, e_meta, e_digest,
        m_batch, m_name, m_from, m_to, m_hash, true);
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
REVOKE ALL ON FUNCTION public.append_group, public.append, public.withheld, public.keep_chunk, public.keep_document
    FROM PUBLIC;
