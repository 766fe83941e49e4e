using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>A node has replayed the ledger up to a block (ledger format, checkpoints).</summary>
/// <param name="Height">Height of the block.</param>
/// <param name="HeaderHash">Hash of its header.</param>
public sealed record CheckpointMessage(ulong Height, Bytes32 HeaderHash) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.Checkpoint;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer)
    {
        writer.U64(Height);
        writer.Bytes32(HeaderHash);
    }

    internal static CheckpointMessage Read(ref BcsReader reader) => new(reader.U64(), reader.Bytes32());
}
