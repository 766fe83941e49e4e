namespace Walrus.Core.Encoding;

/// <summary>Where a decoded blob is put together, by position, and read back from to be checked. Threads write at the same time.</summary>
public interface IBlobTarget : IBlobSource
{
    /// <summary>Writes <paramref name="bytes"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the blob.</exception>
    /// <exception cref="IOException">The bytes cannot be written.</exception>
    void Write(long offset, ReadOnlySpan<byte> bytes);
}
