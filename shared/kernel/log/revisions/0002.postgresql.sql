-- How far the relay has published. What is published twice does no harm: the service moves it.
CREATE TABLE IF NOT EXISTS public.cursors (
    subscription text   PRIMARY KEY,
    position     bigint NOT NULL,
    hash         bytea  NOT NULL
);
-- Until then it stood among the checkpoints.
INSERT INTO public.cursors SELECT * FROM public.checkpoints WHERE subscription = 'relay'
    ON CONFLICT DO NOTHING;
