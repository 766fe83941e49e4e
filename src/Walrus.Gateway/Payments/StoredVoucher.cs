using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Ledger.Reads;

namespace Walrus.Gateway.Payments;

/// <summary>What outlasts the gateway's process of one reader.</summary>
/// <param name="Latest">The last voucher that was accepted.</param>
/// <param name="DeliveredBytes">Unencoded bytes delivered or about to be, since the channel was opened.</param>
/// <param name="Served">What the nodes served for what is not settled, by ascending id.</param>
public sealed record StoredVoucher(SignedVoucher Latest, ulong DeliveredBytes, ImmutableArray<ServedBytes> Served) : IBcs<StoredVoucher>
{
    /// <inheritdoc/>
    public bool Equals(StoredVoucher? other) => other is not null
        && Latest.Equals(other.Latest) && DeliveredBytes == other.DeliveredBytes && Served.SequenceEqual(other.Served);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Latest, DeliveredBytes, Served.Length);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Latest);
        writer.U64(DeliveredBytes);
        writer.Vector(Served);
    }

    /// <inheritdoc/>
    public static StoredVoucher Read(ref BcsReader reader) =>
        new(SignedVoucher.Read(ref reader), reader.U64(), [.. reader.Vector<ServedBytes>()]);
}
