using System.Runtime.CompilerServices;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Networks;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// The journal of a ledger that another cluster orders, read from its gateway: the genesis at position 0, the block of height h at
/// position h. Whoever reads executes the blocks, and holds them against the checkpoints of the committee as those come; the gateway can
/// give nothing that does not follow. Nothing is appended here.
/// </summary>
/// <param name="ledger">Reaches the gateway.</param>
/// <param name="genesis">The network, from a file that this cluster trusts.</param>
/// <param name="time">Clock of the polling.</param>
public sealed class RemoteLedgerJournal(LedgerClient ledger, Genesis genesis, TimeProvider time) : ILedgerJournal
{
    private const int FetchedAhead = 8;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default) => throw NotOurs();

    /// <inheritdoc/>
    public ValueTask ReleaseWriterAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(
        long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default) => throw NotOurs();

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        if (from == 0)
            yield return Record(0, new JournalEntry.Founding(genesis));
        long head = await GetHeadAsync(cancellationToken);
        long next = Math.Max(1, from);
        Queue<(long Height, Task<Block> Block)> coming = new();
        while (next < head || coming.Count > 0)
        {
            while (coming.Count < FetchedAhead && next < head)
                coming.Enqueue((next, ledger.GetBlockAsync((ulong)next++, cancellationToken)));
            (long height, Task<Block> block) = coming.Dequeue();
            yield return Record(height, new JournalEntry.Appended(await AskAsync(block)));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default) =>
        PositionAfter((await AskAsync(ledger.GetInfoAsync(cancellationToken))).HeadHeight);

    /// <inheritdoc/>
    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default)
    {
        while (await GetHeadAsync(cancellationToken) <= position)
            await Task.Delay(PollInterval, time, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The head of a journal whose last block is that of <paramref name="height"/>.</summary>
    internal static long PositionAfter(ulong height) => (long)height + 1;

    private static JournalRecord Record(long position, JournalEntry entry) => new(position, BcsFormat.ToBytes(entry));

    /// <summary>A gateway that cannot be reached now may be reached later, as a disk or a database.</summary>
    private static async Task<T> AskAsync<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (LedgerApiException unreachable)
        {
            throw new IOException($"The cluster that orders the ledger cannot be followed: {unreachable.Message}", unreachable);
        }
    }

    private static NotSupportedException NotOurs() => new("Another cluster orders this ledger.");
}
