using System.Security.Cryptography;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Hashing;

/// <summary>
/// The points of the last few messages. The nodes of a process sign, and then verify, the same bytes; finding their point is half
/// of the work of signing. Messages and points are public.
/// </summary>
internal static class RecentHashes
{
    private const int Slots = 256;

    // A slot is replaced whole, so that no reader sees half of an entry.
    private static readonly Entry?[] Entries = new Entry?[Slots];

    /// <summary>The point of G2 that stands for a message of the protocol.</summary>
    public static AffinePoint<Fp2> Of(ReadOnlySpan<byte> message)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, bytes);
        Bytes32 digest = new(bytes);
        ref Entry? slot = ref Entries[bytes[0] % Slots];
        if (Volatile.Read(ref slot) is { } entry && entry.Digest == digest)
            return entry.Point;
        AffinePoint<Fp2> point = HashToG2.Hash(message, HashToG2.SignatureTag).ToAffine();
        Volatile.Write(ref slot, new Entry(digest, point));
        return point;
    }

    private sealed class Entry(Bytes32 digest, in AffinePoint<Fp2> point)
    {
        public readonly Bytes32 Digest = digest;
        public readonly AffinePoint<Fp2> Point = point;
    }
}
