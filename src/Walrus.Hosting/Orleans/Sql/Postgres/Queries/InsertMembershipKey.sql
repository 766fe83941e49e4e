-- Whoever raises the version first has joined; the other finds another version and is refused.
WITH raised AS (UPDATE cluster
                SET version = version + 1
                WHERE cluster_id = @DeploymentId
                  AND version = @Version
                  AND NOT EXISTS (SELECT 1
                                  FROM silo
                                  WHERE cluster_id = @DeploymentId
                                    AND address = @Address
                                    AND port = @Port
                                    AND generation = @Generation)
                RETURNING 1),
     joined AS (INSERT INTO silo (cluster_id, address, port, generation, name, host_name, status, proxy_port, start_time, alive_time)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
                FROM raised
                RETURNING 1)
SELECT count(*) FROM joined;
