-- The row stays, so that a writer with the version from before the clearing is refused.
UPDATE grain_state
SET payload = NULL, version = version + 1
WHERE service_id = @ServiceId
  AND grain_type = @GrainTypeString
  AND key_n0 = @GrainIdN0
  AND key_n1 = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString::text, '')
  AND version = @GrainStateVersion::integer
RETURNING version AS NewGrainStateVersion;
