using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Proofs;

namespace Walrus.Grains.Checkpoints;

/// <summary>There is no proof at present: the committee does not sign, or too many ask.</summary>
public sealed class ProofUnavailableException(string message) : Exception(message);

/// <summary>
/// Makes availability proofs as of the head. All who ask at one time share one checkpoint, and between two of them there is a pause, so that
/// however many ask, the nodes sign a few times a second at most. Where another cluster orders the ledger, that cluster makes them.
/// </summary>
public sealed class AvailabilityProver(LedgerReplica replica, CheckpointKeeper keeper, NetworkClock clock, RemoteProofs? remote = null) : BackgroundService
{
    private const int Waiting = 1024;
    private const int Together = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Channel<Request> _requests = Channel.CreateBounded<Request>(new BoundedChannelOptions(Waiting) { SingleReader = true });

    private sealed record Request(BlobId Blob, TaskCompletionSource<(Checkpoint Checkpoint, AvailabilityEvidence Evidence)> Done);

    /// <summary>A proof as of a head that is at least at the replica's present height, with the hand-overs from the committee of <paramref name="from"/> on.</summary>
    /// <exception cref="ProofUnavailableException">Too few nodes signed in time, a hand-over is not signed yet, or too many ask.</exception>
    public async Task<AvailabilityProof> ProveAsync(BlobId blob, Epoch from, CancellationToken cancellation = default)
    {
        // The first block that a committee answers for comes after block 0.
        if (!await replica.WaitForHeightAsync(1, Patience, clock.Underlying, cancellation))
            throw new ProofUnavailableException("the ledger has no block yet that a committee signs");
        if (remote is not null)
            return await ProveRemotelyAsync(remote, blob, from, cancellation);
        Request request = new(blob, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_requests.Writer.TryWrite(request))
            throw new ProofUnavailableException("too many proofs are being asked for");
        try
        {
            (Checkpoint checkpoint, AvailabilityEvidence evidence) = await request.Done.Task.WaitAsync(Patience, clock.Underlying, cancellation);
            return new AvailabilityProof(checkpoint, evidence, await HandoversAsync(from, checkpoint.Header.Epoch, cancellation));
        }
        catch (TimeoutException)
        {
            throw new ProofUnavailableException("too few storage nodes signed in time");
        }
    }

    private async Task<AvailabilityProof> ProveRemotelyAsync(RemoteProofs source, BlobId blob, Epoch from, CancellationToken cancellation)
    {
        (ulong height, Epoch epoch) = replica.Read(static machine => (machine.Head.Height, machine.Epoch));
        (Checkpoint checkpoint, AvailabilityEvidence evidence) = await source.ProveAsync(blob, height, epoch, cancellation);
        return new AvailabilityProof(checkpoint, evidence, await HandoversAsync(from, checkpoint.Header.Epoch, cancellation));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _requests.Reader.WaitToReadAsync(stoppingToken))
        {
            List<Request> batch = [];
            while (batch.Count < Together && _requests.Reader.TryRead(out Request? request))
                batch.Add(request);
            Checkpoint? before = keeper.Newest;
            await AnswerAsync(batch);
            if (!ReferenceEquals(before, keeper.Newest))
                await Task.Delay(Pause, clock.Underlying, stoppingToken);
        }
    }

    private async Task AnswerAsync(List<Request> batch)
    {
        try
        {
            (BlockHeader header, List<AvailabilityEvidence> evidence) = replica.Read(machine =>
                (machine.Head.Header, batch.ConvertAll(request => machine.ProveAvailability(request.Blob))));
            Checkpoint checkpoint = await keeper.CertifyAsync(header) ?? throw new ProofUnavailableException("too few storage nodes signed in time");
            for (int i = 0; i < batch.Count; i++)
                batch[i].Done.TrySetResult((checkpoint, evidence[i]));
        }
        catch (Exception failure)
        {
            foreach (Request request in batch)
                request.Done.TrySetException(failure as ProofUnavailableException ?? new ProofUnavailableException(failure.Message));
        }
    }

    private async Task<ImmutableArray<CommitteeHandover>> HandoversAsync(Epoch from, Epoch to, CancellationToken cancellation)
    {
        long asked = clock.GetTimestamp();
        ImmutableArray<CommitteeHandover>.Builder handovers = ImmutableArray.CreateBuilder<CommitteeHandover>();
        for (Epoch epoch = from.Value == 0 ? new Epoch(1) : from; epoch < to; epoch = epoch.Plus(1))
        {
            TimeSpan left = Patience - clock.GetElapsedTime(asked);
            handovers.Add(await keeper.WaitForHandoverAsync(epoch, left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation)
                ?? throw new ProofUnavailableException($"the hand-over of the committee of epoch {epoch} is not signed yet"));
        }

        return handovers.ToImmutable();
    }
}
