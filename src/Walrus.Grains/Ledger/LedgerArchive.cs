using Walrus.Core.Bcs;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Blocks of any age, from the journal. Beside blocks it holds the genesis and moves of a development network's clock, so a block lies at
/// its height or behind it by the number of moves before it, which a few looks find.
/// </summary>
public sealed class LedgerArchive(ILedgerJournal journal, LedgerReplica replica)
{
    /// <summary>The block at a height that the replica has reached, or null if it has not. Block 0 is computed, not stored.</summary>
    public async Task<Block?> FindAsync(ulong height, CancellationToken cancellation = default)
    {
        (ulong head, Block genesis) = replica.Read(static machine => (machine.Head.Height, machine.GenesisBlock));
        if (height > head)
            return null;
        if (height == 0)
            return genesis;
        long low = (long)height;
        long high = replica.Position - 1 - (long)(head - height);
        while (low <= high)
        {
            long middle = low + (high - low) / 2;
            (long Position, Block Block)? found = await FindFromAsync(middle, cancellation);
            if (found?.Block.Header.Height == height)
                return found.Value.Block;
            if (found?.Block.Header.Height < height)
                low = found.Value.Position + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>The first block from a position on; none when only moves of the clock follow.</summary>
    private async Task<(long Position, Block Block)?> FindFromAsync(long from, CancellationToken cancellation)
    {
        await foreach (JournalRecord record in journal.ReadAsync(from, cancellation))
        {
            if (BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is JournalEntry.Appended appended)
                return (record.Position, appended.Block);
        }

        return null;
    }
}
