using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;

namespace Walrus.Core.Messages;

/// <summary>A node asks the former owner of a shard for its slivers (data plane 7.6).</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Axis">Primary or secondary slivers.</param>
/// <param name="StartingBlobId">The first blob id, inclusive.</param>
/// <param name="SliverCount">How many slivers at most.</param>
/// <param name="Epoch">The epoch of the request.</param>
public sealed record SyncShardRequest(ShardIndex Shard, Axis Axis, BlobId StartingBlobId, ulong SliverCount, Epoch Epoch) : MessageBody
{
    private const uint Version1 = 0;

    /// <inheritdoc/>
    public override IntentType Type => IntentType.SyncShard;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer)
    {
        writer.Uleb(Version1);
        writer.U16(Shard.Value);
        AxisFormat.Write(writer, Axis);
        StartingBlobId.Write(writer);
        writer.U64(SliverCount);
        writer.U32(Epoch.Value);
    }

    internal static SyncShardRequest Read(ref BcsReader reader)
    {
        if (reader.Uleb() is var version && version != Version1)
            throw new BcsException($"{version} is no version of a shard synchronisation request.");
        return new SyncShardRequest(
            new ShardIndex(reader.U16()), AxisFormat.Read(ref reader), BlobId.Read(ref reader), reader.U64(), new Epoch(reader.U32()));
    }
}
