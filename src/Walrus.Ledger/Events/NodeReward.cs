using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>What a node got of an epoch's bucket.</summary>
/// <param name="Node">The node.</param>
/// <param name="Amount">FROST.</param>
public readonly record struct NodeReward(ObjectId Node, ulong Amount) : IBcs<NodeReward>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U64(Amount);
    }

    /// <inheritdoc/>
    public static NodeReward Read(ref BcsReader reader) => new(ObjectId.Read(ref reader), reader.U64());
}
