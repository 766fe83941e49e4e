-- A first write names no version, a later one the version it read. A row back means it was written.
INSERT INTO grain_state (service_id, grain_type, key_n0, key_n1, key_text, payload, version)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary, 1
WHERE @GrainStateVersion IS NULL
   OR EXISTS (SELECT 1
              FROM grain_state
              WHERE service_id = @ServiceId
                AND grain_type = @GrainTypeString
                AND key_n0 = @GrainIdN0
                AND key_n1 = @GrainIdN1
                AND key_text = coalesce(@GrainIdExtensionString, ''))
ON CONFLICT (service_id, grain_type, key_n0, key_n1, key_text)
    DO UPDATE SET payload = excluded.payload, version = grain_state.version + 1
    WHERE grain_state.version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion;
