DELETE FROM reminder
WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version;

SELECT changes() > 0;
