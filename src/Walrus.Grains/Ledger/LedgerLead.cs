using Walrus.Ledger;
using Walrus.Ledger.Blocks;

namespace Walrus.Grains.Ledger;

/// <summary>
/// The replica in the hands of this process's orderer: it stops following the journal, and takes up the blocks that were made
/// on it and are durable, so that nothing is executed twice and no block is visible before it is in the journal. Given back,
/// it follows the journal again from where it stands.
/// </summary>
/// <param name="replica">The replica.</param>
/// <param name="ending">Set when the process stops: the holder gives the replica back as soon as it can.</param>
internal sealed class LedgerLead(LedgerReplica replica, CancellationToken ending) : IDisposable
{
    private LedgerReplica? _replica = replica;

    private LedgerReplica Replica => _replica ?? throw new ObjectDisposedException(nameof(LedgerLead));

    /// <summary>
    /// The state at the head. Only the holder changes it, by <see cref="CommitAsync"/>; reading it needs no lock on the thread that does.
    /// </summary>
    public LedgerMachine Machine => Replica.MachineOfLead;

    /// <summary>Set when the process stops.</summary>
    public CancellationToken Ending { get; } = ending;

    /// <summary>How many journal entries are applied.</summary>
    public long Position => Replica.Position;

    /// <summary>Appends a block that is durable, together with the entries before it, up to <paramref name="position"/>.</summary>
    public ValueTask CommitAsync(PreparedBlock block, long position, long bytes) => Replica.CommitAsync(block, position, bytes);

    /// <summary>Gives the replica back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _replica, null)?.EndLead();
}
