using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>A blob was registered.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="Size">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded.</param>
/// <param name="EndEpoch">When it ends.</param>
/// <param name="Deletable">Whether the owner may delete it.</param>
/// <param name="ObjectId">The blob object.</param>
public sealed record BlobRegistered(
    Epoch Epoch, BlobId BlobId, ulong Size, byte EncodingType, Epoch EndEpoch, bool Deletable, ObjectId ObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobRegistered;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.U64(Size);
        writer.U8(EncodingType);
        writer.U32(EndEpoch.Value);
        writer.Bool(Deletable);
        writer.Value(ObjectId);
    }

    internal static BlobRegistered ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            BlobId.Read(ref reader),
            reader.U64(),
            reader.U8(),
            new Epoch(reader.U32()),
            reader.Bool(),
            ObjectId.Read(ref reader));
}

/// <summary>A blob was certified, or a certified one prolonged.</summary>
/// <param name="Epoch">The epoch of first certification, whose committee attested the data.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="EndEpoch">When it ends.</param>
/// <param name="Deletable">Whether the owner may delete it.</param>
/// <param name="ObjectId">The blob object.</param>
/// <param name="IsExtension">Whether it was prolonged.</param>
public sealed record BlobCertified(
    Epoch Epoch, BlobId BlobId, Epoch EndEpoch, bool Deletable, ObjectId ObjectId, bool IsExtension) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobCertified;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.U32(EndEpoch.Value);
        writer.Bool(Deletable);
        writer.Value(ObjectId);
        writer.Bool(IsExtension);
    }

    internal static BlobCertified ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            BlobId.Read(ref reader),
            new Epoch(reader.U32()),
            reader.Bool(),
            ObjectId.Read(ref reader),
            reader.Bool());
}

/// <summary>A blob object was deleted.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="EndEpoch">When it would have ended.</param>
/// <param name="ObjectId">The blob object.</param>
/// <param name="WasCertified">Whether it was certified.</param>
public sealed record BlobDeleted(Epoch Epoch, BlobId BlobId, Epoch EndEpoch, ObjectId ObjectId, bool WasCertified) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobDeleted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.U32(EndEpoch.Value);
        writer.Value(ObjectId);
        writer.Bool(WasCertified);
    }

    internal static BlobDeleted ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            BlobId.Read(ref reader),
            new Epoch(reader.U32()),
            ObjectId.Read(ref reader),
            reader.Bool());
}

/// <summary>A blob id was certified as invalid.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
public sealed record InvalidBlobID(Epoch Epoch, BlobId BlobId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.InvalidBlobID;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
    }

    internal static InvalidBlobID ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), BlobId.Read(ref reader));
}

/// <summary>A blob object was destroyed by its owner; nodes keep the data until it would have ended.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="ObjectId">The blob object.</param>
public sealed record BlobBurned(Epoch Epoch, BlobId BlobId, ObjectId ObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobBurned;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.Value(ObjectId);
    }

    internal static BlobBurned ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            BlobId.Read(ref reader),
            ObjectId.Read(ref reader));
}

/// <summary>Attributes of a blob were changed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="ObjectId">The blob object.</param>
public sealed record BlobAttributesChanged(Epoch Epoch, BlobId BlobId, ObjectId ObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobAttributesChanged;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.Value(ObjectId);
    }

    internal static BlobAttributesChanged ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            BlobId.Read(ref reader),
            ObjectId.Read(ref reader));
}

/// <summary>A blob was made public.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="ObjectId">The blob object.</param>
/// <param name="SharedObjectId">The shared object that wraps it.</param>
public sealed record BlobShared(Epoch Epoch, BlobId BlobId, ObjectId ObjectId, ObjectId SharedObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobShared;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.Value(ObjectId);
        writer.Value(SharedObjectId);
    }

    internal static BlobShared ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            BlobId.Read(ref reader),
            ObjectId.Read(ref reader),
            ObjectId.Read(ref reader));
}

/// <summary>Funds were added to a shared blob.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="SharedObjectId">The shared blob.</param>
/// <param name="Sender">Who paid.</param>
/// <param name="Amount">FROST.</param>
public sealed record SharedBlobFunded(Epoch Epoch, ObjectId SharedObjectId, Address Sender, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SharedBlobFunded;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(SharedObjectId);
        writer.Value(Sender);
        writer.U64(Amount);
    }

    internal static SharedBlobFunded ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            ObjectId.Read(ref reader),
            Address.Read(ref reader),
            reader.U64());
}
