using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;

namespace Walrus.Ledger.Availability;

/// <summary>What a header's availability root says of a blob: <c>blob id ‖ option(value) ‖ path</c> (ledger format).</summary>
/// <param name="BlobId">The blob.</param>
/// <param name="Value">Until when it is certified; null when it is not, and not invalid.</param>
/// <param name="Path">The path that shows it.</param>
public sealed record AvailabilityEvidence(BlobId BlobId, AvailabilityValue? Value, SparseMerklePath Path) : IBcs<AvailabilityEvidence>
{
    /// <summary>Whether this is what the root in <paramref name="header"/> says. The header must be trusted for other reasons.</summary>
    public bool IsShownBy(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Path.Shows(header.AvailabilityRoot, BlobId.Bytes, Value);
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(BlobId);
        writer.Bool(Value is not null);
        Value?.Write(writer);
        writer.Value(Path);
    }

    /// <inheritdoc/>
    public static AvailabilityEvidence Read(ref BcsReader reader) => new(
        BlobId.Read(ref reader),
        reader.Bool() ? AvailabilityValue.Read(ref reader) : null,
        SparseMerklePath.Read(ref reader));
}
