using System.Collections.Immutable;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Signatures that anybody can make but that still bind signers and message: quick, and wrong ones are caught.</summary>
public sealed class FakeBls : IAggregateVerifier, IPossessionVerifier
{
    public static readonly ICertificateVerifier Certificates = new CertificateVerifier(new FakeBls());

    internal static readonly LedgerVerifiers Verifiers = new(Certificates, new FakeBls());

    public static byte[] Sign(IEnumerable<BlsPublicKey> signers, ReadOnlySpan<byte> message)
    {
        Blake2b256Hasher hasher = new();
        foreach (BlsPublicKey key in signers)
            hasher.Update(key.Bytes.Span);
        hasher.Update(message);
        byte[] signature = new byte[BlsSignature.Length];
        hasher.Finish().CopyTo(signature);
        return signature;
    }

    public static byte[] Prove(Address account, BlsPublicKey key, uint epoch = 0) =>
        Sign([key], new ProtocolMessage(new Epoch(epoch), new ProofOfPossession(account, key)).ToBytes());

    public bool IsSignedBy(
        CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Sign(signers.Select(signer => committee.Members[signer].Key), message));

    public bool IsProven(ProofOfPossession claim, Epoch epoch, ReadOnlySpan<byte> proof) =>
        proof.SequenceEqual(Sign([claim.Key], new ProtocolMessage(epoch, claim).ToBytes()));
}
