using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Ledger.Proofs;

/// <summary>
/// Everything that shows, to somebody who trusts one committee of the network, what the ledger says of a blob (ledger format):
/// <c>version u8 ‖ header ‖ certificate ‖ blob id ‖ option(value) ‖ path ‖ hand-overs</c>.
/// </summary>
/// <param name="Checkpoint">A header, and the certificate of its committee.</param>
/// <param name="Evidence">The path from the blob's value to the header's availability root.</param>
/// <param name="Handovers">From committee to committee, up to that of the header; those before the trusted one are passed over.</param>
public sealed record AvailabilityProof(Checkpoint Checkpoint, AvailabilityEvidence Evidence, ImmutableArray<CommitteeHandover> Handovers)
    : IBcs<AvailabilityProof>
{
    /// <summary>Version of the layout.</summary>
    public const byte FormatVersion = 1;

    /// <summary>What it claims. Only what <see cref="AvailabilityVerifier"/> returns is shown.</summary>
    public AvailabilityStatement Statement => AvailabilityStatement.Of(Evidence.BlobId, Evidence.Value, Checkpoint.Header);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U8(FormatVersion);
        writer.Value(Checkpoint);
        writer.Value(Evidence);
        writer.Vector(Handovers);
    }

    /// <inheritdoc/>
    public static AvailabilityProof Read(ref BcsReader reader)
    {
        byte version = reader.U8();
        if (version != FormatVersion)
            throw new BcsException($"Availability proofs of version {version} are not supported; this program reads version {FormatVersion}.");
        return new AvailabilityProof(
            Checkpoint.Read(ref reader), AvailabilityEvidence.Read(ref reader), [.. reader.Vector<CommitteeHandover>()]);
    }
}
