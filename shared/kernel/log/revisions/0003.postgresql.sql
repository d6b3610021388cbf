-- Who uploaded what, under which name: only these functions write it. `after_position` is where the
-- log stood at the first upload, so that what cites the document stands after it; `cited` that an
-- event does. Instants in microseconds since 1970.
CREATE TABLE IF NOT EXISTS public.document_uploads (
    sha256         text   NOT NULL,
    organisation   text   NOT NULL,
    name           text   NOT NULL,
    media_type     text   NOT NULL,
    person         text   NOT NULL,
    stored_at      bigint NOT NULL,
    after_position bigint NOT NULL,
    cited          boolean NOT NULL DEFAULT false,
    PRIMARY KEY (sha256, organisation, name, media_type)
);
CREATE INDEX IF NOT EXISTS document_uploads_of ON public.document_uploads (organisation);

-- What an earlier release stored, as its first owner uploaded it.
INSERT INTO public.document_uploads
    SELECT d.sha256, d.organisation, d.name, d.media_type, d.person, d.stored_at, 0, false
    FROM public.documents d
    WHERE NOT EXISTS (SELECT FROM public.document_uploads u WHERE u.sha256 = d.sha256);
