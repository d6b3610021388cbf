-- What followed from events, by the command that began the chain. The texts are cut out, not parsed:
-- no metadata that a log holds can fail here. Direct commands are found by their own ids.
CREATE INDEX IF NOT EXISTS records_caused
    ON public.records (substr(meta, strpos(meta, '"correlation":"') + 15, 36))
    WHERE strpos(meta, '"causation":"') > 0;
