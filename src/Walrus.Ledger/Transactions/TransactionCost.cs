using Walrus.Core.Bcs;

namespace Walrus.Ledger.Transactions;

/// <summary>What a transaction took from its sender, in FROST (ledger format).</summary>
/// <param name="Storage">For space.</param>
/// <param name="Write">Write fees.</param>
/// <param name="Other">Given away, burned, or put in funds.</param>
public sealed record TransactionCost(ulong Storage, ulong Write, ulong Other) : IBcs<TransactionCost>
{
    /// <summary>Nothing.</summary>
    public static readonly TransactionCost None = new(0, 0, 0);

    void IBcs<TransactionCost>.Write(BcsWriter writer)
    {
        writer.U64(Storage);
        writer.U64(Write);
        writer.U64(Other);
    }

    static TransactionCost IBcs<TransactionCost>.Read(ref BcsReader reader) => new(reader.U64(), reader.U64(), reader.U64());
}
