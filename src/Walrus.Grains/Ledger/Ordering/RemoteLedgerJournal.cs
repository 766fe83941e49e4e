using System.Runtime.CompilerServices;
using Walrus.Client.Ledger;
using Walrus.Client.LightClient;
using Walrus.Core.Bcs;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Networks;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// The journal of a ledger that another cluster orders, read from its gateway as far as the committee has signed it: the genesis at
/// position 0, the block of height h at position h. Nothing is appended here.
/// </summary>
/// <param name="ledger">Reaches the gateway.</param>
/// <param name="genesis">The network, from a file that this cluster trusts.</param>
/// <param name="time">Clock of the polling.</param>
public sealed class RemoteLedgerJournal(LedgerClient ledger, Genesis genesis, TimeProvider time) : ILedgerJournal
{
    // A checkpoint comes once a second while blocks come.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(400);

    private readonly CertifiedChain _chain = new(ledger, genesis);
    private readonly SemaphoreSlim _turn = new(1, 1);

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
            yield return new JournalRecord(0, BcsFormat.ToBytes<JournalEntry>(new JournalEntry.Founding(genesis)));
        await _turn.WaitAsync(cancellationToken);
        try
        {
            IAsyncEnumerator<Block> blocks = _chain.ReadAsync((ulong)Math.Max(1, from), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (blocks)
            {
                while (await AskAsync(async () => await blocks.MoveNextAsync()))
                {
                    Block block = blocks.Current;
                    yield return new JournalRecord((long)block.Header.Height, BcsFormat.ToBytes<JournalEntry>(new JournalEntry.Appended(block)));
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return PositionAfter(await AskAsync(() => _chain.AdvanceAsync(cancellationToken)));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default)
    {
        while (await GetHeadAsync(cancellationToken) <= position)
            await Task.Delay(PollInterval, time, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The head of a journal whose last block is that of <paramref name="height"/>.</summary>
    internal static long PositionAfter(ulong height) => (long)height + 1;

    /// <summary>A gateway that cannot be reached may be reached later; one that gives what nobody signed ends the replica.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (LedgerApiException unreachable)
        {
            throw new IOException($"The cluster that orders the ledger cannot be followed: {unreachable.Message}", unreachable);
        }
    }

    private static NotSupportedException NotOurs() => new("Another cluster orders this ledger.");
}
