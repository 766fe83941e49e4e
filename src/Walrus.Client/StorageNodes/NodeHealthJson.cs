using System.Collections.Immutable;
using System.Text.Json;
using Walrus.Client.Http;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>JSON of <see cref="NodeHealth"/> (HTTP interfaces 7.7).</summary>
public static class NodeHealthJson
{
    private static readonly string[] StatusNames = ["unknown", "ready", "inTransfer", "inRecovery", "readOnly"];

    /// <summary>Writes the value alone, without the success wrapper.</summary>
    public static void Write(Utf8JsonWriter writer, NodeHealth health)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(health);
        writer.WriteStartObject();
        WriteUptime(writer, health.Uptime);
        writer.WriteNumber("epoch"u8, health.Epoch.Value);
        writer.WriteBase64String("publicKey"u8, health.PublicKey.Span);
        writer.WriteString("nodeStatus"u8, health.NodeStatus);
        WriteProgress(writer, health.EventProgress);
        WriteSummary(writer, health.ShardSummary);
        if (health.ShardDetail is { } detail)
            WriteDetail(writer, detail);
        WriteOptional(writer, "latestCheckpointSequenceNumber", health.LatestCheckpointSequenceNumber);
        writer.WriteEndObject();
    }

    private static void WriteUptime(Utf8JsonWriter writer, TimeSpan uptime)
    {
        writer.WriteStartObject("uptime"u8);
        writer.WriteNumber("secs"u8, uptime.Ticks / TimeSpan.TicksPerSecond);
        writer.WriteNumber("nanos"u8, uptime.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        writer.WriteEndObject();
    }

    private static void WriteProgress(Utf8JsonWriter writer, EventProgress progress)
    {
        writer.WriteStartObject("eventProgress"u8);
        writer.WriteNumber("persisted"u8, progress.Persisted);
        writer.WriteNumber("pending"u8, progress.Pending);
        WriteOptional(writer, "highestFinishedEventIndex", progress.HighestFinishedEventIndex);
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, ShardStatusSummary summary)
    {
        writer.WriteStartObject("shardSummary"u8);
        writer.WriteNumber("owned"u8, summary.Owned);
        writer.WriteStartObject("ownedShardStatus"u8);
        writer.WriteNumber("unknown"u8, summary.Unknown);
        writer.WriteNumber("ready"u8, summary.Ready);
        writer.WriteNumber("inTransfer"u8, summary.InTransfer);
        writer.WriteNumber("inRecovery"u8, summary.InRecovery);
        writer.WriteEndObject();
        writer.WriteNumber("readOnly"u8, summary.ReadOnly);
        writer.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter writer, ShardStatusDetail detail)
    {
        writer.WriteStartObject("shardDetail"u8);
        WriteShards(writer, "owned", detail.Owned);
        WriteShards(writer, "other", detail.Other);
        writer.WriteEndObject();
    }

    private static void WriteShards(Utf8JsonWriter writer, string name, ImmutableArray<ShardHealth> shards)
    {
        writer.WriteStartArray(name);
        foreach (ShardHealth shard in shards)
        {
            writer.WriteStartObject();
            writer.WriteNumber("shard"u8, shard.Shard.Value);
            writer.WriteString("status"u8, StatusNames[(int)shard.Status]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, ulong? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    /// <summary>Reads the value alone.</summary>
    /// <exception cref="FormatException">A field is missing or wrong.</exception>
    public static NodeHealth Read(JsonElement json) => new(
        ReadUptime(json.Member("uptime")),
        new Epoch(json.Number32("epoch")),
        json.Base64("publicKey"),
        json.Text("nodeStatus"),
        ReadProgress(json.Member("eventProgress")),
        ReadSummary(json.Member("shardSummary")),
        json.TryMember("shardDetail", out JsonElement detail) && detail.ValueKind != JsonValueKind.Null ? ReadDetail(detail) : null,
        json.OptionalNumber("latestCheckpointSequenceNumber"));

    private static TimeSpan ReadUptime(JsonElement json)
    {
        // Bounded, so that a hostile uptime is an odd number and not an overflow.
        ulong seconds = Math.Min(json.Number("secs"), uint.MaxValue);
        return TimeSpan.FromTicks((long)seconds * TimeSpan.TicksPerSecond + json.Number32("nanos") / TimeSpan.NanosecondsPerTick);
    }

    private static EventProgress ReadProgress(JsonElement json) =>
        new(json.Number("persisted"), json.Number("pending"), json.OptionalNumber("highestFinishedEventIndex"));

    private static ShardStatusSummary ReadSummary(JsonElement json)
    {
        JsonElement owned = json.Member("ownedShardStatus");
        return new ShardStatusSummary(
            Count(json, "owned"), Count(owned, "unknown"), Count(owned, "ready"),
            Count(owned, "inTransfer"), Count(owned, "inRecovery"), Count(json, "readOnly"));
    }

    private static int Count(JsonElement json, string name) =>
        json.Number(name) is var count and <= int.MaxValue ? (int)count : throw new FormatException($"'{name}' is not a count.");

    private static ShardStatusDetail ReadDetail(JsonElement json) => new(ReadShards(json.Member("owned")), ReadShards(json.Member("other")));

    private static ImmutableArray<ShardHealth> ReadShards(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(ReadShard)]
            : throw new FormatException("The shards are not a list.");

    private static ShardHealth ReadShard(JsonElement json)
    {
        ulong shard = json.Number("shard");
        int status = Array.IndexOf(StatusNames, json.Text("status"));
        if (shard > ushort.MaxValue || status < 0)
            throw new FormatException("A shard has no valid index or status.");
        return new ShardHealth(new ShardIndex((ushort)shard), (ShardHealthStatus)status);
    }
}
