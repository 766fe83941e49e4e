using System.Runtime.InteropServices;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Hashing;

/// <summary>Unkeyed BLAKE2b with a digest of 32 bytes (RFC 7693; data plane 0): every hash of the protocol.</summary>
public static class Blake2b256
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestSize = Bytes32.Length;

    /// <summary>Digest of <paramref name="message"/>.</summary>
    public static Bytes32 Hash(ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[DigestSize];
        Hash(message, digest);
        return new Bytes32(digest);
    }

    /// <summary>Writes the digest of <paramref name="message"/> to the start of <paramref name="digest"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="digest"/> is shorter than 32 bytes.</exception>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        if (digest.Length < DigestSize)
            throw new ArgumentException($"A digest takes {DigestSize} bytes, not {digest.Length}.", nameof(digest));
        Span<ulong> state = stackalloc ulong[8];
        SingleMessage.Begin(state);
        int whole = SingleMessage.WholeBlocks(message.Length);
        SingleMessage.Absorb(state, message[..whole], 0);
        SingleMessage.Finish(state, message[whole..], (ulong)message.Length);
        MemoryMarshal.AsBytes(state[..4]).CopyTo(digest);
    }
}
