using System.Collections.Concurrent;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Metadata;

namespace Walrus.Client.Reading;

/// <summary>
/// Finds out, before the first byte of a read, whether the nodes that answer hold enough shards to rebuild the blob whole.
/// Below that a lucky first sliver would begin an answer that the next one cannot go on with. It asks while the first slivers
/// are on their way, only until enough have answered, and costs each node one small request.
/// </summary>
internal sealed class RollCall(StorageNodeClients clients, NodeStanding standing, BlobReaderOptions options, TimeProvider time)
{
    /// <summary>Completes when nodes with at least k1 shards answer.</summary>
    /// <exception cref="BlobUnavailableException">Fewer answer.</exception>
    public async Task RequireEnoughAsync(VerifiedBlobMetadata metadata, CommitteeSnapshot committee, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(options.RollCallLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        ConcurrentQueue<StorageNodeException> failures = [];
        List<Task<int>> answers = [.. committee.Members
            .OrderBy(standing.IsSuspect)
            .Select(member => WeighAsync(member, metadata, failures, stop.Token))];
        int weight = 0;
        while (answers.Count > 0 && weight < metadata.Parameters.PrimarySymbols)
        {
            Task<int> answer = await Task.WhenAny(answers).ConfigureAwait(false);
            answers.Remove(answer);
            weight += await answer.ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(answers).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (weight < metadata.Parameters.PrimarySymbols)
        {
            string what = $"nodes with {weight} of {committee.Parameters.Shards} shards answer, {metadata.Parameters.PrimarySymbols} are needed";
            throw new BlobUnavailableException(metadata.BlobId, what, failures);
        }
    }

    /// <summary>The node's shards when it answers, else none.</summary>
    private async Task<int> WeighAsync(
        CommitteeMember member, VerifiedBlobMetadata metadata, ConcurrentQueue<StorageNodeException> failures, CancellationToken cancellation)
    {
        try
        {
            await clients.For(member.Url).GetMetadataStatusAsync(metadata.BlobId, cancellation).ConfigureAwait(false);
            return member.Weight;
        }
        catch (StorageNodeException failure)
        {
            failures.Enqueue(failure);
            return 0;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Too late, or no longer needed: however the request ended when it was cut off, it is no answer.
            return 0;
        }
    }
}
