using System.Numerics;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Challenges;

/// <summary>
/// A stretch of the ring of all 2²⁵⁶ blob ids, from <paramref name="First"/> to <paramref name="Last"/> inclusive; it may run over
/// the end of the ring (control plane 7.6).
/// </summary>
public readonly record struct ChallengeWindow(Bytes32 First, Bytes32 Last)
{
    private static readonly BigInteger Ring = BigInteger.One << 256;

    /// <summary>The window of this length from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not 1 to 2²⁵⁶.</exception>
    public static ChallengeWindow From(Bytes32 start, BigInteger length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Ring);
        return new ChallengeWindow(start, ToBytes((ToNumber(start) + length - 1) % Ring));
    }

    /// <summary>L, the ids that each window spans: <c>⌊2²⁵⁶ / max(M, 1)⌋</c>.</summary>
    /// <param name="eligible">M, how many blobs may be challenged.</param>
    public static BigInteger LengthFor(ulong eligible) => Ring / Math.Max(eligible, 1);

    /// <summary>K for a network of few blobs: <c>min(most, max(16, ⌈M / 100⌉))</c>, so that not all of them are frozen.</summary>
    /// <param name="eligible">M, how many blobs may be challenged.</param>
    /// <param name="most">The governed number of windows.</param>
    public static int CountFor(ulong eligible, int most) =>
        (int)Math.Min((ulong)most, Math.Max(16, eligible / 100 + (eligible % 100 == 0 ? 0UL : 1)));

    /// <summary>Whether an id lies in the window.</summary>
    public bool Contains(Bytes32 id) => RunsOver ? id >= First || id <= Last : id >= First && id <= Last;

    /// <summary>Whether it goes on at zero behind the greatest id.</summary>
    public bool RunsOver => Last < First;

    private static BigInteger ToNumber(Bytes32 bytes) => new(bytes.ToArray(), isUnsigned: true, isBigEndian: true);

    private static Bytes32 ToBytes(BigInteger number)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        bytes.Clear();
        number.TryWriteBytes(bytes[(Bytes32.Length - number.GetByteCount(isUnsigned: true))..], out _, isUnsigned: true, isBigEndian: true);
        return new Bytes32(bytes);
    }
}
