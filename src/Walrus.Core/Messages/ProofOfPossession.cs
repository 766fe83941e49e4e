using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>
/// The account that registers a key has it (data plane 8.2): signed with that very key. Without such a proof, keys could
/// be chosen so as to cancel others in an aggregate.
/// </summary>
/// <param name="Account">The account that registers the node.</param>
/// <param name="Key">The key.</param>
public sealed record ProofOfPossession(Address Account, BlsPublicKey Key) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.ProofOfPossession;

    /// <summary>Proves possession of <paramref name="key"/> in <paramref name="epoch"/>.</summary>
    public static BlsSignature Prove(BlsSecretKey key, Epoch epoch, Address account)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Sign(new ProtocolMessage(epoch, new ProofOfPossession(account, key.PublicKey)).ToBytes());
    }

    /// <summary>Whether <paramref name="proof"/> proves possession of the key in <paramref name="epoch"/>.</summary>
    public bool IsProvenBy(BlsSignature proof, Epoch epoch) =>
        BlsVerifier.Verify(Key, new ProtocolMessage(epoch, this).ToBytes(), proof);

    /// <inheritdoc/>
    public override void Write(BcsWriter writer)
    {
        Account.Write(writer);
        Key.Write(writer);
    }

    internal static ProofOfPossession Read(ref BcsReader reader) => new(Address.Read(ref reader), BlsPublicKey.Read(ref reader));
}
