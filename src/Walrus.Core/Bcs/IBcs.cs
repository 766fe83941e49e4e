namespace Walrus.Core.Bcs;

/// <summary>A type with one canonical BCS form (data plane 0).</summary>
public interface IBcs<TSelf> where TSelf : IBcs<TSelf>
{
    /// <summary>Appends the canonical bytes.</summary>
    void Write(BcsWriter writer);

    /// <summary>Reads one value and leaves the reader behind it.</summary>
    /// <exception cref="BcsException">The bytes are not the canonical form of a value.</exception>
    static abstract TSelf Read(ref BcsReader reader);
}

/// <summary>Whole values to bytes and back.</summary>
public static class BcsFormat
{
    private const int LargestKeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static BcsWriter? _idle;

    /// <summary>The canonical bytes of <paramref name="value"/>.</summary>
    public static byte[] ToBytes<T>(T value) where T : IBcs<T>
    {
        // While it is in use the thread has no idle writer: a value may call this method for one of its parts.
        BcsWriter writer = _idle ?? new BcsWriter();
        _idle = null;
        value.Write(writer);
        byte[] bytes = writer.ToArray();
        writer.Clear();
        if (bytes.Length <= LargestKeptBuffer)
            _idle = writer;
        return bytes;
    }

    /// <summary>The value whose canonical form <paramref name="bytes"/> is, to the last byte.</summary>
    /// <exception cref="BcsException">The bytes are truncated, not canonical, or followed by others.</exception>
    public static T FromBytes<T>(ReadOnlySpan<byte> bytes) where T : IBcs<T>
    {
        BcsReader reader = new(bytes);
        T value = T.Read(ref reader);
        reader.End();
        return value;
    }
}
