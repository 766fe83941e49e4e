using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>
/// How a blob is registered: permanent, or deletable, which names the blob object that may be deleted (data plane 8.1).
/// </summary>
/// <param name="DeletableObject">The blob object of a deletable blob; null for a permanent one.</param>
public readonly record struct BlobPersistence(ObjectId? DeletableObject) : IBcs<BlobPersistence>
{
    /// <summary>Kept until its end.</summary>
    public static BlobPersistence Permanent => default;

    /// <summary>Kept until its end, or until the owner deletes <paramref name="blobObject"/>.</summary>
    public static BlobPersistence Deletable(ObjectId blobObject) => new(blobObject);

    /// <summary>Whether the blob may be deleted.</summary>
    public bool IsDeletable => DeletableObject.HasValue;

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Option(DeletableObject, static (w, id) => id.Write(w));

    /// <inheritdoc/>
    public static BlobPersistence Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => Permanent,
        1 => Deletable(ObjectId.Read(ref reader)),
        int other => throw new BcsException($"{other} is no persistence of a blob."),
    };

    /// <summary>"permanent", or "deletable" and the object.</summary>
    public override string ToString() => DeletableObject is { } id ? $"deletable {id}" : "permanent";
}
