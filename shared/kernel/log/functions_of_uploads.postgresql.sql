-- The functions that write who uploaded what; laid anew as those of postgresql.sql.

-- Notes an upload of a document that is there; false where it is not, or has just gone.
CREATE OR REPLACE FUNCTION public.note_upload(
    document text, by_organisation text, called text, of_type text, by_person text, at_moment bigint
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7219);
    IF NOT EXISTS (SELECT FROM public.documents d WHERE d.sha256 = document) THEN
        RETURN false;
    END IF;
    INSERT INTO public.document_uploads AS u
        VALUES (document, by_organisation, called, of_type, by_person, at_moment,
            (SELECT coalesce(max(r.position), 0) FROM public.records r), false)
        ON CONFLICT (sha256, organisation, name, media_type)
        DO UPDATE SET stored_at = greatest(u.stored_at, excluded.stored_at);
    RETURN true;
END
$$;

-- Lets go of documents last uploaded before a moment, and a week ago, that no event cites; at most
-- so many are looked at, and the number of those that went is told. Cited ones stay for good.
CREATE OR REPLACE FUNCTION public.expire_documents(before bigint, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    week_ago bigint := ((extract(epoch FROM clock_timestamp()) - 604800) * 1000000)::bigint;
    one record;
    gone int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(7219);
    FOR one IN
        SELECT u.sha256, min(u.after_position) AS seen FROM public.document_uploads u
        GROUP BY u.sha256
        HAVING max(u.stored_at) < least(before, week_ago) AND NOT bool_or(u.cited)
        ORDER BY max(u.stored_at) LIMIT most
    LOOP
        IF EXISTS (SELECT FROM public.records r
            WHERE r.position > one.seen AND strpos(r.data, one.sha256) > 0) THEN
            UPDATE public.document_uploads u SET cited = true WHERE u.sha256 = one.sha256;
        ELSE
            DELETE FROM public.document_uploads u WHERE u.sha256 = one.sha256;
            DELETE FROM public.documents d WHERE d.sha256 = one.sha256;
            DELETE FROM public.document_chunks c WHERE c.sha256 = one.sha256;
            gone := gone + 1;
        END IF;
    END LOOP;
    RETURN gone;
END
$$;

REVOKE ALL ON FUNCTION public.note_upload, public.expire_documents FROM PUBLIC;
