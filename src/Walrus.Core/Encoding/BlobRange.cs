namespace Walrus.Core.Encoding;

/// <summary>Guards of ranges within a blob.</summary>
internal static class BlobRange
{
    public static void Require(long offset, int count, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset > length - count)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} bytes from {offset} on exceed the {length} bytes of the blob.");
    }
}
