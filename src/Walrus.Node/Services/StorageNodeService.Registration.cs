using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Node.Services;

/// <content>What the ledger says of a blob, for who writes and who reads.</content>
public sealed partial class StorageNodeService
{
    private static readonly TimeSpan LongestRegistrationWait = TimeSpan.FromSeconds(5);

    private async ValueTask RequireRegisteredAsync(BlobId blob, CancellationToken cancellation)
    {
        if (await IsRegisteredAsync(blob, cancellation))
            return;
        throw _replica.Read(machine => machine.FindBlob(blob)?.Invalid is not null)
            ? Refuse(StorageNodeReason.InvalidBlob, $"blob {blob} was found to be inconsistent")
            : Refuse(StorageNodeReason.NotRegistered, $"blob {blob} is not registered");
    }

    /// <summary>Whether the blob is live, for who wants to read.</summary>
    /// <exception cref="StorageNodeRefusalException">ForbiddenBlob: it was denied network-wide.</exception>
    private async ValueTask<bool> IsServedAsync(BlobId blob, CancellationToken cancellation)
    {
        if (await IsRegisteredAsync(blob, cancellation))
            return true;
        return _replica.Read(machine => machine.FindBlob(blob)?.Denied is null)
            ? false
            : throw Refuse(StorageNodeReason.ForbiddenBlob, $"blob {blob} is blocked");
    }

    /// <summary>Whether the blob is live on the ledger; before "no" the replica catches up once (rulings 15).</summary>
    private async ValueTask<bool> IsRegisteredAsync(BlobId blob, CancellationToken cancellation)
    {
        if (_replica.Read(machine => machine.IsRegistered(blob)))
            return true;
        await _replica.CatchUpAsync(cancellation);
        return _replica.Read(machine => machine.IsRegistered(blob));
    }

    private async Task WaitForRegistrationAsync(BlobId blob, TimeSpan wait, CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = new(wait, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            for (Task moved = _replica.NextMove(); !_replica.Read(machine => machine.IsRegistered(blob)); moved = _replica.NextMove())
                await moved.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Waited long enough: the answer is the one that there is now.
            return;
        }
    }
}
