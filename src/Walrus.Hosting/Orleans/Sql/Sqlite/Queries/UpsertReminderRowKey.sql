INSERT INTO reminder (service_id, grain_id, name, grain_hash, start_time, period_ms, version)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 1)
ON CONFLICT (service_id, grain_id, name)
    DO UPDATE SET start_time = excluded.start_time,
                  period_ms  = excluded.period_ms,
                  grain_hash = excluded.grain_hash,
                  version    = reminder.version + 1
RETURNING version AS Version;
