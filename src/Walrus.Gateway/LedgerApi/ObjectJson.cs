using System.Text.Json;
using Walrus.Ledger.Objects;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Objects of the ledger as JSON: a type, an id, an owner (null: shared), and the fields of the kind.</summary>
internal static class ObjectJson
{
    /// <summary>What an object is called. A kind that is not listed goes by its name in the code.</summary>
    public static string TypeOf(LedgerObject item) => item switch
    {
        StorageReservation => "storage",
        BlobObject => "blob",
        SharedBlob => "sharedBlob",
        StakedWal => "stakedWal",
        _ => JsonNamingPolicy.CamelCase.ConvertName(item.GetType().Name),
    };

    public static void Write(Utf8JsonWriter json, LedgerObject item)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(item));
        switch (item)
        {
            case StorageReservation storage:
                WriteStorage(json, storage);
                break;
            case BlobObject blob:
                WriteBlob(json, blob);
                break;
            case SharedBlob shared:
                json.WriteString("id", shared.Id.ToString());
                json.WriteString("funds", LedgerText.Amount(shared.Funds));
                json.WritePropertyName("blob");
                Write(json, shared.Blob);
                break;
            default:
                RecordJson.WriteFields(json, item);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteBlob(Utf8JsonWriter json, BlobObject blob)
    {
        json.WriteString("id", blob.Id.ToString());
        json.WriteString("owner", blob.Owner?.ToString());
        json.WriteString("blobId", blob.BlobId.ToString());
        json.WriteString("size", LedgerText.Amount(blob.Size));
        json.WriteString("encodingType", blob.EncodingType.ToString());
        json.WriteNumber("registeredEpoch", blob.RegisteredEpoch.Value);
        if (blob.CertifiedEpoch is { } certified)
            json.WriteNumber("certifiedEpoch", certified.Value);
        else
            json.WriteNull("certifiedEpoch");
        json.WriteBoolean("deletable", blob.Deletable);
        json.WriteStartObject("storage");
        WriteStorage(json, blob.Storage);
        json.WriteEndObject();
        json.WriteStartObject("attributes");
        foreach ((string key, string value) in blob.Attributes?.Pairs ?? [])
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteStorage(Utf8JsonWriter json, StorageReservation storage)
    {
        json.WriteString("id", storage.Id.ToString());
        json.WriteString("owner", storage.Owner?.ToString());
        json.WriteNumber("startEpoch", storage.Start.Value);
        json.WriteNumber("endEpoch", storage.End.Value);
        json.WriteString("storageSize", LedgerText.Amount(storage.Size));
    }
}
