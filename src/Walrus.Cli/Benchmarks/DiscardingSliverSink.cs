using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;

namespace Walrus.Cli.Benchmarks;

/// <summary>Takes slivers and forgets them: what is measured is the encoder alone.</summary>
internal sealed class DiscardingSliverSink : ISliverSink
{
    /// <inheritdoc/>
    public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) { }
}
