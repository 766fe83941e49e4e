using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>
/// A node durably holds, verified, the metadata and both slivers for each of its shards (data plane 8.1). For a deletable
/// blob it holds them for one blob object.
/// </summary>
/// <param name="BlobId">The blob.</param>
/// <param name="Persistence">How it is registered.</param>
public sealed record StorageConfirmation(BlobId BlobId, BlobPersistence Persistence) : MessageBody
{
    /// <inheritdoc/>
    public override IntentType Type => IntentType.StorageConfirmation;

    /// <inheritdoc/>
    public override void Write(BcsWriter writer)
    {
        BlobId.Write(writer);
        Persistence.Write(writer);
    }

    internal static StorageConfirmation Read(ref BcsReader reader) => new(BlobId.Read(ref reader), BlobPersistence.Read(ref reader));
}
