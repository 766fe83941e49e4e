-- A row with the version comes back even when there is no silo.
SELECT cluster.cluster_id AS DeploymentId,
       address            AS Address,
       port               AS Port,
       generation         AS Generation,
       name               AS SiloName,
       host_name          AS HostName,
       status             AS Status,
       proxy_port         AS ProxyPort,
       suspect_times      AS SuspectTimes,
       start_time         AS StartTime,
       alive_time         AS IAmAliveTime,
       version            AS Version
FROM cluster
         LEFT JOIN silo ON silo.cluster_id = cluster.cluster_id
WHERE cluster.cluster_id = @DeploymentId;
