CREATE TABLE OrleansQuery
(
    QueryKey  text NOT NULL PRIMARY KEY,
    QueryText text NOT NULL
);

-- The whole key of a grain stands in the primary key, so the hashes that the provider offers are not needed.
CREATE TABLE grain_state
(
    service_id text    NOT NULL,
    grain_type text    NOT NULL,
    key_n0     bigint  NOT NULL,
    key_n1     bigint  NOT NULL,
    key_text   text    NOT NULL,
    payload    bytea,
    version    integer NOT NULL,
    PRIMARY KEY (service_id, grain_type, key_n0, key_n1, key_text)
);

CREATE TABLE reminder
(
    service_id text        NOT NULL,
    grain_id   text        NOT NULL,
    name       text        NOT NULL,
    grain_hash integer     NOT NULL,
    start_time timestamptz NOT NULL,
    period_ms  bigint      NOT NULL,
    version    integer     NOT NULL,
    PRIMARY KEY (service_id, grain_id, name)
);

CREATE INDEX reminder_by_hash ON reminder (service_id, grain_hash);

-- Every change of a cluster's members raises its version in the same statement.
CREATE TABLE cluster
(
    cluster_id text    NOT NULL PRIMARY KEY,
    version    integer NOT NULL
);

CREATE TABLE silo
(
    cluster_id    text        NOT NULL REFERENCES cluster,
    address       text        NOT NULL,
    port          integer     NOT NULL,
    generation    integer     NOT NULL,
    name          text        NOT NULL,
    host_name     text        NOT NULL,
    status        integer     NOT NULL,
    proxy_port    integer,
    suspect_times text,
    start_time    timestamptz NOT NULL,
    alive_time    timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);
