using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Transactions;

/// <summary>What a transaction in a block did (ledger format).</summary>
/// <param name="Digest">The transaction.</param>
/// <param name="Height">The block that holds it.</param>
/// <param name="Status">Whether it took effect; if not, the rest is empty.</param>
/// <param name="Cost">What it took from its sender.</param>
/// <param name="Created">Objects that are there since, in order of creation; among them what was unwrapped.</param>
/// <param name="Mutated">Objects that changed, in the order in which they were used.</param>
/// <param name="Deleted">Objects that are gone, in the order in which they were used; among them what was wrapped.</param>
/// <param name="Events">What it emitted.</param>
public sealed record TransactionEffects(
    TransactionDigest Digest,
    ulong Height,
    TransactionStatus Status,
    TransactionCost Cost,
    ImmutableArray<ObjectId> Created,
    ImmutableArray<ObjectId> Mutated,
    ImmutableArray<ObjectId> Deleted,
    ImmutableArray<LedgerEvent> Events) : IBcs<TransactionEffects>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Digest);
        writer.U64(Height);
        writer.Value(Status);
        writer.Value(Cost);
        writer.Vector(Created);
        writer.Vector(Mutated);
        writer.Vector(Deleted);
        writer.Vector(Events);
    }

    /// <inheritdoc/>
    public static TransactionEffects Read(ref BcsReader reader) => new(
        TransactionDigest.Read(ref reader),
        reader.U64(),
        TransactionStatus.Read(ref reader),
        ReadCost(ref reader),
        [.. reader.Vector<ObjectId>()],
        [.. reader.Vector<ObjectId>()],
        [.. reader.Vector<ObjectId>()],
        [.. reader.Vector<LedgerEvent>()]);

    private static TransactionCost ReadCost(ref BcsReader reader) => new(reader.U64(), reader.U64(), reader.U64());
}
