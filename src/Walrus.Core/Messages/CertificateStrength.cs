using Walrus.Core.Parameters;

namespace Walrus.Core.Messages;

/// <summary>How many shards must stand behind a certificate (control plane 6.1).</summary>
public enum CertificateStrength
{
    /// <summary>Enough that every two such sets share a correct node.</summary>
    Quorum,

    /// <summary>Enough that a correct node is among them.</summary>
    OneCorrect,
}

/// <summary>Operations on <see cref="CertificateStrength"/>.</summary>
public static class CertificateStrengths
{
    /// <summary>What a certificate of a message of this type needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Messages of this type are not certified by the committee.</exception>
    public static CertificateStrength RequiredStrength(this IntentType type) => type switch
    {
        IntentType.InvalidBlobId or IntentType.DenyListedBlobDeleted => CertificateStrength.OneCorrect,
        IntentType.StorageConfirmation or IntentType.DenyListUpdate or IntentType.ProtocolVersion or IntentType.Checkpoint =>
            CertificateStrength.Quorum,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Committees do not certify such messages."),
    };

    /// <summary>Whether <paramref name="weight"/> of <paramref name="shards"/> suffices.</summary>
    public static bool IsReachedBy(this CertificateStrength strength, int weight, int shards) => strength == CertificateStrength.Quorum
        ? ShardWeights.IsQuorum(weight, shards)
        : ShardWeights.HasOneCorrect(weight, shards);
}
