using System.Collections.Immutable;
using System.Globalization;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Nodes.Shards;
using Walrus.Node.Services;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Migration;

/// <summary>
/// Gives a shard's slivers to the node that owns it in the current committee (HTTP interfaces 7.8, control plane 5.4): those of blobs
/// certified before the current epoch, in the order of their ids.
/// </summary>
internal sealed class ShardSource(LocalNode node, HeldSlivers held, LedgerReplica replica, CommitteeDirectory committees, BoundedWork work)
{
    private const int PageSize = 256;

    /// <summary>The slivers that a signed request asks for.</summary>
    /// <exception cref="StorageNodeRefusalException">
    /// SliverCountExceedsLimit, InvalidEpoch, RequestUnauthorized, MessageVerificationFailed; ShardNotAssigned when the node never had the shard.
    /// </exception>
    public async ValueTask<ShardAnswer> OpenAsync(SignedMessage signed, BlsPublicKey sender, CancellationToken cancellation)
    {
        SyncShardRequest request = Parse(signed);
        if (request.SliverCount > ShardSyncFormat.MaxSlivers)
            throw Refuse(StorageNodeReason.SliverCountExceedsLimit, $"{request.SliverCount} slivers are more than the {ShardSyncFormat.MaxSlivers} that one answer has");
        if (request.Epoch > committees.Current.Epoch)
            await replica.CatchUpAsync(cancellation);
        CommitteeSnapshot committee = committees.Current;
        if (request.Epoch != committee.Epoch)
            throw WrongEpoch(request.Epoch, committee.Epoch);
        if (request.Shard.Value >= committee.Parameters.Shards || !committee.HolderOf(request.Shard).PublicKey.Span.SequenceEqual(sender.Bytes.Span))
            throw Refuse(StorageNodeReason.RequestUnauthorized, $"the sender does not own shard {request.Shard} in epoch {committee.Epoch}");
        await VerifyAsync(signed, sender, cancellation);
        List<(SliverKey, int)> slivers = List(request);
        if (slivers.Count == 0 && !HasHad(request.Shard))
            throw Refuse(StorageNodeReason.ShardNotAssigned, $"shard {request.Shard} is not and was not assigned to this node");
        return new ShardAnswer(held.ReadAsync, slivers);
    }

    private static SyncShardRequest Parse(SignedMessage signed)
    {
        try
        {
            (Epoch epoch, SyncShardRequest request) = ProtocolMessage.Parse<SyncShardRequest>(signed.SerializedMessage.Span);
            return epoch == request.Epoch ? request : throw new InvalidMessageException($"The message is of epoch {epoch}, the request of {request.Epoch}.");
        }
        catch (ProtocolException invalid)
        {
            throw Refuse(StorageNodeReason.MessageVerificationFailed, invalid.Message);
        }
    }

    private async Task VerifyAsync(SignedMessage signed, BlsPublicKey sender, CancellationToken cancellation)
    {
        try
        {
            await work.RunAsync(() => signed.Verify(sender), cancellation);
        }
        catch (ProtocolException invalid)
        {
            throw Refuse(StorageNodeReason.MessageVerificationFailed, invalid.Message);
        }
    }

    private List<(SliverKey Key, int Length)> List(SyncShardRequest request)
    {
        List<(SliverKey Key, int Length)> chosen = [];
        long bytes = 0;
        BlobId? after = Before(request.StartingBlobId);
        while (node.Store.ListSlivers(request.Shard, request.Axis, after, PageSize) is { Count: > 0 } page)
        {
            HashSet<BlobId> inScope = replica.Read(machine => page.Select(static key => key.Blob).Where(machine.MovesWithShards).ToHashSet());
            foreach (SliverKey key in page)
            {
                if ((ulong)chosen.Count == request.SliverCount)
                    return chosen;
                if (!inScope.Contains(key.Blob) || node.Store.FindSliverLength(key) is not { } length)
                    continue;
                bytes += ShardSyncFormat.EntryOverhead + length;
                if (bytes > ShardSyncFormat.MaxBytes && chosen.Count > 0)
                    return chosen;
                chosen.Add((key, length));
            }

            after = page[^1].Blob;
        }

        return chosen;
    }

    private bool HasHad(ShardIndex shard) => replica.Read(machine =>
        new[] { machine.CurrentCommittee, machine.PreviousCommittee }.Any(committee =>
            committee?.Members.Any(member => member.Shards.Contains(shard) && machine.FindNode(member.Node)?.Name == node.Name) ?? false));

    /// <summary>The id before this one, or null when it is the first.</summary>
    private static BlobId? Before(BlobId blob)
    {
        byte[] bytes = blob.Bytes.ToArray();
        int last = Array.FindLastIndex(bytes, static value => value != 0);
        if (last < 0)
            return null;
        bytes[last]--;
        bytes.AsSpan(last + 1).Fill(byte.MaxValue);
        return new BlobId(bytes);
    }

    private static StorageNodeRefusalException WrongEpoch(Epoch asked, Epoch current) =>
        new(StorageNodeReason.InvalidEpoch, $"the request is for epoch {asked}, this node is in epoch {current}")
        {
            Metadata = ImmutableSortedDictionary<string, string>.Empty
                .Add("request_epoch", asked.Value.ToString(CultureInfo.InvariantCulture))
                .Add("server_epoch", current.Value.ToString(CultureInfo.InvariantCulture)),
        };

    private static StorageNodeRefusalException Refuse(StorageNodeReason reason, string message) => new(reason, message);
}
