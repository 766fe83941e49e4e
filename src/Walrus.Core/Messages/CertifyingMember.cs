using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>What certificates need of a committee's member.</summary>
/// <param name="Key">Its public key, of which it proved possession.</param>
/// <param name="Weight">How many shards it has.</param>
public readonly record struct CertifyingMember(BlsPublicKey Key, ushort Weight);
