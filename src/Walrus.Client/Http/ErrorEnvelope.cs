using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Walrus.Client.Http;

/// <summary>
/// An error that a service raised on purpose, in the JSON form that all Walrus services share (HTTP interfaces 2.1).
/// The HTTP code follows from <paramref name="Status"/>, so that the two can never disagree.
/// </summary>
/// <param name="Status">Class of the error.</param>
/// <param name="Reason">What clients switch on, such as <c>BLOB_NOT_FOUND</c>.</param>
/// <param name="Domain">Who raised it, one of <see cref="ErrorDomains"/>.</param>
/// <param name="Message">Free text for people.</param>
public sealed record ErrorEnvelope(ErrorStatus Status, string Reason, string Domain, string Message)
{
    /// <summary>Reason of unexpected failures.</summary>
    public const string InternalReason = "INTERNAL_ERROR";

    /// <summary>Details by name, usually none.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Identifier of the failure's log line; only unexpected failures carry one.</summary>
    public string? TraceId { get; init; }

    /// <summary>The HTTP status code of the answer.</summary>
    public int HttpCode => Status.HttpCode();

    /// <summary>An unexpected failure: says nothing of the inside, and where the log tells more.</summary>
    public static ErrorEnvelope Internal(string traceId) =>
        new(ErrorStatus.Internal, InternalReason, ErrorDomains.Global, "an internal server error occurred") { TraceId = traceId };

    /// <summary>The compact JSON body.</summary>
    public byte[] ToJsonUtf8() => WalrusJson.ToUtf8(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteString("status"u8, Status.WireName());
        writer.WriteNumber("code"u8, HttpCode);
        writer.WriteString("message"u8, Message);
        writer.WriteStartArray("details"u8);
        WriteErrorInfo(writer);
        WriteDebugInfo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private void WriteErrorInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("@type"u8, "ErrorInfo"u8);
        writer.WriteString("reason"u8, Reason);
        writer.WriteString("domain"u8, Domain);
        writer.WriteStartObject("metadata"u8);
        foreach ((string name, string value) in Metadata)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteDebugInfo(Utf8JsonWriter writer)
    {
        if (TraceId is null)
            return;
        writer.WriteStartObject();
        writer.WriteString("@type"u8, "DebugInfo"u8);
        writer.WriteStartArray("stackEntries"u8);
        writer.WriteEndArray();
        writer.WriteString("detail"u8, $"TraceID: {TraceId}");
        writer.WriteEndObject();
    }

    /// <summary>
    /// Reads the body of an answer with <paramref name="httpCode"/>. False when it is no envelope, or an inconsistent
    /// one: then only the HTTP status may be believed.
    /// </summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, int httpCode, [NotNullWhen(true)] out ErrorEnvelope? envelope)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return ErrorEnvelopeReader.TryRead(document.RootElement, httpCode, out envelope);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Errors raised before a handler runs are plain text (HTTP interfaces 2.2); text in JSON may not be Unicode.
            envelope = null;
            return false;
        }
    }
}
