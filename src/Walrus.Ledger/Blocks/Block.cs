using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Blocks;

/// <summary>Transactions in the order in which they were executed, and the header that commits to what came of them.</summary>
/// <param name="Header">The header.</param>
/// <param name="Transactions">The transactions.</param>
public sealed record Block(BlockHeader Header, ImmutableArray<SignedTransaction> Transactions) : IBcs<Block>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Header);
        writer.Vector(Transactions, static (w, signed) =>
        {
            w.Uleb((uint)signed.Length);
            signed.Write(w);
        });
    }

    /// <inheritdoc/>
    /// <exception cref="Errors.LedgerException">A transaction is too large, or has a command this program does not know.</exception>
    public static Block Read(ref BcsReader reader) => new(
        BlockHeader.Read(ref reader),
        [.. reader.Vector(static (ref BcsReader r) => SignedTransaction.FromBytes(r.Bytes()))]);
}
