-- A first write names no version, a later one the version it read. A row back means it was written.
WITH updated AS (UPDATE grain_state
                 SET payload = @PayloadBinary, version = version + 1
                 WHERE service_id = @ServiceId
                   AND grain_type = @GrainTypeString
                   AND key_n0 = @GrainIdN0
                   AND key_n1 = @GrainIdN1
                   AND key_text = coalesce(@GrainIdExtensionString::text, '')
                   AND version = @GrainStateVersion::integer
                 RETURNING version),
     inserted AS (INSERT INTO grain_state (service_id, grain_type, key_n0, key_n1, key_text, payload, version)
                  SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''), @PayloadBinary, 1
                  WHERE @GrainStateVersion::integer IS NULL
                  ON CONFLICT DO NOTHING
                  RETURNING version)
SELECT version AS NewGrainStateVersion FROM updated
UNION ALL
SELECT version AS NewGrainStateVersion FROM inserted;
