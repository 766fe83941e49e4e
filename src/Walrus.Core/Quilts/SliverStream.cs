using Walrus.Core.Encoding;
using Walrus.Core.Slivers;

namespace Walrus.Core.Quilts;

/// <summary>The data of slivers of one length, one after another.</summary>
internal sealed class SliverStream(Sliver[] slivers, int sliverLength) : IBlobSource
{
    /// <inheritdoc/>
    public long Length => (long)slivers.Length * sliverLength;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, Length);
        while (!destination.IsEmpty)
        {
            ReadOnlySpan<byte> rest = slivers[offset / sliverLength].Data.Span[(int)(offset % sliverLength)..];
            int count = Math.Min(rest.Length, destination.Length);
            rest[..count].CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }
}
