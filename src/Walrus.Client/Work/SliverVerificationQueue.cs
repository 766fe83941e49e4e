using Walrus.Core.Encoding;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;

namespace Walrus.Client.Work;

/// <summary>
/// Verifies slivers of one blob. Those that come in while others are being verified are taken together, because short
/// slivers cost much less so than one by one: a quarter at 1000 shards. Safe for concurrent use.
/// </summary>
/// <param name="metadata">The blob's metadata.</param>
/// <param name="work">Where slivers are verified.</param>
public sealed class SliverVerificationQueue(VerifiedBlobMetadata metadata, BoundedWork work)
{
    private readonly Lock _gate = new();
    private List<Entry> _waiting = [];
    private bool _isRunning;

    /// <summary>Requires that a sliver is of the blob. Its memory is read until the task has completed.</summary>
    /// <exception cref="InvalidSliverException">It is not.</exception>
    public async Task VerifyAsync(Sliver sliver)
    {
        Entry entry = new(sliver);
        bool isFirst;
        lock (_gate)
        {
            _waiting.Add(entry);
            isFirst = !_isRunning;
            _isRunning = true;
        }

        // Not awaited: it goes on for those who come later, and its failures reach each through their entry.
        if (isFirst)
            _ = WorkOffAsync();
        SliverFault fault = await entry.Fault.Task.ConfigureAwait(false);
        if (fault != SliverFault.None)
            throw new InvalidSliverException(fault, sliver.Axis, sliver.Index, metadata.BlobId);
    }

    private async Task WorkOffAsync()
    {
        while (TakeWaiting() is { } batch)
        {
            try
            {
                await work.RunAsync(() => Verify(batch), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                batch.ForEach(entry => entry.Fault.TrySetException(e));
            }
        }
    }

    private List<Entry>? TakeWaiting()
    {
        lock (_gate)
        {
            List<Entry> batch = _waiting;
            _isRunning = batch.Count > 0;
            if (!_isRunning)
                return null;
            _waiting = [];
            return batch;
        }
    }

    private void Verify(List<Entry> batch)
    {
        EncodingOptions options = new() { MaxDegreeOfParallelism = work.Slots };
        SliverFault[] faults = SliverVerifier.Check([.. batch.Select(entry => entry.Sliver)], metadata, options);
        for (int i = 0; i < faults.Length; i++)
            batch[i].Fault.SetResult(faults[i]);
    }

    private sealed record Entry(Sliver Sliver)
    {
        public TaskCompletionSource<SliverFault> Fault { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
