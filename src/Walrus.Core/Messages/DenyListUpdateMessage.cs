using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>A node's deny list has a new state (control plane 1.10).</summary>
/// <param name="NodeId">The node whose list it is.</param>
/// <param name="Sequence">Rises with every state.</param>
/// <param name="Size">Size of the list in bytes.</param>
/// <param name="Root">Commitment to the list.</param>
public sealed record DenyListUpdateMessage(ObjectId NodeId, ulong Sequence, ulong Size, Bytes32 Root) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.DenyListUpdate;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer)
    {
        NodeId.Write(writer);
        writer.U64(Sequence);
        writer.U64(Size);
        writer.Bytes32(Root);
    }

    internal static DenyListUpdateMessage Read(ref BcsReader reader) =>
        new(ObjectId.Read(ref reader), reader.U64(), reader.U64(), reader.Bytes32());
}
