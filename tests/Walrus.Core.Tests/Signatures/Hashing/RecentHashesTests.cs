using System.Security.Cryptography;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Signatures.Hashing;

namespace Walrus.Core.Tests.Signatures.Hashing;

public sealed class RecentHashesTests
{
    [Fact]
    public void What_is_remembered_is_what_would_be_computed() => Parallel.For(0, 60, i =>
    {
        byte[] message = [(byte)(i % 20), .. "recent"u8];
        Point<Fp2, G2> computed = HashToG2.Hash(message, HashToG2.SignatureTag);
        Assert.True(computed.IsSameAs(new Point<Fp2, G2>(RecentHashes.Of(message))));
        Assert.True(computed.IsSameAs(new Point<Fp2, G2>(RecentHashes.Of(message))));
    });

    [Fact]
    public void Messages_that_share_a_slot_keep_their_own_points()
    {
        byte[] first = [0], second = SharingSlot(first);
        Point<Fp2, G2> one = new(RecentHashes.Of(first)), other = new(RecentHashes.Of(second));
        Assert.False(one.IsSameAs(other));
        Assert.True(one.IsSameAs(new Point<Fp2, G2>(RecentHashes.Of(first))));
        Assert.True(other.IsSameAs(new Point<Fp2, G2>(RecentHashes.Of(second))));
    }

    // The slot is the first byte of the digest.
    private static byte[] SharingSlot(byte[] message)
    {
        byte slot = SHA256.HashData(message)[0];
        for (uint i = 0; ; i++)
        {
            byte[] candidate = BitConverter.GetBytes(i);
            if (SHA256.HashData(candidate)[0] == slot)
                return candidate;
        }
    }
}
