WITH gone AS (DELETE FROM reminder
              WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
              RETURNING 1)
SELECT count(*) FROM gone;
