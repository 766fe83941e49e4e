using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>Consecutive bytes of a blob where they lie in a systematic primary sliver (data plane 3.3).</summary>
/// <param name="Sliver">The primary sliver.</param>
/// <param name="Offset">Where the bytes start in the sliver's data.</param>
/// <param name="Length">How many bytes.</param>
public readonly record struct SliverSlice(SliverIndex Sliver, int Offset, int Length)
{
    /// <summary>The slices that make up <paramref name="length"/> bytes from <paramref name="offset"/> on of a blob, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the blob.</exception>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    public static IReadOnlyList<SliverSlice> Covering(RedStuffParameters parameters, long blobSize, long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, blobSize - length);
        int sliverLength = parameters.SliverLength(Axis.Primary, blobSize);
        List<SliverSlice> slices = [];
        while (length > 0)
        {
            int within = (int)(offset % sliverLength);
            int count = (int)Math.Min(length, sliverLength - within);
            slices.Add(new SliverSlice(new SliverIndex((int)(offset / sliverLength)), within, count));
            offset += count;
            length -= count;
        }

        return slices;
    }
}
