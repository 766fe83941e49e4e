using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Client.Reading;

/// <summary>Gets the metadata of a blob from any node that has them, checked against the blob id.</summary>
internal sealed class MetadataReader(StorageNodeClients clients, NodeStanding standing, TimeProvider time)
{
    /// <exception cref="BlobUnavailableException">No node gave metadata that verify.</exception>
    public async Task<VerifiedBlobMetadata> ReadAsync(BlobId blob, CommitteeSnapshot committee, CancellationToken cancellation)
    {
        Gathering<VerifiedBlobMetadata> gathering = new(needed: 1, parallel: 1, standing.Patience(bytes: 0), time, discard: static _ => { });
        IEnumerable<Func<CancellationToken, Task<VerifiedBlobMetadata>>> candidates = InOrder(blob, committee)
            .Select(node => (Func<CancellationToken, Task<VerifiedBlobMetadata>>)(token => ReadAsync(blob, node, committee.Parameters, token)));
        IReadOnlyList<VerifiedBlobMetadata>? answers = await gathering.RunAsync(candidates, cancellation).ConfigureAwait(false);
        return answers?[0] ?? throw new BlobUnavailableException(blob, "no node gave its metadata", gathering.Failures);
    }

    /// <summary>Another node comes first for every blob, so that all nodes bear the load; nodes that failed come last.</summary>
    private IEnumerable<CommitteeMember> InOrder(BlobId blob, CommitteeSnapshot committee)
    {
        int first = blob.RotationOffset(committee.Members.Length);
        IEnumerable<CommitteeMember> members = committee.Members.Skip(first).Concat(committee.Members.Take(first));
        if (committee.Fallback is { } fallback)
            members = members.Concat(fallback.Members.Where(member => committee.IndexOf(member.NodeId) is null));
        return members.OrderBy(standing.IsSuspect);
    }

    private async Task<VerifiedBlobMetadata> ReadAsync(
        BlobId blob, CommitteeMember node, RedStuffParameters parameters, CancellationToken cancellation)
    {
        using NodeStanding.Watch watch = standing.Begin(node, bytes: 0);
        try
        {
            using PooledBytes body = await clients.For(node.Url).GetMetadataAsync(blob, cancellation).ConfigureAwait(false);
            VerifiedBlobMetadata metadata = Verify(blob, node, body.Memory.Span, parameters);
            watch.Succeeded();
            return metadata;
        }
        catch (StorageNodeException e)
        {
            standing.Failed(node, blob, pair: null, axis: null, e);
            throw;
        }
    }

    private static VerifiedBlobMetadata Verify(BlobId blob, CommitteeMember node, ReadOnlySpan<byte> body, RedStuffParameters parameters)
    {
        try
        {
            // The id that comes with the metadata proves nothing; they have to hash to the one asked for.
            return VerifiedBlobMetadata.Verify(blob, BcsFormat.FromBytes<BlobMetadataWithId>(body).Metadata, parameters);
        }
        catch (ProtocolException e)
        {
            throw new InvalidNodeAnswerException(node.Url, $"The metadata of blob {blob} are wrong: {e.Message}", e);
        }
    }
}
