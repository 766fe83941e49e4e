using Walrus.Core.Encoding;

namespace Walrus.Cli.Benchmarks;

/// <summary>
/// A blob of any size that takes no room: a short stretch of noise over and over, from any position at the speed of a copy. The
/// stretch is no multiple of a symbol's usual lengths, so that rows and columns differ.
/// </summary>
/// <param name="length">Bytes of the blob.</param>
internal sealed class GeneratedBlobSource(long length) : IBlobSource
{
    private const int Period = 65521;
    private static readonly byte[] Noise = MakeNoise();

    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - destination.Length);
        for (int start = (int)(offset % Period); !destination.IsEmpty; start = 0)
        {
            int count = Math.Min(destination.Length, Period - start);
            Noise.AsSpan(start, count).CopyTo(destination);
            destination = destination[count..];
        }
    }

    private static byte[] MakeNoise()
    {
        byte[] noise = new byte[Period];
        uint x = 1;
        foreach (ref byte b in noise.AsSpan())
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            b = (byte)x;
        }

        return noise;
    }
}
