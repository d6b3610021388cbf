-- The service's role alone makes and reads the keys of persons in here.
CREATE SCHEMA IF NOT EXISTS persons;
REVOKE ALL ON SCHEMA persons FROM PUBLIC;
