using System.Numerics;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures;

/// <summary>Keys for tests.</summary>
internal static class Signers
{
    /// <summary>A key that depends on the number alone.</summary>
    public static BlsSecretKey Key(int number) => BlsSecretKey.FromSeed(Numbers.ToBytes(number, 32));

    /// <summary>The public key of a small scalar.</summary>
    public static BlsPublicKey Scalar(BigInteger scalar) => BlsSecretKey.FromBytes(Numbers.ToBytes(scalar, 32)).PublicKey;
}
