using System.Runtime.Intrinsics;

namespace Walrus.Core.Encoding;

/// <summary>
/// Copies bytes that will not be read soon past the caches: what the target held is not fetched, and what is in use is not driven out.
/// </summary>
internal static unsafe class StreamingCopy
{
    private const int Line = 64;

    // With fewer bytes, the lines at the ends, which are copied as usual, outweigh those between.
    private const int MinLength = 4 * Line;

    /// <summary>Copies all bytes. Other threads may count on them after <see cref="Complete"/> only.</summary>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        target = target[..source.Length];
        if (source.Length < MinLength)
        {
            source.CopyTo(target);
            return;
        }

        int first, end;
        fixed (byte* from = source, to = target)
        {
            first = (int)(-(nint)to & (Line - 1));
            end = first + (source.Length - first) / Line * Line;
            CopyLines(from + first, to + first, end - first);
        }

        source[..first].CopyTo(target);
        source[end..].CopyTo(target[end..]);
    }

    /// <summary>To be called once a thread has copied, before it lets others know: such writes are not ordered with later ones.</summary>
    public static void Complete() => Interlocked.MemoryBarrier();

    private static void CopyLines(byte* source, byte* target, int length)
    {
        for (byte* end = target + length; target < end; source += Line, target += Line)
        {
            Vector256<byte> low = Vector256.Load(source), high = Vector256.Load(source + Line / 2);
            low.StoreAlignedNonTemporal(target);
            high.StoreAlignedNonTemporal(target + Line / 2);
        }
    }
}
