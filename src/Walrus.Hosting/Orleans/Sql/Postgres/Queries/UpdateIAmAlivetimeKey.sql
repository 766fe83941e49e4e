-- A sign of life is no change of membership: the version stays.
UPDATE silo
SET alive_time = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation;
