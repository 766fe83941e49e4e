using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Walrus.Client.Http;

/// <summary>Reads an <see cref="ErrorEnvelope"/> from JSON of any origin.</summary>
internal static class ErrorEnvelopeReader
{
    private const string TracePrefix = "TraceID: ";

    public static bool TryRead(JsonElement root, int httpCode, [NotNullWhen(true)] out ErrorEnvelope? envelope)
    {
        envelope = null;
        if (!root.TryMember("error", out JsonElement error)
            || !error.TryText("status", out string? name) || !ErrorStatusTable.TryParse(name, out ErrorStatus status)
            || !error.TryMember("code", out JsonElement code) || code.ValueKind != JsonValueKind.Number
            || !code.TryGetInt32(out int number) || number != httpCode || number != status.HttpCode()
            || !error.TryText("message", out string? message)
            || !error.TryMember("details", out JsonElement details) || details.ValueKind != JsonValueKind.Array
            || details.GetArrayLength() == 0
            || !details[0].TryText("reason", out string? reason) || !details[0].TryText("domain", out string? domain))
            return false;
        envelope = new ErrorEnvelope(status, reason, domain, message)
        {
            Metadata = ReadMetadata(details[0]),
            TraceId = ReadTraceId(details),
        };
        return true;
    }

    private static ImmutableSortedDictionary<string, string> ReadMetadata(JsonElement info)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (info.TryMember("metadata", out JsonElement entries) && entries.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in entries.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.String)
                    metadata[entry.Name] = entry.Value.GetString()!;
            }
        }

        return metadata.ToImmutable();
    }

    private static string? ReadTraceId(JsonElement details)
    {
        foreach (JsonElement detail in details.EnumerateArray())
        {
            if (detail.TryText("detail", out string? text) && text.StartsWith(TracePrefix, StringComparison.Ordinal))
                return text[TracePrefix.Length..];
        }

        return null;
    }
}
