WITH raised AS (UPDATE cluster
                SET version = version + 1
                WHERE cluster_id = @DeploymentId
                  AND version = @Version
                  AND EXISTS (SELECT 1
                              FROM silo
                              WHERE cluster_id = @DeploymentId
                                AND address = @Address
                                AND port = @Port
                                AND generation = @Generation)
                RETURNING 1),
     changed AS (UPDATE silo
                 SET status = @Status, suspect_times = @SuspectTimes, alive_time = @IAmAliveTime
                 FROM raised
                 WHERE cluster_id = @DeploymentId
                   AND address = @Address
                   AND port = @Port
                   AND generation = @Generation
                 RETURNING 1)
SELECT count(*) FROM changed;
