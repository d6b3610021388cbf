CREATE INDEX IF NOT EXISTS records_caused
    ON records (substr(meta, instr(meta, '"correlation":"') + 15, 36))
    WHERE instr(meta, '"causation":"') > 0;
