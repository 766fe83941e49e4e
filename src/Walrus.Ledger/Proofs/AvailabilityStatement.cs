using Walrus.Core.Identifiers;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blocks;

namespace Walrus.Ledger.Proofs;

/// <summary>What the ledger says of a blob.</summary>
public enum BlobAvailability
{
    /// <summary>Not certified: never, deleted, or expired.</summary>
    Absent,

    /// <summary>The network must hold it.</summary>
    Certified,

    /// <summary>Its id is certified to be inconsistent: it cannot be read.</summary>
    Invalid,
}

/// <summary>What a verified proof says.</summary>
/// <param name="BlobId">The blob.</param>
/// <param name="Availability">Whether the network must hold it.</param>
/// <param name="CertifiedUntil">The epoch at which it ends, itself not covered; null unless it is certified.</param>
/// <param name="IsPermanent">Whether that end stands, whatever becomes of objects that their owners may delete.</param>
/// <param name="Height">The block as of which this is so.</param>
/// <param name="Epoch">The epoch of that block.</param>
/// <param name="Time">The time of that block.</param>
public sealed record AvailabilityStatement(
    BlobId BlobId, BlobAvailability Availability, Epoch? CertifiedUntil, bool IsPermanent, ulong Height, Epoch Epoch, DateTimeOffset Time)
{
    private static readonly ulong LastMs = (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Requires that the blob is certified, and that this is new enough.</summary>
    /// <exception cref="StaleProofException">It is older than demanded.</exception>
    /// <exception cref="BlobNotCertifiedException">The blob is not certified, or invalid.</exception>
    public void RequireCertified(ProofDemand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        demand.RequireOf(this);
        if (Availability != BlobAvailability.Certified)
            throw new BlobNotCertifiedException(this);
    }

    internal static AvailabilityStatement Of(BlobId blob, AvailabilityValue? value, BlockHeader header)
    {
        Epoch? end = null;
        bool permanent = false;
        if (value is { Invalid: false })
        {
            end = Latest(value);
            permanent = value.PermanentEnd is not null && value.PermanentEnd == end;
        }

        BlobAvailability availability = value is { Invalid: true } ? BlobAvailability.Invalid
            : end > header.Epoch ? BlobAvailability.Certified
            : BlobAvailability.Absent;
        return new AvailabilityStatement(
            blob,
            availability,
            availability == BlobAvailability.Certified ? end : null,
            availability == BlobAvailability.Certified && permanent,
            header.Height,
            header.Epoch,
            DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(header.TimestampMs, LastMs)));
    }

    private static Epoch? Latest(AvailabilityValue value)
    {
        Epoch? latest = value.PermanentEnd;
        foreach (DeletableEnd item in value.Deletable)
        {
            if (latest is null || item.End > latest)
                latest = item.End;
        }

        return latest;
    }
}
