using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>A node has verified a proof that a blob is inconsistently encoded (data plane 11.3).</summary>
/// <param name="BlobId">The blob.</param>
public sealed record InvalidBlobIdMessage(BlobId BlobId) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.InvalidBlobId;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer) => BlobId.Write(writer);

    internal static InvalidBlobIdMessage Read(ref BcsReader reader) => new(BlobId.Read(ref reader));
}
