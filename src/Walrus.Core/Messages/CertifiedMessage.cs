using System.Collections.Immutable;

namespace Walrus.Core.Messages;

/// <summary>What a valid certificate says.</summary>
/// <param name="Message">The message.</param>
/// <param name="Signers">Positions of the signers in the committee.</param>
/// <param name="Weight">Their shards.</param>
public sealed record CertifiedMessage(ProtocolMessage Message, ImmutableArray<ushort> Signers, int Weight);
