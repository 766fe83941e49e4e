using System.Text.Json;
using Walrus.Core.Identifiers;

namespace Walrus.Gateway.Publishing;

/// <summary>Answer to a store (HTTP interfaces 5.1); one case per key of the JSON object.</summary>
internal abstract record StoreOutcome
{
    private StoreOutcome() { }

    /// <summary>A new blob object was registered and certified.</summary>
    public sealed record NewlyCreated(BlobObjectView Blob, ResourceOperation Operation, ulong Cost, ObjectId? SharedBlob) : StoreOutcome;

    /// <summary>A sufficient permanent copy was there: by the event that certified it, or by an object of the publisher.</summary>
    public sealed record AlreadyCertified(BlobId Blob, EventReference? Event, ObjectId? Object, Epoch EndEpoch) : StoreOutcome;

    /// <summary>The blob id is known to be inconsistent.</summary>
    public sealed record MarkedInvalid(BlobId Blob, EventReference Event) : StoreOutcome;
}

/// <summary>Name of a ledger event in the interfaces.</summary>
internal readonly record struct EventReference(string TransactionDigest, ulong Sequence);

/// <summary>A blob object as the interfaces show it.</summary>
internal sealed record BlobObjectView(
    ObjectId Id, Epoch Registered, BlobId Blob, ulong Size, Epoch? Certified, StorageView Storage, bool Deletable);

/// <summary>A storage resource as the interfaces show it.</summary>
internal sealed record StorageView(ObjectId Id, Epoch Start, Epoch End, ulong Size);

/// <summary>How the space of a new blob was obtained; the name is the JSON key.</summary>
internal abstract record ResourceOperation(string Name, ulong EncodedLength)
{
    public sealed record FromScratch(ulong EncodedLength, uint EpochsAhead) : ResourceOperation("registerFromScratch", EncodedLength);

    public sealed record ReuseStorage(ulong EncodedLength) : ResourceOperation("reuseStorage", EncodedLength);

    public sealed record ReuseRegistration(ulong EncodedLength) : ResourceOperation("reuseRegistration", EncodedLength);
}

/// <summary>JSON of <see cref="StoreOutcome"/>.</summary>
internal static class StoreOutcomeJson
{
    public static void Write(Utf8JsonWriter json, StoreOutcome outcome)
    {
        json.WriteStartObject();
        switch (outcome)
        {
            case StoreOutcome.NewlyCreated created:
                WriteCreated(json, created);
                break;
            case StoreOutcome.AlreadyCertified existing:
                WriteExisting(json, existing);
                break;
            case StoreOutcome.MarkedInvalid invalid:
                json.WriteStartObject("markedInvalid");
                json.WriteString("blobId", invalid.Blob.ToString());
                WriteEvent(json, invalid.Event);
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteCreated(Utf8JsonWriter json, StoreOutcome.NewlyCreated created)
    {
        json.WriteStartObject("newlyCreated");
        WriteBlob(json, created.Blob);
        json.WriteStartObject("resourceOperation");
        json.WriteStartObject(created.Operation.Name);
        json.WriteNumber("encodedLength", created.Operation.EncodedLength);
        if (created.Operation is ResourceOperation.FromScratch scratch)
            json.WriteNumber("epochsAhead", scratch.EpochsAhead);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteNumber("cost", created.Cost);
        if (created.SharedBlob is { } shared)
            json.WriteString("sharedBlobObject", shared.ToString());
        json.WriteEndObject();
    }

    private static void WriteBlob(Utf8JsonWriter json, BlobObjectView blob)
    {
        json.WriteStartObject("blobObject");
        json.WriteString("id", blob.Id.ToString());
        json.WriteNumber("registeredEpoch", blob.Registered.Value);
        json.WriteString("blobId", blob.Blob.ToString());
        json.WriteNumber("size", blob.Size);
        json.WriteString("encodingType", nameof(EncodingType.RS2));
        if (blob.Certified is { } certified)
            json.WriteNumber("certifiedEpoch", certified.Value);
        else
            json.WriteNull("certifiedEpoch");
        json.WriteStartObject("storage");
        json.WriteString("id", blob.Storage.Id.ToString());
        json.WriteNumber("startEpoch", blob.Storage.Start.Value);
        json.WriteNumber("endEpoch", blob.Storage.End.Value);
        json.WriteNumber("storageSize", blob.Storage.Size);
        json.WriteEndObject();
        json.WriteBoolean("deletable", blob.Deletable);
        json.WriteEndObject();
    }

    private static void WriteExisting(Utf8JsonWriter json, StoreOutcome.AlreadyCertified existing)
    {
        json.WriteStartObject("alreadyCertified");
        json.WriteString("blobId", existing.Blob.ToString());
        if (existing.Object is { } blobObject)
            json.WriteString("object", blobObject.ToString());
        else if (existing.Event is { } certification)
            WriteEvent(json, certification);
        json.WriteNumber("endEpoch", existing.EndEpoch.Value);
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, EventReference reference)
    {
        json.WriteStartObject("event");
        json.WriteString("txDigest", reference.TransactionDigest);
        json.WriteString("eventSeq", reference.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
