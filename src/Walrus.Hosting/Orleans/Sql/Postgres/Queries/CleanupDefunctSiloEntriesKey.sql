-- 3 is Active: a silo that is taken for alive is never forgotten.
DELETE FROM silo WHERE cluster_id = @DeploymentId AND alive_time < @IAmAliveTime AND status <> 3;
