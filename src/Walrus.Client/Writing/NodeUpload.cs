using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Client.Writing;

/// <summary>The steps of an upload at one node: metadata, the slivers that it lacks, its confirmation.</summary>
internal sealed class NodeUpload(UploadJob job, IReadOnlyList<SliverPairIndex> pairs, StorageNodeClient client)
{
    private HashSet<(SliverPairIndex Pair, Axis Axis)> _lacking = [];

    private BlobId Blob => job.Metadata.BlobId;

    /// <summary>Sends the metadata and finds out which pairs the node needs slivers of.</summary>
    public async Task<IReadOnlyList<SliverPairIndex>> PrepareAsync(CancellationToken cancellation)
    {
        StoreOutcome outcome = await PutMetadataAsync(cancellation).ConfigureAwait(false);
        _lacking = [.. pairs.SelectMany(pair => new[] { (pair, Axis.Primary), (pair, Axis.Secondary) })];
        // New metadata mean that there can be no slivers yet.
        if (outcome == StoreOutcome.AlreadyStored)
            await ForEachAsync([.. _lacking], ForgetIfStoredAsync, cancellation).ConfigureAwait(false);
        return [.. pairs.Where(pair => _lacking.Contains((pair, Axis.Primary)) || _lacking.Contains((pair, Axis.Secondary)))];
    }

    /// <summary>Sends the slivers of a batch that the node lacks.</summary>
    public Task SendAsync(SliverBatch batch, CancellationToken cancellation)
    {
        List<(SliverPairIndex Pair, Axis Axis)> wanted;
        lock (_lacking)
            wanted = [.. _lacking.Where(sliver => batch.Contains(sliver.Pair))];
        return ForEachAsync(wanted, (sliver, token) => SendAsync(batch, sliver, token), cancellation);
    }

    /// <summary>Asks for the confirmation.</summary>
    /// <exception cref="NodeInOtherEpochException">It is of another epoch; a node that is behind was given time.</exception>
    public Task<SignedMessage> ConfirmAsync(CancellationToken cancellation) => TryAsync(ConfirmOnceAsync, cancellation);

    private async Task<SignedMessage> ConfirmOnceAsync(CancellationToken cancellation)
    {
        SignedMessage confirmation = await client.GetConfirmationAsync(Blob, job.Persistence, job.Options.RegistrationWait, cancellation).ConfigureAwait(false);
        Epoch spoken = ProtocolMessage.ParsePrefix(confirmation.SerializedMessage.Span).Epoch;
        return spoken == job.Epoch ? confirmation : throw new NodeInOtherEpochException(client.Url, spoken, job.Epoch);
    }

    private async Task<StoreOutcome> PutMetadataAsync(CancellationToken cancellation)
    {
        long start = job.Time.GetTimestamp();
        Backoff backoff = job.NewBackoff();
        while (true)
        {
            try
            {
                return await TryAsync(token => client.PutMetadataAsync(Blob, job.MetadataBody, token), cancellation).ConfigureAwait(false);
            }
            catch (StorageNodeException e) when (UploadFailure.IsUnregistered(e) && job.Time.GetElapsedTime(start) < job.Options.RegistrationWait)
            {
                await backoff.PauseAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ForgetIfStoredAsync((SliverPairIndex Pair, Axis Axis) sliver, CancellationToken cancellation)
    {
        StoredStatus status = await TryAsync(
            token => client.GetSliverStatusAsync(Blob, sliver.Pair, sliver.Axis, token), cancellation).ConfigureAwait(false);
        if (status == StoredStatus.Stored)
            Forget(sliver);
    }

    private async Task SendAsync(SliverBatch batch, (SliverPairIndex Pair, Axis Axis) sliver, CancellationToken cancellation)
    {
        await job.Transfers.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ReadOnlyMemory<byte> body = batch.Body(sliver.Pair, sliver.Axis);
            await TryAsync(token => client.PutSliverAsync(Blob, sliver.Pair, sliver.Axis, body, token), cancellation).ConfigureAwait(false);
            Forget(sliver);
        }
        finally
        {
            job.Transfers.Release();
        }
    }

    private void Forget((SliverPairIndex Pair, Axis Axis) sliver)
    {
        lock (_lacking)
            _lacking.Remove(sliver);
    }

    private Task ForEachAsync(
        IReadOnlyCollection<(SliverPairIndex, Axis)> slivers,
        Func<(SliverPairIndex, Axis), CancellationToken, Task> act,
        CancellationToken cancellation)
    {
        // The first failure stops the rest: a node is served as a whole or not at all.
        ParallelOptions options = new() { MaxDegreeOfParallelism = job.Options.TransfersPerNode, CancellationToken = cancellation };
        return Parallel.ForEachAsync(slivers, options, (sliver, token) => new ValueTask(act(sliver, token)));
    }

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        Backoff backoff = job.NewBackoff();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await request(cancellation).ConfigureAwait(false);
            }
            catch (StorageNodeException e) when (attempt < job.Options.Attempts && UploadFailure.IsPassing(e))
            {
                await backoff.PauseAsync(cancellation).ConfigureAwait(false);
            }
        }
    }
}
