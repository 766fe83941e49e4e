using Walrus.Core.Bcs;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Errors;
using Walrus.Storage.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// Holds the journal against what the committee signed before this process was started. A journal that lacks a signed block, or has
/// another in its place, is not the one that was vouched for: nothing is signed on top of it.
/// </summary>
public sealed class CheckpointGuard(ICheckpointStore store, LedgerReplica replica, LedgerArchive archive)
{
    private readonly Lock _lock = new();
    private Task? _check;

    /// <summary>Completes when the journal agrees with the newest checkpoint of earlier runs. Checked once.</summary>
    /// <exception cref="LedgerDivergedException">It does not.</exception>
    public Task RequireAsync()
    {
        lock (_lock)
            return _check ??= Task.Run(CheckAsync);
    }

    private async Task CheckAsync()
    {
        if (await store.FindNewestAsync() is not { } bytes)
            return;
        BlockHeader signed = BcsFormat.FromBytes<Checkpoint>(bytes).Header;
        await replica.CatchUpAsync();
        ulong head = replica.Read(static machine => machine.Head.Height);
        if (head < signed.Height)
            throw new LedgerDivergedException(signed.Height, $"the committee signed it, but the journal ends at height {head}; restore the journal");
        BlockHeader? found = replica.Headers.Find(signed.Height) ?? (await archive.FindAsync(signed.Height))?.Header;
        if (found != signed)
            throw new LedgerDivergedException(signed.Height, "the committee signed another block at this height; restore the journal");
    }
}
