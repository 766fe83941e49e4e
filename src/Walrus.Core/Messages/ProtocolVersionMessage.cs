using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>A protocol version takes effect (control plane 6.1).</summary>
/// <param name="StartEpoch">The first epoch of the version.</param>
/// <param name="Version">The version.</param>
public sealed record ProtocolVersionMessage(Epoch StartEpoch, ulong Version) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.ProtocolVersion;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer)
    {
        writer.U32(StartEpoch.Value);
        writer.U64(Version);
    }

    internal static ProtocolVersionMessage Read(ref BcsReader reader) => new(new Epoch(reader.U32()), reader.U64());
}
