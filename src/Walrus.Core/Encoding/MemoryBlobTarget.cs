namespace Walrus.Core.Encoding;

/// <summary>Memory that a blob is decoded into.</summary>
/// <param name="memory">Exactly as long as the blob.</param>
public sealed class MemoryBlobTarget(Memory<byte> memory) : IBlobTarget
{
    /// <inheritdoc/>
    public long Length => memory.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, Length);
        memory.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        BlobRange.Require(offset, bytes.Length, Length);
        bytes.CopyTo(memory.Span[(int)offset..]);
    }
}
