using Walrus.Client.Committees;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Client.Transfer;

/// <summary>
/// Fetches slivers of a shard from the node that had it before, and believes it nothing: each is checked against its blob's metadata before
/// it is kept (control plane 5.4). One per process; safe for concurrent use.
/// </summary>
/// <param name="clients">The nodes.</param>
/// <param name="work">Where requests are signed and slivers verified.</param>
/// <param name="tally">Counts what is read and kept.</param>
/// <param name="observer">Is told of nodes that give something wrong.</param>
public sealed class ShardTransfer(StorageNodeClients clients, BoundedWork work, RecoveryTally tally, INodeObserver? observer = null)
{
    /// <summary>Fetches one answer. Returns the last blob in it; null when the node has no more.</summary>
    /// <param name="source">The node that had the shard.</param>
    /// <param name="slice">What is asked for.</param>
    /// <param name="epoch">The current epoch.</param>
    /// <param name="receiver">Owner of the shard in this epoch.</param>
    /// <param name="cancellation">Gives up; what is kept by then stays.</param>
    /// <exception cref="StorageNodeRefusedException">The node does not give the shard, or not now.</exception>
    /// <exception cref="NodeUnreachableException">The node is away.</exception>
    /// <exception cref="InvalidNodeAnswerException">A sliver does not verify, or was not asked for: it must not be asked again.</exception>
    public async Task<BlobId?> FetchAsync(
        CommitteeMember source, ShardSlice slice, Epoch epoch, IShardReceiver receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(receiver);
        SyncShardRequest request = new(slice.Shard, slice.Axis, slice.From, (ulong)slice.Count, epoch);
        SignedMessage signed = await work.RunAsync(() => SignedMessage.Sign(receiver.Key, epoch, request), cancellation).ConfigureAwait(false);
        BlobId? last = null;
        try
        {
            int taken = await clients.For(source.Url).SyncShardAsync(
                signed, receiver.Key.PublicKey,
                async (sliver, token) =>
                {
                    using (sliver)
                    {
                        tally.Transferring(ShardSyncFormat.EntryOverhead + sliver.Body.Memory.Length);
                        RequireAskedFor(source, slice, last, sliver);
                        last = sliver.Blob;
                        await TakeAsync(source, slice, sliver, receiver, token).ConfigureAwait(false);
                    }
                },
                cancellation).ConfigureAwait(false);
            return taken <= slice.Count ? last : throw new InvalidNodeAnswerException(source.Url, $"{taken} slivers are more than the {slice.Count} asked for.");
        }
        catch (InvalidNodeAnswerException wrong)
        {
            observer?.Observe(new NodeObservation(source, NodeObservationKind.Wrong, last ?? slice.From, null, slice.Axis, wrong));
            throw;
        }
    }

    private static void RequireAskedFor(CommitteeMember source, ShardSlice slice, BlobId? last, SyncedSliver sliver)
    {
        if (sliver.Axis != slice.Axis)
            throw new InvalidNodeAnswerException(source.Url, $"A {sliver.Axis} sliver of shard {slice.Shard} was not asked for.");
        if (last is { } before ? sliver.Blob <= before : sliver.Blob < slice.From)
            throw new InvalidNodeAnswerException(source.Url, $"Blob {sliver.Blob} is out of order among the slivers of shard {slice.Shard}.");
    }

    private async Task TakeAsync(CommitteeMember source, ShardSlice slice, SyncedSliver sliver, IShardReceiver receiver, CancellationToken cancellation)
    {
        // What is not certified any more in this node's sight may have been when the other one looked.
        if (await receiver.FindMetadataAsync(sliver.Blob, cancellation).ConfigureAwait(false) is not { } metadata)
            return;
        try
        {
            await work.RunAsync(() => Verify(sliver, slice, metadata), cancellation).ConfigureAwait(false);
        }
        catch (ProtocolException wrong)
        {
            throw new InvalidNodeAnswerException(
                source.Url, $"The {slice.Axis} sliver of shard {slice.Shard} of blob {sliver.Blob} is wrong: {wrong.Message}", wrong);
        }

        await receiver.KeepAsync(sliver.Blob, slice, sliver.Body.Memory, cancellation).ConfigureAwait(false);
        tally.Transferred(metadata, slice.Axis);
    }

    private static void Verify(SyncedSliver synced, ShardSlice slice, VerifiedBlobMetadata metadata)
    {
        RedStuffParameters parameters = metadata.Parameters;
        Sliver sliver = Sliver.FromBytes(synced.Body.Memory, slice.Axis);
        SliverIndex owed = parameters.SliverOf(parameters.PairOf(slice.Shard, synced.Blob), slice.Axis);
        if (sliver.Index != owed)
            throw new BcsException($"it is sliver {sliver.Index}, not {owed}");
        SliverVerifier.Verify(sliver, metadata);
    }
}
