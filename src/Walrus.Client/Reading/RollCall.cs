using System.Collections.Concurrent;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Metadata;

namespace Walrus.Client.Reading;

/// <summary>
/// Finds out, before the first byte of a read, whether the nodes that answer hold enough shards to rebuild the blob whole.
/// Below that a lucky first sliver would begin an answer that the next one cannot go on with. It asks while the first slivers
/// are on their way: just enough nodes first, others for every blob, and all of them as soon as one of those is late.
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
        Queue<CommitteeMember> others = new(InOrder(metadata, committee));
        List<Call> asked = [];
        Task late = Task.Delay(options.RollCallPatience, time, stop.Token);
        int needed = metadata.Parameters.PrimarySymbols, weight = 0;
        while (weight < needed)
        {
            while ((late.IsCompleted || weight + asked.Sum(static call => call.Weight) < needed) && others.TryDequeue(out CommitteeMember? member))
                asked.Add(new Call(WeighAsync(member, metadata, failures, stop.Token), member.Weight));
            if (asked.Count == 0)
                break;
            Task[] awaited = [.. asked.Select(static call => call.Answer), .. others.Count > 0 ? [late] : Array.Empty<Task>()];
            if (await Task.WhenAny(awaited).ConfigureAwait(false) == late)
                continue;
            Call answered = asked.Find(static call => call.Answer.IsCompleted)!;
            asked.Remove(answered);
            weight += await answered.Answer.ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(asked.Select(static call => call.Answer)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (weight < needed)
        {
            string what = $"nodes with {weight} of {committee.Parameters.Shards} shards answer, {needed} are needed";
            throw new BlobUnavailableException(metadata.BlobId, what, failures);
        }
    }

    /// <summary>Others come first for every blob, so that all nodes bear the load; nodes that failed come last.</summary>
    private IEnumerable<CommitteeMember> InOrder(VerifiedBlobMetadata metadata, CommitteeSnapshot committee)
    {
        int first = metadata.BlobId.RotationOffset(committee.Members.Length);
        return committee.Members.Skip(first).Concat(committee.Members.Take(first)).OrderBy(standing.IsSuspect);
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

    /// <summary>A node that was asked, and its shards.</summary>
    private sealed record Call(Task<int> Answer, int Weight);
}
