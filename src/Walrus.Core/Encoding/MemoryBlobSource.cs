namespace Walrus.Core.Encoding;

/// <summary>A blob in memory.</summary>
/// <param name="bytes">The bytes, which must not change while they are read.</param>
public sealed class MemoryBlobSource(ReadOnlyMemory<byte> bytes) : IBlobSource
{
    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, Length);
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
