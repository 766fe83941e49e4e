using System.Globalization;
using System.Text.Json;
using Walrus.Client.Http;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>JSON of <see cref="BlobStatus"/> (HTTP interfaces 7.4): camelCase, except the two counters.</summary>
public static class BlobStatusJson
{
    /// <summary>Writes the value alone, without the success wrapper.</summary>
    public static void Write(Utf8JsonWriter writer, BlobStatus status)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (status)
        {
            case BlobStatus.Nonexistent:
                writer.WriteStringValue("nonexistent"u8);
                break;
            case BlobStatus.Permanent permanent:
                WritePermanent(writer, permanent);
                break;
            case BlobStatus.Deletable deletable:
                WriteVariant(writer, "deletable", () =>
                {
                    WriteCertifiedEpoch(writer, deletable.InitialCertifiedEpoch);
                    WriteCounts(writer, deletable.DeletableCounts);
                });
                break;
            case BlobStatus.Invalid invalid:
                WriteVariant(writer, "invalid", () => WriteEvent(writer, "event", invalid.Event));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(status), status, "A status of no known kind.");
        }
    }

    /// <summary>Reads the value alone.</summary>
    /// <exception cref="FormatException">It is none of the four kinds, or a field is missing or wrong.</exception>
    public static BlobStatus Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String && json.GetString() == "nonexistent")
            return new BlobStatus.Nonexistent();
        if (json.TryMember("permanent", out JsonElement permanent))
            return ReadPermanent(permanent);
        if (json.TryMember("deletable", out JsonElement deletable))
            return new BlobStatus.Deletable(ReadCertifiedEpoch(deletable), ReadCounts(deletable));
        if (json.TryMember("invalid", out JsonElement invalid))
            return new BlobStatus.Invalid(ReadEvent(invalid.Member("event")));
        throw new FormatException("The blob status is of no known kind.");
    }

    private static void WritePermanent(Utf8JsonWriter writer, BlobStatus.Permanent permanent) => WriteVariant(writer, "permanent", () =>
    {
        writer.WriteNumber("endEpoch"u8, permanent.EndEpoch.Value);
        writer.WriteBoolean("isCertified"u8, permanent.IsCertified);
        WriteEvent(writer, "statusEvent", permanent.StatusEvent);
        WriteCounts(writer, permanent.DeletableCounts);
        WriteCertifiedEpoch(writer, permanent.InitialCertifiedEpoch);
    });

    private static void WriteVariant(Utf8JsonWriter writer, string name, Action writeFields)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(name);
        writeFields();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, string name, EventId value)
    {
        writer.WriteStartObject(name);
        writer.WriteString("txDigest"u8, value.TxDigest);
        writer.WriteString("eventSeq"u8, value.EventSeq.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, DeletableCounts counts)
    {
        writer.WriteStartObject("deletableCounts"u8);
        writer.WriteNumber("count_deletable_total"u8, counts.Total);
        writer.WriteNumber("count_deletable_certified"u8, counts.Certified);
        writer.WriteEndObject();
    }

    private static void WriteCertifiedEpoch(Utf8JsonWriter writer, Epoch? epoch)
    {
        if (epoch is { } certified)
            writer.WriteNumber("initialCertifiedEpoch"u8, certified.Value);
        else
            writer.WriteNull("initialCertifiedEpoch"u8);
    }

    private static BlobStatus.Permanent ReadPermanent(JsonElement json)
    {
        if (json.Member("isCertified") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } certified)
            throw new FormatException("'isCertified' is not a boolean.");
        return new BlobStatus.Permanent(
            new Epoch(json.Number32("endEpoch")),
            certified.GetBoolean(),
            ReadEvent(json.Member("statusEvent")),
            ReadCounts(json),
            ReadCertifiedEpoch(json));
    }

    private static EventId ReadEvent(JsonElement json) =>
        ulong.TryParse(json.Text("eventSeq"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong sequence)
            ? new EventId(json.Text("txDigest"), sequence)
            : throw new FormatException("'eventSeq' is not a whole number.");

    private static DeletableCounts ReadCounts(JsonElement json)
    {
        JsonElement counts = json.Member("deletableCounts");
        return new DeletableCounts(counts.Number32("count_deletable_total"), counts.Number32("count_deletable_certified"));
    }

    private static Epoch? ReadCertifiedEpoch(JsonElement json) =>
        json.OptionalNumber("initialCertifiedEpoch") is null ? null : new Epoch(json.Number32("initialCertifiedEpoch"));
}
