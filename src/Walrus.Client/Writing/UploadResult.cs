using System.Collections.Immutable;
using Walrus.Core.Messages;

namespace Walrus.Client.Writing;

/// <summary>An upload that a quorum has confirmed.</summary>
/// <param name="Certificate">The quorum's confirmations as one, verified.</param>
/// <param name="Nodes">All nodes, in the committee's order. Those not confirmed repair themselves.</param>
public sealed record UploadResult(ConfirmationCertificate Certificate, ImmutableArray<NodeUploadResult> Nodes);
