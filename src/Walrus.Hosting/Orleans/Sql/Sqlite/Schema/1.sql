CREATE TABLE OrleansQuery
(
    QueryKey  TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
) WITHOUT ROWID;

-- The whole key of a grain stands in the primary key, so the hashes that the provider offers are not needed.
CREATE TABLE grain_state
(
    service_id TEXT    NOT NULL,
    grain_type TEXT    NOT NULL,
    key_n0     INTEGER NOT NULL,
    key_n1     INTEGER NOT NULL,
    key_text   TEXT    NOT NULL,
    payload    BLOB,
    version    INTEGER NOT NULL,
    PRIMARY KEY (service_id, grain_type, key_n0, key_n1, key_text)
);

CREATE TABLE reminder
(
    service_id TEXT    NOT NULL,
    grain_id   TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    grain_hash INTEGER NOT NULL,
    start_time TEXT    NOT NULL,
    period_ms  INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    PRIMARY KEY (service_id, grain_id, name)
) WITHOUT ROWID;

CREATE INDEX reminder_by_hash ON reminder (service_id, grain_hash);
