using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Client.Writing;

/// <summary>
/// Brings registered blobs to the storage nodes and collects their confirmations (HTTP interfaces 9.1). One per
/// process; safe for concurrent use.
/// </summary>
/// <param name="clients">The nodes.</param>
/// <param name="memory">What encoded slivers may take, over all uploads.</param>
/// <param name="work">Where encoding runs.</param>
/// <param name="time">The clock of deadlines and pauses.</param>
/// <param name="options">Limits.</param>
/// <param name="verifier">Checks the certificates; one that is shared with a ledger in the process saves it from checking them again.</param>
public sealed class BlobUploader(
    StorageNodeClients clients, MemoryBudget memory, BoundedWork work, TimeProvider time, BlobUploaderOptions? options = null, IAggregateVerifier? verifier = null)
{
    private readonly BlobUploaderOptions _options = options ?? new BlobUploaderOptions();

    /// <summary>Longest time from the start until a quorum has confirmed.</summary>
    public TimeSpan Deadline => _options.Deadline;

    /// <summary>
    /// Computes a blob's metadata. A blob of moderate size is encoded in the same pass, if memory for its slivers is free now; the
    /// others are encoded once more when they are uploaded, in parts that memory has room for.
    /// </summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="source">The blob's bytes; read until the last upload has completed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public async Task<PreparedBlob> PrepareAsync(RedStuffParameters parameters, IBlobSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(source);
        BlobEncoder encoder = new(parameters);
        EncodingOptions options = new() { CancellationToken = cancellation };
        SliverBatch? slivers = TryMakeRoom(parameters, source.Length);
        try
        {
            VerifiedBlobMetadata metadata = await work.RunAsync(
                () => slivers is null ? encoder.ComputeMetadata(source, options) : encoder.Encode(source, slivers, options), cancellation).ConfigureAwait(false);
            return new PreparedBlob(metadata, source, slivers);
        }
        catch
        {
            slivers?.Dispose();
            throw;
        }
    }

    /// <summary>As the other overload, for a blob whose metadata alone is known, within the <see cref="Deadline"/>.</summary>
    /// <exception cref="InsufficientConfirmationsException">A quorum became impossible, or did not confirm in time.</exception>
    public async Task<UploadResult> UploadAsync(
        VerifiedBlobMetadata metadata, IBlobSource source, CommitteeSnapshot committee, BlobPersistence persistence, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        using PreparedBlob blob = new(metadata, source);
        return await UploadAsync(blob, committee, persistence, Deadline, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Serves all nodes at once. Completes once a quorum has confirmed and the other nodes that can be reached have had
    /// a fair chance: half the quorum's time again.
    /// </summary>
    /// <param name="blob">The blob; in use, by several threads, until the task has completed.</param>
    /// <param name="committee">The nodes that hold the blob.</param>
    /// <param name="persistence">How the blob is registered.</param>
    /// <param name="limit">Longest time until a quorum has confirmed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InsufficientConfirmationsException">A quorum became impossible, or did not confirm in time.</exception>
    /// <exception cref="MemoryBudgetException">Memory for the slivers did not come free in time.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public async Task<UploadResult> UploadAsync(
        PreparedBlob blob, CommitteeSnapshot committee, BlobPersistence persistence, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blob);
        ArgumentNullException.ThrowIfNull(committee);
        VerifiedBlobMetadata metadata = blob.Metadata;
        if (metadata.Parameters.Shards != committee.Parameters.Shards)
            throw new ArgumentException($"The blob is encoded for {metadata.Parameters.Shards} shards, the committee has {committee.Parameters.Shards}.", nameof(blob));
        using CancellationTokenSource deadline = new(limit < TimeSpan.Zero ? TimeSpan.Zero : limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using UploadJob job = new(metadata, persistence, committee.Epoch, _options, time);
        using UploadQuorum quorum = new(committee, metadata.BlobId, persistence, _options.RecoveryWait, verifier, time);
        await using SharedEncoding encoding = new(job, blob, memory, work, committee.Members.Length, stop.Token);
        long start = time.GetTimestamp();
        Task nodes = Task.WhenAll(committee.Members.Select((member, index) =>
            ServeAsync(index, Node(job, committee, member), job, quorum, encoding, stop.Token)));
        try
        {
            ConfirmationCertificate certificate = await quorum.Certified.WaitAsync(stop.Token).ConfigureAwait(false);
            await GraceAsync(nodes, time.GetElapsedTime(start), stop.Token).ConfigureAwait(false);
            return new UploadResult(certificate, quorum.Results());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InsufficientConfirmationsException(metadata.BlobId, committee.Parameters.Shards, quorum.Results());
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await nodes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Room for all slivers of a blob; null if they are too many to keep.</summary>
    private SliverBatch? TryMakeRoom(RedStuffParameters parameters, long blobSize)
    {
        long bytes = SliverBatch.BytesPerPair(parameters, blobSize) * parameters.Shards;
        return bytes <= _options.OnePassBytes && memory.TryTake(bytes) is { } lease
            ? new SliverBatch(parameters, blobSize, [.. Enumerable.Range(0, parameters.Shards).Select(static pair => new SliverPairIndex(pair))], lease)
            : null;
    }

    private NodeUpload Node(UploadJob job, CommitteeSnapshot committee, CommitteeMember member) =>
        new(job, [.. committee.PairsOf(member, job.Metadata.BlobId)], clients.For(member.Url));

    private async Task GraceAsync(Task nodes, TimeSpan quorumTime, CancellationToken stop)
    {
        TimeSpan grace = TimeSpan.FromTicks(Math.Max(quorumTime.Ticks / 2, _options.MinGrace.Ticks));
        await nodes.WaitAsync(grace, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task ServeAsync(
        int member, NodeUpload node, UploadJob job, UploadQuorum quorum, SharedEncoding encoding, CancellationToken stop)
    {
        try
        {
            Backoff backoff = job.NewBackoff();
            while (!await TryServeAsync(member, node, quorum, encoding, stop).ConfigureAwait(false))
            {
                if (!await quorum.RetriesNeeded.WaitAsync(stop).ConfigureAwait(false))
                    return;
                await backoff.PauseAsync(stop).ConfigureAwait(false);
                if (quorum.Certified.IsCompleted)
                    return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The upload has ended; this node stays unfinished.
        }
        // What is no fault of the node ends the upload, whatever it is.
        catch (Exception e)
        {
            quorum.Break(e);
        }
    }

    /// <summary>False when the node failed and may be tried again.</summary>
    private static async Task<bool> TryServeAsync(
        int member, NodeUpload node, UploadQuorum quorum, SharedEncoding encoding, CancellationToken stop)
    {
        try
        {
            IReadOnlyList<SliverPairIndex> lacking = await node.PrepareAsync(stop).ConfigureAwait(false);
            quorum.Resume(member);
            if (lacking.Count > 0)
            {
                await foreach (SliverBatch batch in encoding.BatchesAsync(member, lacking, stop).ConfigureAwait(false))
                    await node.SendAsync(batch, stop).ConfigureAwait(false);
            }

            encoding.Excuse(member);
            quorum.Confirm(member, await node.ConfirmAsync(stop).ConfigureAwait(false));
            return true;
        }
        catch (Exception e) when (e is StorageNodeException or ProtocolException and not BlobTooLargeException)
        {
            encoding.Excuse(member);
            quorum.Fail(member, e);
            return !UploadFailure.MayRecover(e);
        }
    }
}
