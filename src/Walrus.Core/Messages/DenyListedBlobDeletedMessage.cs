using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>A blob that is denied shall be deleted network-wide (control plane 1.10).</summary>
/// <param name="BlobId">The blob.</param>
public sealed record DenyListedBlobDeletedMessage(BlobId BlobId) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.DenyListedBlobDeleted;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer) => BlobId.Write(writer);

    internal static DenyListedBlobDeletedMessage Read(ref BcsReader reader) => new(BlobId.Read(ref reader));
}
