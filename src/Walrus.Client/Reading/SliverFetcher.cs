using System.Collections.Concurrent;
using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Client.Reading;

/// <summary>Gets slivers of one blob from the nodes that hold them; none leaves here unverified.</summary>
internal sealed class SliverFetcher(
    VerifiedBlobMetadata metadata, CommitteeSnapshot committee, StorageNodeClients clients, SliverVerificationQueue verification, NodeStanding standing)
{
    // A node that was slow a moment ago gets this part of the usual patience.
    private const int SuspectPatienceDivisor = 8;

    private readonly ConcurrentDictionary<(SliverIndex, Axis), bool> _failed = new();

    /// <summary>What the nodes served so far.</summary>
    public ServedTally Served { get; } = new();

    private RedStuffParameters Parameters => metadata.Parameters;

    private BlobId Blob => metadata.BlobId;

    /// <summary>Whether this sliver could not be had before, or the node that holds it failed a moment ago.</summary>
    public bool IsSuspect(SliverIndex index, Axis axis) =>
        _failed.ContainsKey((index, axis)) || standing.IsSuspect(committee.HolderOf(Parameters.PairOf(index, axis), Blob));

    /// <summary>Time after which the answer for this sliver is slow.</summary>
    public TimeSpan PatienceFor(SliverIndex index, Axis axis) => Patience(axis) / (IsSuspect(index, axis) ? SuspectPatienceDivisor : 1);

    /// <summary>Time after which an answer with a sliver of this axis is slow.</summary>
    public TimeSpan Patience(Axis axis) => standing.Patience(metadata.SliverLength(axis));

    /// <summary>
    /// As <see cref="FetchAsync(SliverIndex, Axis, CancellationToken)"/>, for a sliver that others can stand in for: a node that could
    /// not be reached a moment ago is passed over.
    /// </summary>
    /// <exception cref="StorageNodeException">The node failed, or its sliver does not verify.</exception>
    public Task<FetchedSliver> FetchReplaceableAsync(SliverIndex index, Axis axis, CancellationToken cancellation)
    {
        CommitteeMember holder = committee.HolderOf(Parameters.PairOf(index, axis), Blob);
        if (committee.Fallback is not null || standing.IsWorthTrying(holder))
            return FetchAsync(index, axis, cancellation);
        return Task.FromException<FetchedSliver>(new NodeUnreachableException(holder.Url, UnreachableKind.Refused, "It could not be reached a moment ago."));
    }

    /// <summary>The sliver, from the node that holds its shard, or the one to fall back on while shards are on the move.</summary>
    /// <exception cref="StorageNodeException">The node failed, or its sliver does not verify.</exception>
    public async Task<FetchedSliver> FetchAsync(SliverIndex index, Axis axis, CancellationToken cancellation)
    {
        SliverPairIndex pair = Parameters.PairOf(index, axis);
        CommitteeMember holder = committee.HolderOf(pair, Blob);
        CommitteeMember other = committee.Fallback?.HolderOf(pair, Blob) ?? holder;
        try
        {
            return await FetchAsync(holder, pair, axis, cancellation).ConfigureAwait(false);
        }
        catch (StorageNodeException) when (other.NodeId != holder.NodeId)
        {
            return await FetchAsync(other, pair, axis, cancellation).ConfigureAwait(false);
        }
        catch (StorageNodeException)
        {
            _failed.TryAdd((index, axis), true);
            throw;
        }
    }

    private async Task<FetchedSliver> FetchAsync(CommitteeMember node, SliverPairIndex pair, Axis axis, CancellationToken cancellation)
    {
        using NodeStanding.Watch watch = standing.Begin(node, metadata.SliverLength(axis));
        try
        {
            PooledBytes body = await clients.For(node.Url)
                .GetSliverAsync(Blob, pair, axis, metadata.UnencodedLength, cancellation).ConfigureAwait(false);
            FetchedSliver sliver = await VerifyAsync(node, body, pair, axis).ConfigureAwait(false);
            watch.Succeeded();
            Served.Add(node.NodeId, body.Memory.Length);
            return sliver;
        }
        catch (StorageNodeException e)
        {
            standing.Failed(node, Blob, pair, axis, e);
            throw;
        }
    }

    private async Task<FetchedSliver> VerifyAsync(CommitteeMember node, PooledBytes body, SliverPairIndex pair, Axis axis)
    {
        try
        {
            Sliver sliver = Sliver.FromBytes(body.Memory, axis);
            if (sliver.Index != Parameters.SliverOf(pair, axis))
                throw new BcsException($"it is sliver {sliver.Index}");
            await verification.VerifyAsync(sliver).ConfigureAwait(false);
            return new FetchedSliver(body, sliver);
        }
        catch (Exception e)
        {
            body.Dispose();
            if (e is ProtocolException)
                throw new InvalidNodeAnswerException(node.Url, $"The {axis} sliver of pair {pair} of blob {Blob} is wrong: {e.Message}", e);
            throw;
        }
    }
}
