using Walrus.Ledger.Blocks;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Blocks whose signatures this process has checked, until it reads their bytes from the journal: a signature is two thirds of what a
/// transaction costs, and the same bytes are signed as well the second time. Bounded; a block that did not fit is checked again. Thread-safe.
/// </summary>
internal sealed class CheckedSignatures
{
    private const long BytesMax = 64 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Block> _blocks = [];
    private long _bytes;

    /// <summary>Every signature of this block was checked, and is good.</summary>
    public void Add(Block block)
    {
        long length = LengthOf(block);
        lock (_lock)
        {
            if (block.Transactions.IsEmpty || _bytes + length > BytesMax || !_blocks.TryAdd(block.Header.Height, block))
                return;
            _bytes += length;
        }
    }

    /// <summary>Lets the transactions of a block that was read take over what is known of the same transactions.</summary>
    public void Settle(Block read)
    {
        Block? known;
        lock (_lock)
        {
            if (!_blocks.Remove(read.Header.Height, out known))
                return;
            _bytes -= LengthOf(known);
        }

        for (int i = 0; i < Math.Min(known.Transactions.Length, read.Transactions.Length); i++)
            read.Transactions[i].TakeSignatureCheck(known.Transactions[i]);
    }

    private static long LengthOf(Block block) => block.Transactions.Sum(static transaction => (long)transaction.Length);
}
