namespace Walrus.Cluster.Tests;

/// <summary>Where the processes of a cluster find each other, and keep grain state and reminders. The ledger's journal is in PostgreSQL with both.</summary>
public enum Membership
{
    /// <summary>The database that the journal is in.</summary>
    Postgres,

    /// <summary>A Redis server.</summary>
    Redis,
}
