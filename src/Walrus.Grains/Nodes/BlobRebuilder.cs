using Microsoft.Extensions.Logging;
using Walrus.Client.Committees;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Grains.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes.Shards;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Gets a storage node's part of a blob back: metadata, then the lost slivers, by symbols or by way of the whole blob, whichever reads
/// fewer bytes. At most two blobs at a time in a process. A blob that turns out to be inconsistent is reported.
/// </summary>
public sealed partial class BlobRebuilder(
    BlobReader reader, SymbolRecovery bySymbols, WholeBlobRebuild byBlob, InconsistencyReporter reporter,
    CommitteeDirectory committees, ReadingCommittees reading, LedgerReplica replica, ILogger<BlobRebuilder> logger) : IDisposable
{
    private const int ConcurrentBlobs = 2;
    private const int Rounds = 3;
    private readonly SemaphoreSlim _slots = new(ConcurrentBlobs, ConcurrentBlobs);

    /// <summary>
    /// Stores durably what the node lacks of the blob. Returns the shards that were rebuilt; none also when the blob turned out to be
    /// inconsistent, which the ledger knows by then.
    /// </summary>
    /// <exception cref="BlobUnavailableException">Too few other nodes answer.</exception>
    /// <exception cref="InconsistencyNotCertifiedException">The blob is inconsistent, and too few nodes confirm that now.</exception>
    public async Task<IReadOnlyList<ShardIndex>> RebuildAsync(LocalNode node, BlobId blob, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await _slots.WaitAsync(cancellation);
        try
        {
            VerifiedBlobMetadata metadata = await reader.ReadMetadataAsync(blob, reading.For(blob), cancellation);
            await node.Store.PutMetadataAsync(blob, BcsFormat.ToBytes(metadata.Metadata), cancellation);
            HashSet<ShardIndex> rebuilt = [];
            // Own slivers that recovery works with may turn out to be damaged: they are lost then as well.
            for (int round = 0; round < Rounds && Lost(node, blob) is { Length: > 0 } lost; round++)
            {
                await RecoverAsync(node, metadata, lost, cancellation);
                rebuilt.UnionWith(lost.Select(static key => key.Shard));
            }

            await node.Store.FlushAsync(cancellation);
            return [.. rebuilt];
        }
        catch (InconsistentSliverException inconsistent)
        {
            Log.Inconsistent(logger, node.Name, blob, inconsistent.Message);
            await reporter.ReportAsync(node, blob, inconsistent.Proof, cancellation);
            return [];
        }
        finally
        {
            _slots.Release();
            await node.DropIfEndedAsync(replica, blob);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    /// <summary>What is not held, and does not come with a shard that is on its way.</summary>
    private SliverKey[] Lost(LocalNode node, BlobId blob)
    {
        bool moves = replica.Read(machine => machine.MovesWithShards(blob));
        return
        [
            .. committees.ShardsOf(node.Name)
                .Where(shard => !moves || !node.Incoming.Contains(shard))
                .SelectMany(shard => new[] { new SliverKey(blob, shard, Axis.Primary), new SliverKey(blob, shard, Axis.Secondary) })
                .Where(key => !node.Store.ContainsSliver(key)),
        ];
    }

    private async Task RecoverAsync(LocalNode node, VerifiedBlobMetadata metadata, SliverKey[] lost, CancellationToken cancellation)
    {
        CommitteeSnapshot committee = reading.For(metadata.BlobId);
        long symbolBytes = lost.Sum(key => RecoveryCost.OfSliver(metadata, key.Axis));
        bool isWholeCheaper = RecoveryCost.OfBlob(metadata) < symbolBytes;
        if (isWholeCheaper && await TryWholeAsync(node, metadata, lost, cancellation))
            return;
        try
        {
            await bySymbols.RecoverAsync(node, metadata, lost, committee, cancellation);
        }
        catch (BlobUnavailableException few) when (!isWholeCheaper)
        {
            // Primary slivers take symbols of two thirds of the shards; the blob as a whole takes the slivers of one third.
            Log.FewSymbols(logger, node.Name, metadata.BlobId, few.Message);
            if (!await TryWholeAsync(node, metadata, lost, cancellation))
                throw;
        }
    }

    /// <summary>False when the blob is inconsistent: then only symbols give what there is, or the proof.</summary>
    private async Task<bool> TryWholeAsync(LocalNode node, VerifiedBlobMetadata metadata, SliverKey[] lost, CancellationToken cancellation)
    {
        try
        {
            await byBlob.RebuildAsync(node, metadata, [.. lost.Select(static key => key.Shard).Distinct()], cancellation);
            return true;
        }
        catch (Exception wrong) when (wrong is InconsistentBlobException or InvalidSliverException)
        {
            Log.Inconsistent(logger, node.Name, metadata.BlobId, wrong.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Node {Node} finds blob {Blob} to be inconsistent: {Why}")]
        public static partial void Inconsistent(ILogger logger, string node, BlobId blob, string why);

        [LoggerMessage(2, LogLevel.Information, "Node {Node} reads blob {Blob} as a whole to recover its slivers: {Why}")]
        public static partial void FewSymbols(ILogger logger, string node, BlobId blob, string why);
    }
}
