using Walrus.Core.Encoding;

namespace Walrus.Core.Quilts;

/// <summary>What fills some neighbouring columns: bytes in memory, the bytes of a file, and zeros to the end of the last column.</summary>
/// <param name="prefix">The first bytes.</param>
/// <param name="contents">What follows them, if anything.</param>
internal sealed class ColumnStream(byte[] prefix, IBlobSource? contents)
{
    private readonly long _length = prefix.Length + (contents?.Length ?? 0);

    /// <summary>Bytes without the zeros.</summary>
    public long Length => _length;

    /// <summary>Reads from <paramref name="offset"/> on.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        int fromPrefix = (int)Math.Clamp(prefix.Length - offset, 0, destination.Length);
        if (fromPrefix > 0)
            prefix.AsSpan((int)offset, fromPrefix).CopyTo(destination);
        destination = destination[fromPrefix..];
        offset += fromPrefix;
        int fromContents = (int)Math.Clamp(_length - offset, 0, destination.Length);
        if (fromContents > 0)
            contents!.Read(offset - prefix.Length, destination[..fromContents]);
        destination[fromContents..].Clear();
    }
}
