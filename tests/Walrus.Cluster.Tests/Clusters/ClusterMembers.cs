using System.Globalization;
using System.Text.Json;
using Npgsql;
using StackExchange.Redis;

namespace Walrus.Cluster.Tests;

/// <summary>One process as the cluster's members see it.</summary>
/// <param name="SiloPort">Where it talks to the others.</param>
/// <param name="Generation">When it was started: a process that comes back is another member.</param>
/// <param name="IsDead">Whether the others have given it up.</param>
internal readonly record struct ClusterMember(int SiloPort, int Generation, bool IsDead);

/// <summary>The table of members, read where the processes keep it.</summary>
internal sealed class ClusterMembers(Membership membership, string cluster, string connection) : IAsyncDisposable
{
    private const int Dead = 6;

    private readonly Lazy<Task<ConnectionMultiplexer>> _redis = new(() => ConnectionMultiplexer.ConnectAsync(connection));
    private readonly Lazy<NpgsqlDataSource> _postgres = new(() => NpgsqlDataSource.Create(connection));

    public Task<IReadOnlyList<ClusterMember>> ReadAsync() => membership == Membership.Redis ? ReadRedisAsync() : ReadPostgresAsync();

    public async ValueTask DisposeAsync()
    {
        if (_redis.IsValueCreated)
            await (await _redis.Value).DisposeAsync();
        if (_postgres.IsValueCreated)
            await _postgres.Value.DisposeAsync();
    }

    private async Task<IReadOnlyList<ClusterMember>> ReadPostgresAsync()
    {
        await using NpgsqlCommand select = _postgres.Value.CreateCommand("SELECT port, generation, status FROM silo");
        await using NpgsqlDataReader rows = await select.ExecuteReaderAsync();
        List<ClusterMember> members = [];
        while (await rows.ReadAsync())
            members.Add(new ClusterMember(rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2) == Dead));
        return members;
    }

    /// <summary>A hash with an entry of JSON for each address <c>IP:PORT@GENERATION</c>, and one for the table's version.</summary>
    private async Task<IReadOnlyList<ClusterMember>> ReadRedisAsync()
    {
        HashEntry[] entries = await (await _redis.Value).GetDatabase().HashGetAllAsync($"{cluster}/members/{cluster}");
        List<ClusterMember> members = [];
        foreach (HashEntry entry in entries)
        {
            string[] address = entry.Name.ToString().Split(':', '@');
            if (address is not [_, { } port, { } generation])
                continue;
            using JsonDocument json = JsonDocument.Parse(entry.Value.ToString());
            bool isDead = json.RootElement.GetProperty("Status") is { ValueKind: JsonValueKind.Number } number
                ? number.GetInt32() == Dead
                : json.RootElement.GetProperty("Status").GetString() == nameof(Dead);
            members.Add(new ClusterMember(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(generation, CultureInfo.InvariantCulture), isDead));
        }

        return members;
    }
}
