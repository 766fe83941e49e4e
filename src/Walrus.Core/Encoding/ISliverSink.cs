using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>
/// Takes slivers as they are encoded, piece by piece in any order; threads write at the same time, never the same bytes. Every byte of
/// every wanted sliver is written exactly once.
/// </summary>
public interface ISliverSink
{
    /// <summary>Takes data bytes of one sliver.</summary>
    /// <param name="pair">The pair that the sliver belongs to.</param>
    /// <param name="axis">Which sliver of the pair.</param>
    /// <param name="offset">Where the bytes belong in the sliver's data.</param>
    /// <param name="bytes">Valid during the call only.</param>
    void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes);
}
