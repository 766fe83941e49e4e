using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Signatures.Hashing;
using Walrus.Core.Signatures.Pairings;

namespace Walrus.Core.Signatures;

/// <summary>Many signatures in one check.</summary>
public static partial class BlsVerifier
{
    /// <summary>How many random bytes <see cref="VerifyBatch"/> takes for each signature.</summary>
    public const int RandomnessPerSignature = 16;

    /// <summary>
    /// Whether all signatures are valid, by one check of a random combination: one pairing for each distinct message, one for the
    /// signatures together, and a single final exponentiation. An empty batch is valid.
    /// </summary>
    /// <param name="batch">Signatures with their messages and keys.</param>
    /// <param name="randomness">
    /// 16 bytes a signature that nobody who made one could foresee; then a batch with an invalid one passes with probability 2^-128.
    /// </param>
    /// <exception cref="ArgumentException">There is too little randomness, or 16 bytes of it are all zero.</exception>
    public static bool VerifyBatch(ReadOnlySpan<SignedBytes> batch, ReadOnlySpan<byte> randomness)
    {
        if (batch.IsEmpty)
            return true;
        UInt128[] coefficients = ReadCoefficients(batch.Length, randomness);
        AffinePoint<Fp2>[] signatures = new AffinePoint<Fp2>[batch.Length];
        for (int i = 0; i < batch.Length; i++)
            signatures[i] = batch[i].Signature.Point;
        Point<Fp2, G2> signature = MultiSum<Fp2, G2>.Of(signatures, coefficients);

        List<MillerPoint> pairs = [];
        if (!signature.IsInfinity)
            pairs.Add(new MillerPoint(NegatedGenerator, signature.ToAffine()));
        foreach (List<int> indices in GroupByMessage(batch))
        {
            AffinePoint<Fp>[] keys = new AffinePoint<Fp>[indices.Count];
            UInt128[] factors = new UInt128[indices.Count];
            for (int i = 0; i < keys.Length; i++)
                (keys[i], factors[i]) = (batch[indices[i]].Key.Point, coefficients[indices[i]]);
            Point<Fp, G1> key = MultiSum<Fp, G1>.Of(keys, factors);
            if (!key.IsInfinity)
                pairs.Add(new MillerPoint(key.ToAffine(), RecentHashes.Of(batch[indices[0]].Message.Span)));
        }

        return PairingProduct.IsOne([.. pairs]);
    }

    private static UInt128[] ReadCoefficients(int count, ReadOnlySpan<byte> randomness)
    {
        if (randomness.Length / RandomnessPerSignature < count)
        {
            throw new ArgumentException(
                $"{count} signatures take {RandomnessPerSignature} random bytes each, not {randomness.Length} in all.", nameof(randomness));
        }

        UInt128[] coefficients = new UInt128[count];
        for (int i = 0; i < count; i++)
        {
            coefficients[i] = BinaryPrimitives.ReadUInt128LittleEndian(randomness[(i * RandomnessPerSignature)..]);
            if (coefficients[i] == UInt128.Zero)
                throw new ArgumentException("A coefficient of zero would leave its signature unchecked.", nameof(randomness));
        }

        return coefficients;
    }

    private static Dictionary<Bytes32, List<int>>.ValueCollection GroupByMessage(ReadOnlySpan<SignedBytes> batch)
    {
        Dictionary<Bytes32, List<int>> groups = [];
        for (int i = 0; i < batch.Length; i++)
        {
            Bytes32 digest = new(SHA256.HashData(batch[i].Message.Span));
            ref List<int>? indices = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, digest, out _);
            (indices ??= []).Add(i);
        }

        return groups.Values;
    }
}
