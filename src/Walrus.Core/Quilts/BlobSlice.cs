using Walrus.Core.Encoding;

namespace Walrus.Core.Quilts;

/// <summary>Neighbouring bytes of another source.</summary>
internal sealed class BlobSlice(IBlobSource source, long start, long length) : IBlobSource
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, length);
        source.Read(start + offset, destination);
    }
}
