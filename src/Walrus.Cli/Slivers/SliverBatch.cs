using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Slivers;

/// <summary>
/// Keeps the slivers of some neighbouring pairs in memory, of other ones later in the same memory: to go through all slivers of a
/// blob in order without ever holding them all.
/// </summary>
internal sealed class SliverBatch : ISliverSink
{
    private readonly byte[][] _primary;
    private readonly byte[][] _secondary;

    public SliverBatch(RedStuffParameters parameters, long blobSize, int pairs)
    {
        _primary = [.. Enumerable.Range(0, pairs).Select(_ => NewSliver(Axis.Primary))];
        _secondary = [.. Enumerable.Range(0, pairs).Select(_ => NewSliver(Axis.Secondary))];

        byte[] NewSliver(Axis axis) => GC.AllocateUninitializedArray<byte>(parameters.SliverLength(axis, blobSize));
    }

    /// <summary>The pairs whose slivers are kept now.</summary>
    public Range Pairs { get; private set; }

    /// <summary>Encodes the slivers of the pairs from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public void Load(BlobEncoder encoder, IBlobSource source, int first, int end, EncodingOptions options)
    {
        Pairs = first..end;
        encoder.EncodeSlivers(source, Enumerable.Range(first, end - first).Select(p => new SliverPairIndex(p)), this, options);
    }

    /// <inheritdoc/>
    public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) =>
        bytes.CopyTo(Data(pair, axis).AsSpan(offset));

    /// <summary>The data of a sliver of a pair that is kept now.</summary>
    public byte[] Data(SliverPairIndex pair, Axis axis) =>
        (axis == Axis.Primary ? _primary : _secondary)[pair.Value - Pairs.Start.Value];
}
