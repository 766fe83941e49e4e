using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Messages;

/// <summary>A committee whose members' keys tests have.</summary>
internal sealed class SigningCommittee
{
    public SigningCommittee(Epoch epoch, params ushort[] weights)
    {
        Keys = [.. Enumerable.Range(1, weights.Length).Select(Signers.Key)];
        Committee = new CertifyingCommittee(epoch, Keys.Zip(weights, static (key, weight) => new CertifyingMember(key.PublicKey, weight)));
    }

    public ImmutableArray<BlsSecretKey> Keys { get; }

    public CertifyingCommittee Committee { get; }

    public ConfirmationCertificate Certify(ProtocolMessage message, params ushort[] signers) => Certify(message.ToBytes(), signers);

    public ConfirmationCertificate Certify(byte[] message, params ushort[] signers) =>
        new([.. signers], message, BlsSignature.Aggregate(signers.Select(signer => Keys[signer].Sign(message))).Bytes);
}
