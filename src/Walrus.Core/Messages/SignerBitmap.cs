using System.Collections.Immutable;

namespace Walrus.Core.Messages;

/// <summary>Sets of committee members as bits: member t is bit t mod 8, from the lowest, of byte t / 8 (data plane 8.3).</summary>
public static class SignerBitmap
{
    /// <summary>The bitmap of ceil(members / 8) bytes.</summary>
    /// <param name="signers">Indices of members; no order, repetition changes nothing.</param>
    /// <param name="members">How many members the committee has.</param>
    /// <exception cref="InvalidCertificateException">A signer is beyond the last member.</exception>
    public static byte[] FromSigners(IEnumerable<ushort> signers, int members)
    {
        ArgumentNullException.ThrowIfNull(signers);
        byte[] bitmap = new byte[(members + 7) / 8];
        foreach (ushort signer in signers)
        {
            if (signer >= members)
                throw BeyondLastMember(signer, members);
            bitmap[signer / 8] |= (byte)(1 << (signer % 8));
        }

        return bitmap;
    }

    /// <summary>The members whose bits are set, in order. Missing bytes are zero.</summary>
    /// <exception cref="InvalidCertificateException">The bitmap is longer than needed, or has a bit beyond the last member.</exception>
    public static ImmutableArray<ushort> ToSigners(ReadOnlySpan<byte> bitmap, int members)
    {
        if (bitmap.Length > (members + 7) / 8)
        {
            throw new InvalidCertificateException(
                CertificateReasons.InvalidBitmap, $"A bitmap of {bitmap.Length} bytes is too long for {members} members.");
        }

        ImmutableArray<ushort>.Builder signers = ImmutableArray.CreateBuilder<ushort>();
        for (int member = 0; member < 8 * bitmap.Length; member++)
        {
            if ((bitmap[member / 8] >> (member % 8) & 1) == 0)
                continue;
            if (member >= members)
                throw BeyondLastMember(member, members);
            signers.Add((ushort)member);
        }

        return signers.ToImmutable();
    }

    private static InvalidCertificateException BeyondLastMember(int signer, int members) =>
        new(CertificateReasons.InvalidBitmap, $"Signer {signer} is beyond the last of {members} members.");
}
