using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>A sink whose slivers lie in memory: the encoder writes there itself, and reads again what it has written.</summary>
public interface ISliverMemory : ISliverSink
{
    /// <summary>The data of a wanted sliver, which nobody else touches until the encoding is done.</summary>
    /// <param name="pair">The pair that the sliver belongs to.</param>
    /// <param name="axis">Which sliver of the pair.</param>
    Span<byte> Data(SliverPairIndex pair, Axis axis);

    /// <inheritdoc/>
    void ISliverSink.Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Data(pair, axis)[offset..]);
}
