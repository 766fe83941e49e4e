DELETE FROM silo WHERE cluster_id = @DeploymentId;
DELETE FROM cluster WHERE cluster_id = @DeploymentId;
